import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type BatchContents, batchContents } from '../../src/ami/batch-contents.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import { openOk } from '../support/batch-reading.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Sorted {
  readonly entries: string;
  readonly notice: string | null;
  readonly documents: readonly string[];
  readonly others: readonly string[];
}

const NOTHING: Omit<Sorted, 'entries'> = { notice: null, documents: [], others: [] };

test.each<[string, string[], Sorted]>([
  [
    'the usual names',
    ['ecritures.csv', 'lot.json', 'documents/a.pdf', 'documents/b/c.pdf', 'LISEZMOI.txt'],
    {
      entries: 'ecritures.csv',
      notice: 'lot.json',
      documents: ['documents/a.pdf', 'documents/b/c.pdf'],
      others: ['LISEZMOI.txt'],
    },
  ],
  [
    'any case',
    ['Ecritures.CSV', 'LOT.JSON', 'Documents/a.pdf'],
    { entries: 'Ecritures.CSV', notice: 'LOT.JSON', documents: ['Documents/a.pdf'], others: [] },
  ],
  ['the only CSV', ['mars.csv'], { ...NOTHING, entries: 'mars.csv' }],
  [
    'ecritures.csv among others',
    ['a.csv', 'ecritures.csv', 'z.csv'],
    { ...NOTHING, entries: 'ecritures.csv', others: ['a.csv', 'z.csv'] },
  ],
  [
    'a CSV among the documents is none of the entries',
    ['documents/ecritures.csv', 'mars.csv'],
    { ...NOTHING, entries: 'mars.csv', documents: ['documents/ecritures.csv'] },
  ],
  [
    'the same names further down are other files',
    ['ecritures.csv', 'x/lot.json', 'x/documents/a.pdf', 'documents.pdf'],
    {
      ...NOTHING,
      entries: 'ecritures.csv',
      others: ['documents.pdf', 'x/documents/a.pdf', 'x/lot.json'],
    },
  ],
  [
    'a lot.json among the documents is a document',
    ['ecritures.csv', 'documents/lot.json'],
    { ...NOTHING, entries: 'ecritures.csv', documents: ['documents/lot.json'] },
  ],
])('%s', async (_, paths, expected) => {
  const { contents, findings } = await sort(paths);
  expect(findings).toEqual([]);
  expect(contents).toEqual(expected);
});

test('no CSV at the top', async () => {
  expect(await sort(['lot.json', 'documents/a.csv', 'x.csvx'])).toMatchObject({
    contents: null,
    findings: [
      { code: 'BATCH_UNREADABLE', severity: 'error', file: '888_lot', details: { reason: 'no-csv' } },
    ],
  });
});

test('several CSV, none of them ecritures.csv', async () => {
  expect(await sort(['b.csv', 'a.CSV', 'lot.json'])).toMatchObject({
    contents: null,
    findings: [
      {
        code: 'BATCH_UNREADABLE',
        severity: 'error',
        details: { reason: 'several-csv', detail: 'a.CSV, b.csv' },
      },
    ],
  });
});

test('a lone CSV is the entries, whatever it is called', async () => {
  const path = join(temporaryFolder(), 'lot.json.csv');
  writeFileSync(path, 'Date\n');
  const source = await openOk(path);
  const findings = new Findings();
  expect(names(batchContents(source, findings))).toEqual({ ...NOTHING, entries: 'lot.json.csv' });
  expect(findings.list()).toEqual([]);
});

/** Sorts the files of a real folder of these files. */
async function sort(paths: readonly string[]): Promise<{ contents: Sorted | null; findings: Finding[] }> {
  const folder = join(temporaryFolder(), '888_lot');
  for (const path of paths) {
    const file = join(folder, ...path.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, path);
  }
  const source = await openOk(folder);
  const findings = new Findings();
  return { contents: names(batchContents(source, findings)), findings: findings.list() };
}

function names(contents: BatchContents | null): Sorted | null {
  if (contents === null) return null;
  return {
    entries: contents.entries.path,
    notice: contents.notice?.path ?? null,
    documents: contents.documents.map(({ path }) => path),
    others: contents.others.map(({ path }) => path),
  };
}
