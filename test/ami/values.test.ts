import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRate } from '../../src/ami/values.ts';
import { parseAmount } from '../../src/model/amount-text.ts';
import { formatFrenchDate, formatIsoDate, parseDate, parseIsoDate } from '../../src/model/calendar-date.ts';
import { formatCentsFrench, formatCentsPlain, MAX_AMOUNT_CENTS } from '../../src/model/cents.ts';
import type { AmountFault } from '../../src/model/finding.ts';
import { formatRateFrench, formatRatePlain, MAX_RATE_HUNDREDTHS } from '../../src/model/rate.ts';

const NBSP = '\u00a0';
const NARROW = '\u202f';
const FIGURE_SPACE = '\u2007';
const THIN = '\u2009';
const MINUS = '\u2212';

test.each<[string, number]>([
  ['0', 0],
  ['0,00', 0],
  ['5', 500],
  ['5,6', 560],
  ['5.6', 560],
  ['0,05', 5],
  ['27,81', 2_781],
  ['1234,56', 123_456],
  ['1234.56', 123_456],
  ['1 234,56', 123_456],
  [`1${NBSP}234,56`, 123_456],
  [`1${NARROW}234,56`, 123_456],
  [`1${NBSP}234${NARROW}567 890,12`, 123_456_789_012],
  ['1 234', 123_400],
  ['1 234.5', 123_450],
  ['000 001,00', 100],
  ['0000000000000000000000012,50', 1_250],
  ['-5', -500],
  ['-0,01', -1],
  ['-1 234,56', -123_456],
  [`${MINUS}1 234,56`, -123_456],
  ['-0', 0],
  ['-0,00', 0],
  ['9999999999,99', MAX_AMOUNT_CENTS],
  ['9 999 999 999,99', MAX_AMOUNT_CENTS],
  ['-9999999999,99', -MAX_AMOUNT_CENTS],
])('the amount "%s" is %s cents', (text, cents) => {
  expect(parseAmount(text)).toBe(cents);
});

test.each<[string, AmountFault]>([
  ['10000000000', 'too-large'],
  ['10000000000,00', 'too-large'],
  ['-10000000000,00', 'too-large'],
  ['10 000 000 000,00', 'too-large'],
  ['9'.repeat(400), 'too-large'],
  [`${'9'.repeat(400)},99`, 'too-large'],
  [`1${'0'.repeat(17)}`, 'too-large'],
  ['0,005', 'decimals'],
  ['0,000', 'decimals'],
  ['-0,005', 'decimals'],
  ['1.234', 'decimals'],
  ['1,234', 'decimals'],
  ['99999999999,005', 'decimals'],
  ['1.234,56', 'not-a-number'],
  ['1,234.56', 'not-a-number'],
  ['1,234,567', 'not-a-number'],
  ['1.234.567', 'not-a-number'],
  ['12 34,56', 'not-a-number'],
  ['1234 567', 'not-a-number'],
  ['1 2345', 'not-a-number'],
  ['1 23', 'not-a-number'],
  ['1  234', 'not-a-number'],
  [' 234', 'not-a-number'],
  ['1 234 ', 'not-a-number'],
  ['1 ,50', 'not-a-number'],
  ['1, 50', 'not-a-number'],
  ['5,5 0', 'not-a-number'],
  ['- 5', 'not-a-number'],
  [',50', 'not-a-number'],
  ['.50', 'not-a-number'],
  ['-,50', 'not-a-number'],
  ['5,', 'not-a-number'],
  ['5.', 'not-a-number'],
  ['+5', 'not-a-number'],
  ['--5', 'not-a-number'],
  [`-${MINUS}5`, 'not-a-number'],
  ['5-', 'not-a-number'],
  ['5,00-', 'not-a-number'],
  ['(5,00)', 'not-a-number'],
  ['–5', 'not-a-number'],
  ['1e3', 'not-a-number'],
  ['1E+03', 'not-a-number'],
  ['0x1F', 'not-a-number'],
  ['1_000', 'not-a-number'],
  ["1'234,56", 'not-a-number'],
  ["'5,00", 'not-a-number'],
  ['5,00 €', 'not-a-number'],
  ['5,00€', 'not-a-number'],
  ['€5', 'not-a-number'],
  ['5 EUR', 'not-a-number'],
  ['٣', 'not-a-number'],
  ['5,٣', 'not-a-number'],
  ['５', 'not-a-number'],
  ['½', 'not-a-number'],
  ['²', 'not-a-number'],
  ['NaN', 'not-a-number'],
  ['Infinity', 'not-a-number'],
  ['-Infinity', 'not-a-number'],
  ['null', 'not-a-number'],
  ['12a', 'not-a-number'],
  ['12,5O', 'not-a-number'],
  ['=1+1', 'not-a-number'],
  ['5%', 'not-a-number'],
  ['1\t234', 'not-a-number'],
  ['1\n234', 'not-a-number'],
  [`1${THIN}234`, 'not-a-number'],
  [`1${FIGURE_SPACE}234`, 'not-a-number'],
  ['1\u200b234', 'not-a-number'],
  ['\ufeff5', 'not-a-number'],
  ['5,00\u0000', 'not-a-number'],
  [`${'9'.repeat(400)}x`, 'not-a-number'],
  ['-', 'not-a-number'],
  [',', 'not-a-number'],
])('the amount "%s" is refused: %s', (text, fault) => {
  expect(parseAmount(text)).toBe(fault);
});

test('zero is never a negative zero', () => {
  for (const text of ['0', '-0', '-0,00', `${MINUS}0.0`]) expect(Object.is(parseAmount(text), 0)).toBe(true);
});

test('an amount is read as it was written, in every form', () => {
  fc.assert(
    fc.property(fc.integer({ min: -MAX_AMOUNT_CENTS, max: MAX_AMOUNT_CENTS }), (cents) => {
      const french = formatCentsFrench(cents);
      const spellings = [
        formatCentsPlain(cents),
        formatCentsPlain(cents).replace('.', ','),
        french,
        french.replaceAll(NBSP, NARROW),
        french.replaceAll(NBSP, ' '),
        french.replace('-', MINUS),
      ];
      expect(spellings.map(parseAmount)).toEqual(spellings.map(() => cents));
    }),
  );
});

test('the reader agrees with an independent one on any text', () => {
  fc.assert(
    fc.property(amountLikeText(), (text) => {
      const amount = parseAmount(text);
      // Of more digits than any amount has it may be said that they are too many, whatever else is wrong with them.
      const isEndless = typeof amount === 'string' && text.replace(/\D/g, '').length > 15;
      expect(isEndless ? typeof referenceAmount(text) : amount).toBe(
        isEndless ? 'string' : referenceAmount(text),
      );
    }),
    { numRuns: 20_000 },
  );
});

test('a text with more than two decimals is never a number', () => {
  const digits = (min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
  fc.assert(
    fc.property(
      fc.constantFrom('', '-', MINUS),
      digits(1, 20),
      fc.constantFrom(',', '.'),
      digits(3, 40),
      (sign, whole, separator, decimals) => {
        expect(typeof parseAmount(`${sign}${whole}${separator}${decimals}`)).toBe('string');
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each<[string, number | AmountFault]>([
  ['20', 2_000],
  ['20,00', 2_000],
  ['20.00', 2_000],
  ['5,5', 550],
  ['5.50', 550],
  ['2,1', 210],
  ['0', 0],
  ['-0', 0],
  ['99,99', MAX_RATE_HUNDREDTHS],
  ['100', 'too-large'],
  ['2 000', 'too-large'],
  ['5,555', 'decimals'],
  ['-20', 'not-a-number'],
  ['20%', 'not-a-number'],
  ['20 %', 'not-a-number'],
  ['exo', 'not-a-number'],
  ['0,2E2', 'not-a-number'],
])('the rate "%s" is %s', (text, expected) => {
  expect(parseRate(text)).toBe(expected);
});

test('every rate of 5 columns is read as it was written', () => {
  for (let rate = 0; rate <= MAX_RATE_HUNDREDTHS; rate += 1) {
    if (parseRate(formatRateFrench(rate)) !== rate || parseRate(formatRatePlain(rate)) !== rate)
      throw new Error(`${formatRateFrench(rate)} is read as ${parseRate(formatRateFrench(rate))}`);
  }
});

test.each<[string, number | null]>([
  ['31/08/2022', 20_220_831],
  ['2022-08-31', 20_220_831],
  ['29/02/2024', 20_240_229],
  ['29/02/2023', null],
  ['31/04/2022', null],
  ['08/31/2022', null],
  ['2022-31-08', null],
  ['00/08/2022', null],
  ['31/00/2022', null],
  ['31/08/1899', null],
  ['31/08/2100', null],
  ['1/08/2022', null],
  ['01/8/2022', null],
  ['31/08/22', null],
  ['31-08-2022', null],
  ['31.08.2022', null],
  ['2022/08/31', null],
  ['20220831', null],
  ['31082022', null],
  ['31/08-2022', null],
  ['2022-08/31', null],
  ['31 08 2022', null],
  ['3a/08/2022', null],
  ['31/08/202a', null],
  ['-1/08/2022', null],
  ['31/08/ 022', null],
  ['٣١/٠٨/٢٠٢٢', null],
  ['2022-08-31T00:00:00', null],
  ['31/08/2022 00:00', null],
  ['44804', null],
  ['', null],
])('the date "%s" is %s', (text, expected) => {
  expect(parseDate(text)).toBe(expected);
});

test('both forms of a day give the same day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 73_048 }), (day) => {
      const iso = new Date(Date.UTC(1900, 0, 1 + day)).toISOString().slice(0, 10);
      const date = parseIsoDate(iso);
      if (date === null) throw new Error(iso);
      expect(parseDate(formatIsoDate(date))).toBe(date);
      expect(parseDate(formatFrenchDate(date))).toBe(date);
    }),
  );
});

test('no other text of ten characters is a date', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0123456789/-'), minLength: 10, maxLength: 10 }),
      (text) => {
        const french = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
        const iso = french === null ? text : `${french[3]}-${french[2]}-${french[1]}`;
        expect(parseDate(text)).toBe(parseIsoDate(iso));
      },
    ),
    { numRuns: 5_000 },
  );
});

/** Texts that are amounts, or nearly: groups of digits, all kinds of spaces, signs and separators. */
function amountLikeText(): fc.Arbitrary<string> {
  const digits = (max: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: max });
  const space = fc.constantFrom(' ', NBSP, NARROW, THIN, FIGURE_SPACE, '\t', '\u3000');
  const group = fc.tuple(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(' ', NBSP, NARROW) }, { weight: 1, arbitrary: space }),
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 3, maxLength: 3 }),
      },
      { weight: 1, arbitrary: digits(5) },
    ),
  );
  const likely = fc
    .tuple(
      fc.constantFrom('', '', '', '-', MINUS, '+', '--'),
      digits(4),
      fc.array(group, { maxLength: 4 }),
      fc.oneof(
        fc.constant(''),
        fc.tuple(fc.constantFrom(',', '.'), digits(3)).map((parts) => parts.join('')),
        fc.constantFrom(',', '.', ',5 ', '. 5', ',5,5', '.5e1'),
      ),
    )
    .map(([sign, first, groups, decimals]) => sign + first + groups.flat().join('') + decimals);
  const plain = fc
    .tuple(fc.constantFrom('', '-'), digits(25), fc.constantFrom('', ',05', '.5', ',005', ' ', 'x'))
    .map((parts) => parts.join(''));
  const noise = fc.string({
    unit: fc.constantFrom(...`0123456789,.-+ eE'€x٣½${NBSP}${NARROW}${THIN}${MINUS}`),
    minLength: 1,
    maxLength: 14,
  });
  return fc.oneof(likely, plain, noise);
}

/** The rule as a grammar, and the sum as a bigint. */
function referenceAmount(text: string): number | AmountFault {
  const match = new RegExp(
    `^([-${MINUS}]?)(\\d+|\\d{1,3}(?:[ ${NBSP}${NARROW}]\\d{3})+)(?:[.,](\\d+))?$`,
  ).exec(text);
  if (match === null) return 'not-a-number';
  const [, sign = '', whole = '', decimals = ''] = match;
  if (decimals.length > 2) return 'decimals';
  const cents = BigInt(whole.replace(/\D/g, '') + decimals.padEnd(2, '0'));
  if (cents > BigInt(MAX_AMOUNT_CENTS)) return 'too-large';
  return sign === '' || cents === 0n ? Number(cents) : -Number(cents);
}
