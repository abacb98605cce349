import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_AMOUNT_CENTS } from '../../src/model/cents.ts';
import { formatRateFrench, formatRatePlain, MAX_RATE_HUNDREDTHS, vatOf } from '../../src/model/rate.ts';

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [210, '2.10'],
  [550, '5.50'],
  [2_000, '20.00'],
  [MAX_RATE_HUNDREDTHS, '99.99'],
])('the rate %s is shown as %s', (rate, plain) => {
  expect(formatRatePlain(rate)).toBe(plain);
  expect(formatRateFrench(rate)).toBe(plain.replace('.', ','));
});

test('the largest rate is the last one of 5 columns', () => {
  expect(formatRatePlain(MAX_RATE_HUNDREDTHS)).toHaveLength(5);
  expect(formatRatePlain(MAX_RATE_HUNDREDTHS + 1)).toHaveLength(6);
});

test.each([
  [10_000n, 2_000, 2_000n],
  [2_781n, 2_000, 556n],
  [-2_781n, 2_000, -556n],
  [0n, 2_000, 0n],
  [10_000n, 0, 0n],
  // exactly half a cent goes away from zero
  [50n, 100, 1n],
  [-50n, 100, -1n],
  [49n, 100, 0n],
  [-49n, 100, 0n],
  [150n, 100, 2n],
  [-150n, 100, -2n],
  [10n, 550, 1n],
  [BigInt(MAX_AMOUNT_CENTS), 2_000, 200_000_000_000n],
])('the VAT on %s cents at %s is %s', (base, rate, expected) => {
  expect(vatOf(base, rate)).toBe(expected);
});

test('the VAT is the whole number next to base times rate, the outer one at the middle', () => {
  const anyBase = fc.oneof(
    fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
    fc.bigInt({ min: -20_000n, max: 20_000n }),
  );
  fc.assert(
    fc.property(anyBase, fc.integer({ min: 0, max: MAX_RATE_HUNDREDTHS }), (base, rate) => {
      // In ten-thousandths of a cent: vat is right where |exact - vat| <= 1/2, and further from zero at 1/2.
      const exact = base * BigInt(rate);
      const vat = vatOf(base, rate);
      const off = exact - vat * 10_000n;
      const outward = exact < 0n ? -off : off;
      expect(outward >= -5_000n && outward < 5_000n).toBe(true);
      expect(vatOf(-base, rate)).toBe(-vat);
    }),
    { numRuns: 1_000 },
  );
});
