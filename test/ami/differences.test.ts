/** One change for each key that became different, and none for anything else; applied, they give the second state. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Change,
  differences as differencesOf,
  withKnownFiscalYears,
} from '../../src/ami/differences.ts';
import { assertItem, isItem } from '../../src/ami/payload-validation.ts';
import type { PublishedSettings } from '../../src/ami/published-settings.ts';
import type { Settings } from '../../src/model/settings.ts';
import { applyChanges } from '../support/apply-changes.ts';
import { publishedSettings, stateOf } from '../support/published.ts';
import { account, arbitrarySettings, COMPANY, day, PUBLISHED, SETTINGS } from '../support/settings.ts';

const [journal, vatCode, thirdParty] = [SETTINGS.journals[0], SETTINGS.vatCodes[0], SETTINGS.thirdParties[0]];
if (journal === undefined || vatCode === undefined || thirdParty === undefined)
  throw new Error('No settings');

const differences = (before: PublishedSettings, after: PublishedSettings): Change[] =>
  differencesOf(stateOf(before), stateOf(after), { assertItem, isItem });

const kindsAndKeys = (changes: readonly Change[]): string[] =>
  changes.map(({ kind, key }) => `${kind} ${key}`);

test.each<[string, Partial<Settings>]>([
  ['company-changed tradeName', { company: { ...COMPANY, tradeName: 'LES PRÉS' } }],
  [
    'fiscal-year-added 2023-01-01',
    {
      fiscalYears: [
        ...SETTINGS.fiscalYears,
        { start: day('2023-01-01'), end: day('2023-12-31'), open: true },
      ],
    },
  ],
  [
    'fiscal-year-changed 2022-01-01',
    { fiscalYears: [{ start: day('2022-01-01'), end: day('2022-06-30'), open: true }] },
  ],
  ['account-added 60210000', { accounts: [...SETTINGS.accounts, account('60210000')] }],
  [
    'account-changed 62260000',
    {
      accounts: SETTINGS.accounts.map((each) =>
        each.number === '62260000' ? { ...each, vatCode: 'A5' } : each,
      ),
    },
  ],
  ['account-removed 62260000', { accounts: SETTINGS.accounts.filter(({ number }) => number !== '62260000') }],
  ['journal-added BQ', { journals: [journal, { ...journal, code: 'BQ' }] }],
  ['journal-changed AC', { journals: [{ ...journal, counterpart: '40100000' }] }],
  ['journal-removed AC', { journals: [] }],
  ['vat-code-added A5', { vatCodes: [{ ...vatCode, code: 'A5' }, vatCode] }],
  ['vat-code-changed B5', { vatCodes: [{ ...vatCode, rate: 1_960 }] }],
  ['vat-code-removed B5', { vatCodes: [] }],
  [
    'vat-liability-changed regime',
    { company: { ...COMPANY, regime: 'Franchise en base', vatRegime: 'exempt' } },
  ],
  ['third-party-added 401EDF', { thirdParties: [{ ...thirdParty, account: '401EDF' }, thirdParty] }],
  ['third-party-changed 401ORANGE', { thirdParties: [{ ...thirdParty, city: 'PARIS' }] }],
  ['third-party-removed 401ORANGE', { thirdParties: [] }],
])('%s', (expected, told) => {
  expect(kindsAndKeys(differences(PUBLISHED, publishedSettings({ ...SETTINGS, ...told })))).toEqual([
    expected,
  ]);
});

test('values are whole, and null where there are none', () => {
  const after = publishedSettings({
    ...SETTINGS,
    company: { ...COMPANY, regime: 'Franchise en base', vatRegime: 'exempt', tradeName: 'LES PRÉS' },
    journals: [{ ...journal, code: 'BQ' }],
  });
  expect(differences(PUBLISHED, after)).toEqual([
    { kind: 'company-changed', key: 'tradeName', before: '', after: 'LES PRÉS' },
    {
      kind: 'journal-added',
      key: 'BQ',
      before: null,
      after: { code: 'BQ', label: 'ACHATS', type: 'purchases', counterpart: '' },
    },
    {
      kind: 'journal-removed',
      key: 'AC',
      before: { code: 'AC', label: 'ACHATS', type: 'purchases', counterpart: '' },
      after: null,
    },
    {
      kind: 'vat-liability-changed',
      key: 'regime',
      before: { regime: 'normal-monthly', text: 'Réel normal mensuel' },
      after: { regime: 'exempt', text: 'Franchise en base' },
    },
  ]);
});

test('another text for the same régime is a change of the company sheet', () => {
  const after = publishedSettings({ ...SETTINGS, company: { ...COMPANY, regime: 'RN mensuel' } });
  expect(kindsAndKeys(differences(PUBLISHED, after))).toEqual(['company-changed regime']);
});

const years = (...told: readonly (readonly [string, string])[]): PublishedSettings => ({
  ...PUBLISHED,
  fiscalYears: told.map(([start, end]) => ({ start, end, open: true })),
});

test('a fiscal year that is not in the export any more stays', () => {
  const before = years(['2021-01-01', '2021-12-31'], ['2022-01-01', '2022-12-31']);
  const after = years(['2022-01-01', '2022-12-31'], ['2023-01-01', '2023-12-31']);
  const known = withKnownFiscalYears(before, after);
  expect(known.fiscalYears.map(({ start }) => start)).toEqual(['2021-01-01', '2022-01-01', '2023-01-01']);
  expect(kindsAndKeys(differences(before, known))).toEqual(['fiscal-year-added 2023-01-01']);
});

test('a fiscal year whose start was put right is one change', () => {
  const before = years(['2022-01-01', '2022-12-31']);
  const after = years(['2022-04-01', '2022-12-31']);
  expect(withKnownFiscalYears(before, after)).toEqual(after);
  expect(kindsAndKeys(differences(before, after))).toEqual(['fiscal-year-changed 2022-01-01']);
});

test('nothing is different from itself', () => {
  fc.assert(
    fc.property(arbitrarySettings, (settings) => {
      expect(differences(settings, structuredClone(settings))).toEqual([]);
      expect(withKnownFiscalYears(settings, settings)).toEqual(settings);
    }),
  );
});

test('applied to the first state, the changes give the second', () => {
  fc.assert(
    fc.property(arbitrarySettings, arbitrarySettings, (before, told) => {
      const after = withKnownFiscalYears(before, told);
      const changes = differences(before, after);
      expect(applyChanges(before, changes)).toEqual(after);
      // a key may be removed and another added, but none is told twice
      expect(new Set(kindsAndKeys(changes)).size).toBe(changes.length);
      for (const { before: was, after: is } of changes) expect(was).not.toEqual(is);
    }),
  );
});

test('the changes back are the same keys, whatever was added being removed', () => {
  const opposite = (kind: string): string =>
    kind.replace(/added|removed/, (word) => (word === 'added' ? 'removed' : 'added'));
  fc.assert(
    fc.property(arbitrarySettings, arbitrarySettings, (one, told) => {
      const other = { ...told, fiscalYears: one.fiscalYears };
      const there = differences(one, other).map(({ kind, key }) => `${opposite(kind)} ${key}`);
      expect(kindsAndKeys(differences(other, one)).sort()).toEqual(there.sort());
    }),
  );
});
