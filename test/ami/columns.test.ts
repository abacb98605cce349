import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  COLUMNS,
  type ColumnName,
  type Header,
  MAX_HEADER_CELLS,
  readHeader,
} from '../../src/ami/columns.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';

const REQUIRED = [
  'Date',
  'N° pièce',
  'N° facture',
  'Numéro',
  'Compte',
  'Libellé pièce',
  'Libellé mouvement',
  'TVA',
  'Taux',
  'Débit',
  'Crédit',
  'D',
  'C',
];
const OPTIONAL = ['Journal', 'Échéance', 'Date facture', 'Code analytique', 'Libellé compte'];
const NAMES = Object.keys(COLUMNS) as ColumnName[];

test('the columns are those of the batch, and thirteen of them must be there', () => {
  expect(NAMES.map((name) => COLUMNS[name].header)).toEqual([...REQUIRED, ...OPTIONAL]);
  expect(NAMES.filter((name) => COLUMNS[name].required)).toHaveLength(13);
});

test('the header of the reference, with and without the optional columns', () => {
  expect(read(REQUIRED)).toEqual({ header: headerOf(REQUIRED), findings: [] });
  const all = [...OPTIONAL, ...REQUIRED];
  expect(read(all)).toEqual({ header: headerOf(all), findings: [] });
});

test.each<[ColumnName, string[]]>([
  ['date', ['Date', 'DATE', 'date', ' Date ', '\ufeffDate', 'Date\u00a0']],
  [
    'piece',
    [
      'N° pièce',
      'No pièce',
      'N pièce',
      'Numéro de pièce',
      'Numero de piece',
      'NUMÉRO DE PIÈCE',
      'N° de pièce',
      'N°\u00a0pièce',
      'N°\u202fpièce',
      'N°pièce',
      'N° PIECE',
      'no. piece',
      'No_pièce',
      'Nº pièce',
      '№ pièce',
      'N° pie\u0300ce',
      'N°  pièce',
      'Numéro pièce',
    ],
  ],
  [
    'invoice',
    ['N° facture', 'No facture', 'N facture', 'Numéro de facture', 'n° FACTURE', 'N°\u00a0facture'],
  ],
  ['number', ['Numéro', 'Numero', 'NUMÉRO', 'N°', 'No', 'N', 'nume\u0301ro']],
  ['account', ['Compte', 'COMPTE', 'N° compte', 'Numéro de compte']],
  ['entryLabel', ['Libellé pièce', 'Libelle piece', 'LIBELLÉ PIÈCE', 'Libellé\u00a0pièce', 'libellé_pièce']],
  ['label', ['Libellé mouvement', 'LIBELLE MOUVEMENT', 'Libellé\u202fmouvement']],
  ['vatCode', ['TVA', 'tva', ' Tva']],
  ['vatRate', ['Taux', 'TAUX']],
  ['debit', ['Débit', 'Debit', 'DÉBIT', 'de\u0301bit']],
  ['credit', ['Crédit', 'Credit', 'CRÉDIT']],
  ['documents', ['D', 'd', '\u00a0D']],
  ['comment', ['C', 'c']],
  ['journal', ['Journal', 'JOURNAL']],
  ['dueDate', ['Échéance', 'Echeance', 'ÉCHÉANCE', "Date d'échéance", 'Date d’échéance', 'Date échéance']],
  ['invoiceDate', ['Date facture', 'DATE FACTURE', 'Date\u00a0facture']],
  ['analyticCode', ['Code analytique', 'code ANALYTIQUE']],
  ['accountLabel', ['Libellé compte', 'Libelle compte']],
])('the column %s under all its spellings', (name, spellings) => {
  for (const spelling of spellings) {
    const cells = [...REQUIRED.filter((header) => header !== COLUMNS[name].header), spelling];
    const { header, findings } = read(cells);
    expect({ spelling, findings }).toEqual({ spelling, findings: [] });
    expect(header?.columns[name]).toBe(cells.length - 1);
  }
});

test('columns in any order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...REQUIRED, ...OPTIONAL], { minLength: 18 }), (cells) => {
      expect(read(cells)).toEqual({ header: headerOf(cells), findings: [] });
    }),
  );
});

test.each(REQUIRED)('without the column %s there is no batch', (missing) => {
  const { header, findings } = read(REQUIRED.filter((cell) => cell !== missing));
  expect(header).toBeNull();
  expect(findings).toMatchObject([
    { code: 'COLUMN_MISSING', severity: 'error', file: 'ecritures.csv', line: 1, column: missing },
  ]);
});

test.each([
  ['another table', ['JournalCode', 'EcritureNum', 'CompteNum', 'Montant']],
  ['a row of a batch without its header', ['31/08/2022', 'P1', '', '', '62260000', '27,81']],
  ['noise', ['\u0000\ufffd', '\u0007x']],
])('%s is no batch, which is told once', (_, cells) => {
  const { header, findings } = read(cells);
  expect(header).toBeNull();
  expect(findings).toMatchObject([
    { code: 'COLUMN_MISSING', severity: 'error', line: 1, column: null, details: { isEvery: true } },
  ]);
});

test('every missing column is told at once', () => {
  const { header, findings } = read(['Date']);
  expect(header).toBeNull();
  expect(findings.map(({ code, column }) => [code, column])).toEqual(
    REQUIRED.slice(1).map((column) => ['COLUMN_MISSING', column]),
  );
});

test.each([
  ['Débit', 'DEBIT'],
  ['N° pièce', 'Numéro de pièce'],
  ['Numéro', 'N°'],
  ['Journal', 'journal'],
])('the column %s twice, as %s, is an error even where both are empty', (header, again) => {
  const cells = [...REQUIRED, 'Journal', again];
  const { header: found, findings } = read(cells);
  expect(found).toBeNull();
  expect(findings).toMatchObject([
    { code: 'COLUMN_DUPLICATE', severity: 'error', line: 1, column: header, value: again },
  ]);
});

test.each([
  'Commentaire',
  'Devise',
  'Date de saisie',
  'Montant',
  'Libellé',
  'Dé bit',
  'ÐÐ',
  '借方',
  '__proto__',
  'constructor',
  'toString',
])('the unknown column "%s" is told and ignored', (unknown) => {
  const cells = [unknown, ...REQUIRED];
  expect(read(cells)).toMatchObject({
    header: headerOf(cells),
    findings: [{ code: 'COLUMN_UNKNOWN', severity: 'warning', line: 1, column: unknown }],
  });
});

test('columns without a header are passed over, and counted in the width', () => {
  const cells = [...REQUIRED, '', ' ', '\u00a0'];
  expect(read(cells)).toEqual({ header: headerOf(cells), findings: [] });
});

test('a header of more cells than a batch may have is none', () => {
  const wide = [...REQUIRED, ...Array.from({ length: MAX_HEADER_CELLS - REQUIRED.length }, () => '')];
  expect(read(wide).header?.width).toBe(MAX_HEADER_CELLS);
  expect(read([...wide, ''])).toMatchObject({
    header: null,
    findings: [
      {
        code: 'BATCH_UNREADABLE',
        details: {
          reason: 'too-many-columns',
          limit: MAX_HEADER_CELLS,
          detail: String(MAX_HEADER_CELLS + 1),
        },
      },
    ],
  });
});

test('a finding names the line where the header stands', () => {
  const findings = new Findings();
  readHeader(['x', ...REQUIRED], { file: 'a.csv', line: 3 }, findings);
  expect(findings.list()).toMatchObject([{ file: 'a.csv', line: 3 }]);
});

function read(cells: readonly string[]): { header: Header | null; findings: Finding[] } {
  const findings = new Findings();
  const header = readHeader(cells, { file: 'ecritures.csv', line: 1 }, findings);
  return { header, findings: findings.list() };
}

/** The header that cells spelled as in the reference must give. */
function headerOf(cells: readonly string[]): Header {
  const columns = Object.fromEntries(
    NAMES.map((name) => [name, cells.indexOf(COLUMNS[name].header)]),
  ) as Record<ColumnName, number>;
  return { columns, width: cells.length };
}
