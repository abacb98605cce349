/**
 * How AMI COMPTA spells amounts, rates and dates. Strict on purpose: a spelling that could mean two amounts is a fault,
 * never a guess. One loop over the characters each, because a batch has millions of them.
 */
import { type CalendarDate, calendarDate } from '../model/calendar-date.ts';
import { MAX_AMOUNT_CENTS } from '../model/cents.ts';
import type { AmountFault } from '../model/finding.ts';
import { MAX_RATE_HUNDREDTHS } from '../model/rate.ts';

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

/** A rate such as `20,00`, `5.5` or `20` in hundredths of a percent. The text is trimmed and not empty. */
export function parseRate(text: string): number | AmountFault {
  const rate = parseAmount(text);
  if (typeof rate !== 'number') return rate;
  if (rate < 0) return 'not-a-number';
  return rate > MAX_RATE_HUNDREDTHS ? 'too-large' : rate;
}

/** `31/08/2022` or `2022-08-31`; null where it is no day. The text is trimmed. */
export function parseDate(text: string): CalendarDate | null {
  if (text.length !== 10) return null;
  if (text.charCodeAt(2) === 0x2f && text.charCodeAt(5) === 0x2f) {
    return calendarDate(digits(text, 6, 10), digits(text, 3, 5), digits(text, 0, 2));
  }
  if (text.charCodeAt(4) === HYPHEN && text.charCodeAt(7) === HYPHEN) {
    return calendarDate(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  }
  return null;
}

/** The number that the characters [start, end) spell, or -1 where one is no digit. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function allDigits(text: string, from: number): boolean {
  return /^[\d \u00a0\u202f]*(?:[.,]\d{1,2})?$/.test(text.slice(from));
}

/** A plain, no-break or narrow no-break space. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0xa0 || code === 0x202f;
}
