/**
 * The values in a record's columns. Only the field asked for is decoded, and a line may be shorter or longer than
 * its layout: columns that are not there are blank. Fields come from a layout through `fieldsByName`, so that a name
 * that the record lacks does not compile.
 */
import type { Field } from '../format/fixed-width.ts';
import { type CalendarDate, calendarDate } from '../model/calendar-date.ts';
import type { AmountFault } from '../model/finding.ts';
import { MAX_RATE_HUNDREDTHS, type RateHundredths } from '../model/rate.ts';
import { decodeText } from './charset.ts';
import { parseHundredths } from './decimal.ts';
import type { ExchangeRecord } from './record.ts';

const SPACE = 0x20;
const ZERO = 0x30;
const ONE = 0x31;
const NINE = 0x39;
/** 30/12/1899, day zero of the programs that wrote it, stands for "no date". */
const DAY_ZERO = 18_991_230;

/** The text without the blanks around it, whichever side it is aligned to. */
export function textOf(record: ExchangeRecord, field: Field): string {
  const { bytes } = record;
  let start = fieldStart(record, field);
  let end = fieldEnd(record, field);
  while (end > start && (bytes[end - 1] ?? 0) <= SPACE) end -= 1;
  while (start < end && (bytes[start] ?? 0) <= SPACE) start += 1;
  return start === end ? '' : decodeText(bytes, start, end, record.characters);
}

export function isBlank(record: ExchangeRecord, field: Field): boolean {
  const end = fieldEnd(record, field);
  for (let at = fieldStart(record, field); at < end; at += 1) {
    if ((record.bytes[at] ?? 0) > SPACE) return false;
  }
  return true;
}

/** An amount in whole cents, either sign; null where it is blank, and why where it is none. */
export function amountCentsOf(record: ExchangeRecord, field: Field): number | AmountFault | null {
  return parseHundredths(record.bytes, fieldStart(record, field), fieldEnd(record, field));
}

/** A rate; null where it is blank, and why where it is none. */
export function rateOf(record: ExchangeRecord, field: Field): RateHundredths | AmountFault | null {
  const rate = amountCentsOf(record, field);
  if (typeof rate !== 'number') return rate;
  if (rate < 0) return 'not-a-number';
  return rate > MAX_RATE_HUNDREDTHS ? 'too-large' : rate;
}

/**
 * A day; null where there is none (blank, zeros, 30121899, or columns that the line has not wholly), and `invalid`
 * where the calendar has no such day.
 */
export function dateOf(record: ExchangeRecord, field: Field): CalendarDate | 'invalid' | null {
  const { bytes } = record;
  const start = record.start + field.start - 1;
  const end = start + field.length;
  if (end > record.end) return null;
  let nothing = true;
  let digits = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= ZERO && byte <= NINE) digits += 1;
    if (byte > SPACE && byte !== ZERO) nothing = false;
  }
  if (nothing) return null;
  return digits === field.length ? dayAt(bytes, start) : 'invalid';
}

/** True for `1`; anything else, a blank included, is false. */
export function flagOf(record: ExchangeRecord, field: Field): boolean {
  const at = fieldStart(record, field);
  return at < fieldEnd(record, field) && record.bytes[at] === ONE;
}

/** A whole number; null where the columns hold none. */
export function integerOf(record: ExchangeRecord, field: Field): number | null {
  const text = textOf(record, field);
  return /^\d+$/.test(text) ? Number(text) : null;
}

function dayAt(bytes: Buffer, start: number): CalendarDate | 'invalid' | null {
  const day = twoDigits(bytes, start);
  const month = twoDigits(bytes, start + 2);
  const year = twoDigits(bytes, start + 4) * 100 + twoDigits(bytes, start + 6);
  if (year * 10_000 + month * 100 + day === DAY_ZERO) return null;
  return calendarDate(year, month, day) ?? 'invalid';
}

function twoDigits(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) - ZERO) * 10 + (bytes[at + 1] ?? 0) - ZERO;
}

function fieldStart(record: ExchangeRecord, field: Field): number {
  return Math.min(record.start + field.start - 1, record.end);
}

function fieldEnd(record: ExchangeRecord, field: Field): number {
  return Math.min(record.start + field.start - 1 + field.length, record.end);
}
