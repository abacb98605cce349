import { expect, test } from 'vitest';
import { readCompanySheet } from '../../src/ami/company-sheet-reader.ts';
import { checkCompanySheet } from '../../src/check/company-sheet.ts';
import { type CalendarDate, parseIsoDate } from '../../src/model/calendar-date.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';

/** A sheet about which there is nothing to say; its fields stand on lines 1 to 23. */
const SOUND = {
  Dénomination: 'GARAGE DU PONT',
  'Forme juridique': 'SARL',
  Pays: 'France',
  Adresse: '12 rue des Lilas',
  'Code postal': '35000',
  Commune: 'Rennes',
  'N° INSEE': '35238',
  'Tél. fixe': '02 99 00 00 00',
  Email: 'contact@example.org',
  'Numéro SIRET': '732 829 320 00074',
  'Numéro SIREN': '732 829 320',
  'Numéro TVA intracommunautaire': 'FR 44 732829320',
  'Capital social': '10 000',
  'Code A.P.E.': '45.20A',
  'Activité exercée': 'Réparation automobile',
  'S.I.E.': 'Rennes',
  'Numéro de dossier': '123456',
  Clé: '12',
  'C.D.I.': '35',
  'Code service': '5',
  Régime: 'Réel normal',
} as const;

type Fields = Partial<Record<keyof typeof SOUND, string>> & Record<string, string>;

test('of a sound sheet there is nothing to say', () => {
  expect(codesOf({})).toEqual([]);
});

test.each<[string, Fields, readonly string[]]>([
  ['no name', { Dénomination: '' }, ['COMPANY_NAME_MISSING']],
  ['a name of spaces', { Dénomination: ' \u00a0 ' }, ['COMPANY_NAME_MISSING']],
  ['a negative capital', { 'Capital social': '-7 500,00' }, ['COMPANY_FIELD_INVALID amount']],
  [
    'a capital beyond every amount',
    { 'Capital social': '99999999999999999' },
    ['COMPANY_FIELD_INVALID amount'],
  ],
  ['a capital that is no amount', { 'Capital social': 'variable' }, ['COMPANY_FIELD_INVALID amount']],
  ['a capital in euros', { 'Capital social': '7 500,00 €' }, []],
  ['a capital without spaces', { 'Capital social': '7500.5' }, []],
  ['an e-mail address that is none', { Email: 'contact.example.fr' }, ['COMPANY_FIELD_INVALID email']],
  ['an e-mail address without its end', { Email: 'contact@example' }, ['COMPANY_FIELD_INVALID email']],
  ['two e-mail addresses', { Email: 'a@example.fr, b@example.fr' }, []],
  ['a registration on no day', { 'R.C.S. Date': '31/02/2011' }, ['COMPANY_FIELD_INVALID date']],
  ['a registration in words', { 'R.M. Date': 'mars 2011' }, ['COMPANY_FIELD_INVALID date']],
  ['registrations on days', { 'R.C.S. Date': '15/03/2011', 'R.M. Date': '2011-03-15' }, []],
  ['no legal form', { 'Forme juridique': '' }, ['LEGAL_FORM_MISSING']],
  ['no SIRET', { 'Numéro SIRET': '' }, ['SIRET_MISSING']],
  ['no APE code', { 'Code A.P.E.': '' }, ['APE_MISSING']],
  ['a wrong APE code', { 'Code A.P.E.': '4520' }, ['APE_INVALID']],
  ['an APE code without its point', { 'Code A.P.E.': '4520a' }, []],
  ['a slip in the SIRET', { 'Numéro SIRET': '73282932000075' }, ['SIRET_INVALID key']],
  ['a short SIRET', { 'Numéro SIRET': '7328293200007' }, ['SIRET_INVALID form']],
  ['a slip in the SIREN', { 'Numéro SIREN': '732829321' }, ['SIREN_INVALID key']],
  ['a short SIREN', { 'Numéro SIREN': '73282932' }, ['SIREN_INVALID form']],
  [
    'another company’s SIREN',
    { 'Numéro SIREN': '404833048', 'Numéro TVA intracommunautaire': 'FR83404833048' },
    ['SIREN_SIRET_MISMATCH'],
  ],
  [
    'another company’s VAT number',
    { 'Numéro TVA intracommunautaire': 'FR83404833048' },
    ['VAT_NUMBER_SIREN_MISMATCH'],
  ],
  [
    'another company’s VAT number, and no SIREN',
    { 'Numéro TVA intracommunautaire': 'FR83404833048', 'Numéro SIREN': '' },
    ['COMPANY_FIELD_EMPTY', 'VAT_NUMBER_SIREN_MISMATCH'],
  ],
  [
    'a slip in the VAT number',
    { 'Numéro TVA intracommunautaire': 'FR45732829320' },
    ['VAT_NUMBER_INVALID key'],
  ],
  ['no FR before it', { 'Numéro TVA intracommunautaire': '44732829320' }, ['VAT_NUMBER_INVALID form']],
  [
    'a VAT number of Belgium',
    { 'Numéro TVA intracommunautaire': 'BE0403019261' },
    ['VAT_NUMBER_INVALID form'],
  ],
  [
    'one of Belgium, the country not said',
    { 'Numéro TVA intracommunautaire': 'BE0403019261', Pays: '' },
    ['COMPANY_FIELD_EMPTY', 'VAT_NUMBER_INVALID form'],
  ],
  [
    'one of Belgium, the seat there',
    {
      'Numéro TVA intracommunautaire': 'BE0403019261',
      Pays: 'Belgique',
      'Code postal': '1000',
      'N° INSEE': '',
    },
    [],
  ],
  [
    'a French one with a slip, the seat in Belgium',
    { 'Numéro TVA intracommunautaire': 'FR45732829320', Pays: 'Belgique' },
    ['VAT_NUMBER_INVALID key'],
  ],
  [
    'one of Monaco, which holds no SIREN',
    { 'Numéro TVA intracommunautaire': 'FR53000004605', Pays: 'Monaco' },
    [],
  ],
  ['a short postal code', { 'Code postal': '3500' }, ['POSTAL_CODE_INVALID']],
  ['a short postal code, overseas', { 'Code postal': '9740', Pays: 'LA RÉUNION' }, ['POSTAL_CODE_INVALID']],
  ['a telephone without its zero', { 'Tél. fixe': '254000011', Fax: '02 54 00 00 11' }, ['PHONE_INVALID']],
  ['a telephone that Excel abbreviated', { 'Tél. portable': '3,36E+10' }, ['PHONE_INVALID']],
  ['a wrong INSEE code', { 'N° INSEE': '20004' }, ['INSEE_CODE_INVALID']],
  [
    'an address for correspondence with wrong codes',
    { 'Correspondance Code postal': 'x', 'Correspondance N° INSEE': 'y' },
    ['INSEE_CODE_INVALID', 'POSTAL_CODE_INVALID'],
  ],
  [
    'an address for correspondence in Switzerland',
    { 'Correspondance Code postal': '1204', 'Correspondance Pays': 'Suisse' },
    [],
  ],
  ['an unknown régime', { Régime: 'BNC' }, ['VAT_REGIME_UNKNOWN']],
  ['no régime', { Régime: '' }, ['COMPANY_FIELD_EMPTY']],
  ['a mobile phone alone', { 'Tél. fixe': '', 'Tél. portable': '06 00 00 00 00' }, []],
  ['no phone', { 'Tél. fixe': '' }, ['COMPANY_FIELD_EMPTY']],
  ['no capital', { 'Capital social': '' }, ['COMPANY_FIELD_EMPTY']],
  ['no capital of a sole trader', { 'Capital social': '', 'Forme juridique': 'Entreprise Individuelle' }, []],
  ['no capital of a sole trader, in short', { 'Capital social': '', 'Forme juridique': 'E.I.' }, []],
  ['no capital of an EIRL', { 'Capital social': '', 'Forme juridique': 'EIRL' }, []],
  ['no capital of an EURL', { 'Capital social': '', 'Forme juridique': 'EURL' }, ['COMPANY_FIELD_EMPTY']],
  ['no VAT number', { 'Numéro TVA intracommunautaire': '' }, ['COMPANY_FIELD_EMPTY']],
  [
    'no VAT number in the franchise en base',
    { 'Numéro TVA intracommunautaire': '', Régime: 'Franchise' },
    [],
  ],
])('%s', (_, fields, expected) => {
  expect(codesOf(fields)).toEqual(expected);
});

test.each([
  ['2026-12-31', []],
  ['2027-01-01', ['VAT_REGIME_ENDING']],
  ['2031-05-20', ['VAT_REGIME_ENDING']],
])('réel simplifié on %s', (today, expected) => {
  expect(codesOf({ Régime: 'RS' }, today)).toEqual(expected);
  expect(codesOf({ Régime: 'RSA' }, today)).toEqual([]);
});

test('an empty sheet: four errors, and a warning for each field that every company has', () => {
  const found = check('');
  const errors = found.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  expect(errors.sort()).toEqual([
    'APE_MISSING',
    'COMPANY_NAME_MISSING',
    'LEGAL_FORM_MISSING',
    'SIRET_MISSING',
  ]);
  const empty = found.filter(({ code }) => code === 'COMPANY_FIELD_EMPTY').map(({ column }) => column);
  expect(empty).toEqual([
    'Pays (siège social)',
    'Adresse (siège social)',
    'Code postal (siège social)',
    'Commune (siège social)',
    'N° INSEE (siège social)',
    'Tél. fixe',
    'Email',
    'Numéro SIREN',
    'Numéro TVA intracommunautaire',
    'Capital social',
    'Activité exercée',
    'S.I.E.',
    'Numéro de dossier',
    'Clé',
    'C.D.I.',
    'Code service',
    'Régime',
  ]);
  expect(found.length).toBe(errors.length + empty.length);
});

test('a finding stands at its field, on its line, with its value', () => {
  const [slip] = check('champ;valeur\nSIRET;73282932000075').filter(({ code }) => code === 'SIRET_INVALID');
  expect(slip).toEqual({
    code: 'SIRET_INVALID',
    severity: 'error',
    file: 'entreprise.csv',
    line: 2,
    column: 'Numéro SIRET',
    value: '73282932000075',
    details: { fault: 'key' },
  });
});

test('a field that is there and empty has its line, one that is not has none', () => {
  const lines = check('APE;\n').map(({ code, line, value }) => [code, line, value]);
  expect(lines).toContainEqual(['APE_MISSING', 1, null]);
  expect(lines).toContainEqual(['SIRET_MISSING', null, null]);
});

test('figures are told without their spaces', () => {
  const details = (fields: Fields, code: string): unknown =>
    check(textOf(fields)).find((one) => one.code === code)?.details;
  expect(details({ 'Numéro SIREN': '404 833 048' }, 'SIREN_SIRET_MISMATCH')).toEqual({
    siren: '404833048',
    siret: '73282932000074',
  });
  expect(
    details({ 'Numéro TVA intracommunautaire': 'fr 83 404 833 048' }, 'VAT_NUMBER_SIREN_MISMATCH'),
  ).toEqual({
    siren: '732829320',
    vatNumber: 'FR83404833048',
  });
});

function codesOf(fields: Fields, today?: string): string[] {
  return check(textOf(fields), today)
    .map(({ code, details }) => {
      if ('fault' in details) return `${code} ${details.fault}`;
      return 'wanted' in details ? `${code} ${details.wanted}` : code;
    })
    .sort();
}

function textOf(fields: Fields): string {
  return Object.entries({ ...SOUND, ...fields })
    .map(([name, value]) => `${name};${value}`)
    .join('\n');
}

/** The rules alone speak here: the reader has nothing to say of these texts. */
function check(text: string, today = '2026-11-24'): readonly Finding[] {
  const reading = new Findings();
  const { sheet, lines } = readCompanySheet(text, 'csv', 'entreprise.csv', reading);
  expect(reading.list()).toEqual([]);
  const findings = new Findings();
  checkCompanySheet(sheet, { file: 'entreprise.csv', lines, today: day(today) }, findings);
  return findings.list();
}

function day(iso: string): CalendarDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
}
