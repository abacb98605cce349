import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CentsTotal,
  formatCentsEnglish,
  formatCentsFrench,
  formatCentsPlain,
  MAX_AMOUNT_CENTS,
  parseCentsPlain,
} from '../../src/model/cents.ts';

const ANY_CENTS = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

test.each([
  [0, '0.00', '0,00', '0.00'],
  [5, '0.05', '0,05', '0.05'],
  [-5, '-0.05', '-0,05', '-0.05'],
  [99, '0.99', '0,99', '0.99'],
  [100, '1.00', '1,00', '1.00'],
  [-100_000, '-1000.00', '-1\u00a0000,00', '-1,000.00'],
  [99_999, '999.99', '999,99', '999.99'],
  [123_456_789, '1234567.89', '1\u00a0234\u00a0567,89', '1,234,567.89'],
  [MAX_AMOUNT_CENTS, '9999999999.99', '9\u00a0999\u00a0999\u00a0999,99', '9,999,999,999.99'],
  [-(10n ** 20n) - 1n, '-1000000000000000000.01', undefined, undefined],
])('%s cents is shown as %s, %s and %s', (cents, plain, french, english) => {
  expect(formatCentsPlain(cents)).toBe(plain);
  if (french !== undefined) expect(formatCentsFrench(cents)).toBe(french);
  if (english !== undefined) expect(formatCentsEnglish(cents)).toBe(english);
});

test.each([
  ['27.81', 2_781n],
  ['27.8', 2_780n],
  ['27', 2_700n],
  ['-0.01', -1n],
  ['-0.00', 0n],
  ['0007', 700n],
  ['27,81', null],
  ['27.', null],
  ['.81', null],
  ['27.815', null],
  ['1 234.56', null],
  ['1,234.56', null],
  ['+5', null],
  ['--5', null],
  ['5-', null],
  ['(5.00)', null],
  ['1e3', null],
  ['0x10', null],
  ['٣', null],
  ['½', null],
  ['NaN', null],
  ['Infinity', null],
  ['5.00\n', null],
  [' 5.00', null],
  ['-', null],
  ['', null],
])('the plain amount "%s" is %s', (text, expected) => {
  expect(parseCentsPlain(text)).toBe(expected);
});

test('a plain amount of 400 digits is read whole', () => {
  expect(parseCentsPlain('9'.repeat(400))).toBe((10n ** 400n - 1n) * 100n);
});

test('a plain amount is read as it was written, however large', () => {
  fc.assert(
    fc.property(ANY_CENTS, (cents) => {
      expect(parseCentsPlain(formatCentsPlain(cents))).toBe(cents);
    }),
  );
});

test('what is shown has the same digits as the plain form, in groups of three', () => {
  fc.assert(
    fc.property(ANY_CENTS, (cents) => {
      const french = formatCentsFrench(cents);
      expect(french).toMatch(/^-?\d{1,3}(?:\u00a0\d{3})*,\d{2}$/);
      expect(french.replaceAll('\u00a0', '').replace(',', '.')).toBe(formatCentsPlain(cents));
      const english = formatCentsEnglish(cents);
      expect(english).toMatch(/^-?\d{1,3}(?:,\d{3})*\.\d{2}$/);
      expect(english.replaceAll(',', '')).toBe(formatCentsPlain(cents));
    }),
  );
});

test('the largest amount is the last one of 13 columns', () => {
  expect(formatCentsPlain(MAX_AMOUNT_CENTS)).toHaveLength(13);
  expect(formatCentsPlain(MAX_AMOUNT_CENTS + 1)).toHaveLength(14);
});

test('a total is exact for any whole cents, in any order', () => {
  const anyInteger = fc.oneof(
    fc.maxSafeInteger(),
    fc.integer({ min: -100, max: 100 }),
    fc.constantFrom(
      2 ** 52,
      -(2 ** 52),
      2 ** 52 + 1,
      1,
      -1,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ),
  );
  fc.assert(
    fc.property(fc.array(anyInteger, { maxLength: 40 }), (amounts) => {
      const total = new CentsTotal();
      let reference = 0n;
      for (const amount of amounts) {
        total.add(amount);
        reference += BigInt(amount);
        expect(total.value).toBe(reference);
        expect(total.isZero).toBe(reference === 0n);
      }
    }),
    { numRuns: 300 },
  );
});

test('a total of very many of the largest amounts is exact', () => {
  const total = new CentsTotal();
  for (let count = 0; count < 100_000; count += 1) total.add(MAX_AMOUNT_CENTS);
  expect(total.value).toBe(99_999_999_999_900_000n);
  for (let count = 0; count < 99_999; count += 1) total.add(-MAX_AMOUNT_CENTS);
  expect(total.isZero).toBe(false);
  total.add(-MAX_AMOUNT_CENTS);
  expect(total.isZero).toBe(true);
});
