/** Figures that every language shows alike. */
import { calendarDate, FIRST_YEAR, LAST_YEAR } from '../../model/calendar-date.ts';
import type { FindingDetails } from '../../model/finding.ts';
import { GRID_HEADERS } from '../../model/grid.ts';

/** The header of a batch, as it would be written. */
export const REQUIRED_HEADERS = Object.values(GRID_HEADERS).join(';');

const FRENCH_DATE = /^\D*(?<day>\d{2})\/(?<month>\d{2})\/(?<year>\d{4})\D*$/;
const ISO_DATE = /^\D*(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})\D*$/;
const ISO_MOMENT = /^\D*(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ][\d:.,+-]*Z?)?\D*$/i;

/** What is wrong with a date that stands between quotation marks: how it is written, its year, or its day. */
export function dateFault(
  quoted: string,
  form: FindingDetails['DATE_INVALID']['form'],
): 'form' | 'year' | 'day' {
  const written =
    form === 'iso' ? ISO_MOMENT.exec(quoted) : (FRENCH_DATE.exec(quoted) ?? ISO_DATE.exec(quoted));
  if (written === null) return 'form';
  const { year, month, day } = written.groups ?? {};
  if (calendarDate(Number(year), Number(month), Number(day)) !== null) return 'form';
  return Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR ? 'year' : 'day';
}

/** How many folders a path goes down. */
export function depth(path: string): number {
  return path.split('/').length - 1;
}

/** `1234567` with a separator between the thousands. */
export function grouped(value: number | bigint, separator: string): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, separator);
}

/** `U+0141`, and one for each part of a composed character. */
export function codePoints(character: string): string {
  return [...character]
    .map((part) => `U+${(part.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

/** Whether printing the character helps anybody: a joiner or a narrow space is better told by its number. */
export function isVisible(character: string): boolean {
  return /^[\p{L}\p{N}\p{P}\p{S}]/u.test(character);
}

/** Enough of a hash to compare by eye. */
export function shortHash(hash: string): string {
  return hash.length > 12 ? `${hash.slice(0, 12)}…` : hash;
}

/** A JSON file has fields where a CSV has columns; a company sheet as CSV has a field on each line. */
export function hasFields(file: string): boolean {
  return /\.json$|(?:^|\/)entreprise\.csv$/i.test(file);
}

/** What a spreadsheet makes of a text that it takes for a number: its value in quotation marks shows it. */
export const SPREADSHEET_TRACES = {
  /** `7,3E+13` for a long number, `1E+03` for the code `1E3`. */
  scientific: /^\P{L}*\d(?:[.,]\d+)?E[+-]\d{1,3}\P{L}*$/iu,
  /** A day by its number, 45292 for 01/01/2024: days from 1954 to 2091. */
  serial: /^\D*[2-6]\d{4}\D*$/,
  /** `1000` for the postal code 01000. */
  lostZero: /^\D*\d{4}\D*$/,
} as const;
