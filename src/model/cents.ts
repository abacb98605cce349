/**
 * Money as whole cents. Owns sums and their display; knows nothing of how a file spells an amount.
 *
 * One amount fits the 13 columns of the exchange format (10 digits, a point, 2 digits), so a plain integer is exact.
 * A sum of very many of them may not be: `CentsTotal` stays exact whatever it is given.
 */

/** The largest amount that fits 13 columns with two decimals: 9 999 999 999,99. */
export const MAX_AMOUNT_CENTS = 999_999_999_999;

/** An exact running sum of whole cents. */
export class CentsTotal {
  #folded = 0n;
  #recent = 0;

  /** Adds whole cents (a safe integer, either sign). */
  add(cents: number): void {
    const sum = this.#recent + cents;
    if (sum <= Number.MAX_SAFE_INTEGER && sum >= Number.MIN_SAFE_INTEGER) {
      this.#recent = sum;
      return;
    }
    this.#folded += BigInt(this.#recent) + BigInt(cents);
    this.#recent = 0;
  }

  get isZero(): boolean {
    return this.#folded === 0n ? this.#recent === 0 : this.value === 0n;
  }

  get value(): bigint {
    return this.#folded + BigInt(this.#recent);
  }
}

/** How far two sums are from each other. */
export function gap(a: number | bigint, b: number | bigint): bigint {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -difference : difference;
}

/** `1234567` as `12345.67`: the form of JSON, of `lot.json` and of the exchange format. */
export function formatCentsPlain(cents: number | bigint): string {
  const isNegative = cents < 0;
  const digits = (isNegative ? -cents : cents).toString().padStart(3, '0');
  return `${isNegative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `1234567` as `12 345,67`, with no-break spaces: what an accountant reads. */
export function formatCentsFrench(cents: number | bigint): string {
  if (typeof cents === 'number' && cents >= 100 && cents < 100_000_000)
    return groupedOnce(cents, '\u00a0', ',');
  return group(formatCentsPlain(cents), '\u00a0', ',');
}

/** `1234567` as `12,345.67`. */
export function formatCentsEnglish(cents: number | bigint): string {
  return group(formatCentsPlain(cents), ',', '.');
}

/** `27.81` as 2781; null where the text is not an amount with a point and at most two decimals. */
export function parseCentsPlain(text: string): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) return null;
  const cents = BigInt(`${match[2]}${(match[3] ?? '').padEnd(2, '0')}`);
  return match[1] === '-' ? -cents : cents;
}

/** From 1,00 to 999 999,99, as most amounts of a grid are: one separator at most, and a third of the time. */
function groupedOnce(cents: number, thousands: string, decimal: string): string {
  const digits = String(cents);
  const point = digits.length - 2;
  const decimals = digits.slice(point);
  return point <= 3
    ? `${digits.slice(0, point)}${decimal}${decimals}`
    : `${digits.slice(0, point - 3)}${thousands}${digits.slice(point - 3, point)}${decimal}${decimals}`;
}

function group(plain: string, thousands: string, decimal: string): string {
  const point = plain.length - 3;
  const first = plain.startsWith('-') ? 1 : 0;
  let grouped = `${decimal}${plain.slice(point + 1)}`;
  let end = point;
  for (; end - first > 3; end -= 3) grouped = `${thousands}${plain.slice(end - 3, end)}${grouped}`;
  return `${plain.slice(0, end)}${grouped}`;
}
