import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Documents } from '../../src/ami/documents.ts';
import { type InspectedFile, inspectFile } from '../../src/ami/inspected-file.ts';
import type { FindingCode } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import { DEFAULT_LIMITS } from '../../src/model/limits.ts';
import { openOk } from '../support/batch-reading.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PDF = '%PDF-1.7\n';
const XML = '<?xml version="1.0"?><facture/>';

test('a document gets a name in the zip, and the entry the name of its first one', async () => {
  const { documents, findings } = await batch({ 'documents/a.pdf': PDF, 'documents/b.xml': XML });
  expect(documents.reference(entry('P1', 'a.pdf', 'b.xml'))).toBe('P1_a.pdf');
  expect(documents.reference(entry('P2'))).toBe('');
  expect(documents.referenced.map(({ document, name }) => [document.file.path, name])).toEqual([
    ['documents/a.pdf', 'P1_a.pdf'],
    ['documents/b.xml', 'P1_b.xml'],
  ]);
  expect(findings.list()).toEqual([]);
});

test('a document that several entries name is one document, under its first name', async () => {
  const { documents, findings } = await batch({ 'documents/a.pdf': PDF });
  expect(documents.reference(entry('P1', 'a.pdf'))).toBe('P1_a.pdf');
  expect(documents.reference(entry('P2', 'a.pdf'))).toBe('P1_a.pdf');
  expect(documents.reference(entry('P3', 'A.PDF'))).toBe('P1_a.pdf');
  expect(documents.reference(entry('P4', 'documents/a.pdf'))).toBe('P1_a.pdf');
  expect(documents.referenced).toHaveLength(1);
  expect(findings.list()).toEqual([]);
});

test.each([
  ['a.pdf', 'documents/a.pdf'],
  ['documents/a.pdf', 'documents/a.pdf'],
  ['DOCUMENTS\\A.pdf', 'documents/a.pdf'],
  ['x\\y.pdf', 'documents/x/y.pdf'],
  ['x/Y.PDF', 'documents/x/y.pdf'],
  ['re\u0301sume\u0301.pdf', 'documents/résumé.pdf'],
  ['RÉSUMÉ.PDF', 'documents/résumé.pdf'],
  ['top.pdf', 'top.pdf'],
  ['both.pdf', 'documents/both.pdf'],
  ['Cas.pdf', 'documents/Cas.pdf'],
  ['v1..2.pdf', 'documents/v1..2.pdf'],
])('the column D says "%s" and means %s', async (text, path) => {
  const { documents, findings } = await batch({
    'documents/a.pdf': PDF,
    'documents/x/y.pdf': PDF,
    'documents/résumé.pdf': PDF,
    'documents/both.pdf': PDF,
    'documents/Cas.pdf': PDF,
    'documents/v1..2.pdf': PDF,
    'both.pdf': PDF,
    'top.pdf': PDF,
  });
  expect(documents.reference(entry('P1', text))).not.toBe('');
  expect(findings.list()).toEqual([]);
  expect(documents.referenced.map(({ document }) => document.file.path)).toEqual([path]);
});

test.each<[string, FindingCode, object]>([
  ['b.pdf', 'DOCUMENT_MISSING', { listed: false }],
  ['a', 'DOCUMENT_MISSING', { listed: false }],
  ['x/a.pdf', 'DOCUMENT_MISSING', { listed: false }],
  ['ecritures.csv', 'DOCUMENT_MISSING', { listed: false }],
  ['__proto__', 'DOCUMENT_MISSING', { listed: false }],
  ['../a.pdf', 'PATH_UNSAFE', { fault: 'climbs' }],
  ['..', 'PATH_UNSAFE', { fault: 'climbs' }],
  ['documents/../a.pdf', 'PATH_UNSAFE', { fault: 'climbs' }],
  ['documents\\..\\a.pdf', 'PATH_UNSAFE', { fault: 'climbs' }],
  ['.. /a.pdf', 'PATH_UNSAFE', { fault: 'climbs' }],
  ['/etc/passwd', 'PATH_UNSAFE', { fault: 'absolute' }],
  ['\\\\serveur\\a.pdf', 'PATH_UNSAFE', { fault: 'absolute' }],
  ['C:\\a.pdf', 'PATH_UNSAFE', { fault: 'absolute' }],
  ['c:a.pdf', 'PATH_UNSAFE', { fault: 'drive' }],
  ['c:\\a.pdf', 'PATH_UNSAFE', { fault: 'absolute' }],
  ['c:/a.pdf', 'PATH_UNSAFE', { fault: 'absolute' }],
  ['./c:a.pdf', 'PATH_UNSAFE', { fault: 'drive' }],
])('the column D says "%s": %s, once, where it is first said', async (text, code, details) => {
  const { documents, findings } = await batch({ 'documents/a.pdf': PDF });
  expect(documents.reference({ ...entry('P1', text), line: 5 })).toBe('');
  expect(documents.reference({ ...entry('P2', text, 'a.pdf'), line: 9 })).toBe('P2_a.pdf');
  expect(findings.list()).toMatchObject([
    { code, severity: 'error', file: 'ecritures.csv', line: 5, column: 'D', value: text, details },
  ]);
});

test.each<[string, string, FindingCode, object]>([
  ['nothing', '', 'DOCUMENT_EMPTY', {}],
  ['a page', '<html></html>', 'DOCUMENT_TYPE_REFUSED', {}],
  ['a program under the name of a document', 'MZ\u0090', 'DOCUMENT_TYPE_REFUSED', {}],
  [
    'more than the limit',
    `${PDF}${'x'.repeat(1_048_568)}`,
    'DOCUMENT_TOO_LARGE',
    { bytes: 1_048_577, limitMiB: 1 },
  ],
])(
  'a document that holds %s is refused once, and not told as unreferenced',
  async (_, content, code, details) => {
    const { documents, findings } = await batch({ 'documents/a.pdf': content });
    expect(documents.reference(entry('P1', 'a.pdf'))).toBe('');
    expect(documents.reference(entry('P2', 'A.pdf'))).toBe('');
    documents.tellUnreferenced();
    expect(findings.list()).toMatchObject([{ code, severity: 'error', file: 'documents/a.pdf', details }]);
    expect(findings.list()).toHaveLength(1);
  },
);

test('a document of exactly the limit is taken', async () => {
  const { documents, findings } = await batch({ 'documents/a.pdf': `${PDF}${'x'.repeat(1_048_567)}` });
  expect(documents.reference(entry('P1', 'a.pdf'))).toBe('P1_a.pdf');
  expect(findings.list()).toEqual([]);
});

test('an entry is linked to the first of its documents that can be delivered', async () => {
  const { documents } = await batch({ 'documents/a.pdf': '', 'documents/b.pdf': PDF });
  expect(documents.reference(entry('P1', 'missing.pdf', 'a.pdf', 'b.pdf'))).toBe('P1_b.pdf');
});

test.each([
  ['facture.pdf', XML, 'P1_facture.xml', true],
  ['facture', PDF, 'P1_facture.pdf', true],
  ['FACTURE.PDF', PDF, 'P1_FACTURE.PDF', false],
  ['photo.jpeg', '\u00ff\u00d8\u00ff', 'P1_photo.jpeg', false],
  ['photo.jpg', '\u00ff\u00d8\u00ff', 'P1_photo.jpg', false],
  [`${'x'.repeat(60)}.pdf`, PDF, `P1_${'x'.repeat(23)}.pdf`, true],
])(
  '%s is called after its content, at most 30 characters, and told where that is another name',
  async (file, content, name, told) => {
    const { documents, findings } = await batch({ [`documents/${file}`]: content });
    expect(documents.reference(entry('P1', file))).toBe(name);
    const expected = {
      code: 'DOCUMENT_RENAMED',
      severity: 'warning',
      file: `documents/${file}`,
      value: file,
    };
    expect(findings.list()).toMatchObject(told ? [{ ...expected, details: { name } }] : []);
  },
);

test('two documents of one name in two folders get two names', async () => {
  const { documents, findings } = await batch({ 'documents/x/a.pdf': PDF, 'documents/y/a.pdf': PDF });
  const names = [documents.reference(entry('P1', 'x/a.pdf')), documents.reference(entry('P1', 'y/a.pdf'))];
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(2);
  expect(findings.list().map(({ code }) => code)).toEqual(['DOCUMENT_RENAMED']);
});

test('the hashes of lot.json are compared with the files', async () => {
  const { documents, findings } = await batch({
    'documents/a.pdf': PDF,
    'documents/b.pdf': PDF,
    'documents/c.pdf': PDF,
  });
  const right = createHash('sha256').update(PDF, 'latin1').digest('hex');
  const wrong = `0${right.slice(1, -1)}0`;
  documents.compareHashes(
    new Map([
      ['a.pdf', right],
      ['documents/b.pdf', wrong],
      ['C.PDF', null],
      ['d.pdf', right],
    ]),
    'lot.json',
  );
  expect(findings.list()).toMatchObject([
    {
      code: 'DOCUMENT_HASH_MISMATCH',
      severity: 'error',
      file: 'documents/b.pdf',
      details: { announced: wrong, found: right },
    },
    {
      code: 'DOCUMENT_MISSING',
      severity: 'error',
      file: 'lot.json',
      value: 'd.pdf',
      details: { listed: true },
    },
  ]);
});

test('every file that no entry names is told, and no other', async () => {
  const { documents, findings } = await batch({
    'documents/a.pdf': PDF,
    'documents/b.pdf': PDF,
    'notes.txt': 'x',
  });
  documents.reference(entry('P1', 'a.pdf'));
  documents.tellUnreferenced();
  expect(findings.list()).toMatchObject([
    { code: 'DOCUMENT_UNREFERENCED', severity: 'warning', file: 'documents/b.pdf' },
    { code: 'DOCUMENT_UNREFERENCED', severity: 'warning', file: 'notes.txt' },
  ]);
});

function entry(piece: string, ...documents: string[]) {
  return { piece, line: 2, documents };
}

/** The documents of a real folder, inspected as the program does. At most one mebibyte each. */
async function batch(files: Readonly<Record<string, string>>) {
  const folder = join(temporaryFolder(), '888_lot');
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, ...path.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, 'latin1');
  }
  const source = await openOk(folder);
  const inspected: InspectedFile[] = [];
  const isDocument = (path: string): boolean => path.startsWith('documents/');
  const sorted = [...source.files].sort((a, b) => Number(isDocument(a.path)) - Number(isDocument(b.path)));
  for (const file of sorted) inspected.push(await inspectFile(file));
  const findings = new Findings();
  const options = { csvFile: 'ecritures.csv', limits: { ...DEFAULT_LIMITS, documentMiB: 1 } };
  return { documents: new Documents(inspected, options, findings), findings };
}
