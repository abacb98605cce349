/**
 * How amounts are spelt where people and AMI COMPTA write them. Strict on purpose: a spelling that could mean two amounts
 * is a fault, never a guess. One loop over the characters, because a batch has millions of them.
 */
import { MAX_AMOUNT_CENTS } from './cents.ts';
import type { AmountFault } from './finding.ts';

const ZERO = 0x30;
const NINE = 0x39;
const COMMA = 0x2c;
const POINT = 0x2e;
const HYPHEN = 0x2d;
const MINUS_SIGN = 0x2212;
/** Digits beyond which no amount fits 13 columns, whatever they are. */
const MAX_DIGITS = 15;

/**
 * An amount such as `1234,56`, `1 234,56` or `1234.56` in whole cents; negative after a minus sign. Thousands are
 * separated by plain, no-break or narrow no-break spaces, in groups of three. The text is trimmed and not empty.
 */
export function parseAmount(text: string): number | AmountFault {
  const first = text.charCodeAt(0);
  const negative = first === HYPHEN || first === MINUS_SIGN;
  let cents = 0;
  let digits = 0;
  let sinceSpace = 0;
  let grouped = false;
  let at = negative ? 1 : 0;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      cents = cents * 10 + (code - ZERO);
      if (cents > 0) digits += 1;
      if (digits > MAX_DIGITS) return allDigits(text, at) ? 'too-large' : 'not-a-number';
      sinceSpace += 1;
    } else if (isSpace(code)) {
      if (sinceSpace === 0 || sinceSpace > 3 || (grouped && sinceSpace !== 3)) return 'not-a-number';
      grouped = true;
      sinceSpace = 0;
    } else if (code === COMMA || code === POINT) {
      break;
    } else {
      return 'not-a-number';
    }
  }
  if (sinceSpace === 0 || (grouped && sinceSpace !== 3)) return 'not-a-number';
  cents *= 100;
  if (at < text.length) {
    const decimals = text.length - at - 1;
    for (let place = 1; place <= decimals; place += 1) {
      const digit = text.charCodeAt(at + place) - ZERO;
      if (digit < 0 || digit > 9) return 'not-a-number';
      if (place === 1) cents += digit * 10;
      if (place === 2) cents += digit;
    }
    if (decimals === 0) return 'not-a-number';
    if (decimals > 2) return 'decimals';
  }
  if (cents > MAX_AMOUNT_CENTS) return 'too-large';
  return negative && cents > 0 ? -cents : cents;
}

/** A capital such as `7 500,00 €`, `8000` or `7 500.00 euros`, in whole cents; null where the text is none. */
export function parseCapital(text: string): number | null {
  const cents = parseAmount(text.trim().replace(/\s*(?:€|EUR|euros?)$/i, ''));
  return typeof cents === 'number' && cents >= 0 ? cents : null;
}

function allDigits(text: string, from: number): boolean {
  return /^[\d \u00a0\u202f]*(?:[.,]\d{1,2})?$/.test(text.slice(from));
}

/** A plain, no-break or narrow no-break space. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0xa0 || code === 0x202f;
}
