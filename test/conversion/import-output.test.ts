/** The import file of a whole batch: what is only known at its end stands at its top, and every byte is final. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../src/check/messages/report.ts';
import { ALL_COLUMNS, csvText, PDF, purchase, REQUIRED_COLUMNS, writeBatch } from '../support/batch.ts';
import { convertInto, importFileOf } from '../support/conversion.ts';
import { linesOf, onlyLine, type SlicedLine, sliceImportFile } from '../support/slice-import-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const YEAR_2022 = { debut: '2022-01-01', fin: '2022-12-31' };

describe('created and modified', () => {
  test('are the day of emis, whatever its hour and zone', async () => {
    const lines = await linesFor({ emis: '2022-09-08T23:59:59-11:00' });
    expect(datesOf(lines)).toEqual([
      ['08092022', '08092022'],
      ['08092022', '08092022'],
    ]);
  });

  test('are the latest day of the batch where emis is not told, also on entries before it', async () => {
    expect(datesOf(await linesFor({}))).toEqual([
      ['01092022', '01092022'],
      ['01092022', '01092022'],
    ]);
  });

  test('with announced accounts, which make the head longer, they are the same', async () => {
    for (const notice of [{}, { emis: '2022-09-01' }]) {
      const lines = await linesFor(notice, { accountLabel: 'Un compte' });
      expect(linesOf(lines, 'CPT')).toHaveLength(3);
      expect(linesOf(lines, 'TIERS')).toHaveLength(1);
      expect(datesOf(lines)).toEqual([
        ['01092022', '01092022'],
        ['01092022', '01092022'],
      ]);
    }
  });
});

test('records stand in the order that ISACOMPTA asks for, accounts before the first entry', async () => {
  const lines = await linesFor(
    { exercice: YEAR_2022 },
    { accountLabel: 'X', comment: 'vu', dueDate: '30/09/2022', analyticCode: 'LAIT' },
  );
  const keys = lines.map(({ key }) => key);
  expect(keys.slice(0, 7)).toEqual(['VER', 'DOS', 'EXO', 'CPT', 'CPT', 'CPT', 'TIERS']);
  const entry = [
    'ECR',
    'RMQDEB',
    'remark',
    'RMQFIN',
    'MVT',
    'ANAMVT',
    'MVT',
    'ANAMVT',
    'MVT',
    'ANAMVT',
    'ECHMVT',
  ];
  expect(keys.slice(7)).toEqual([...entry, ...entry]);
});

test('an account is announced once, by the label where it first stands, and only if one is given', async () => {
  const folder = temporaryFolder();
  const [charge = {}, vat = {}, supplier = {}] = purchase('P1');
  const rows = [
    { ...charge, accountLabel: 'Premier' },
    vat,
    supplier,
    ...purchase('P2', { accountLabel: 'Second' }).slice(0, 1),
    { ...supplier, piece: 'P2', credit: '100,00' },
  ];
  const lines = sliceImportFile(
    await importFileOf(join(folder, 'out'), writeBatch(folder, '888_lot', { csv: csvText(rows) })),
  );
  expect(onlyLine(lines, 'CPT').field('label')).toBe('Premier'.padEnd(30));
});

test('without EXO where the fiscal year is unknown, and told', async () => {
  const folder = temporaryFolder();
  const path = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1')) });
  const { conversion } = await convertInto(join(folder, 'out'), path);
  expect(conversion.findings.map(({ code, severity }) => [code, severity])).toEqual([
    ['FISCAL_YEAR_UNKNOWN', 'info'],
  ]);
  expect(linesOf(await linesFor({}), 'EXO')).toEqual([]);
  expect(onlyLine(await linesFor({ exercice: YEAR_2022 }), 'EXO').field('end')).toBe('31122022');
});

test('the account size follows the accounts of the batch', async () => {
  for (const [accounts, size] of [
    [['601100', '512000'], '06'],
    [['60110000', '512000'], '08'],
    [['6011000000', '401X'], '10'],
  ] as const) {
    const folder = temporaryFolder();
    const common = { date: '31/08/2022', piece: 'P1', entryLabel: 'X', label: 'X' };
    const rows = [
      { ...common, account: accounts[0], debit: '1,00' },
      { ...common, account: accounts[1], credit: '1,00' },
    ];
    const path = writeBatch(folder, '888_lot', { csv: csvText(rows) });
    expect(
      onlyLine(sliceImportFile(await importFileOf(join(folder, 'out'), path)), 'DOS').field('accountSize'),
    ).toBe(size);
  }
});

test('the emitter and the label of the company file are the configuration’s', async () => {
  const folder = temporaryFolder();
  const path = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1')) });
  const configuration = {
    emitter: 'ZZ',
    companyFiles: new Map([['888', { journal: null, label: 'Ferme du Pré' }]]),
  };
  const lines = sliceImportFile(await importFileOf(join(folder, 'out'), path, { configuration }));
  expect(onlyLine(lines, 'ECR').field('emitter')).toBe('ZZ ');
  expect(onlyLine(lines, 'DOS').field('label')).toBe('Ferme du Pré'.padEnd(30));
});

test('the thirteen columns of the grid alone are enough', async () => {
  const folder = temporaryFolder();
  expect(REQUIRED_COLUMNS).toHaveLength(13);
  const path = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1'), { columns: REQUIRED_COLUMNS }) });
  expect((await convertInto(join(folder, 'out'), path)).conversion.status).toBe('delivered');
});

test.each(REQUIRED_COLUMNS)('without the column %s it is refused, and nothing is left', async (missing) => {
  const folder = temporaryFolder();
  const columns = ALL_COLUMNS.filter((column) => column !== missing);
  const path = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1'), { columns }) });
  const { conversion, files } = await convertInto(join(folder, 'out'), path);
  expect(conversion.status).toBe('refused');
  expect(conversion.findings.map(({ code }) => code)).toContain('COLUMN_MISSING');
  expect(files.size).toBe(0);
});

test('a file that is no batch has that finding alone, in which the header is given', async () => {
  const folder = temporaryFolder();
  const path = writeBatch(folder, '888_lot', { csv: 'JournalCode;EcritureNum;Montant\r\nAC;1;12,00\r\n' });
  const { conversion } = await convertInto(join(folder, 'out'), path);
  const [told, ...others] = conversion.findings;
  expect([told?.code, others]).toEqual(['COLUMN_MISSING', []]);
  expect(told === undefined ? '' : messageOf(told, 'fr')).toContain(
    'Date;N° pièce;N° facture;Numéro;Compte;Libellé pièce;Libellé mouvement;TVA;Taux;Débit;Crédit;D;C',
  );
});

test('many entries, more than one block of the control, keep their bytes', async () => {
  const folder = temporaryFolder();
  const rows = Array.from({ length: 4_000 }, (_, index) => purchase(`P${index}`)).flat();
  const path = writeBatch(folder, '888_lot', { csv: csvText(rows) });
  const lines = sliceImportFile(await importFileOf(join(folder, 'out'), path));
  expect(linesOf(lines, 'ECR').map((line) => line.field('piece').trimEnd())).toEqual(
    Array.from({ length: 4_000 }, (_, index) => `P${index}`),
  );
  expect(new Set(linesOf(lines, 'ECR').map((line) => line.field('modified')))).toEqual(new Set(['31082022']));
});

test('a remark that crosses blocks, of 900 KB behind two million bytes, is whole', async () => {
  const folder = temporaryFolder();
  const comment = 'x'.repeat(900_000);
  const rows = [0, 1, 2, 3].flatMap((index) => purchase(`P${index}`, { comment: `${index}${comment}` }));
  const path = writeBatch(folder, '888_lot', { csv: csvText(rows) });
  const lines = sliceImportFile(await importFileOf(join(folder, 'out'), path));
  const remarks = linesOf(lines, 'remark').map(({ text }) => text);
  expect(remarks.join('')).toBe([0, 1, 2, 3].map((index) => `${index}${comment}`).join(''));
});

test('converting over what is already there gives the same files, and leaves no other', async () => {
  const folder = temporaryFolder();
  const path = writeBatch(folder, '888_lot', {
    csv: csvText(purchase('P1', { documents: 'a.pdf' })),
    documents: { 'a.pdf': PDF },
  });
  const out = join(folder, 'out');
  const first = await convertInto(out, path);
  writeFileSync(join(out, 'mine.txt'), 'mine');
  const second = await convertInto(out, path);
  expect([...second.files.keys()].sort()).toEqual([...first.files.keys(), 'mine.txt'].sort());
  for (const [name, bytes] of first.files) expect(second.files.get(name)).toEqual(bytes);
});

/** Two entries, of 31 August and 1 September. */
async function linesFor(notice: object, common = {}): Promise<SlicedLine[]> {
  const folder = temporaryFolder();
  const rows = [...purchase('P1', { ...common, date: '01/09/2022' }), ...purchase('P2', common)];
  const path = writeBatch(folder, '888_lot', { csv: csvText(rows), notice });
  return sliceImportFile(await importFileOf(join(folder, 'out'), path));
}

function datesOf(lines: readonly SlicedLine[]): string[][] {
  return linesOf(lines, 'ECR').map((line) => [line.field('created'), line.field('modified')]);
}
