/** Settings for tests: one sound company file, and arbitrary ones for properties. */
import fc from 'fast-check';
import type { PublishedSettings } from '../../src/ami/published-settings.ts';
import { type CalendarDate, parseIsoDate } from '../../src/model/calendar-date.ts';
import type { Address, CompanySheet, Registration } from '../../src/model/company-sheet.ts';
import type { Settings, SettingsAccount } from '../../src/model/settings.ts';
import { publishedSettings } from './published.ts';

export function day(iso: string): CalendarDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(`Not a day: ${iso}`);
  return date;
}

export const ADDRESS: Address = {
  country: 'FRANCE',
  street: '12 RUE DES PRÉS',
  extra: '',
  postalCode: '35000',
  city: 'RENNES',
  inseeCode: '35238',
};

const NO_ADDRESS: Address = { country: '', street: '', extra: '', postalCode: '', city: '', inseeCode: '' };
const NO_REGISTRATION: Registration = { city: '', date: '', number: '' };

export const COMPANY: CompanySheet = {
  title: 'M.',
  name: 'EARL DES PRÉS',
  legalForm: 'EARL',
  tradeName: '',
  seat: ADDRESS,
  correspondence: NO_ADDRESS,
  phone: '02 99 00 00 00',
  mobile: '',
  fax: '',
  email: 'contact@example.fr',
  website: '',
  siret: '73282932000074',
  siren: '732829320',
  vatNumber: 'FR44732829320',
  capital: '7 500,00',
  tradeRegister: { city: 'RENNES', date: '01/02/2010', number: '732 829 320' },
  craftsRegister: NO_REGISTRATION,
  apeCode: '01.50Z',
  activity: 'Culture et élevage',
  taxOffice: '',
  taxFileNumber: '',
  taxKey: '',
  taxCentre: '',
  taxServiceCode: '',
  regime: 'Réel normal mensuel',
  vatRegime: 'normal-monthly',
};

export function account(number: string, told: Partial<SettingsAccount> = {}): SettingsAccount {
  return {
    number,
    label: `COMPTE ${number}`,
    type: 'general',
    vatCode: '',
    letterable: false,
    side: 'either',
    debitAccount: '',
    creditAccount: '',
    ...told,
  };
}

export const SETTINGS: Settings = {
  dossier: '888',
  accountSize: 8,
  company: COMPANY,
  fiscalYears: [{ start: day('2022-01-01'), end: day('2022-12-31'), open: true }],
  accounts: [
    account('40100000', { type: 'collective', letterable: true }),
    account('401ORANGE', { type: 'auxiliary', creditAccount: '40100000', letterable: true }),
    account('44566000'),
    account('62260000', { label: 'HONORAIRES', vatCode: 'B5', side: 'debit' }),
  ],
  journals: [{ code: 'AC', label: 'ACHATS', type: 'purchases', counterpart: '' }],
  vatCodes: [
    {
      code: 'B5',
      label: 'TVA 20 % sur services',
      account: '44566000',
      rate: 2_000,
      type: 'purchase',
      validFrom: day('2014-01-01'),
      validTo: null,
    },
  ],
  thirdParties: [
    {
      account: '401ORANGE',
      name: 'ORANGE',
      name2: '',
      address1: '1 AVENUE DU TÉLÉPHONE',
      address2: '',
      address3: '',
      postalCode: '92130',
      city: 'ISSY',
      country: 'FRANCE',
      phone: '',
      siret: '',
      vatNumber: '',
      iban: '',
      bic: '',
    },
  ],
};

export const PUBLISHED: PublishedSettings = publishedSettings(SETTINGS);

/** Few different texts, so that two states share keys and values as often as not. */
const text = fc.constantFrom('', 'A', 'b', 'é', 'LIBELLÉ', '1 €', '"\\');
const required = fc.constantFrom('A', 'B', 'É');
const iso = fc.constantFrom('2020-01-01', '2020-07-01', '2021-01-01', '2022-04-01', '2023-01-01');
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);

const address = fc.record({
  country: text,
  street: text,
  extra: text,
  postalCode: text,
  city: text,
  inseeCode: text,
});
const registration = fc.record({ city: text, date: text, number: text });

const company: fc.Arbitrary<PublishedSettings['company']> = fc.record({
  identification: fc.record({ title: text, name: required, legalForm: required, tradeName: text }),
  addresses: fc.record({ seat: address, correspondence: address }),
  contact: fc.record({ phone: text, mobile: text, fax: text, email: text, website: text }),
  registration: fc.record({
    siret: required,
    siren: text,
    vatNumber: text,
    capital: text,
    tradeRegister: registration,
    craftsRegister: registration,
  }),
  activity: fc.record({ apeCode: required, activity: text }),
  taxIdentification: fc.record({
    taxOffice: text,
    taxFileNumber: text,
    taxKey: text,
    taxCentre: text,
    taxServiceCode: text,
    regime: text,
  }),
});

function listed<T extends object>(item: fc.Arbitrary<T>, keyOf: (item: T) => string): fc.Arbitrary<T[]> {
  return fc
    .uniqueArray(item.map(withOrderedKeys), { selector: keyOf, maxLength: 4 })
    .map((items) => [...items].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)));
}

/** As published items are made. */
function withOrderedKeys<T extends object>(item: T): T {
  return Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1))) as T;
}

export const arbitrarySettings: fc.Arbitrary<PublishedSettings> = fc.record({
  dossier: fc.constant('888'),
  company,
  fiscalYears: listed(
    fc.record({ start: iso, end: fc.constantFrom('2020-12-31', '2022-12-31'), open: fc.boolean() }),
    ({ start }) => start,
  ),
  vatLiability: fc.record({
    regime: orNull(fc.constantFrom('exempt', 'normal-monthly', 'normal-quarterly')),
  }),
  accounts: listed(
    fc.record({
      number: fc.constantFrom('401', '401A', '44566000', '6', '10', '9'),
      label: text,
      type: fc.constantFrom('general', 'auxiliary', 'collective'),
      vatCode: text,
      letterable: fc.boolean(),
      side: fc.constantFrom('debit', 'credit', 'either'),
      debitAccount: text,
      creditAccount: text,
    }),
    ({ number }) => number,
  ),
  journals: listed(
    fc.record({
      code: required,
      label: text,
      type: orNull(fc.constantFrom('purchases', 'sales')),
      counterpart: text,
    }),
    ({ code }) => code,
  ),
  vatCodes: listed(
    fc.record({
      code: required,
      label: text,
      account: text,
      rate: fc.constantFrom('0.00', '5.50', '20.00'),
      type: orNull(fc.constantFrom('purchase', 'fixed-asset', 'sale')),
      validFrom: orNull(iso),
      validTo: orNull(iso),
    }),
    ({ code }) => code,
  ),
  thirdParties: listed(
    fc.record({
      account: required,
      name: text,
      name2: text,
      address1: text,
      address2: text,
      address3: text,
      postalCode: text,
      city: text,
      country: text,
      phone: text,
      siret: text,
      vatNumber: text,
      iban: text,
      bic: text,
    }),
    ({ account: key }) => key,
  ),
});
