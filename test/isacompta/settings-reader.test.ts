import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ACCOUNT,
  COMPANY_FILE,
  ENTRY,
  FISCAL_YEAR,
  JOURNAL,
  REMARK_CLOSING,
  REMARK_OPENING,
  THIRD_PARTY,
  VAT_CODE,
} from '../../src/isacompta/layouts.ts';
import { readNativeSettings } from '../../src/isacompta/settings-reader.ts';
import { Findings } from '../../src/model/findings.ts';
import { Gathered } from '../support/gathered.ts';
import { exchangeFile, recordLine } from '../support/settings-files.ts';

const EXPORTS = join(import.meta.dirname, '..', '..', 'samples', 'exchange');
const year2024 = recordLine(FISCAL_YEAR, { start: '01012024', end: '31122024', open: '0' });
const year2025 = recordLine(FISCAL_YEAR, { start: '01012025', end: '31122025', open: '1' });

async function read(bytes: Buffer) {
  const findings = new Findings();
  const gathered = new Gathered();
  const settings = await readNativeSettings([bytes], 'export.ECR', findings, gathered);
  return { settings: settings === null ? null : gathered.in(settings), findings: findings.list() };
}

/** The settings of an export that must be read whole. */
async function readOk(lines: readonly string[]) {
  const { settings, findings } = await read(exchangeFile(lines));
  expect(findings).toEqual([]);
  if (settings === null) throw new Error('not read');
  return settings;
}

function account(
  number: string,
  label = 'x',
  values: Parameters<typeof recordLine<typeof ACCOUNT>>[1] = {},
): string {
  return recordLine(ACCOUNT, { number, label, ...values });
}

test('an export that repeats its settings under three years, in code page 850', async () => {
  const { settings, findings } = await read(readFileSync(join(EXPORTS, 'export-2008-cp850.ECR')));
  expect(findings).toEqual([]);
  expect(settings).toMatchObject({ dossier: '00000417', accountSize: 6 });
  expect(settings?.fiscalYears).toEqual([
    { start: 20060101, end: 20061231, open: false },
    { start: 20070101, end: 20071231, open: false },
    { start: 20080101, end: 20081231, open: true },
  ]);
  expect(settings?.accounts.find(({ number }) => number === '411COLLEGE')).toEqual({
    number: '411COLLEGE',
    label: 'COLLÈGE JULES-FERRY',
    type: 'auxiliary',
    vatCode: '',
    letterable: true,
    side: 'either',
    debitAccount: '411000',
    creditAccount: '411000',
  });
  expect(settings?.vatCodes.map(({ code, rate, type }) => [code, rate, type])).toEqual([
    ['A1', 1960, 'purchase'],
    ['V1', 1960, 'sale'],
    ['V2', 550, 'sale'],
  ]);
  expect(settings?.thirdParties).toMatchObject([{ account: '401ACIERIE', name: 'ACIÉRIE DE LA LOIRE' }]);
});

test('an export of one year, with its counterpart, rates and third parties', async () => {
  const { settings, findings } = await read(readFileSync(join(EXPORTS, 'export-2025.ECR')));
  expect(findings).toEqual([]);
  expect(settings).toMatchObject({ dossier: 'VERG25', accountSize: 8 });
  expect(settings?.journals).toContainEqual({
    code: 'BQ',
    label: 'BANQUE',
    type: 'treasury',
    counterpart: '51210000',
  });
  expect(settings?.vatCodes.map(({ code, rate }) => [code, rate])).toEqual([
    ['A3', 1000],
    ['A5', 2000],
    ['C2', 550],
    ['I5', 2000],
  ]);
  expect(settings?.thirdParties.map(({ postalCode, country }) => [postalCode, country])).toEqual([
    ['41190', 'FR'],
    ['37000', 'FR'],
  ]);
});

test('the latest year wins wherever it stands, and what only an earlier one knows is kept', async () => {
  const both = await readOk([
    year2025,
    account('61000000', 'de 2025', { vatCode: 'A5' }),
    year2024,
    account('61000000', 'de 2024'),
    account('62000000', 'ancien'),
  ]);
  expect(both.accounts.map(({ number, label, vatCode }) => [number, label, vatCode])).toEqual([
    ['61000000', 'de 2025', 'A5'],
    ['62000000', 'ancien', ''],
  ]);
  // The header is line 1.
  expect(both.places.of('account', '61000000')).toEqual({ file: 'export.ECR', line: 3 });
  expect(both.places.of('fiscal-year', '20240101-20241231')).toEqual({ file: 'export.ECR', line: 4 });
  expect(both.places.of('account', '9')).toEqual({ file: 'export.ECR', line: null });
  const inOrder = await readOk([
    year2024,
    account('61000000', 'de 2024'),
    year2025,
    account('61000000', 'de 2025'),
  ]);
  expect(inOrder.accounts).toMatchObject([{ label: 'de 2025' }]);
});

test('a third party belongs to the account above it, under each year', async () => {
  const tiers = (name1: string, city: string) => recordLine(THIRD_PARTY, { name1, city });
  const { thirdParties } = await readOk([
    year2024,
    account('401A', 'A'),
    tiers('A', 'TOURS'),
    account('401B', 'B'),
    tiers('B', 'BLOIS'),
    year2025,
    account('401A', 'A'),
    tiers('A', 'NANTES'),
    account('401B', 'B'),
  ]);
  expect(thirdParties.map(({ account, city }) => [account, city])).toEqual([
    ['401A', 'NANTES'],
    ['401B', 'BLOIS'],
  ]);
});

test('a key twice under one year is told with its first line, and the first stays', async () => {
  const { settings, findings } = await read(
    exchangeFile([
      year2024,
      account('401A'),
      year2025,
      account('401A', 'premier'),
      recordLine(JOURNAL, { code: 'AC', label: 'Achats' }),
      recordLine(VAT_CODE, { code: 'A5', label: 'TVA', account: '44566000', rate: '20' }),
      account('401A', 'second'),
      recordLine(THIRD_PARTY, { name1: 'du second' }),
      recordLine(JOURNAL, { code: 'AC', label: 'Encore' }),
      recordLine(VAT_CODE, { code: 'A5', label: 'Encore', account: '44566000', rate: '10' }),
    ]),
  );
  expect(findings).toMatchObject([
    {
      code: 'ACCOUNT_DUPLICATE',
      line: 8,
      column: 'Numéro de compte',
      value: '401A',
      details: { firstLine: 5 },
    },
    { code: 'JOURNAL_DUPLICATE', line: 10, value: 'AC', details: { firstLine: 6 } },
    { code: 'VAT_CODE_DUPLICATE', line: 11, value: 'A5', details: { firstLine: 7 } },
  ]);
  expect(findings).toHaveLength(3);
  expect(settings?.accounts).toMatchObject([{ label: 'premier' }]);
  expect(settings?.vatCodes).toMatchObject([{ rate: 2000 }]);
  expect(settings?.thirdParties).toEqual([]);
});

test('without fiscal years everything stands under the company file', async () => {
  const settings = await readOk([
    recordLine(COMPANY_FILE, { number: 'PAYE', label: 'Paie', accountSize: '10' }, 'left'),
    account('6411000000'),
  ]);
  expect(settings).toMatchObject({ dossier: 'PAYE', accountSize: 10, fiscalYears: [] });
  expect(settings.accounts).toHaveLength(1);
});

test.each([
  ['20', 2000],
  ['19,60', 1960],
  [' 5.5', 550],
  ['', 0],
])('the rate "%s"', async (rate, hundredths) => {
  const { vatCodes } = await readOk([recordLine(VAT_CODE, { code: 'A5', account: '44566000', rate })]);
  expect(vatCodes).toMatchObject([{ rate: hundredths }]);
});

test('the codes of types and sides, whatever their case; a type that is not said shows in the number', async () => {
  const { accounts, journals, vatCodes } = await readOk([
    account('401A', 'x', { type: 'au', preferredSide: 'CR', letterable: '1' }),
    account('401B', 'x'),
    account('40100000', 'x', { type: 'CE', preferredSide: 'in' }),
    account('60610000', 'x', { type: 'ge', preferredSide: 'de' }),
    ...['ac', 've', 'tr', 'od', 'an', 'ex', 'si', 'st', 'ly', '??'].map((type, index) =>
      recordLine(JOURNAL, { code: `J${index}`, type }),
    ),
    ...['ac', 'im', 've', ''].map((type, index) => recordLine(VAT_CODE, { code: `V${index}`, type })),
  ]);
  expect(accounts.map(({ number, type, side, letterable }) => [number, type, side, letterable])).toEqual([
    ['40100000', 'collective', 'either', false],
    ['401A', 'auxiliary', 'credit', true],
    ['401B', 'auxiliary', 'either', false],
    ['60610000', 'general', 'debit', false],
  ]);
  expect(journals.map(({ type }) => type)).toEqual([
    'purchases',
    'sales',
    'treasury',
    'miscellaneous',
    'opening',
    'reversal',
    'situation',
    'stock',
    'analytic',
    null,
  ]);
  expect(vatCodes.map(({ type }) => type)).toEqual(['purchase', 'fixed-asset', 'sale', null]);
});

test('the collective account of an export that names it as the grouping account', async () => {
  const { accounts } = await readOk([
    account('401A', 'x', { type: 'au', groupAccount: '40100000' }),
    account('60610000', 'x', { type: 'ge', groupAccount: '60600000' }),
  ]);
  expect(accounts.map(({ debitAccount, creditAccount }) => [debitAccount, creditAccount])).toEqual([
    ['40100000', '40100000'],
    ['', ''],
  ]);
});

test('entries, remarks and analytic records are passed over; an unknown record is told once a key', async () => {
  const { settings, findings } = await read(
    exchangeFile([
      account('401A'),
      REMARK_OPENING.key,
      account('401REMARK'),
      'XYZ   in a remark',
      REMARK_CLOSING.key,
      'ANA   BLE',
      'ANACPTBLE',
      recordLine(ENTRY, { journal: 'AC', date: '01012025' }),
      'XYZ   1',
      'XYZ   2',
      'ZZZ   1',
      '\u001a',
    ]),
  );
  expect(findings).toMatchObject([
    { code: 'RECORD_UNKNOWN', severity: 'warning', line: 10, value: 'XYZ' },
    { code: 'RECORD_UNKNOWN', line: 12, value: 'ZZZ' },
  ]);
  expect(findings).toHaveLength(2);
  expect(settings?.accounts.map(({ number }) => number)).toEqual(['401A']);
});

test.each([
  ['CPT   60610', 'accounts', 'CPT'],
  ['JOU   A', 'journals', 'JOU'],
  ['CP', 'accounts', 'CP'],
  ['TV', 'vatCodes', 'TV'],
  ['E', 'fiscalYears', 'E'],
  ['ANACPTBLE'.slice(0, 5), 'accounts', 'ANACP'],
] as const)('an export that is cut within a key of its settings is refused: %s', async (cut, list, value) => {
  const bytes = Buffer.concat([exchangeFile([account('401A')]), Buffer.from(cut)]);
  const { settings, findings } = await read(bytes);
  const details = { reason: 'native-cut', columns: cut.length };
  expect(findings).toMatchObject([{ code: 'SETTINGS_UNREADABLE', line: 3, value, details }]);
  expect(settings?.[list]).toHaveLength(list === 'accounts' ? 1 : 0);
});

/** A line as real exports have it: something stands in its last columns. */
function full(number: string, label: string): string {
  return account(number, label, { type: 'ge', preferredSide: 'in', letterable: '0', balanceComment: '0' });
}

const FULL = ['60610000', '60620000', '60630000'].map((number) => full(number, 'EAU'));

test.each([
  ['in a label that is aligned to the right', full('60640000', 'GAZ').slice(0, 40)],
  ['in a label that is aligned to the left', 'CPT   60640000  GAZ'],
  ['at the end of a label', full('60640000', 'GAZ').slice(0, 46)],
  ['far behind the label', full('60640000', 'GAZ').slice(0, 153)],
  ['in a third party', 'TIERS '],
  ['in an analytic assignment', 'ANACPTBLE   01Céréales à la'],
])('an export that is cut %s is refused', async (_, cut) => {
  const assignment = 'ANACPTBLE   01Céréales'.padEnd(65, '0');
  const lines = [...FULL, recordLine(THIRD_PARTY, { name1: 'A' }), assignment, assignment, assignment];
  const bytes = Buffer.concat([exchangeFile(lines), Buffer.from(cut, 'latin1')]);
  const { findings } = await read(bytes);
  expect(findings).toMatchObject([{ code: 'SETTINGS_UNREADABLE', details: { reason: 'native-cut' } }]);
});

test('where every line is filled, one that ends in blanks without an ending was cut, be it the first of its record', async () => {
  const journal = recordLine(JOURNAL, { code: 'CA', label: 'Caisse', type: 'tr' }, 'left');
  const cut = Buffer.from(journal.slice(0, 30), 'latin1');
  const filled = await read(Buffer.concat([exchangeFile(FULL), cut]));
  expect(filled.findings).toMatchObject([
    { code: 'SETTINGS_UNREADABLE', value: 'JOU', details: { reason: 'native-cut', columns: 30 } },
  ]);
  const trimmed = exchangeFile([...FULL, account('60640000').trimEnd()]);
  const { findings } = await read(Buffer.concat([trimmed, cut]));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each([
  ['whole lines', (line: string) => line],
  ['lines without their blanks', (line: string) => line.trimEnd()],
  ['a last line without its blanks', (line: string, isLast: boolean) => (isLast ? line.trimEnd() : line)],
])('an export of %s that has no last line ending is whole', async (_, shortened) => {
  const lines = [
    ...FULL,
    full('60640000', 'GAZ'),
    ...['AC', 'VE', 'BQ', 'OD'].map((code) => recordLine(JOURNAL, { code, label: 'x', type: 'od' }, 'left')),
    recordLine(VAT_CODE, { code: 'A5', label: 'TVA', account: '44566000', rate: '20' }, 'left'),
  ];
  for (let last = 1; last <= lines.length; last += 1) {
    const told = lines.slice(0, last).map((line, at) => shortened(line, at === last - 1));
    const { findings } = await read(exchangeFile(told).subarray(0, -2));
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  }
});

test.each([
  ['ECR   AC0101', []],
  ['MV', ['LAST_LINE_CUT info']],
  ['RMQ', ['LAST_LINE_CUT info']],
  ['MVT   606', []],
  ['CP', ['SETTINGS_UNREADABLE error']],
  ['CPT   606', ['SETTINGS_UNREADABLE error']],
])('a file that is cut among its entries has its settings above them: %s', async (cut, told) => {
  const lines = [...FULL, recordLine(ENTRY, { journal: 'AC', date: '01012025' })];
  const { findings } = await read(Buffer.concat([exchangeFile(lines), Buffer.from(cut)]));
  expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(told);
});

test('a remark among the settings that is never closed takes what follows with it', async () => {
  const entry = recordLine(ENTRY, { journal: 'AC', date: '01012025' });
  const { findings } = await read(exchangeFile([...FULL, REMARK_OPENING.key, 'x', account('607')]));
  expect(findings).toMatchObject([{ code: 'REMARK_UNCLOSED', severity: 'error', line: 5 }]);
  expect((await read(exchangeFile([...FULL, entry, REMARK_OPENING.key, 'x']))).findings).toEqual([]);
});

test('a last line that may have been cut is told, and a short one that has its ending is not', async () => {
  const short = 'CPT   60620000  EAU';
  const lines = [account('60610000'), short];
  expect((await read(exchangeFile(lines))).findings).toEqual([]);
  const cut = exchangeFile(lines);
  expect((await read(cut.subarray(0, -2))).findings).toMatchObject([
    { code: 'LAST_LINE_CUT', severity: 'info', line: 3, details: { columns: short.length } },
  ]);
  const whole = exchangeFile([account('60610000'), account('60620000')]);
  expect((await read(whole.subarray(0, -2))).findings).toEqual([]);
});

test('a kind of record that is not there at all is a list that the file does not tell', async () => {
  const bare = await read(exchangeFile([account('60610000')]));
  expect(bare.settings?.absent).toEqual(['fiscalYears', 'journals', 'vatCodes']);
  const vatCode = recordLine(VAT_CODE, { code: 'A5', account: '44566000' });
  const { settings } = await read(exchangeFile([year2025, account('60610000'), vatCode]));
  expect(settings?.absent).toEqual(['journals']);
});

test('a value that is none is told at its place', async () => {
  const { findings } = await read(
    exchangeFile([
      recordLine(FISCAL_YEAR, { start: '01132025', end: '31122025' }),
      account(''),
      recordLine(VAT_CODE, { code: 'A5', rate: 'vingt', validFrom: '31022025' }),
      // A line longer than its layout has its last columns shifted.
      `${recordLine(VAT_CODE, { code: 'A6', rate: '20', validFrom: '31022025' })}x`,
    ]),
  );
  expect(findings).toMatchObject([
    { code: 'FISCAL_YEAR_INVALID', line: 2, details: { start: '01132025', end: '31122025' } },
    { code: 'SETTINGS_UNREADABLE', line: 3, column: 'Numéro de compte', details: { reason: 'value' } },
    { code: 'SETTINGS_UNREADABLE', line: 4, column: 'Taux', value: 'vingt', details: { reason: 'value' } },
    { code: 'SETTINGS_UNREADABLE', line: 4, column: 'Début de validité', value: '31022025' },
  ]);
  expect(findings).toHaveLength(4);
});

test('a third party without an account', async () => {
  const { findings } = await read(exchangeFile([recordLine(THIRD_PARTY, { name1: 'A' }), account('401A')]));
  expect(findings).toMatchObject([
    { code: 'RECORD_MISPLACED', line: 2, value: 'TIERS', details: { parent: 'CPT' } },
  ]);
});

test.each(['', 'Date;Compte\r\n', 'DOS   888\r\n'])('"%s" is no export', async (text) => {
  const { settings, findings } = await read(Buffer.from(text));
  expect(settings).toBeNull();
  expect(findings).toMatchObject([{ code: 'SETTINGS_UNREADABLE', details: { reason: 'no-settings' } }]);
});

test('a line without end is no text', async () => {
  const { settings, findings } = await read(exchangeFile(['x'.repeat(70_000)]));
  expect(settings).toBeNull();
  expect(findings).toMatchObject([
    { code: 'EXCHANGE_FILE_UNREADABLE', details: { reason: 'line-too-long' } },
  ]);
});

test('alignment, short and long lines change nothing', async () => {
  const texts = fc.stringMatching(/^[A-Z0-9](?:[A-Z0-9é ]{0,8}[A-Z0-9])?$/);
  const accounts = fc.uniqueArray(fc.record({ number: texts, label: texts }), {
    selector: ({ number }) => number,
  });
  await fc.assert(
    fc.asyncProperty(
      accounts,
      fc.constantFrom('left', 'right'),
      fc.constantFrom(-78, 0, 2),
      async (rows, align, by) => {
        const lines = rows.map((row) => {
          const line = recordLine(ACCOUNT, { ...row, type: 'ge' }, align);
          return by < 0 ? line.slice(0, by) : line.padEnd(line.length + by, '9');
        });
        const settings = await readOk(lines);
        const sorted = rows.toSorted((a, b) => (a.number < b.number ? -1 : 1));
        expect(settings.accounts.map(({ number, label }) => ({ number, label }))).toEqual(sorted);
      },
    ),
    { numRuns: 60 },
  );
});
