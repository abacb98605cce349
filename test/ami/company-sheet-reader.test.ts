import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CompanySheetReading, readCompanySheet } from '../../src/ami/company-sheet-reader.ts';
import { COMPANY_FIELD_NAMES, COMPANY_FIELDS } from '../../src/model/company-fields.ts';
import { Findings } from '../../src/model/findings.ts';

const WHOLE = [
  'Titre;SARL',
  'Dénomination;GARAGE DU PONT',
  'Forme juridique;SARL',
  'Nom commercial;Garage du Pont',
  'Siège social;',
  'Pays;France',
  'Adresse;12, rue des Lilas',
  'Complément;',
  'Code postal;01000',
  'Commune;Bourg-en-Bresse',
  'N° INSEE;01053',
  'Correspondance;',
  'Pays;Belgique',
  'Adresse;',
  'Code postal;1000',
  'Commune;Bruxelles',
  'COORDONNEES;',
  'Tél. fixe;04 74 00 00 00',
  'Tél. portable;06 00 00 00 00',
  'Email;contact@example.org',
  'Immatriculation;',
  'Numéro SIRET;732 829 320 00074',
  'Numéro SIREN;732829320',
  'Capital social;10 000,00',
  'Numéro TVA intracommunautaire;FR44732829320',
  'R.C.S. Commune;Bourg-en-Bresse',
  'Date;01/02/2003',
  'Identification juridique;732 829 320 RCS Bourg',
  'R.M. Commune;Lyon',
  'Date;03/04/2005',
  'Activité;',
  'Code A.P.E.;45.20A',
  'Activité exercée;Réparation automobile',
  'Identification fiscale;',
  'S.I.E.;Bourg',
  'Numéro de dossier;123456',
  'Clé;12',
  'C.D.I.;01',
  'Code service;5',
  'Régime;Réel normal trimestriel',
];

const SHEET = {
  title: 'SARL',
  name: 'GARAGE DU PONT',
  legalForm: 'SARL',
  tradeName: 'Garage du Pont',
  seat: {
    country: 'France',
    street: '12, rue des Lilas',
    extra: '',
    postalCode: '01000',
    city: 'Bourg-en-Bresse',
    inseeCode: '01053',
  },
  correspondence: {
    country: 'Belgique',
    street: '',
    extra: '',
    postalCode: '1000',
    city: 'Bruxelles',
    inseeCode: '',
  },
  phone: '04 74 00 00 00',
  mobile: '06 00 00 00 00',
  fax: '',
  email: 'contact@example.org',
  website: '',
  siret: '732 829 320 00074',
  siren: '732829320',
  vatNumber: 'FR44732829320',
  capital: '10 000,00',
  tradeRegister: { city: 'Bourg-en-Bresse', date: '01/02/2003', number: '732 829 320 RCS Bourg' },
  craftsRegister: { city: 'Lyon', date: '03/04/2005', number: '' },
  apeCode: '45.20A',
  activity: 'Réparation automobile',
  taxOffice: 'Bourg',
  taxFileNumber: '123456',
  taxKey: '12',
  taxCentre: '01',
  taxServiceCode: '5',
  regime: 'Réel normal trimestriel',
  vatRegime: 'normal-quarterly',
};

test.each([
  ['as the screen has it', WHOLE.join('\n')],
  ['with a header', ['champ;valeur', ...WHOLE].join('\r\n')],
  ['with a header and quotes', ['"Champ";"Valeur"', ...WHOLE].join('\n')],
  ['with carriage returns alone', WHOLE.join('\r')],
  ['with a byte order mark and a last line break', `\ufeff${WHOLE.join('\r\n')}\r\n`],
  ['with tabs', WHOLE.map((line) => line.replace(';', '\t')).join('\n')],
  ['with commas and quotes', WHOLE.map((line) => line.replace(/^(.*);(.*)$/, '$1,"$2"')).join('\n')],
  ['with the cells that a spreadsheet adds', WHOLE.map((line) => `${line};;`).join('\n')],
  ['with empty lines', WHOLE.join('\n\n')],
  ['in capitals', WHOLE.map((line) => line.replace(/^[^;]*/, (name) => name.toUpperCase())).join('\n')],
])('a whole sheet %s', (_, text) => {
  const { reading, told } = read(text);
  expect(told).toEqual([]);
  expect(reading.sheet).toEqual(SHEET);
});

test.each([
  [
    'flat',
    {
      siret: '73282932000074',
      raisonSociale: 'A',
      codePostal: '01000',
      'Adresse correspondance': 'B',
      'R.C.S. Date': '01/02/2003',
      regime: 'RN',
    },
  ],
  [
    'in chapters',
    {
      identification: { denomination: 'A' },
      adresses: { siege: { codePostal: '01000' }, correspondance: { adresse: 'B' } },
      coordonnees: {},
      immatriculation: { siret: 73282932000074, rcs: { date: '01/02/2003' }, capitalSocial: null },
      'Identification fiscale': { Régime: 'RN' },
    },
  ],
  [
    'in chapters, addresses beside them',
    {
      Identification: { Dénomination: ' A ' },
      'Siège social': { 'Code postal': '01000' },
      Correspondance: { Adresse: 'B' },
      Immatriculation: { 'Numéro SIRET': '73282932000074', 'R.C.S. Date': '01/02/2003' },
      'Identification fiscale': { Régime: 'RN' },
    },
  ],
  [
    'in a wrapper',
    {
      entreprise: {
        nom: 'A',
        adresse: { codePostal: '01000', correspondance: 'B' },
        siret: '73282932000074',
        rcs: { date: '01/02/2003' },
        regimeTva: 'RN',
      },
    },
  ],
])('JSON, %s', (_, json) => {
  for (const text of [JSON.stringify(json), JSON.stringify(json, null, 2)]) {
    const { reading, told } = read(text, 'json');
    expect(told).toEqual([]);
    expect(reading.sheet).toMatchObject({
      name: 'A',
      siret: '73282932000074',
      seat: { postalCode: '01000' },
      correspondence: { street: 'B', postalCode: '' },
      tradeRegister: { date: '01/02/2003' },
      capital: '',
      regime: 'RN',
      vatRegime: 'normal-monthly',
    });
  }
});

test('a number in JSON stays as it is written', () => {
  expect(read('{"capital": 10000.50, "siret": 73282932000074}', 'json').reading.sheet).toMatchObject({
    capital: '10000.50',
    siret: '73282932000074',
  });
});

test('lines are those where the fields stand', () => {
  const csv = read('champ;valeur\n\nSIRET;1\r\nActivité;"deux\nlignes"\nAPE;\nSIREN;2\n').reading.lines;
  expect([...csv]).toEqual([
    ['siret', 3],
    ['activity', 4],
    ['apeCode', 6],
    ['siren', 7],
  ]);
  const json = read('{\n"siret": "1",\n\n"identification": {\n"nom": "A" } }', 'json').reading.lines;
  expect([...json]).toEqual([
    ['siret', 2],
    ['name', 5],
  ]);
});

test.each<[string, 'csv' | 'json', string, string]>([
  ['an unknown field', 'csv', 'SIRET;1\nCouleur;bleu', 'COMPANY_FIELD_UNKNOWN 2 Couleur null'],
  ['an unknown field in JSON', 'json', '{"a":1}', 'COMPANY_FIELD_UNKNOWN 1 a null'],
  [
    'an unknown field in a chapter',
    'json',
    '{"identification":\n{"a":1}}',
    'COMPANY_FIELD_UNKNOWN 2 identification.a null',
  ],
  ['an unknown group', 'json', '{"divers":{"siret":"1"}}', 'COMPANY_FIELD_UNKNOWN 1 divers null'],
  [
    'a field again with another value',
    'csv',
    'SIRET;1\nN° SIRET;2',
    'SETTINGS_UNREADABLE 2 Numéro SIRET 2 contradiction',
  ],
  [
    'a field again in JSON',
    'json',
    '{"siret":"1",\n"siret":"2"}',
    'SETTINGS_UNREADABLE 2 Numéro SIRET 2 contradiction',
  ],
  ['a third cell', 'csv', 'SIRET;1\nAdresse;12;rue', 'SETTINGS_UNREADABLE 2 Adresse null row'],
  ['a quote that never ends', 'csv', 'SIRET;1\n"Adresse;12', 'SETTINGS_UNREADABLE 2 null null row'],
  ['no JSON', 'json', '{"siret": "1",\n}', 'SETTINGS_UNREADABLE 2 null null company-json'],
  ['nothing', 'json', '', 'SETTINGS_UNREADABLE 1 null null company-json'],
  ['JSON with comments', 'json', '{ // siret\n}', 'SETTINGS_UNREADABLE 1 null null company-json'],
  ['JSON that is no object', 'json', '["siret"]', 'SETTINGS_UNREADABLE 1 null ["siret"] value'],
  ['a list', 'json', '{"siret":["1"]}', 'SETTINGS_UNREADABLE 1 siret ["1"] value'],
  ['true', 'json', '{"rcs":{"date":true}}', 'SETTINGS_UNREADABLE 1 rcs.date true value'],
])('%s is told', (_, form, text, expected) => {
  expect(read(text, form).told).toEqual([expected]);
});

test('the first value of a field that comes again is kept, and an empty one gives way', () => {
  expect(read('SIRET;1\nSIRET;2').reading.sheet.siret).toBe('1');
  const { reading, told } = read('SIRET;\nSIRET;2\nSIRET;\nSIRET;2');
  expect({ siret: reading.sheet.siret, line: reading.lines.get('siret'), told }).toEqual({
    siret: '2',
    line: 2,
    told: [],
  });
});

test.each([
  ['SIRET', '73282932000074', '732 829 320 00074'],
  ['Numéro TVA intracommunautaire', 'FR44732829320', 'FR 44 732 829 320'],
  ['Code A.P.E.', '10.71C', '1071c'],
  ['Tél. fixe', '02 54 00 00 00', '+33 2.54.00.00.00'],
  ['Dénomination', 'LE PAIN', 'LE  PAIN'],
])('%s in two spellings is one value', (field, one, other) => {
  expect(read(`${field};${one}\n${field};${other}`).told).toEqual([]);
});

test('names that only spaces tell apart are two values', () => {
  expect(read('Dénomination;LE PAIN\nDénomination;LEPAIN').told).toHaveLength(1);
});

test('an empty field of an address does not end its chapter', () => {
  const { sheet } = read('Correspondance;\nAdresse;\nCode postal;35000').reading;
  expect([sheet.seat.postalCode, sheet.correspondence.postalCode]).toEqual(['', '35000']);
});

test('what is sound stands beside what is not', () => {
  const { reading, told } = read('Couleur;bleu\nSIRET;1\n"APE;2');
  expect(told.length).toBe(2);
  expect(reading.sheet.siret).toBe('1');
});

test('groups without end end', () => {
  const { told } = read(`${'{"siege":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'json');
  expect(told.length).toBe(1);
  expect(read('{"siege":{"siege":{"siege":{"siege":{"siege":{"ville":"A"}}}}}}', 'json').told).toEqual([
    'COMPANY_FIELD_UNKNOWN 1 siege.siege.siege.siege.siege null',
  ]);
});

test('any values come back, from either form', () => {
  // The character that stands for an unreadable byte is told; texts are kept in the form in which they are published.
  const value = fc
    .string({ unit: 'grapheme' })
    .map((text) => text.replaceAll('\ufffd', '').normalize('NFC').replace(/\s+/g, ' ').trim());
  fc.assert(
    fc.property(fc.array(value, { minLength: 39, maxLength: 39 }), (values) => {
      const pairs = COMPANY_FIELD_NAMES.map((field, index) => [field, values[index] ?? ''] as const);
      const labelled = pairs.map(([field, text]) => [COMPANY_FIELDS[field].label, text] as const);
      const csv = labelled.map(([label, text]) => `${label};"${text.replaceAll('"', '""')}"`).join('\n');
      const json = JSON.stringify(Object.fromEntries(labelled));
      for (const { reading, told } of [read(csv), read(json, 'json')]) {
        expect(told).toEqual([]);
        expect(pairs.map(([field]) => COMPANY_FIELDS[field].of(reading.sheet))).toEqual(values);
      }
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:;\t\r\n\\ aé1') }), (text) => {
      read(text);
      read(text, 'json');
    }),
    { numRuns: 1_000 },
  );
});

function read(
  text: string,
  form: 'csv' | 'json' = 'csv',
): { readonly reading: CompanySheetReading; readonly told: string[] } {
  const findings = new Findings();
  const reading = readCompanySheet(text, form, `entreprise.${form}`, findings);
  const told = findings.list().map((one) => {
    expect(one.file).toBe(`entreprise.${form}`);
    const reason = one.code === 'SETTINGS_UNREADABLE' ? ` ${one.details.reason}` : '';
    return `${one.code} ${one.line} ${one.column} ${one.value}${reason}`;
  });
  return { reading, told };
}
