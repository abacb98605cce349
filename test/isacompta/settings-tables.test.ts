import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { messageOf } from '../../src/check/messages/report.ts';
import { readSettingsTables, type TableName } from '../../src/isacompta/settings-tables.ts';
import { Findings } from '../../src/model/findings.ts';
import { Gathered } from '../support/gathered.ts';
import { TABLES } from '../support/settings-files.ts';

type Tables = Partial<Record<TableName, string | Buffer>>;

async function read(tables: Tables) {
  const findings = new Findings();
  const gathered = new Gathered();
  const files = new Map(
    Object.entries(tables).map(([path, content]) => {
      const bytes = Buffer.from(content);
      return [path as TableName, { path, open: async () => Readable.from([bytes], { objectMode: false }) }];
    }),
  );
  const settings = await readSettingsTables(files, findings, gathered);
  return { settings: gathered.in(settings), findings: findings.list() };
}

const { 'entreprise.csv': _, ...SOUND } = TABLES;

test('a sound set of tables', async () => {
  const { settings, findings } = await read(SOUND);
  expect(findings).toEqual([]);
  const { places, ...lists } = settings;
  expect(lists).toEqual({
    dossier: null,
    accountSize: null,
    lacksAccounts: false,
    fiscalYears: [{ start: 20241001, end: 20250930, open: true }],
    accounts: [
      expected('40100000', 'Fournisseurs', 'collective', { letterable: true }),
      expected('401AGRINEG', 'Agri Négoce', 'auxiliary', {
        letterable: true,
        debitAccount: '40100000',
        creditAccount: '40100000',
      }),
      expected('44566000', 'TVA déductible', 'general', {}),
      expected('60610000', 'Électricité', 'general', { vatCode: 'A5', side: 'debit' }),
    ],
    journals: [
      { code: 'AC', label: 'Achats', type: 'purchases', counterpart: '' },
      { code: 'BQ', label: 'Banque', type: 'treasury', counterpart: '51210000' },
    ],
    vatCodes: [
      {
        code: 'A5',
        label: 'TVA 20 %',
        account: '44566000',
        rate: 2000,
        type: 'purchase',
        validFrom: 20140101,
        validTo: null,
      },
    ],
    thirdParties: [
      {
        account: '401AGRINEG',
        name: 'AGRI NEGOCE',
        name2: '',
        address1: '',
        address2: '',
        address3: '',
        postalCode: '41190',
        city: 'Herbault',
        country: '',
        phone: '',
        siret: '',
        vatNumber: '',
        iban: '',
        bic: '',
      },
    ],
    untold: {
      fiscalYears: [],
      accounts: [],
      journals: [],
      vatCodes: ['validTo'],
      thirdParties: [
        'name2',
        'address1',
        'address2',
        'address3',
        'country',
        'phone',
        'siret',
        'vatNumber',
        'bic',
      ],
    },
  });
  expect(places.of('account', '60610000')).toEqual({ file: 'comptes.csv', line: 5 });
  expect(places.of('third-party', '401AGRINEG')).toEqual({ file: 'tiers.csv', line: 2 });
});

function expected(number: string, label: string, type: string, values: object): object {
  const blank = { vatCode: '', letterable: false, side: 'either', debitAccount: '', creditAccount: '' };
  return { number, label, type, ...blank, ...values };
}

const HEADERS = 'N° de compte;Libellé\n60610000;Électricité\n';

test.each([
  ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${HEADERS}`)],
  ['Windows-1252', Buffer.from(HEADERS, 'latin1')],
  ['UTF-16', Buffer.from(`\ufeff${HEADERS}`, 'utf16le')],
  ['tabs', HEADERS.replaceAll(';', '\t')],
  ['commas and quotes', HEADERS.replace('Électricité', '"Électricité"').replaceAll(';', ',')],
  ['CRLF and blank rows', `\r\n${HEADERS.replaceAll('\n', '\r\n')};\r\n`],
  ['any case, no accents, any order', 'LIBELLE;NUMERO\nÉlectricité;60610000\n'],
])('comptes.csv in %s', async (_name, content) => {
  const { settings, findings } = await read({ 'comptes.csv': content });
  expect(findings).toEqual([]);
  expect(settings.accounts).toEqual([expected('60610000', 'Électricité', 'general', {})]);
});

test('the sides of a collective account', async () => {
  const { settings } = await read({
    'comptes.csv': 'Compte;Libellé;Centralisateur;Compte débiteur\n401A;A;40100000;40900000\n',
  });
  expect(settings.accounts).toMatchObject([{ debitAccount: '40900000', creditAccount: '40100000' }]);
});

test.each([
  ['comptes.csv', 'Compte\n401A\n', 'Libellé'],
  ['comptes.csv', '', 'Compte'],
  ['exercices.csv', 'Début;Ouvert\n01/01/2025;oui\n', 'Fin'],
  ['journaux.csv', 'Libellé\nAchats\n', 'Code'],
  ['tva.csv', 'Code;Libellé;Compte\nA5;TVA;445660\n', 'Taux'],
  ['tiers.csv', 'Compte;Ville\n401A;Tours\n', 'Nom'],
] as const)('a column that %s must have', async (name, content, header) => {
  const { findings } = await read({ [name]: content });
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'SETTINGS_UNREADABLE',
      file: name,
      line: 1,
      details: { reason: 'columns', detail: header },
    }),
  );
});

test('unknown columns are told, and one that is there twice is an error', async () => {
  const { findings } = await read({ 'comptes.csv': 'Compte;Libellé;Solde\n401A;A;3\n' });
  expect(findings).toMatchObject([{ code: 'COLUMN_UNKNOWN', severity: 'warning', column: 'Solde' }]);
  const twice = await read({ 'comptes.csv': 'Compte;Libellé;N° compte\n401A;A;3\n' });
  expect(twice.findings).toMatchObject([{ code: 'COLUMN_DUPLICATE', column: 'Compte', value: 'N° compte' }]);
});

test.each([
  ['too few cells', '401A\n', 2],
  ['too many cells', '401A;A;B\n', 2],
  ['a quote that is never closed', '401B;B\n401A;"A\n', 3],
  ['NUL', '401A;\0\n', 2],
])('a row with %s', async (_name, rows, line) => {
  const { findings } = await read({ 'comptes.csv': `Compte;Libellé\n${rows}` });
  expect(findings).toMatchObject([
    { code: 'SETTINGS_UNREADABLE', file: 'comptes.csv', line, details: { reason: 'row' } },
  ]);
});

test.each([
  ['comptes.csv', 'Compte;Libellé;Type\n401A;A;licorne\n', 'Type', 'licorne'],
  ['comptes.csv', 'Compte;Libellé;Sens\n401A;A;gauche\n', 'Sens', 'gauche'],
  ['comptes.csv', 'Compte;Libellé;Lettrable\n401A;A;peut-être\n', 'Lettrable', 'peut-être'],
  ['comptes.csv', 'Compte;Libellé\n12345678901;A\n', 'Compte', '12345678901'],
  ['comptes.csv', 'Compte;Libellé\n;A\n', 'Compte', ''],
  ['exercices.csv', 'Début;Fin\n31/02/2025;31/12/2025\n', 'Début', '31/02/2025'],
  ['journaux.csv', 'Code;Libellé\nACH;A\n', 'Code', 'ACH'],
  ['journaux.csv', 'Code;Libellé;Type\nAC;A;licorne\n', 'Type', 'licorne'],
  ['tva.csv', 'Code;Libellé;Compte;Taux\nA5;T;445660;vingt\n', 'Taux', 'vingt'],
  ['tva.csv', 'Code;Libellé;Compte;Taux\nA5;T;445660;-20\n', 'Taux', '-20'],
  ['tva.csv', 'Code;Libellé;Compte;Taux\nA5;T;445660;200\n', 'Taux', '200'],
  ['tva.csv', 'Code;Libellé;Compte;Taux;Fin\nA5;T;445660;20;demain\n', 'Fin de validité', 'demain'],
] as const)('%s: %s', async (name, content, column, value) => {
  const { findings } = await read({ [name]: content });
  expect(findings).toMatchObject([
    { code: 'SETTINGS_UNREADABLE', file: name, line: 2, column, value, details: { reason: 'value' } },
  ]);
});

test.each([
  ['6,15E+07', { isScientific: true }],
  ['6.15E+07', { isScientific: true }],
  ['6,15000123E+07', { isScientific: true }],
  ['61#500', { isListed: true }],
  ['62-26', { isListed: true }],
  ['615 000', { hasSpaces: true, isListed: true }],
  ['401\u00a0DUPON', { hasSpaces: true }],
])('"%s" is no account number', async (value, details) => {
  const { settings, findings } = await read({
    'comptes.csv': `Compte;Libellé\n${value};A\n401E12;B\n401A.&/_-;C\n`,
  });
  expect(findings).toMatchObject([
    {
      code: 'ACCOUNT_INVALID',
      severity: 'error',
      file: 'comptes.csv',
      line: 2,
      column: 'Compte',
      value,
      details,
    },
  ]);
  expect(settings.accounts.map(({ number }) => number)).toEqual(['401A.&/_-', '401E12']);
  const third = await read({ 'tiers.csv': `Compte;Nom\n${value};A\n` });
  expect(third.findings).toMatchObject([{ code: 'ACCOUNT_INVALID', file: 'tiers.csv', line: 2, details }]);
});

test('a chart of accounts has accounts that no entry may be written on', async () => {
  const numbers = ['1', '10', '9ETAT', '0ATTENTE', 'CAISSE', 'F-DUPONT', '401É', '1234567890'];
  const rows = numbers.map((number) => `${number};x`).join('\n');
  const { settings, findings } = await read({
    'comptes.csv': `Compte;Libellé\n${rows}\n`,
    'tiers.csv': 'Compte;Nom\nF-DUPONT;x\n',
  });
  expect(findings).toEqual([]);
  expect(settings.accounts.map(({ number }) => number)).toEqual(numbers.toSorted());
});

test.each([
  ['comptes.csv', 'Compte;Libellé;Compte collectif\n401A;A;4,01E+07\n', 'Compte collectif'],
  ['journaux.csv', 'Code;Libellé;Contrepartie\nBQ;Banque;4,01E+07\n', 'Contrepartie'],
  ['tva.csv', 'Code;Libellé;Compte;Taux\nA5;T;4,01E+07;20\n', 'Compte'],
] as const)('an account that %s refers to as Excel abbreviates it', async (name, content, column) => {
  const { findings } = await read({ [name]: content });
  const details = { isScientific: true };
  expect(findings).toMatchObject([{ code: 'ACCOUNT_INVALID', column, value: '4,01E+07', details }]);
});

test('a SIRET of a third party as Excel abbreviates it', async () => {
  const { findings } = await read({ 'tiers.csv': 'Compte;Nom;SIRET\n401A;A;7,32829E+13\n' });
  const details = { reason: 'value', wanted: 'all-digits' };
  expect(findings).toMatchObject([{ code: 'SETTINGS_UNREADABLE', column: 'SIRET', details }]);
});

test('an IBAN of a third party as Excel abbreviates it is not published over a good one', async () => {
  const { settings, findings } = await read({ ...SOUND, 'tiers.csv': 'Compte;Nom;IBAN\n401A;A;3E+25\n' });
  const details = { reason: 'value', wanted: 'all-digits' };
  expect(findings).toMatchObject([
    { code: 'SETTINGS_UNREADABLE', severity: 'error', column: 'IBAN', value: '3E+25', details },
  ]);
  expect(settings.thirdParties).toMatchObject({ 0: { iban: '' } });
});

test('a telephone of a third party that Excel took for a number, which is published as it is', async () => {
  const { settings, findings } = await read({
    ...SOUND,
    'tiers.csv': [
      'Compte;Nom;Téléphone;Pays',
      '401AGRINEG;AGRI NEGOCE;254000011;France',
      '401AIN;AIN;3,36E+10;',
      '401BELGE;BRUXELLES NÉGOCE;254000011;Belgique',
      '401RENNES;RENNES;0254000011;FR',
      '401RENNES2;RENNES;2540 0001;FR',
      '401VIDE;VIDE;;',
    ].join('\n'),
  });
  const place = { severity: 'warning', file: 'tiers.csv', column: 'Téléphone' };
  expect(findings).toMatchObject([
    { code: 'PHONE_INVALID', ...place, line: 2, value: '254000011', details: { account: '401AGRINEG' } },
    { code: 'PHONE_INVALID', ...place, line: 3, value: '3,36E+10', details: { account: '401AIN' } },
  ]);
  expect(settings.thirdParties).toMatchObject({ 0: { phone: '254000011' } });
});

test('a postal code of a third party without its zero, which is published as it is', async () => {
  const { settings, findings } = await read({
    ...SOUND,
    'tiers.csv': [
      'Compte;Nom;Code postal;Pays',
      '401AGRINEG;AGRI NEGOCE;1000;France',
      '401AIN;AIN;1160;',
      '401BELGE;BRUXELLES NÉGOCE;1000;Belgique',
      '401RENNES;RENNES;35000;FR',
      '401VIDE;VIDE;;',
    ].join('\n'),
  });
  expect(findings).toMatchObject([
    {
      code: 'POSTAL_CODE_INVALID',
      severity: 'warning',
      file: 'tiers.csv',
      line: 2,
      column: 'Code postal',
      value: '1000',
      details: { account: '401AGRINEG' },
    },
    { code: 'POSTAL_CODE_INVALID', line: 3, value: '1160', details: { account: '401AIN' } },
  ]);
  expect(settings.thirdParties).toMatchObject({ 0: { postalCode: '1000' } });
});

test('only a VAT code without an account may have no rate', async () => {
  const { settings, findings } = await read({
    'tva.csv': 'Code;Libellé;Compte;Taux\nA5;Achats;44566000;\nEX;Exonéré;;\nZ0;Zéro;44566000;0\n',
  });
  const details = { reason: 'value', wanted: 'rate-of-account' };
  expect(findings).toMatchObject([
    { code: 'SETTINGS_UNREADABLE', file: 'tva.csv', line: 2, column: 'Taux', value: '', details },
  ]);
  expect(settings.vatCodes).toMatchObject([{ code: 'A5' }, { code: 'EX', rate: 0 }, { code: 'Z0', rate: 0 }]);
});

test.each([
  ['comptes.csv', 'Compte;Libellé;Type\n401A;A;licorne\n', 'Écrivez général, auxiliaire ou collectif.'],
  ['comptes.csv', 'Compte;Libellé;Sens\n401A;A;gauche\n', 'Écrivez débit, crédit ou indifférent.'],
  [
    'tva.csv',
    'Code;Libellé;Compte;Taux;Type\nA5;T;445660;20;taxe\n',
    'Écrivez achat, immobilisation ou vente.',
  ],
  ['journaux.csv', 'Code;Libellé;Type\nAC;A;licorne\n', 'Écrivez achats, ventes, trésorerie'],
] as const)('%s: what may stand there is named', async (name, content, told) => {
  const { findings } = await read({ [name]: content });
  expect(findings.map((finding) => messageOf(finding, 'fr')).join()).toContain(told);
});

test('a fiscal year without a day', async () => {
  const { findings } = await read({ 'exercices.csv': 'Début;Fin\n01/01/2025;\n' });
  expect(findings).toMatchObject([
    {
      code: 'FISCAL_YEAR_INVALID',
      file: 'exercices.csv',
      line: 2,
      details: { start: '01/01/2025', end: '' },
    },
  ]);
});

test('a key twice is told with its first line', async () => {
  const { findings } = await read({
    'comptes.csv': 'Compte;Libellé\n401A;A\n401B;B\n401A;C\n401A;D\n',
    'journaux.csv': 'Code;Libellé\nAC;A\nAC;B\n',
    'tva.csv': 'Code;Libellé;Compte;Taux\nA5;T;445660;20 %\nA5;T;445660;5,5\n',
  });
  expect(findings).toMatchObject([
    { code: 'ACCOUNT_DUPLICATE', file: 'comptes.csv', line: 4, value: '401A', details: { firstLine: 2 } },
    { code: 'ACCOUNT_DUPLICATE', file: 'comptes.csv', line: 5, value: '401A', details: { firstLine: 2 } },
    { code: 'JOURNAL_DUPLICATE', file: 'journaux.csv', line: 3, value: 'AC', details: { firstLine: 2 } },
    { code: 'VAT_CODE_DUPLICATE', file: 'tva.csv', line: 3, value: 'A5', details: { firstLine: 2 } },
  ]);
});
