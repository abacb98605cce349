import { expect, test } from 'vitest';
import { COLUMNS, type ColumnName, readHeader } from '../../src/ami/columns.ts';
import { type Row, RowParser } from '../../src/ami/row.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';

const NAMES = Object.keys(COLUMNS) as ColumnName[];
const HEADERS = NAMES.map((name) => COLUMNS[name].header);

const SOUND: Partial<Record<ColumnName, string>> = {
  date: '31/08/2022',
  piece: '0x9f1642',
  account: '62260000',
  debit: '27,81',
};

test('a row with everything', () => {
  const { row, findings } = parse({
    date: '31/08/2022',
    piece: '0x9f1642',
    invoice: '2022120',
    number: '0001234',
    account: '62260000',
    entryLabel: 'PROXYPAYE',
    label: 'BULLETIN',
    vatCode: 'B5',
    vatRate: '20,00',
    debit: '1 027,81',
    credit: '',
    documents: 'a.pdf|b.pdf',
    comment: 'à vérifier',
    journal: 'VE',
    dueDate: '30/09/2022',
    invoiceDate: '2022-08-30',
    analyticCode: 'AN1',
    accountLabel: 'Honoraires',
  });
  expect(findings).toEqual([]);
  expect(row).toEqual({
    line: 7,
    journal: 'VE',
    date: 20_220_831,
    piece: '0x9f1642',
    invoice: '2022120',
    invoiceDate: 20_220_830,
    entryLabel: 'PROXYPAYE',
    documents: 'a.pdf|b.pdf',
    comment: 'à vérifier',
    accountLabel: 'Honoraires',
    movement: {
      line: 7,
      account: '62260000',
      label: 'BULLETIN',
      number: '0001234',
      side: 'debit',
      amountCents: 102_781,
      vatCode: 'B5',
      vatRate: 2_000,
      analyticCode: 'AN1',
      dueDate: 20_220_930,
    },
  });
});

test('a row of the thirteen columns alone, with the journal of the batch', () => {
  const { row, findings } = parse({ ...SOUND, debit: '', credit: '27.81' });
  expect(findings).toEqual([]);
  expect(row).toMatchObject({
    journal: 'AC',
    invoiceDate: null,
    movement: { side: 'credit', amountCents: 2_781, vatCode: '', vatRate: null, dueDate: null },
  });
});

test('every cell is trimmed, no-break spaces included', () => {
  const { row, findings } = parse({
    ...SOUND,
    date: ' 31/08/2022\u00a0',
    piece: '\t0x9f1642 ',
    account: '\u202f62260000\u00a0',
    debit: '\u00a01 027,81\u202f',
    vatCode: ' B5 ',
    vatRate: '\u00a020,00 ',
    journal: ' VE ',
    label: ' a  b ',
    dueDate: ' 30/09/2022 ',
  });
  expect(findings).toEqual([]);
  expect(row).toMatchObject({
    journal: 'VE',
    date: 20_220_831,
    piece: '0x9f1642',
    movement: { account: '62260000', amountCents: 102_781, vatCode: 'B5', vatRate: 2_000, label: 'a  b' },
  });
});

interface SideCase {
  readonly debit: string;
  readonly credit: string;
  readonly side: 'debit' | 'credit';
  readonly cents: number;
  readonly codes?: readonly string[];
}

test.each<SideCase>([
  { debit: '5,00', credit: '', side: 'debit', cents: 500 },
  { debit: '', credit: '5,00', side: 'credit', cents: 500 },
  { debit: '5,00', credit: '0,00', side: 'debit', cents: 500 },
  { debit: '0,00', credit: '5,00', side: 'credit', cents: 500 },
  { debit: '-5,00', credit: '', side: 'credit', cents: 500, codes: ['AMOUNT_NEGATIVE'] },
  { debit: '', credit: '-5,00', side: 'debit', cents: 500, codes: ['AMOUNT_NEGATIVE'] },
  { debit: '-5,00', credit: '0', side: 'credit', cents: 500, codes: ['AMOUNT_NEGATIVE'] },
  { debit: '0', credit: '-5,00', side: 'debit', cents: 500, codes: ['AMOUNT_NEGATIVE'] },
  { debit: '0,00', credit: '', side: 'debit', cents: 0, codes: ['AMOUNT_ZERO'] },
  { debit: '', credit: '0,00', side: 'credit', cents: 0, codes: ['AMOUNT_ZERO'] },
  { debit: '0,00', credit: '0,00', side: 'debit', cents: 0, codes: ['AMOUNT_ZERO'] },
  { debit: '-0,00', credit: '', side: 'debit', cents: 0, codes: ['AMOUNT_ZERO'] },
  { debit: '', credit: '', side: 'debit', cents: 0, codes: ['AMOUNT_ZERO'] },
  { debit: '9999999999,99', credit: '', side: 'debit', cents: 999_999_999_999 },
  { debit: '', credit: '-9999999999,99', side: 'debit', cents: 999_999_999_999, codes: ['AMOUNT_NEGATIVE'] },
])(
  'debit "$debit" and credit "$credit" are $cents cents of $side',
  ({ debit, credit, side, cents, codes = [] }) => {
    const { row, findings } = parse({ ...SOUND, debit, credit });
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(row).toMatchObject({ movement: { side, amountCents: cents } });
  },
);

test.each(['12E10', 'E+11', '1E+1', 'F1E+11', '12,5E+11', '1,23E11', '1E+11A', '2022+01', 'A+12'])(
  'the piece %s was abbreviated by nobody',
  (piece) => {
    const { row, findings } = parse({ ...SOUND, piece });
    expect(findings).toEqual([]);
    expect(row).toMatchObject({ piece });
  },
);

test('a negative amount says where it went', () => {
  expect(parse({ ...SOUND, debit: '', credit: '-1 234,56' }).findings).toMatchObject([
    {
      code: 'AMOUNT_NEGATIVE',
      severity: 'warning',
      line: 7,
      column: 'Crédit',
      value: '-1 234,56',
      details: { cents: 123_456, movedTo: 'debit' },
    },
  ]);
});

interface Fault {
  readonly cells: Partial<Record<ColumnName, string>>;
  readonly expected: Partial<Finding>;
  /** What is left of the row: nothing where its entry can't be told, no movement where its amount can't be. */
  readonly leaves: 'nothing' | 'no movement' | 'a movement';
}

/** One fault each; it must be the only finding. */
const FAULTS: Record<string, Fault> = {
  'a day that the calendar lacks': {
    cells: { date: '31/02/2022' },
    expected: { code: 'DATE_INVALID', column: 'Date', value: '31/02/2022', details: { form: 'csv' } },
    leaves: 'nothing',
  },
  'no date': {
    cells: { date: '' },
    expected: { code: 'DATE_INVALID', column: 'Date', value: '' },
    leaves: 'nothing',
  },
  'no piece': {
    cells: { piece: '' },
    expected: { code: 'PIECE_MISSING', column: 'N° pièce', value: '' },
    leaves: 'nothing',
  },
  'a piece that Excel abbreviated': {
    cells: { piece: '1,23E+11' },
    expected: { code: 'PIECE_INVALID', column: 'N° pièce', value: '1,23E+11' },
    leaves: 'nothing',
  },
  'a piece that Excel abbreviated to one digit': {
    cells: { piece: '1E+11' },
    expected: { code: 'PIECE_INVALID', column: 'N° pièce', value: '1E+11' },
    leaves: 'nothing',
  },
  'a piece of a no-break space': {
    cells: { piece: '\u00a0' },
    expected: { code: 'PIECE_MISSING', column: 'N° pièce', value: '' },
    leaves: 'nothing',
  },
  'a journal of three letters': {
    cells: { journal: 'ACH' },
    expected: { code: 'JOURNAL_INVALID', column: 'Journal', value: 'ACH' },
    leaves: 'nothing',
  },
  'a journal with an accent': {
    cells: { journal: 'é' },
    expected: { code: 'JOURNAL_INVALID', column: 'Journal', value: 'é' },
    leaves: 'nothing',
  },
  'an account that is none': {
    cells: { account: '6A' },
    expected: { code: 'ACCOUNT_INVALID', column: 'Compte', value: '6A' },
    leaves: 'no movement',
  },
  'no account': {
    cells: { account: '' },
    expected: { code: 'ACCOUNT_INVALID', column: 'Compte', value: '' },
    leaves: 'no movement',
  },
  'an amount that is none': {
    cells: { debit: '12,5O' },
    expected: {
      code: 'AMOUNT_INVALID',
      column: 'Débit',
      value: '12,5O',
      details: { fault: 'not-a-number' },
    },
    leaves: 'no movement',
  },
  'an amount of three decimals': {
    cells: { debit: '', credit: '0,005' },
    expected: { code: 'AMOUNT_INVALID', column: 'Crédit', value: '0,005', details: { fault: 'decimals' } },
    leaves: 'no movement',
  },
  'an amount too large': {
    cells: { debit: '10000000000,00' },
    expected: { code: 'AMOUNT_INVALID', column: 'Débit', details: { fault: 'too-large' } },
    leaves: 'no movement',
  },
  'an amount on one side and a text on the other': {
    cells: { credit: '-' },
    expected: { code: 'AMOUNT_INVALID', column: 'Crédit', value: '-' },
    leaves: 'no movement',
  },
  'amounts on both sides': {
    cells: { credit: '1,00' },
    expected: { code: 'AMOUNT_BOTH_SIDES', column: 'Débit', details: { debit: 2_781, credit: 100 } },
    leaves: 'no movement',
  },
  'the same amount on both sides, once negative': {
    cells: { debit: '5,00', credit: '-5,00' },
    expected: { code: 'AMOUNT_BOTH_SIDES', details: { debit: 500, credit: -500 } },
    leaves: 'no movement',
  },
  'a VAT code of three letters': {
    cells: { vatCode: 'A55' },
    expected: { code: 'VAT_CODE_UNKNOWN', column: 'TVA', value: 'A55', details: { shape: true } },
    leaves: 'no movement',
  },
  'a VAT code with a sign': {
    cells: { vatCode: 'A-' },
    expected: { code: 'VAT_CODE_UNKNOWN', column: 'TVA', value: 'A-' },
    leaves: 'no movement',
  },
  'a rate that is none': {
    cells: { vatCode: 'A5', vatRate: 'vingt' },
    expected: {
      code: 'AMOUNT_INVALID',
      column: 'Taux',
      value: 'vingt',
      details: { fault: 'not-a-number', rate: true },
    },
    leaves: 'a movement',
  },
  'a rate too large': {
    cells: { vatCode: 'A5', vatRate: '100' },
    expected: { code: 'AMOUNT_INVALID', column: 'Taux', details: { fault: 'too-large', rate: true } },
    leaves: 'a movement',
  },
  'a due date that is none': {
    cells: { dueDate: '31/06/2022' },
    expected: { code: 'DATE_INVALID', column: 'Échéance', value: '31/06/2022' },
    leaves: 'a movement',
  },
  'an invoice date that is none': {
    cells: { invoiceDate: 'hier' },
    expected: { code: 'DATE_INVALID', column: 'Date facture', value: 'hier' },
    leaves: 'a movement',
  },
};

test.each(Object.entries(FAULTS))('%s is an error at its cell', (_, { cells, expected, leaves }) => {
  const { row, findings } = parse({ ...SOUND, ...cells });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ severity: 'error', file: 'ecritures.csv', line: 7, ...expected });
  if (leaves === 'nothing') expect(row).toBe('faulty');
  else expect(row).toMatchObject({ piece: SOUND.piece });
  if (leaves === 'no movement') expect(row).toMatchObject({ movement: null });
});

test('every fault of a row is told', () => {
  const { row, findings } = parse({
    date: 'x',
    piece: '',
    journal: '???',
    account: '?',
    debit: '?',
    credit: '?',
    vatCode: '?',
    vatRate: '?',
    dueDate: '?',
    invoiceDate: '?',
  });
  expect(row).toBe('faulty');
  expect(findings.map(({ column }) => column).sort()).toEqual(
    [
      'Date',
      'N° pièce',
      'Journal',
      'Compte',
      'Débit',
      'Crédit',
      'TVA',
      'Taux',
      'Échéance',
      'Date facture',
    ].sort(),
  );
});

test('a fault comes back on each row that has it, and does not stick to the next', () => {
  const findings = new Findings();
  const parser = parserFor(HEADERS, findings);
  const cells: Partial<Record<ColumnName, string>>[] = [
    { ...SOUND, date: 'x', vatRate: 'y', account: '6A' },
    { ...SOUND, date: 'x', vatRate: 'y', account: '6A' },
    { ...SOUND, vatRate: '20', vatCode: 'A5' },
    { ...SOUND, vatRate: 'y', vatCode: 'A5' },
    { ...SOUND, vatRate: '20', vatCode: 'A5' },
    { ...SOUND },
  ];
  const rows = cells.map((one, index) => parser.parse(inOrder(one), index + 2));
  expect(findings.list().map(({ line, column }) => [line, column])).toEqual([
    [2, 'Date'],
    [2, 'Compte'],
    [2, 'Taux'],
    [3, 'Date'],
    [3, 'Compte'],
    [3, 'Taux'],
    [5, 'Taux'],
  ]);
  const rates = [2, 4, 5].map((at) => {
    const row = rows[at];
    return typeof row === 'object' ? row.movement?.vatRate : row;
  });
  expect(rates).toEqual([2_000, 2_000, null]);
});

test('what a parser remembers of one row does not reach into another', () => {
  const findings = new Findings();
  const parser = parserFor(HEADERS, findings);
  const first = parser.parse(inOrder({ ...SOUND, debit: '5,00' }), 2);
  const second = parser.parse(inOrder({ ...SOUND, date: '2022-09-01', debit: '', credit: '7,00' }), 3);
  expect(first).toMatchObject({ date: 20_220_831, movement: { side: 'debit', amountCents: 500, line: 2 } });
  expect(second).toMatchObject({ date: 20_220_901, movement: { side: 'credit', amountCents: 700, line: 3 } });
});

test.each([
  ['one cell too few', HEADERS.length - 1],
  ['one cell too many', HEADERS.length + 1],
  ['a single cell', 1],
])('%s is a malformed row', (_, width) => {
  const cells = Array.from({ length: width }, () => 'x');
  const { row, findings } = parseCells(cells);
  expect(row).toBe('faulty');
  expect(findings).toMatchObject([
    {
      code: 'ROW_MALFORMED',
      severity: 'error',
      line: 7,
      details: { fault: 'cells', expected: HEADERS.length, found: width },
    },
  ]);
});

test.each([
  ['an empty line', ['']],
  ['separators alone', HEADERS.map(() => '')],
  ['spaces alone', HEADERS.map(() => ' \u00a0\t')],
  ['fewer separators', ['', '', '']],
  ['more separators', [...HEADERS.map(() => ''), '', '']],
])('%s is a blank row, and no fault', (_, cells) => {
  expect(parseCells(cells)).toEqual({ row: 'blank', findings: [] });
});

test('a row with a comment alone is not blank', () => {
  expect(parse({ comment: 'à vérifier' }).row).toBe('faulty');
});

test('columns in another order are read by their headers', () => {
  const headers = [...HEADERS].reverse();
  const findings = new Findings();
  const cells = inOrder({ ...SOUND, label: 'x', documents: 'd' }).reverse();
  expect(parserFor(headers, findings).parse(cells, 7)).toMatchObject({
    piece: SOUND.piece,
    documents: 'd',
    movement: { label: 'x', amountCents: 2_781 },
  });
});

function parse(cells: Partial<Record<ColumnName, string>>): {
  row: Row | 'blank' | 'faulty';
  findings: Finding[];
} {
  return parseCells(inOrder(cells));
}

function parseCells(cells: readonly string[]): { row: Row | 'blank' | 'faulty'; findings: Finding[] } {
  const findings = new Findings();
  const row = parserFor(HEADERS, findings).parse(cells, 7);
  return { row, findings: findings.list() };
}

function inOrder(cells: Partial<Record<ColumnName, string>>): string[] {
  return NAMES.map((name) => cells[name] ?? '');
}

function parserFor(headers: readonly string[], findings: Findings): RowParser {
  const header = readHeader(headers, { file: 'ecritures.csv', line: 1 }, findings);
  if (header === null) throw new Error(JSON.stringify(findings.list()));
  return new RowParser({ file: 'ecritures.csv', header, journal: 'AC' }, findings);
}
