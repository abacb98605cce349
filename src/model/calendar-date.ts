/**
 * A plain day of the calendar, without clock or time zone: the number YYYYMMDD, so that days compare as numbers.
 * No `Date` is involved anywhere, because its time zone moves days.
 */

declare const brand: unique symbol;
/** A day, as the number YYYYMMDD. */
export type CalendarDate = number & { readonly [brand]: true };

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SLASH = 0x2f;
const HYPHEN = 0x2d;
const ZERO = 0x30;
/** No date of a batch is of another year. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2099;

/** The day, or null where the calendar has none (31 February) or the year is outside 1900-2099. */
export function calendarDate(year: number, month: number, day: number): CalendarDate | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  if (day > daysInMonth(year, month)) return null;
  return (year * 10_000 + month * 100 + day) as CalendarDate;
}

/** `2022-08-31`, or null. */
export function parseIsoDate(text: string): CalendarDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match === null ? null : calendarDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `31/08/2022`, or null. */
export function parseFrenchDate(text: string): CalendarDate | null {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  return match === null ? null : calendarDate(Number(match[3]), Number(match[2]), Number(match[1]));
}

/** `31/08/2022` or `2022-08-31`; null where it is no day. The text is trimmed. A batch has millions of them. */
export function parseDate(text: string): CalendarDate | null {
  if (text.length !== 10) return null;
  if (text.charCodeAt(2) === SLASH && text.charCodeAt(5) === SLASH) {
    return calendarDate(digits(text, 6, 10), digits(text, 3, 5), digits(text, 0, 2));
  }
  if (text.charCodeAt(4) === HYPHEN && text.charCodeAt(7) === HYPHEN) {
    return calendarDate(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  }
  return null;
}

/** `2022-08-31`. */
export function formatIsoDate(date: CalendarDate): string {
  const text = String(date);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/** `31/08/2022`. */
export function formatFrenchDate(date: CalendarDate): string {
  const text = String(date);
  return `${text.slice(6)}/${text.slice(4, 6)}/${text.slice(0, 4)}`;
}

/** `31082022`. */
export function formatExchangeDate(date: CalendarDate): string {
  const text = String(date);
  return `${text.slice(6)}${text.slice(4, 6)}${text.slice(0, 4)}`;
}

/** The day before, or the day itself where the calendar begins with it. */
export function dayBefore(date: CalendarDate): CalendarDate {
  const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
  if (day > 1) return calendarDate(year, month, day - 1) ?? date;
  const [before, last] = month === 1 ? [year - 1, 12] : [year, month - 1];
  return calendarDate(before, last, daysInMonth(before, last)) ?? date;
}

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
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
