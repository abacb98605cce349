/**
 * Amounts as the exchange format spells them (`39.9`, `190,22`, `0000010509.30`, `20`), read from the bytes into
 * whole hundredths. It makes no string and no floating-point fraction on the way.
 */
import { MAX_AMOUNT_CENTS } from '../model/cents.ts';
import type { AmountFault } from '../model/finding.ts';

const ZERO = 0x30;
const NINE = 0x39;
const COMMA = 0x2c;
const DOT = 0x2e;
const MINUS = 0x2d;
const SPACE = 0x20;
/** Below this a further digit keeps the number exact. */
const MAX_WHOLE = 100_000_000_000_000;

/**
 * Whole hundredths; null where the columns are blank. A third decimal and further ones are accepted as long as they
 * are zeros: exports write `39.9000`.
 */
export function parseHundredths(bytes: Buffer, start: number, end: number): number | AmountFault | null {
  let from = start;
  let to = end;
  while (to > from && (bytes[to - 1] ?? 0) <= SPACE) to -= 1;
  while (from < to && (bytes[from] ?? 0) <= SPACE) from += 1;
  if (from === to) return null;
  const negative = bytes[from] === MINUS;
  const hundredths = parseUnsigned(bytes, negative ? from + 1 : from, to);
  return negative && typeof hundredths === 'number' && hundredths !== 0 ? -hundredths : hundredths;
}

function parseUnsigned(bytes: Buffer, from: number, to: number): number | AmountFault {
  let whole = 0;
  let at = from;
  for (; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) break;
    whole = Math.min(whole * 10 + (byte - ZERO), MAX_WHOLE);
  }
  const digits = at - from;
  const decimals = at < to ? parseDecimals(bytes, at, to, digits) : digits > 0 ? 0 : 'not-a-number';
  if (typeof decimals !== 'number') return decimals;
  const hundredths = whole * 100 + decimals;
  return hundredths > MAX_AMOUNT_CENTS ? 'too-large' : hundredths;
}

/** What follows the whole part, from the sign on; `.50` and `50.` are amounts, a lone sign is not. */
function parseDecimals(bytes: Buffer, sign: number, to: number, wholeDigits: number): number | AmountFault {
  if (bytes[sign] !== DOT && bytes[sign] !== COMMA) return 'not-a-number';
  if (wholeDigits === 0 && sign + 1 === to) return 'not-a-number';
  let hundredths = 0;
  let lost = false;
  for (let at = sign + 1; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) return 'not-a-number';
    const place = at - sign;
    if (place === 1) hundredths += (byte - ZERO) * 10;
    else if (place === 2) hundredths += byte - ZERO;
    else if (byte !== ZERO) lost = true;
  }
  return lost ? 'decimals' : hundredths;
}
