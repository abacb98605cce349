import { describe, expect, test } from 'vitest';
import {
  type BatchSettings,
  checkAgainstSettings,
  isNewAuxiliary,
  isOtherCompanyFile,
  KnownSettings,
} from '../../src/check/entry-settings.ts';
import type { Entry, FiscalYear, Movement } from '../../src/model/entry.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import { account, day, SETTINGS } from '../support/settings.ts';

/** Accounts of 8 digits, one journal AC, one VAT code B5 at 20 %, the fiscal year 2022. */
const KNOWN: BatchSettings = SETTINGS;
const YEAR_2022: FiscalYear = { start: day('2022-01-01'), end: day('2022-12-31') };

type Told = Partial<Omit<Entry, 'movements'>> & {
  readonly movements?: readonly Partial<Movement>[];
  readonly settings?: Partial<BatchSettings>;
  readonly fiscalYear?: FiscalYear | null;
};

function check({ settings, fiscalYear = null, movements, ...entry }: Told): Finding[] {
  const findings = new Findings();
  const known = new KnownSettings({ ...KNOWN, ...settings });
  checkAgainstSettings(entryOf(entry, movements), known, { file: 'ecritures.csv', fiscalYear }, findings);
  return findings.list();
}

describe('an entry', () => {
  test('that the settings know is not told', () => {
    expect(check({ fiscalYear: YEAR_2022 })).toEqual([]);
  });

  test('of a journal that is not there', () => {
    expect(check({ journal: 'HA', line: 7 })).toMatchObject([
      { code: 'JOURNAL_UNKNOWN', file: 'ecritures.csv', line: 7, column: 'Journal', value: 'HA' },
    ]);
  });

  test('with an account that is not there, at its own line', () => {
    expect(check({ movements: [{}, { account: '62270000', line: 9 }] })).toMatchObject([
      { code: 'ACCOUNT_UNKNOWN', line: 9, column: 'Compte', value: '62270000' },
    ]);
  });

  test('with an auxiliary account that is not there: that is announced, not told', () => {
    expect(check({ movements: [{ account: '401NOUVEAU' }] })).toEqual([]);
    const known = new KnownSettings(KNOWN);
    expect(isNewAuxiliary('401NOUVEAU', known)).toBe(true);
    expect(isNewAuxiliary('401ORANGE', known)).toBe(false);
    expect(isNewAuxiliary('62270000', known)).toBe(false);
  });

  test('with a VAT code that is not there', () => {
    expect(check({ movements: [{ vatCode: 'A5', vatRate: 2_000, line: 4 }] })).toMatchObject([
      { code: 'VAT_CODE_UNKNOWN', line: 4, column: 'TVA', value: 'A5', details: { shape: false } },
    ]);
  });

  test('with a rate that is not the code’s', () => {
    expect(check({ movements: [{ vatCode: 'B5', vatRate: 550, line: 4 }] })).toMatchObject([
      {
        code: 'VAT_RATE_MISMATCH',
        severity: 'warning',
        line: 4,
        column: 'Taux',
        value: '5,50',
        details: { vatCode: 'B5', rate: 550, expected: 2_000 },
      },
    ]);
    expect(check({ movements: [{ vatCode: 'B5', vatRate: null }] })).toEqual([]);
  });

  test('is not judged by a list that the settings don’t have', () => {
    const entry = {
      journal: 'HA',
      date: day('2030-01-01'),
      movements: [{ account: '62270000', vatCode: 'Z9', vatRate: 100 }],
    };
    const settings = { accounts: [], journals: [], vatCodes: [], fiscalYears: [] };
    expect(check({ ...entry, settings })).toEqual([]);
    expect(check(entry).map(({ code }) => code)).toEqual([
      'DATE_OUTSIDE_FISCAL_YEAR',
      'JOURNAL_UNKNOWN',
      'ACCOUNT_UNKNOWN',
      'VAT_CODE_UNKNOWN',
    ]);
  });
});

describe('the day of an entry', () => {
  const outside = { date: day('2023-01-02'), line: 3 };

  test('in a fiscal year that the batch announces and the company file does not have', () => {
    const announced = { start: day('2023-01-01'), end: day('2023-12-31') };
    expect(check({ ...outside, fiscalYear: announced })).toMatchObject([
      {
        code: 'DATE_OUTSIDE_FISCAL_YEAR',
        line: 3,
        column: 'Date',
        value: '02/01/2023',
        details: YEAR_2022,
      },
    ]);
  });

  test('outside of the batch’s own fiscal year is told by another rule, and not twice', () => {
    expect(check({ ...outside, fiscalYear: YEAR_2022 })).toEqual([]);
  });

  test('on the first and the last day of a fiscal year is inside', () => {
    for (const date of ['2022-01-01', '2022-12-31']) expect(check({ date: day(date) })).toEqual([]);
  });

  test.each([
    ['2021-06-30', '2022-01-01'],
    ['2022-06-30', '2022-01-01'],
    ['2023-06-30', '2024-01-01'],
    ['2025-01-01', '2024-01-01'],
  ])('%s is in the fiscal year from %s, or nearest to it', (date, start) => {
    const years = [YEAR_2022, { start: day('2024-01-01'), end: day('2024-12-31') }];
    const known = new KnownSettings({
      ...KNOWN,
      fiscalYears: years.map((year) => ({ ...year, open: true })),
    });
    expect(known.fiscalYearOf(day(date))?.start).toBe(day(start));
  });

  test('is in no fiscal year where there are none', () => {
    expect(new KnownSettings({ ...KNOWN, fiscalYears: [] }).fiscalYearOf(day('2022-06-30'))).toBeNull();
  });
});

describe('a general account', () => {
  const padded = (number: string, settings: Partial<BatchSettings> = {}): string =>
    new KnownSettings({ ...KNOWN, ...settings }).padded(number);

  test.each([
    ['622600', '62260000'],
    ['6226', '62260000'],
    ['62260000', '62260000'],
    ['6226000000', '6226000000'],
    ['401ORANGE', '401ORANGE'],
    ['401NEUF', '401NEUF'],
  ])('%s becomes %s where they have 8 digits', (number, expected) => {
    expect(padded(number)).toBe(expected);
  });

  test('stays as it is where the company file has it so', () => {
    const accounts = [account('62260000'), account('622700')];
    expect(padded('622700', { accounts })).toBe('622700');
    expect(padded('622600', { accounts })).toBe('62260000');
  });

  test.each([
    ['all have the same size', ['401000', '401ORANGE', '622600'], '622700'],
    ['they differ', ['40100000', '622600'], '6227'],
    ['it is no size of ISACOMPTA', ['4010000', '6226000'], '6227'],
    ['there are none', ['401ORANGE'], '6227'],
  ])('without a size told, where %s', (_case, numbers, expected) => {
    const settings = { accountSize: null, accounts: numbers.map((number) => account(number)) };
    expect(padded('6227', settings)).toBe(expected);
  });
});

describe('the collective accounts of a new auxiliary account', () => {
  const auxiliary = (number: string, debitAccount: string, creditAccount = debitAccount) =>
    account(number, { type: 'auxiliary', debitAccount, creditAccount });
  const accounts = [
    auxiliary('401A', '40100001'),
    auxiliary('401B', '40100009'),
    auxiliary('401C', '40100009'),
    auxiliary('401D', '', ''),
    auxiliary('411A', '41100000', ''),
    auxiliary('411B', '', ''),
  ];
  const known = new KnownSettings({ ...KNOWN, accounts });

  test.each([
    ['those that most of its kind have', '401NEUF', { debit: '40100009', credit: '40100009' }],
    ['the one of a kind that has one for both sides', '411NEUF', { debit: '41100000', credit: '41100000' }],
    ['none where it is the first of its kind', '421DURAND', null],
  ])('are %s', (_case, number, expected) => {
    expect(known.collectivesOf(number)).toEqual(expected);
  });
});

test.each([
  ['888', '888', false],
  ['00000417', '417', false],
  ['ora', 'ORA', false],
  ['0', '00', false],
  ['888', '889', true],
  ['0900', '900A', true],
  ['100', '1', true],
])('settings of %s for a batch of %s: another company file %s', (settings, batch, isOther) => {
  expect(isOtherCompanyFile(settings, batch)).toBe(isOther);
});

function entryOf(
  entry: Partial<Omit<Entry, 'movements'>>,
  movements: readonly Partial<Movement>[] = [{}],
): Entry {
  return {
    journal: 'AC',
    date: day('2022-08-31'),
    piece: 'P1',
    line: 2,
    label: 'ACHAT',
    invoice: '',
    invoiceDate: null,
    documents: [],
    comments: [],
    ...entry,
    movements: movements.map((told, at) => ({
      line: at + 2,
      account: '62260000',
      label: '',
      number: '',
      side: 'debit',
      amountCents: 10_000,
      vatCode: 'B5',
      vatRate: 2_000,
      analyticCode: '',
      dueDate: null,
      ...told,
    })),
  };
}
