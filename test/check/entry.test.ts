import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkEntry } from '../../src/check/entry.ts';
import { messageOf } from '../../src/check/messages/report.ts';
import { type CalendarDate, parseIsoDate } from '../../src/model/calendar-date.ts';
import { MAX_AMOUNT_CENTS } from '../../src/model/cents.ts';
import type { Entry, FiscalYear, Movement } from '../../src/model/entry.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';

/** A movement in one line: side, account, cents, and its VAT code and rate where it has them. */
type Brief = readonly ['D' | 'C', string, number, string?, (number | null)?];

interface VatCase {
  readonly movements: readonly Brief[];
  /** What the one finding says, or null where there must be none. */
  readonly mismatch: null | { readonly expected: bigint; readonly found?: bigint; readonly base?: bigint };
}

/** Purchases of 100,00 at 20 %, unless told. Each entry is balanced. */
const VAT_CASES: Record<string, VatCase> = {
  'the exact tax': { movements: purchase(10_000, 2_000), mismatch: null },
  'two cents too much on one line': { movements: purchase(10_000, 2_002), mismatch: null },
  'two cents too little on one line': { movements: purchase(10_000, 1_998), mismatch: null },
  'three cents too much on one line': {
    movements: purchase(10_000, 2_003),
    mismatch: { expected: 2_000n, found: 2_003n, base: 10_000n },
  },
  'three cents too little on one line': {
    movements: purchase(10_000, 1_997),
    mismatch: { expected: 2_000n, found: 1_997n },
  },
  'four cents on two lines': {
    movements: [
      ['D', '62260000', 5_000, 'A5', 2_000],
      ['D', '60680000', 5_000, 'A5', 2_000],
      ['D', '44566000', 2_004, 'A5', 2_000],
      ['C', '401X', 12_004],
    ],
    mismatch: null,
  },
  'five cents on two lines': {
    movements: [
      ['D', '62260000', 5_000, 'A5', 2_000],
      ['D', '60680000', 5_000, 'A5', 2_000],
      ['D', '44566000', 2_005, 'A5', 2_000],
      ['C', '401X', 12_005],
    ],
    mismatch: { expected: 2_000n, found: 2_005n, base: 10_000n },
  },
  'the tolerance counts lines of the base, not of the tax': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['D', '44566000', 1_000, 'A5', 2_000],
      ['D', '44566000', 1_003, 'A5', 2_000],
      ['C', '401X', 12_003],
    ],
    mismatch: { expected: 2_000n, found: 2_003n },
  },
  'half a cent goes away from zero': { movements: purchase(13, 5), mismatch: null },
  'a credit note': {
    movements: [
      ['C', '62260000', 10_000, 'A5', 2_000],
      ['C', '44566000', 2_000, 'A5', 2_000],
      ['D', '401X', 12_000],
    ],
    mismatch: null,
  },
  'a credit note, three cents off': {
    movements: [
      ['C', '62260000', 10_000, 'A5', 2_000],
      ['C', '44566000', 2_003, 'A5', 2_000],
      ['D', '401X', 12_003],
    ],
    mismatch: { expected: 2_000n, found: 2_003n },
  },
  'a sale': {
    movements: [
      ['D', '411X', 12_000],
      ['C', '70600000', 10_000, 'V5', 2_000],
      ['C', '44571000', 2_000, 'V5', 2_000],
    ],
    mismatch: null,
  },
  'the tax on the other side than its base': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['C', '44566000', 2_000, 'A5', 2_000],
      ['C', '401X', 8_000],
    ],
    mismatch: { expected: 2_000n, found: -2_000n },
  },
  'a discount on the other side is part of the base': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['C', '60900000', 1_000, 'A5', 2_000],
      ['D', '44566000', 1_800, 'A5', 2_000],
      ['C', '401X', 10_800],
    ],
    mismatch: null,
  },
  'reverse charge': {
    movements: [
      ['D', '62260000', 10_000, 'I5', 2_000],
      ['D', '44566000', 2_000, 'I5', 2_000],
      ['C', '44520000', 2_000, 'I5', 2_000],
      ['C', '401X', 10_000],
    ],
    mismatch: null,
  },
  'reverse charge of a credit note': {
    movements: [
      ['C', '62260000', 10_000, 'I5', 2_000],
      ['C', '44566000', 2_000, 'I5', 2_000],
      ['D', '44520000', 2_000, 'I5', 2_000],
      ['D', '401X', 10_000],
    ],
    mismatch: null,
  },
  'reverse charge two cents off': {
    movements: [
      ['D', '62260000', 10_000, 'I5', 2_000],
      ['D', '44566000', 2_002, 'I5', 2_000],
      ['C', '44520000', 2_002, 'I5', 2_000],
      ['C', '401X', 10_000],
    ],
    mismatch: null,
  },
  'reverse charge at another rate': {
    movements: [
      ['D', '62260000', 10_000, 'I5', 2_000],
      ['D', '44566000', 550, 'I5', 2_000],
      ['C', '44520000', 550, 'I5', 2_000],
      ['C', '401X', 10_000],
    ],
    mismatch: { expected: 2_000n },
  },
  'several rates under one code': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['D', '62270000', 10_000, 'A5', 550],
      ['D', '44566000', 2_000, 'A5', 2_000],
      ['D', '44566000', 550, 'A5', 550],
      ['C', '401X', 22_550],
    ],
    mismatch: null,
  },
  'several rates under one code, one of them off': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['D', '44566000', 2_000, 'A5', 2_000],
      ['D', '62270000', 10_000, 'A5', 550],
      ['D', '44566000', 553, 'A5', 550],
      ['C', '401X', 22_553],
    ],
    mismatch: { expected: 550n, found: 553n },
  },
  'several codes at one rate': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['D', '21540000', 50_000, 'I5', 2_000],
      ['D', '44566000', 2_000, 'A5', 2_000],
      ['D', '44562000', 10_000, 'I5', 2_000],
      ['C', '401X', 72_000],
    ],
    mismatch: null,
  },
  'two codes whose taxes changed places': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['D', '44566000', 2_003, 'A5', 2_000],
      ['D', '60680000', 10_000, 'B5', 2_000],
      ['D', '44566000', 1_998, 'B5', 2_000],
      ['C', '401X', 24_001],
    ],
    mismatch: { expected: 2_000n, found: 2_003n },
  },
  'a base without its tax': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['C', '401X', 10_000],
    ],
    mismatch: { expected: 2_000n, found: 0n, base: 10_000n },
  },
  'a base so small that its tax is none': {
    movements: [
      ['D', '62260000', 10, 'A5', 2_000],
      ['C', '401X', 10],
    ],
    mismatch: null,
  },
  'a tax without its base': {
    movements: [
      ['D', '44566000', 2_000, 'A5', 2_000],
      ['C', '401X', 2_000],
    ],
    mismatch: { expected: 0n, found: 2_000n, base: 0n },
  },
  'the rate missing on the tax': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['D', '44566000', 2_000, 'A5', null],
      ['C', '401X', 12_000],
    ],
    mismatch: null,
  },
  'the rate missing on the base': {
    movements: [
      ['D', '62260000', 10_000, 'A5', null],
      ['D', '44566000', 2_000, 'A5', 2_000],
      ['C', '401X', 12_000],
    ],
    mismatch: null,
  },
  'the rate missing on the base, and the tax off': {
    movements: [
      ['D', '62260000', 10_000, 'A5', null],
      ['D', '44566000', 2_003, 'A5', 2_000],
      ['C', '401X', 12_003],
    ],
    mismatch: { expected: 2_000n, found: 2_003n },
  },
  'no rate at all': {
    movements: [
      ['D', '62260000', 10_000, 'A5', null],
      ['D', '44566000', 7, 'A5', null],
      ['C', '401X', 10_007],
    ],
    mismatch: null,
  },
  'a rate of zero, and no tax': {
    movements: [
      ['D', '62260000', 10_000, 'E0', 0],
      ['C', '401X', 10_000],
    ],
    mismatch: null,
  },
  'a rate of zero, and a tax': {
    movements: purchase(10_000, 2_000, 0),
    mismatch: { expected: 0n, found: 2_000n },
  },
  'lines without a code are not looked at': {
    movements: [
      ['D', '62260000', 10_000, '', 2_000],
      ['D', '44566000', 7, '', 2_000],
      ['C', '401X', 10_007],
    ],
    mismatch: null,
  },
  'a third party that carries the code is no base': {
    movements: [
      ['D', '62260000', 10_000, 'A5', 2_000],
      ['D', '44566000', 2_000, 'A5', 2_000],
      ['C', '401X', 12_000, 'A5', 2_000],
    ],
    mismatch: null,
  },
  'a third party of digits alone that carries the code is no base': {
    movements: [
      ['D', '41100000', 12_000, 'V5', 2_000],
      ['C', '70600000', 10_000, 'V5', 2_000],
      ['C', '44571000', 2_000, 'V5', 2_000],
    ],
    mismatch: null,
  },
  'the largest amounts': {
    movements: [
      ['D', '62260000', MAX_AMOUNT_CENTS, 'A5', 2_000],
      ['D', '44566000', 200_000_000_000, 'A5', 2_000],
      ['C', '401X', MAX_AMOUNT_CENTS],
      ['C', '401X', 200_000_000_000],
    ],
    mismatch: null,
  },
  'the largest amounts, three cents off': {
    movements: [
      ['D', '62260000', MAX_AMOUNT_CENTS, 'A5', 2_000],
      ['D', '44566000', 199_999_999_997, 'A5', 2_000],
      ['C', '401X', MAX_AMOUNT_CENTS],
      ['C', '401X', 199_999_999_997],
    ],
    mismatch: { expected: 200_000_000_000n, found: 199_999_999_997n },
  },
};

test.each(Object.entries(VAT_CASES))('VAT: %s', (_, { movements, mismatch }) => {
  const findings = check({ journal: 'OD', movements });
  if (mismatch === null) {
    expect(findings).toEqual([]);
    return;
  }
  expect(findings).toHaveLength(1);
  const [found] = findings;
  if (found?.code !== 'VAT_MISMATCH') throw new Error(`${found?.code}`);
  expect(found.severity).toBe('warning');
  const { details } = found;
  expect(magnitude(details.expected)).toBe(magnitude(mismatch.expected));
  if (mismatch.base !== undefined) expect(magnitude(details.base)).toBe(mismatch.base);
  if (mismatch.found === undefined) return;
  // The gap that the message tells must be the true one: figures alike that are not alike help nobody.
  const gap = magnitude(mismatch.expected - mismatch.found);
  const sentence = messageOf(found, 'fr').replaceAll('\u00a0', ' ');
  expect(sentence).toContain(`écart ${french(gap)}`);
});

test('a VAT finding names the line of the tax, its code and its rate', () => {
  expect(check({ journal: 'OD', movements: purchase(10_000, 1_500) })).toMatchObject([
    {
      file: 'ecritures.csv',
      line: 3,
      column: 'TVA',
      value: 'A5 20,00',
      details: { piece: 'P1', journal: 'OD', vatCode: 'A5', rate: 2_000, tolerance: 2n },
    },
  ]);
});

test('the VAT of any base is sound as far as the tolerance goes, and no further', () => {
  const lines = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 5 });
  const rates = fc.constantFrom(2_000, 1_000, 550, 210, 850, 1_960);
  fc.assert(
    fc.property(
      lines,
      rates,
      fc.integer({ min: -12, max: 12 }),
      fc.boolean(),
      (bases, rate, off, isCreditNote) => {
        const base = bases.reduce((sum, cents) => sum + cents, 0);
        // The rates and bases here keep the product exact.
        const tax = Math.floor((base * rate + 5_000) / 10_000) + off;
        fc.pre(tax > 0);
        const side = isCreditNote ? 'C' : 'D';
        const movements: Brief[] = [
          ...bases.map((cents): Brief => [side, '62260000', cents, 'A5', rate]),
          [side, '44566000', tax, 'A5', rate],
          [isCreditNote ? 'D' : 'C', '401X', base + tax],
        ];
        const isSound = Math.abs(off) <= 2 * bases.length;
        expect(check({ journal: 'OD', movements }).map(({ code }) => code)).toEqual(
          isSound ? [] : ['VAT_MISMATCH'],
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('an entry that balances is no finding, however its movements stand', () => {
  const movements: Brief[] = [
    ['D', '62260000', 1],
    ['D', '62260000', MAX_AMOUNT_CENTS],
    ['C', '51200000', MAX_AMOUNT_CENTS],
    ['C', '51200000', 1],
    ['D', '47100000', 0],
  ];
  expect(check({ journal: 'OD', movements })).toEqual([]);
});

test.each<[string, readonly Brief[], bigint, bigint]>([
  [
    'by a cent',
    [
      ['D', '62260000', 12_000],
      ['C', '51200000', 11_999],
    ],
    12_000n,
    11_999n,
  ],
  [
    'by a side',
    [
      ['D', '62260000', 500],
      ['D', '51200000', 500],
    ],
    1_000n,
    0n,
  ],
  ['for want of another movement', [['C', '51200000', 1]], 0n, 1n],
])('an entry out of balance %s is an error with its figures', (_, movements, debit, credit) => {
  expect(check({ journal: 'OD', movements })).toMatchObject([
    {
      code: 'ENTRY_UNBALANCED',
      severity: 'error',
      file: 'ecritures.csv',
      line: 2,
      value: 'P1',
      details: {
        journal: 'OD',
        date: 20_220_831,
        piece: 'P1',
        debit,
        credit,
        lastLine: movements.length + 1,
      },
    },
  ]);
});

test('a cent is missed in no entry, however many and large its movements', () => {
  const movements = Array.from(
    { length: 20_000 },
    (_, at): Brief => [at % 2 === 0 ? 'D' : 'C', '47100000', MAX_AMOUNT_CENTS],
  );
  expect(check({ journal: 'OD', movements })).toEqual([]);
  expect(check({ journal: 'OD', movements: [...movements, ['D', '47100000', 1]] })).toMatchObject([
    { code: 'ENTRY_UNBALANCED', details: { debit: 9_999_999_999_990_001n, credit: 9_999_999_999_990_000n } },
  ]);
});

test.each([
  ['2022-01-01', true],
  ['2022-12-31', true],
  ['2021-12-31', false],
  ['2023-01-01', false],
])('%s is in the fiscal year 2022: %s', (date, isInside) => {
  const fiscalYear = { start: day('2022-01-01'), end: day('2022-12-31') };
  const findings = check({ journal: 'OD', date: day(date), movements: BALANCED }, fiscalYear);
  expect(findings).toMatchObject(
    isInside
      ? []
      : [
          {
            code: 'DATE_OUTSIDE_FISCAL_YEAR',
            severity: 'error',
            line: 2,
            column: 'Date',
            value: date.split('-').reverse().join('/'),
            details: fiscalYear,
          },
        ],
  );
});

test.each<[string, string, 'purchases' | 'sales' | null]>([
  ['AC', '411DUPONT', 'purchases'],
  ['HA', '41100000', 'purchases'],
  ['ac', '70600000', 'purchases'],
  ['AC', '70100000', 'purchases'],
  ['AC', '70900000', null],
  ['AC', '401ORANGE', null],
  ['VE', '401ORANGE', 'sales'],
  ['VT', '60680000', 'sales'],
  ['VE', '60900000', null],
  ['VE', '411DUPONT', null],
  ['BQ', '411DUPONT', null],
  ['OD', '60680000', null],
])('in the journal %s the account %s is unusual for %s', (journal, account, kind) => {
  const movements: Brief[] = [
    ['D', '47100000', 500],
    ['C', account, 500],
  ];
  expect(check({ journal, movements })).toMatchObject(
    kind === null
      ? []
      : [
          {
            code: 'JOURNAL_ACCOUNT_UNUSUAL',
            severity: 'warning',
            line: 3,
            column: 'Compte',
            value: account,
            details: { journal, kind },
          },
        ],
  );
});

const BALANCED: readonly Brief[] = [
  ['D', '62260000', 500],
  ['C', '51200000', 500],
];

function purchase(base: number, tax: number, rate = 2_000): Brief[] {
  return [
    ['D', '62260000', base, 'A5', rate],
    ['D', '44566000', tax, 'A5', rate],
    ['C', '401X', base + tax],
  ];
}

function check(
  entry: Partial<Omit<Entry, 'movements'>> & { readonly movements: readonly Brief[] },
  fiscalYear: FiscalYear | null = null,
): Finding[] {
  const findings = new Findings();
  checkEntry(
    {
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
      movements: entry.movements.map((brief, at) => movement(brief, at + 2)),
    },
    { file: 'ecritures.csv', fiscalYear },
    findings,
  );
  return findings.list();
}

function movement([side, account, amountCents, vatCode = '', vatRate = null]: Brief, line: number): Movement {
  return {
    line,
    account,
    label: '',
    number: '',
    side: side === 'D' ? 'debit' : 'credit',
    amountCents,
    vatCode,
    vatRate,
    analyticCode: '',
    dueDate: null,
  };
}

function day(iso: string): CalendarDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
}

function magnitude(cents: number | bigint): bigint {
  const value = BigInt(cents);
  return value < 0n ? -value : value;
}

function french(cents: bigint): string {
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ' ')},${digits.slice(-2)}`;
}
