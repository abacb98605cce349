import { expect, test } from 'vitest';
import { type CheckedSettings, checkCounterparts, checkSettings } from '../../src/check/settings.ts';
import type { KeptAccount, KeptThirdParty } from '../../src/isacompta/settings-draft.ts';
import type { KeptItems } from '../../src/isacompta/settings-list.ts';
import { fiscalYearKey, SettingsPlaces } from '../../src/isacompta/settings-places.ts';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import type {
  SettingsAccount,
  SettingsFiscalYear,
  SettingsThirdParty,
  SettingsVatCode,
} from '../../src/model/settings.ts';

/** The settings as a test writes them down: every list as an array. */
interface Told extends Omit<CheckedSettings, 'accounts' | 'thirdParties'> {
  readonly accounts: readonly KeptAccount[];
  readonly thirdParties: readonly KeptThirdParty[];
}

const ACCOUNT_COLUMNS = {
  number: 'Compte',
  vatCode: 'Code TVA',
  debitAccount: 'Compte débiteur',
  creditAccount: 'Compte créditeur',
};
const COLLECTIVE = account('40100000', { type: 'collective' });
const INPUT_VAT = account('44566000');
const OUTPUT_VAT = account('44571000');
const SOUND: Told = {
  accountSize: 8,
  fiscalYears: [year('20240101', '20241231'), year('20250101', '20251231')],
  accounts: [
    COLLECTIVE,
    account('401A', { type: 'auxiliary', debitAccount: '40100000', creditAccount: '40100000' }),
    INPUT_VAT,
    OUTPUT_VAT,
    account('60610000', { vatCode: 'A5' }),
  ],
  journals: [],
  vatCodes: [vatCode('A5', '44566000', 'purchase'), vatCode('V5', '44571000', 'sale')],
  thirdParties: [thirdParty('401A', { iban: 'FR76 3000 6000 0112 3456 7890 189', bic: 'AGRIFRPP' })],
};

function check(changes: Partial<Told>, places = new SettingsPlaces(), rules = checkSettings): Finding[] {
  const findings = new Findings();
  const { accounts, thirdParties, ...settings } = { ...SOUND, ...changes };
  const kept = {
    accounts: keptItems(accounts, ({ number }) => number),
    thirdParties: keptItems(thirdParties, ({ account }) => account),
  };
  rules({ ...settings, ...kept }, places, findings);
  return findings.list();
}

function keptItems<T>(items: readonly T[], keyOf: (item: T) => string): KeptItems<T> {
  const keys = new Set(items.map(keyOf));
  return {
    size: items.length,
    has: (key) => keys.has(key),
    [Symbol.iterator]: () => items[Symbol.iterator](),
  };
}

test('sound settings, also those that say little', () => {
  expect(check({})).toEqual([]);
  const absent = ['fiscalYears', 'vatCodes', 'thirdParties'] as const;
  expect(check({ accountSize: null, fiscalYears: [], vatCodes: [], thirdParties: [], absent })).toEqual([]);
});

test('a VAT code on an account that is not there', () => {
  const places = new SettingsPlaces();
  const columns = { code: 'Code', account: 'Compte' };
  places.set('vat-code', 'tva.csv', (key) => (key === 'A5' ? 7 : null), columns);
  expect(check({ vatCodes: [vatCode('A5', '44566100', 'purchase')] }, places)).toEqual([
    {
      code: 'VAT_ACCOUNT_UNKNOWN',
      severity: 'error',
      file: 'tva.csv',
      line: 7,
      column: 'Compte',
      value: '44566100',
      details: { vatCode: 'A5' },
    },
  ]);
  expect(check({ vatCodes: [...SOUND.vatCodes, vatCode('EX', '', null)] })).toEqual([]);
});

test('a counterpart account of a journal that is not there', () => {
  const places = new SettingsPlaces();
  places.set('journal', 'journaux.csv', () => 3, { code: 'Code', counterpart: 'Contrepartie' });
  const journal = (counterpart: string) =>
    ({ code: 'BQ', label: 'BANQUE', type: 'treasury', counterpart }) as const;
  expect(check({ journals: [journal('5120000')] }, places, checkCounterparts)).toEqual([
    {
      code: 'JOURNAL_ACCOUNT_UNKNOWN',
      severity: 'warning',
      file: 'journaux.csv',
      line: 3,
      column: 'Contrepartie',
      value: '5120000',
      details: { journal: 'BQ' },
    },
  ]);
  const accounts = [...SOUND.accounts, account('51200000')];
  const told = (changes: Partial<Told>): Finding[] => check(changes, places, checkCounterparts);
  expect(told({ accounts, journals: [journal('51200000'), journal('')] })).toEqual([]);
  expect(told({ accounts: [], journals: [journal('5120000')] })).toEqual([]);
});

test('where no account could be read, none is said to be missing', () => {
  expect(check({ accounts: [] })).toEqual([]);
});

test('a default VAT code that is not there', () => {
  const places = new SettingsPlaces();
  places.set('account', 'comptes.csv', () => 4, ACCOUNT_COLUMNS);
  const accounts = [...SOUND.accounts, account('60620000', { vatCode: 'B9' })];
  expect(check({ accounts }, places)).toMatchObject([
    {
      code: 'VAT_CODE_UNKNOWN',
      severity: 'error',
      file: 'comptes.csv',
      line: 4,
      value: 'B9',
      details: { shape: false },
    },
  ]);
  expect(check({ accounts, vatCodes: [], absent: ['vatCodes'] })).toEqual([]);
  expect(check({ accounts, vatCodes: [] }).map(({ code, value }) => [code, value])).toEqual([
    ['VAT_CODE_UNKNOWN', 'A5'],
    ['VAT_CODE_UNKNOWN', 'B9'],
  ]);
});

test.each([
  [{}, ['']],
  [{ debitAccount: '40900000' }, ['40900000']],
  [{ debitAccount: '40900000', creditAccount: '40900000' }, ['40900000']],
  [{ debitAccount: '40100000', creditAccount: '40900000' }, ['40900000']],
  [{ debitAccount: '40100000' }, []],
])('the collective account of an auxiliary one: %j', (values, missing) => {
  const accounts = [...SOUND.accounts, account('401B', { type: 'auxiliary', ...values })];
  const expected = missing.map((value) => ({
    code: 'COLLECTIVE_ACCOUNT_MISSING',
    severity: 'warning',
    value,
    details: { account: '401B' },
  }));
  expect(check({ accounts })).toMatchObject(expected);
  expect(check({ accounts })).toHaveLength(missing.length);
});

test('the size of general accounts', () => {
  expect(check({ accounts: [...SOUND.accounts, account('606100')] })).toMatchObject([
    { code: 'ACCOUNT_SIZE_MISMATCH', severity: 'warning', value: '606100', details: { size: 8 } },
  ]);
});

test.each([
  ['purchase', '44571000', 'purchase'],
  ['fixed-asset', '44571000', 'purchase'],
  ['sale', '44566000', 'sale'],
  ['sale', '44571000', null],
  ['fixed-asset', '44566000', null],
  ['purchase', '44586000', null],
  [null, '60610000', null],
] as const)('a VAT code of the type %s on %s', (type, number, told) => {
  const accounts = [...SOUND.accounts, account('44586000')];
  const findings = check({ accounts, vatCodes: [...SOUND.vatCodes, vatCode('X1', number, type)] });
  const details = { vatCode: 'X1', type: told };
  expect(findings).toMatchObject(
    told === null ? [] : [{ code: 'VAT_CODE_TYPE_MISMATCH', severity: 'warning', value: number, details }],
  );
  expect(findings).toHaveLength(told === null ? 0 : 1);
});

test.each([
  ['ends before it begins', [year('20250101', '20241231')], [1]],
  ['has 24 months', [year('20250101', '20261231')], []],
  ['has a day more', [year('20250101', '20270101')], [1]],
  [
    'begins on the last day of the one before',
    [year('20240101', '20241231'), year('20241231', '20251130')],
    [2],
  ],
  [
    'lies within the one before the last',
    [year('20240101', '20251231'), year('20240201', '20240301'), year('20250601', '20260531')],
    [2, 3],
  ],
  ['is there twice', [year('20240101', '20241231'), year('20240101', '20241231')], [1]],
  ['leaves a gap', [year('20220101', '20221231'), year('20240101', '20241231')], []],
])('a fiscal year that %s', (_name, fiscalYears, lines) => {
  const places = new SettingsPlaces();
  const keys = fiscalYears.map(fiscalYearKey);
  places.set('fiscal-year', 'exercices.csv', (key) => keys.indexOf(key) + 1, {});
  const findings = check({ fiscalYears }, places);
  expect(findings.map(({ code, line }) => [code, line])).toEqual(
    lines.map((line) => ['FISCAL_YEAR_INVALID', line]),
  );
});

test('bank details of third parties, and a third party of no account', () => {
  const thirdParties = [
    thirdParty('401A', { iban: 'FR7630006000011234567890188', bic: 'AGRI' }),
    thirdParty('401Z', {}),
  ];
  const places = new SettingsPlaces();
  places.set('third-party', 'tiers.csv', () => 2, { account: 'Compte', iban: 'IBAN', bic: 'BIC' });
  expect(check({ thirdParties }, places)).toMatchObject([
    { code: 'IBAN_INVALID', severity: 'warning', column: 'IBAN', details: { account: '401A' } },
    { code: 'BIC_INVALID', severity: 'warning', column: 'BIC', value: 'AGRI', details: { account: '401A' } },
    { code: 'ACCOUNT_UNKNOWN', severity: 'error', column: 'Compte', value: '401Z' },
  ]);
});

function account(number: string, values: Partial<SettingsAccount> = {}): SettingsAccount {
  return {
    number,
    label: 'x',
    type: 'general',
    vatCode: '',
    letterable: false,
    side: 'either',
    debitAccount: '',
    creditAccount: '',
    ...values,
  };
}

function vatCode(code: string, number: string, type: SettingsVatCode['type']): SettingsVatCode {
  return { code, label: 'x', account: number, rate: 2000, type, validFrom: null, validTo: null };
}

function year(start: string, end: string): SettingsFiscalYear {
  return { start: Number(start) as CalendarDate, end: Number(end) as CalendarDate, open: true };
}

function thirdParty(number: string, values: Partial<SettingsThirdParty>): SettingsThirdParty {
  return {
    account: number,
    name: 'x',
    name2: '',
    address1: '',
    address2: '',
    address3: '',
    postalCode: '',
    city: '',
    country: '',
    phone: '',
    siret: '',
    vatNumber: '',
    iban: '',
    bic: '',
    ...values,
  };
}
