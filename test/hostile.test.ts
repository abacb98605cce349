/**
 * Input that means harm, or looks like it, on the built program: a finding or a plain message each time, within ten
 * seconds of its own and 250 MiB, and never a stack trace.
 */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { type BatchRow, csvText, PDF, purchase, writeBatch } from './support/batch.ts';
import { parseZip } from './support/parse-zip.ts';
import {
  codesOf,
  jsonOf,
  type Measured,
  type RunOptions,
  runMeasured,
  withPlainSpaces,
} from './support/program.ts';
import { type RawEntry, rawZip } from './support/raw-zip.ts';
import { linesOf, sliceImportFile } from './support/slice-import-file.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

vi.setConfig({ testTimeout: 90_000 });

const LIMIT_CPU_SECONDS = 10;
/** When it is taken to hang, on a machine that is busy with other things. */
const HANG_MS = 60_000;
const LIMIT_MIB = 250;
const IS_WINDOWS = process.platform === 'win32';
const HEADER = csvText([]);
const SOUND = csvText(purchase('P1'));
const UTF8_NAME = 0x800;
const ENCRYPTED = 1;

interface Case {
  readonly what: string;
  /** Makes the input in a new folder and gives its path. */
  readonly make: (folder: string) => string;
  /** Findings that must be there. */
  readonly codes: readonly string[];
  /** Part of what an accountant reads. */
  readonly says?: string;
}

describe('a CSV', () => {
  refused([
    {
      what: 'of one endless line',
      make: (folder) => csvOf(folder, repeated('Date;'.repeat(200_000), 200)),
      codes: ['ROW_MALFORMED'],
      says: 'dépasse un mébioctet',
    },
    {
      what: 'of 10,000 columns',
      make: (folder) => csvOf(folder, [`${'X;'.repeat(10_000)}\n`]),
      codes: ['BATCH_UNREADABLE'],
      says: 'colonnes dans la ligne de titres',
    },
    {
      what: 'of a million empty lines below its header',
      make: (folder) => csvOf(folder, [HEADER, ...repeated('\r\n'.repeat(10_000), 100)]),
      codes: ['ROW_MALFORMED'],
      says: 'plus de 100 000 lignes',
    },
    {
      what: 'of a million empty lines and nothing else',
      make: (folder) => csvOf(folder, repeated('\n'.repeat(10_000), 100)),
      codes: ['BATCH_EMPTY'],
    },
    { what: 'of no byte at all', make: (folder) => csvOf(folder, []), codes: ['BATCH_EMPTY'] },
    {
      what: 'with NUL bytes in it',
      make: (folder) => csvOf(folder, [SOUND.replace('FOURNISSEUR', 'FOUR\0\0SEUR')]),
      codes: ['ROW_MALFORMED'],
      says: 'octets nuls',
    },
    {
      what: 'of 100 MB of NUL bytes',
      make: (folder) => sparse(join(folder, '888_nul.csv'), 100_000_000),
      codes: ['ROW_MALFORMED'],
    },
    {
      what: 'in UTF-16 without a byte-order mark',
      make: (folder) => csvOf(folder, [Buffer.from(SOUND, 'utf16le')]),
      codes: ['ROW_MALFORMED'],
      says: 'UTF-16 sans marque d’ordre',
    },
    {
      what: 'of 50 MB with a quote opened on line 2',
      make: (folder) =>
        csvOf(folder, [HEADER, '31/08/2022;P0;"facture;', ...repeated(manyRows(1_000), 1_000)]),
      codes: ['ROW_MALFORMED'],
      says: 'guillemet',
    },
    {
      what: 'of a million bad amounts',
      make: (folder) =>
        csvOf(folder, [HEADER, ...repeated(manyRows(1_000).replaceAll('100,00', '1OO,00'), 1_000)]),
      codes: ['AMOUNT_INVALID', 'FINDINGS_OMITTED'],
      says: '1 000 000',
    },
    {
      what: 'that names 100,000 documents that do not exist',
      make: (folder) => csvOf(folder, [HEADER, manyPurchases(100_000, (index) => `d${index}.pdf`)]),
      codes: ['DOCUMENT_MISSING', 'FINDINGS_OMITTED'],
    },
    {
      what: 'of one entry of 150,000 lines',
      make: (folder) => csvOf(folder, [HEADER, manyRows(150_000)]),
      codes: ['ENTRY_TOO_LONG'],
      says: '100 000',
    },
    {
      what: 'with 100,000 names in one cell D',
      make: (folder) =>
        csvOf(folder, [
          csvText(
            purchase('P1', {
              documents: Array.from({ length: 100_000 }, (_, index) => `d${index}`).join('|'),
            }),
          ),
        ]),
      codes: ['DOCUMENT_MISSING', 'FINDINGS_OMITTED'],
    },
    {
      what: 'of random bytes',
      make: (folder) => csvOf(folder, [noise(5_000_000)]),
      codes: ['COLUMN_MISSING'],
    },
    {
      what: 'that is a program',
      make: (folder) => csvOf(folder, [readFileSync(process.execPath).subarray(0, 30_000_000)]),
      codes: ['ROW_MALFORMED'],
    },
    {
      what: 'of 150 amounts of 900 KB each',
      make: (folder) => csvOf(folder, [HEADER, ...longRows(150, (long) => ({ debit: long }))]),
      codes: ['AMOUNT_INVALID'],
    },
    {
      what: 'of 150 accounts, dates and VAT codes of 300 KB each',
      make: (folder) =>
        csvOf(folder, [
          HEADER,
          ...longRows(150, (long) => {
            const third = long.slice(0, 300_000);
            return { account: third, dueDate: third, vatCode: third, debit: '1,00' };
          }),
        ]),
      codes: ['ACCOUNT_INVALID', 'DATE_INVALID', 'VAT_CODE_UNKNOWN'],
    },
    {
      what: 'that names documents outside of the batch',
      make: (folder) =>
        csvOf(folder, [
          csvText(purchase('P1', { documents: '../../etc/passwd|/etc/passwd|C:\\boot.ini|a/../../b.pdf' })),
        ]),
      codes: ['PATH_UNSAFE'],
      says: 'sort de son dossier',
    },
  ]);

  test('with a comment of 900 KB is delivered with all of it', async () => {
    const folder = temporaryFolder();
    const comment = 'é'.repeat(450_000);
    const path = csvOf(folder, [csvText(purchase('P1', { comment }))]);
    const { ended, out } = await convert(folder, path);
    expect(ended.exitCode).toBe(0);
    const remark = linesOf(sliceImportFile(onlyImportFile(out)), 'remark');
    expect(remark.map(({ text }) => text).join('')).toBe(comment);
  });

  test('of one entry with 200 comments of 900 KB is delivered or refused, within the memory', async () => {
    const folder = temporaryFolder();
    const rows = longRows(200, (comment, index) => ({
      comment: `${index}${comment}`,
      [index % 2 === 0 ? 'debit' : 'credit']: '1,00',
    }));
    const { ended } = await convert(folder, csvOf(folder, [HEADER, ...rows]));
    expect([0, 1]).toContain(ended.exitCode);
  });

  test('of 100,000 entries whose second lines all stand behind the first ones', async () => {
    const folder = temporaryFolder();
    const rows = (side: 'debit' | 'credit'): string =>
      manyPurchases(
        100_000,
        () => '',
        (piece) => [{ piece, date: '31/08/2022', account: '512000', [side]: '1,00' }],
      );
    const { ended } = await convert(folder, csvOf(folder, [HEADER, rows('debit'), rows('credit')]));
    expect(ended.exitCode).toBe(0);
    expect(jsonOf(ended)).toMatchObject({ entries: 100_000, debit: '100000.00' });
  });

  test.each([
    ['shrinks', (path: string) => truncateSync(path, 1_000_000)],
    ['grows', (path: string) => appendFileSync(path, manyRows(10))],
    ['is emptied', (path: string) => truncateSync(path, 0)],
  ])('that %s while it is read is refused', async (_what, change) => {
    const folder = temporaryFolder();
    const path = csvOf(folder, [HEADER, manyPurchases(150_000, () => '')]);
    const { ended, out } = await convert(folder, path, {
      onStart: async (child) => {
        // Its entries are read for the second time once there is something to write.
        while (child.exitCode === null && !existsSync(join(folder, 'out'))) await delay(1);
        change(path);
      },
    });
    expect(ended.exitCode).toBe(1);
    expect(codesOf(jsonOf(ended))).toContain('BATCH_UNREADABLE');
    expect(ended.stderr).toContain('a changé pendant la lecture');
    expect(existsSync(out)).toBe(false);
  });
});

describe('a lot.json', () => {
  refused([
    {
      what: 'of 20 MB',
      make: (folder) => withNotice(folder, `{"lot": "${'x'.repeat(20_000_000)}"}`),
      codes: ['BATCH_UNREADABLE'],
      says: 'dépasse 4 Mio',
    },
    {
      what: 'that is nested 100,000 deep',
      make: (folder) => withNotice(folder, '['.repeat(100_000) + ']'.repeat(100_000)),
      codes: ['BATCH_UNREADABLE'],
    },
    {
      what: 'with a key nested 100,000 deep',
      make: (folder) => withNotice(folder, `{"lot": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      codes: ['BATCH_UNREADABLE'],
    },
    {
      what: 'nested 3,000,000 deep and never closed',
      make: (folder) => withNotice(folder, '{"a":'.repeat(3_000_000)),
      codes: ['BATCH_UNREADABLE'],
    },
    {
      what: 'of 3 MB that lists documents that do not exist',
      make: (folder) => {
        const documents = Array.from({ length: 120_000 }, (_, index) => `{"fichier":"${index}.pdf"}`);
        return withNotice(folder, `{"documents": [${documents.join(',')}]}`);
      },
      codes: ['DOCUMENT_MISSING', 'FINDINGS_OMITTED'],
    },
    {
      what: 'of 3 MB of wrong types',
      make: (folder) => withNotice(folder, `{"documents": [${'1,'.repeat(1_500_000)}1]}`),
      codes: ['BATCH_UNREADABLE', 'FINDINGS_OMITTED'],
    },
    {
      what: 'whose id leads out of the folder',
      make: (folder) => withNotice(folder, '{"lot": "../../x"}'),
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'whose company file leads out of the folder',
      make: (folder) => withNotice(folder, '{"dossier": "../x"}'),
      codes: ['DOSSIER_MISSING'],
    },
    {
      what: 'whose company file is endless',
      make: (folder) => withNotice(folder, `{"dossier": "${'9'.repeat(100_000)}"}`),
      codes: ['DOSSIER_MISSING'],
    },
    {
      what: 'that is not JSON',
      make: (folder) => withNotice(folder, '<lot/>'),
      codes: ['BATCH_UNREADABLE'],
      says: 'pas du JSON valide',
    },
  ]);

  test('whose id is endless, or of signs that no name has, still gives a name', async () => {
    const folder = temporaryFolder();
    for (const lot of ['x'.repeat(1_000_000), '<>:"/\\|?*', 'CON', '\u202e\u0000fdp', '🐄🐄']) {
      const { ended, out } = await convert(folder, withNotice(folder, JSON.stringify({ lot })));
      expect(ended.exitCode).toBe(0);
      for (const name of readdirSync(out))
        expect(name).toMatch(/^888_20220831_000000_[^<>:"/\\|?*\p{Cc}]{1,60}\.ECR$/u);
    }
  });
});

describe.skipIf(IS_WINDOWS)('a path', () => {
  refused([
    {
      what: 'with a link out of the batch in it',
      make: (folder) => {
        const path = writeBatch(folder, '888_lot', { csv: SOUND, documents: {} });
        symlinkSync('/etc/passwd', join(path, 'a.pdf'));
        return path;
      },
      codes: ['PATH_UNSAFE'],
      says: 'est un lien symbolique',
    },
    {
      what: 'with a folder that is a link to its own parent',
      make: (folder) => {
        const path = writeBatch(folder, '888_lot', { csv: SOUND });
        symlinkSync('..', join(path, 'documents'));
        return path;
      },
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'that is a link',
      make: (folder) => {
        symlinkSync(writeBatch(folder, '888_lot', { csv: SOUND }), join(folder, '888_link'));
        return join(folder, '888_link');
      },
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'with a pipe in it',
      make: (folder) => {
        const path = writeBatch(folder, '888_lot', { csv: SOUND });
        execFileSync('mkfifo', [join(path, 'a.pdf')]);
        return path;
      },
      codes: ['BATCH_UNREADABLE'],
      says: 'pas un fichier ordinaire',
    },
    {
      what: 'that is a pipe called .csv',
      make: (folder) => {
        execFileSync('mkfifo', [join(folder, '888_lot.csv')]);
        return join(folder, '888_lot.csv');
      },
      codes: ['BATCH_UNREADABLE'],
    },
    { what: 'that is /dev/zero', make: () => '/dev/zero', codes: ['BATCH_UNREADABLE'] },
    {
      what: 'whose folders never end',
      make: (folder) => {
        const path = writeBatch(folder, '888_lot', { csv: SOUND });
        mkdirSync(join(path, ...Array.from({ length: 200 }, () => 'd')), { recursive: true });
        return path;
      },
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'of 50,000 files',
      make: (folder) => {
        const path = writeBatch(folder, '888_lot', { csv: SOUND });
        for (let index = 0; index < 50_000; index += 1) closeSync(openSync(join(path, `${index}`), 'w'));
        return path;
      },
      codes: ['BATCH_UNREADABLE'],
      says: 'limits.files',
    },
    {
      what: 'with a name that holds a backslash',
      make: (folder) => {
        const path = writeBatch(folder, '888_lot', { csv: SOUND });
        writeFileSync(join(path, '..\\..\\a.pdf'), PDF);
        return path;
      },
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'of 3 GB',
      make: (folder) => sparse(join(folder, '888_lot.csv'), 3_000_000_000),
      codes: ['BATCH_UNREADABLE'],
      says: 'limits.batchMiB',
    },
  ]);

  test('with names that Windows or the zip could not keep gets others, no two alike', async () => {
    const folder = temporaryFolder();
    const names = [
      'CON.pdf',
      'NUL',
      'fin...',
      'A.pdf',
      'a.pdf',
      'é.pdf',
      `${'x'.repeat(250)}.pdf`,
      `${'x'.repeat(249)}y.pdf`,
    ];
    const path = writeBatch(folder, '888_lot', {
      csv: csvText(purchase('P1', { documents: names.join('|') })),
      documents: Object.fromEntries(names.map((name) => [name, PDF])),
    });
    const { ended, out } = await convert(folder, path);
    expect(ended.exitCode).toBe(0);
    const zip = readdirSync(out).find((name) => name.endsWith('.zip')) ?? '';
    const given = parseZip(readFileSync(join(out, zip))).map(({ name }) => name);
    expect(given).toHaveLength(names.length);
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of given) {
      expect(name.length).toBeLessThanOrEqual(30);
      expect(name).not.toMatch(/^(?:CON|NUL)(?:\.|$)|[. ]$/i);
    }
  });
});

describe('a zip', () => {
  refused([
    {
      what: 'that unpacks to a thousand times its size',
      make: (folder) =>
        zipOf(folder, [{ name: 'ecritures.csv', content: Buffer.alloc(100_000_000), method: 8 }]),
      codes: ['ARCHIVE_BOMB'],
    },
    {
      what: 'that lies about how much it unpacks to',
      make: (folder) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: Buffer.alloc(100_000_000), method: 8, size: 1_000 },
        ]),
      codes: ['ARCHIVE_BOMB'],
    },
    {
      what: 'whose files share their bytes',
      make: (folder) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: SOUND },
          ...Array.from({ length: 5_000 }, (_, index) => ({
            name: `documents/${index}.pdf`,
            sharesDataOf: 0,
          })),
        ]),
      codes: ['BATCH_UNREADABLE'],
    },
    {
      what: 'of 60,000 files',
      make: (folder) =>
        zipOf(
          folder,
          Array.from({ length: 60_000 }, (_, index) => ({ name: `documents/${index}` })),
        ),
      codes: ['ARCHIVE_BOMB'],
      says: 'limits.files',
    },
    ...['../a.pdf', 'documents/../../a.pdf', '..\\a.pdf', '.. /a.pdf'].map((name) => ({
      what: `with the name ${name}`,
      make: (folder: string) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: SOUND },
          { name, content: PDF },
        ]),
      codes: ['PATH_UNSAFE'],
    })),
    ...['/etc/passwd', 'C:\\a.pdf', 'c:/a.pdf', '\\\\server\\share\\a.pdf'].map((name) => ({
      what: `with the absolute name ${name}`,
      make: (folder: string) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: SOUND },
          { name, content: PDF },
        ]),
      codes: ['PATH_UNSAFE'],
      says: 'chemin absolu',
    })),
    {
      what: 'with a link in it',
      make: (folder) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: SOUND },
          { name: 'documents', content: '/etc', mode: 0o120777 },
        ]),
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'that is encrypted',
      make: (folder) => zipOf(folder, [{ name: 'ecritures.csv', content: SOUND, flags: ENCRYPTED }]),
      codes: ['BATCH_UNREADABLE'],
      says: 'mot de passe',
    },
    {
      what: 'with a method that nobody knows',
      make: (folder) => zipOf(folder, [{ name: 'ecritures.csv', content: SOUND, method: 99 }]),
      codes: ['BATCH_UNREADABLE'],
    },
    ...[0.01, 0.5, 0.9, 0.99].map((share) => ({
      what: `that ends after ${share * 100} % of its bytes`,
      make: (folder: string) => {
        const whole = rawZip([{ name: 'ecritures.csv', content: SOUND }]);
        writeFileSync(join(folder, '888_lot.zip'), whole.subarray(0, Math.floor(whole.length * share)));
        return join(folder, '888_lot.zip');
      },
      codes: ['BATCH_UNREADABLE'],
      says: 'abîmée ou incomplète',
    })),
    {
      what: 'whose content is not what its checksum says',
      make: (folder) => zipOf(folder, [{ name: 'ecritures.csv', content: SOUND, crc32: 1 }]),
      codes: ['BATCH_UNREADABLE'],
    },
    {
      what: 'whose folders never end',
      make: (folder) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: SOUND },
          { name: `${'d/'.repeat(400)}a.pdf`, content: PDF },
        ]),
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'with a name of 60,000 characters',
      make: (folder) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: SOUND },
          { name: 'x'.repeat(60_000), content: PDF },
        ]),
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'with a NUL in a name',
      make: (folder) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: SOUND },
          { name: 'a.pdf\0.exe', content: PDF },
        ]),
      codes: ['PATH_UNSAFE'],
    },
    {
      what: 'with two names that differ only in case',
      make: (folder) =>
        zipOf(folder, [
          { name: 'ecritures.csv', content: SOUND },
          { name: 'documents/A.pdf', content: PDF },
          { name: 'documents/a.PDF', content: PDF },
        ]),
      codes: ['BATCH_UNREADABLE'],
      says: 'sans tenir compte des majuscules',
    },
    {
      what: 'of nothing',
      make: (folder) => zipOf(folder, []),
      codes: ['BATCH_UNREADABLE'],
    },
    {
      what: 'that is no zip',
      make: (folder) => {
        writeFileSync(join(folder, '888_lot.zip'), noise(1_000_000));
        return join(folder, '888_lot.zip');
      },
      codes: ['BATCH_UNREADABLE'],
    },
  ]);

  test('with long, reserved and dotted names is delivered under names that every system keeps', async () => {
    const folder = temporaryFolder();
    const names = [`${'x'.repeat(296)}.pdf`, 'CON.pdf', 'NUL', 'fin..', 'AUX .pdf'];
    const path = zipOf(folder, [
      { name: 'ecritures.csv', content: csvText(purchase('P1', { documents: names.join('|') })) },
      ...names.map((name) => ({ name: `documents/${name}`, content: PDF })),
    ]);
    const { ended, out } = await convert(folder, path);
    expect(ended.exitCode).toBe(0);
    const zip = readdirSync(out).find((name) => name.endsWith('.zip')) ?? '';
    const given = parseZip(readFileSync(join(out, zip))).map(({ name }) => name);
    expect(given).toHaveLength(names.length);
    for (const name of given) {
      expect(name.length).toBeLessThanOrEqual(30);
      expect(name).not.toMatch(/^(?:CON|NUL|AUX) *(?:\.|$)|[. ]$/i);
    }
  });
});

function refused(cases: readonly Case[]): void {
  test.each(cases)('$what', async ({ make, codes, says }) => {
    const folder = temporaryFolder();
    const { ended, out } = await convert(folder, make(folder));
    expect({ exitCode: ended.exitCode, stderr: ended.stderr.slice(0, 400) }).toMatchObject({ exitCode: 1 });
    expect(codesOf(jsonOf(ended))).toEqual(expect.arrayContaining([...codes]));
    if (says !== undefined) expect(withPlainSpaces(ended.stdout)).toContain(says);
    expect(existsSync(out)).toBe(false);
  });
}

/** Converts within the limits, whatever comes of it; the target folder is new. */
async function convert(
  folder: string,
  path: string,
  options: RunOptions = {},
): Promise<{ ended: Measured; out: string }> {
  const out = join(folder, 'out');
  const args = ['convert', path, '--out', out, '--json', ...(/888_/.test(path) ? [] : ['--dossier', '888'])];
  const ended = await runMeasured(args, { limitMs: HANG_MS, ...options });
  expect(ended.signal).toBe(null);
  expect(ended.stderr).not.toMatch(/\n\s+at |Erreur interne/);
  expect(ended.cpuSeconds).toBeLessThan(LIMIT_CPU_SECONDS);
  expect(ended.peakMiB).toBeLessThan(LIMIT_MIB);
  return { ended, out };
}

function csvOf(folder: string, parts: readonly (string | Uint8Array)[]): string {
  const path = join(folder, '888_lot.csv');
  const file = openSync(path, 'w');
  for (const part of parts) writeSync(file, typeof part === 'string' ? Buffer.from(part) : part);
  closeSync(file);
  return path;
}

function repeated(part: string, count: number): string[] {
  return Array.from({ length: count }, () => part);
}

/** Rows of 100,00 in one piece, without a header. */
function manyRows(count: number): string {
  const row = { date: '31/08/2022', piece: 'P0', account: '60110000', label: 'ACHAT', debit: '100,00' };
  return csvText([row]).slice(HEADER.length).repeat(count);
}

/** Purchases without a header, each in its own piece. */
function manyPurchases(
  count: number,
  documentOf: (index: number) => string,
  rowsOf = (piece: string, documents: string) => purchase(piece, { documents }),
): string {
  const parts: string[] = [];
  for (let index = 0; index < count; index += 1)
    parts.push(csvText(rowsOf(`P${index}`, documentOf(index))).slice(HEADER.length));
  return parts.join('');
}

/** Rows of one piece that hold a text as long as a row may be, without a header. */
function longRows(count: number, cells: (long: string, index: number) => BatchRow): string[] {
  const long = 'x'.repeat(900_000);
  const row = { date: '31/08/2022', piece: 'P0', account: '60110000' };
  return Array.from({ length: count }, (_, index) =>
    csvText([{ ...row, ...cells(long, index) }]).slice(HEADER.length),
  );
}

function withNotice(folder: string, json: string): string {
  const path = writeBatch(folder, '888_lot', { csv: SOUND });
  writeFileSync(join(path, 'lot.json'), json);
  return path;
}

function zipOf(folder: string, entries: readonly RawEntry[]): string {
  const path = join(folder, '888_lot.zip');
  writeFileSync(path, rawZip(entries.map((entry) => ({ flags: UTF8_NAME, ...entry }))));
  return path;
}

/** A file of so many zeros that takes no room on the disk. */
function sparse(path: string, bytes: number): string {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
  return path;
}

/** Bytes without order, the same on every run. */
function noise(bytes: number): Buffer {
  const content = Buffer.alloc(bytes);
  let state = 1;
  for (let at = 0; at < bytes; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    content[at] = state >>> 24;
  }
  return content;
}

function onlyImportFile(out: string): Buffer {
  const [name = '', ...others] = readdirSync(out);
  if (others.length > 0 || !name.endsWith('.ECR'))
    throw new Error(`in ${out}: ${[name, ...others].join(', ')}`);
  return readFileSync(join(out, name));
}
