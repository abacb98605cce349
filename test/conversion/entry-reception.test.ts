/** A whole conversion against settings: what the entries become, and what is announced above them. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BatchSettings } from '../../src/check/entry-settings.ts';
import { type BatchRow, csvText, writeBatch } from '../support/batch.ts';
import { type ConversionOptions, type Converted, convertInto } from '../support/conversion.ts';
import { day, SETTINGS } from '../support/settings.ts';
import { linesOf, type SlicedLine, sliceImportFile } from '../support/slice-import-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const KNOWN: BatchSettings = SETTINGS;

/** Fees of 100,00 and their VAT, of a supplier that the company file knows. */
function fees(piece: string, common: BatchRow = {}, supplier = '401ORANGE'): BatchRow[] {
  const entry = { date: '31/08/2022', piece, entryLabel: 'ORANGE', label: 'AOÛT', ...common };
  return [
    { ...entry, account: '622600', debit: '100,00', vatCode: 'B5', vatRate: '20,00' },
    { ...entry, account: '445660', debit: '20,00', vatCode: 'B5', vatRate: '20,00' },
    { ...entry, account: supplier, credit: '120,00' },
  ];
}

interface Options extends ConversionOptions {
  readonly notice?: object;
  readonly name?: string;
}

async function converted(rows: readonly BatchRow[], options: Options = {}): Promise<Converted> {
  const { notice, name = '888_lot', ...asked } = options;
  const folder = temporaryFolder();
  const path = writeBatch(folder, name, { csv: csvText(rows), notice });
  return convertInto(join(folder, 'out'), path, { settings: KNOWN, ...asked });
}

/** The lines of the import file of a batch that must be delivered. */
async function delivered(rows: readonly BatchRow[], options: Options = {}): Promise<SlicedLine[]> {
  const { conversion, files } = await converted(rows, options);
  const bytes = files.get(conversion.files.import ?? '');
  if (bytes === undefined) throw new Error(`refused: ${JSON.stringify(conversion.findings, null, 1)}`);
  return sliceImportFile(bytes);
}

const accountsOf = (lines: readonly SlicedLine[], key: string): string[] =>
  linesOf(lines, key).map((line) => line.field(key === 'CPT' ? 'number' : 'account').trim());

test('general accounts get the size of the company file', async () => {
  const lines = await delivered(fees('P1'));
  expect(accountsOf(lines, 'MVT')).toEqual(['62260000', '44566000', '401ORANGE']);
  expect(linesOf(lines, 'DOS')[0]?.field('accountSize')).toBe('08');
});

test('nothing is padded, announced or checked without settings', async () => {
  const lines = await delivered(fees('P1', {}, '401NEUF'), { settings: null });
  expect(accountsOf(lines, 'MVT')).toEqual(['622600', '445660', '401NEUF']);
  expect(linesOf(lines, 'CPT')).toEqual([]);
});

describe('a new auxiliary account', () => {
  test('is announced once, with its third party, and told as a warning', async () => {
    const { conversion, files } = await converted([
      ...fees('P1', {}, '401NEUF'),
      ...fees('P2', { entryLabel: 'AUTRE LIBELLÉ' }, '401NEUF'),
      ...fees('P3'),
    ]);
    const lines = sliceImportFile(files.get(conversion.files.import ?? '') ?? Buffer.alloc(0));
    expect(accountsOf(lines, 'CPT')).toEqual(['401NEUF']);
    expect(linesOf(lines, 'CPT')[0]?.field('label').trim()).toBe('ORANGE');
    expect(linesOf(lines, 'CPT')[0]?.field('creditAccount')).toBe('40100000  ');
    expect(linesOf(lines, 'TIERS')[0]?.field('name1').trim()).toBe('ORANGE');
    expect(linesOf(lines, 'DOS')[0]?.field('updateAccounts')).toBe('1');
    expect(conversion.findings).toMatchObject([
      { code: 'ACCOUNT_NEW', severity: 'warning', line: 4, value: '401NEUF', details: { label: 'ORANGE' } },
    ]);
  });

  test('takes the label that the batch gives it', async () => {
    const rows = fees('P1', {}, '401NEUF').map((row) =>
      row.account === '401NEUF' ? { ...row, accountLabel: 'NEUF TÉLÉCOM' } : row,
    );
    const lines = await delivered(rows);
    expect(linesOf(lines, 'CPT')[0]?.field('label').trim()).toBe('NEUF TÉLÉCOM');
  });

  test('is not what a label of a known account makes', async () => {
    const rows = fees('P1').map((row) => ({ ...row, accountLabel: 'UN LIBELLÉ' }));
    expect(linesOf(await delivered(rows), 'CPT')).toEqual([]);
  });
});

describe('the fiscal year', () => {
  test('is that of the settings where the batch says none', async () => {
    const [line] = linesOf(await delivered(fees('P1')), 'EXO');
    expect([line?.field('start'), line?.field('end')]).toEqual(['01012022', '31122022']);
  });

  test('is the batch’s own where it says one', async () => {
    const notice = { exercice: { debut: '2022-07-01', fin: '2023-06-30' } };
    const [line] = linesOf(await delivered(fees('P1'), { notice }), 'EXO');
    expect(line?.field('start')).toBe('01072022');
  });

  test('that only the batch knows is refused', async () => {
    const notice = { exercice: { debut: '2023-01-01', fin: '2023-12-31' } };
    const { conversion } = await converted(fees('P1', { date: '02/01/2023' }), { notice });
    expect(conversion).toMatchObject({
      status: 'refused',
      findings: [{ code: 'DATE_OUTSIDE_FISCAL_YEAR', details: { start: day('2022-01-01') } }],
    });
  });

  test('that settings don’t tell stays unknown', async () => {
    const { conversion } = await converted(fees('P1'), { settings: { ...KNOWN, fiscalYears: [] } });
    expect(conversion).toMatchObject({ status: 'delivered', findings: [{ code: 'FISCAL_YEAR_UNKNOWN' }] });
  });
});

describe('settings of another company file', () => {
  test('refuse the batch with that finding alone', async () => {
    const { conversion, files } = await converted(fees('P1', { journal: 'ZZ' }), { name: '889_lot' });
    expect(conversion).toMatchObject({ status: 'refused', dossier: '889', files: { import: null } });
    expect(conversion.findings).toMatchObject([
      { code: 'SETTINGS_DOSSIER_MISMATCH', severity: 'error', value: '889', details: { found: '888' } },
    ]);
    expect(files.size).toBe(0);
  });

  test('are those of a number that --dossier gives, too', async () => {
    const { conversion } = await converted(fees('P1'), { dossier: '900' });
    expect(conversion.findings.map(({ code }) => code)).toEqual([
      'SETTINGS_DOSSIER_MISMATCH',
      'DOSSIER_MISMATCH',
    ]);
  });

  test('are not those that say no number, or the same one otherwise', async () => {
    for (const dossier of [null, '00888']) {
      const { conversion } = await converted(fees('P1'), { settings: { ...KNOWN, dossier } });
      expect(conversion.status).toBe('delivered');
    }
  });
});

test('entries whose lines are scattered are checked once', async () => {
  const rows = [...fees('P1', { journal: 'HA' }), ...fees('P2')];
  const scattered = [rows[0], rows[3], rows[1], rows[4], rows[2], rows[5]].filter((row) => row !== undefined);
  const { conversion } = await converted(scattered);
  expect(conversion.findings.map(({ code, line }) => [code, line])).toEqual([['JOURNAL_UNKNOWN', 2]]);
});
