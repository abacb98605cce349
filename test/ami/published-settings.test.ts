/** What another spelling of the same settings leaves as it is, and what it does not. */
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/ami/canonical-json.ts';
import { differences } from '../../src/ami/differences.ts';
import { assertItem, isItem } from '../../src/ami/payload-validation.ts';
import type { Settings } from '../../src/model/settings.ts';
import { publishedSettings, settingsHash, stateOf } from '../support/published.ts';
import { ADDRESS, account, COMPANY, day, PUBLISHED, SETTINGS } from '../support/settings.ts';

const [firstAccount = account('1'), ...otherAccounts] = SETTINGS.accounts;

test.each<[string, Partial<Settings>]>([
  [
    'a right-aligned label',
    { accounts: [{ ...firstAccount, label: '      COMPTE 40100000' }, ...otherAccounts] },
  ],
  ['a no-break space', { accounts: [{ ...firstAccount, label: 'COMPTE\u00a040100000 ' }, ...otherAccounts] }],
  ['an accent of two characters', { company: { ...COMPANY, name: 'EARL DES PRE\u0301S' } }],
  ['a grouped SIRET', { company: { ...COMPANY, siret: '732 829 320 00074' } }],
  ['a capital with a point', { company: { ...COMPANY, capital: '7500.00' } }],
  ['a capital with its currency', { company: { ...COMPANY, capital: '7\u202f500 €' } }],
  [
    'a date of the ISO',
    { company: { ...COMPANY, tradeRegister: { ...COMPANY.tradeRegister, date: '2010-02-01' } } },
  ],
  ['another order', { accounts: [...otherAccounts, firstAccount] }],
  ['the size of the accounts', { accountSize: null }],
])('%s is the same settings', (_what, told) => {
  const state = stateOf(publishedSettings({ ...SETTINGS, ...told }));
  expect(differences(stateOf(PUBLISHED), state, { assertItem, isItem })).toEqual([]);
  expect(settingsHash(state)).toBe(settingsHash(stateOf(PUBLISHED)));
});

test.each<[string, Partial<Settings>, string, string]>([
  ['letter case', { company: { ...COMPANY, name: 'Earl des Prés' } }, 'company-changed', 'name'],
  ['an accent', { company: { ...COMPANY, name: 'EARL DES PRES' } }, 'company-changed', 'name'],
  ['another capital', { company: { ...COMPANY, capital: '7 500,01' } }, 'company-changed', 'capital'],
  [
    'a field of an address',
    { company: { ...COMPANY, seat: { ...ADDRESS, city: 'BREST' } } },
    'company-changed',
    'seat.city',
  ],
  [
    'a year that closes',
    { fiscalYears: [{ start: day('2022-01-01'), end: day('2022-12-31'), open: false }] },
    'fiscal-year-changed',
    '2022-01-01',
  ],
])('%s is a change', (_what, told, kind, key) => {
  const after = stateOf(publishedSettings({ ...SETTINGS, ...told }));
  const changes = differences(stateOf(PUBLISHED), after, { assertItem, isItem });
  expect(changes.map((change) => [change.kind, change.key])).toEqual([[kind, key]]);
});

test('items have their properties in the order of canonical JSON', () => {
  const { accounts, journals, thirdParties, vatCodes } = PUBLISHED;
  const items = [...accounts, ...journals, ...thirdParties, ...vatCodes];
  expect(items.map((item) => JSON.stringify(item))).toEqual(items.map(canonicalJson));
});

test.each([
  ['A  B', 'A B'],
  [' A', 'A'],
  ['A ', 'A'],
  ['A\tB', 'A B'],
  ['A\u00a0B', 'A B'],
  ['A\u202fB', 'A B'],
  ['E\u0301', 'É'],
  ['É € œ', 'É € œ'],
])('the text "%s" is published as "%s"', (label, plain) => {
  expect(publishedSettings({ ...SETTINGS, accounts: [account('1', { label })] }).accounts).toMatchObject([
    { label: plain },
  ]);
});

test('rates, days and amounts are texts in one form', () => {
  expect(PUBLISHED.vatCodes[0]).toMatchObject({ rate: '20.00', validFrom: '2014-01-01', validTo: null });
  expect(PUBLISHED.fiscalYears).toEqual([{ start: '2022-01-01', end: '2022-12-31', open: true }]);
  expect(PUBLISHED.company.registration).toMatchObject({
    capital: '7500.00',
    tradeRegister: { date: '2010-02-01' },
  });
});

test('what is no amount and no day stays as it was entered', () => {
  const company = {
    ...COMPANY,
    capital: 'variable,  7500 minimum',
    tradeRegister: { ...COMPANY.tradeRegister, date: 'en  cours' },
  };
  const { registration } = publishedSettings({ ...SETTINGS, company }).company;
  expect(registration.capital).toBe('variable, 7500 minimum');
  expect(registration.tradeRegister.date).toBe('en cours');
});
