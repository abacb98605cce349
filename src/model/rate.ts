/** A VAT rate (taux de TVA) in hundredths of a percent: 20 % is 2000, 5,5 % is 550. */
export type RateHundredths = number;

/** 99,99 %: the largest rate that fits the 5 columns of the exchange format. */
export const MAX_RATE_HUNDREDTHS = 9_999;

/** `2000` as `20.00`. */
export function formatRatePlain(rate: RateHundredths): string {
  const digits = String(rate).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `2000` as `20,00`. */
export function formatRateFrench(rate: RateHundredths): string {
  return formatRatePlain(rate).replace('.', ',');
}

/** The VAT on a base in whole cents, rounded half away from zero to the cent. Exact for every amount of 13 columns. */
export function vatOf(baseCents: bigint, rate: RateHundredths): bigint {
  const product = baseCents * BigInt(rate);
  const half = product < 0n ? -5_000n : 5_000n;
  return (product + half) / 10_000n;
}
