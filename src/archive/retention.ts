/**
 * How long an archive must be kept. Article L123-22 of the Code de commerce: accounting documents and the documents
 * behind them are kept for ten years; they are counted from the end of the fiscal year. (The tax office asks for six,
 * article L102 B of the Livre des procédures fiscales.) Knows no disk and no clock.
 */
import { type CalendarDate, calendarDate, dayBefore } from '../model/calendar-date.ts';
import type { DropRecord } from '../model/drop-record.ts';

const YEARS_KEPT = 10;

/** The longest that a fiscal year lasts. */
const YEARS_OF_FISCAL_YEAR = 2;

/** What was found in a batch where nobody could say its fiscal year. */
const WITHOUT_FISCAL_YEAR: ReadonlySet<string> = new Set([
  'FISCAL_YEAR_UNKNOWN',
  'FISCAL_YEAR_INVALID',
  'BATCH_UNREADABLE',
]);

/** The last day on which the archive of the drop must be there. */
export function keptUntil(record: DropRecord): CalendarDate {
  return yearsLater(latestEnd(record), YEARS_KEPT);
}

/** The end of the fiscal year; null where nobody knows it. */
export function knownFiscalYearEnd({
  fiscalYearEnd,
  findings,
}: Pick<DropRecord, 'fiscalYearEnd' | 'findings'>): CalendarDate | null {
  return findings.some(({ code }) => WITHOUT_FISCAL_YEAR.has(code)) ? null : fiscalYearEnd;
}

/** The latest day on which the fiscal year can end: one that is unknown may have begun with the last entry. */
function latestEnd(record: DropRecord): CalendarDate {
  const { fiscalYearEnd, receivedAt } = record;
  const latestEntry = fiscalYearEnd;
  if (latestEntry === null) return endOfYear(Number(receivedAt.slice(0, 4)));
  return knownFiscalYearEnd(record) ?? dayBefore(yearsLater(latestEntry, YEARS_OF_FISCAL_YEAR));
}

function yearsLater(date: CalendarDate, years: number): CalendarDate {
  const year = Math.floor(date / 10_000) + years;
  const month = Math.floor(date / 100) % 100;
  const day = date % 100;
  // 29 February has no day of its own in most years. Behind 2099 the calendar of this program ends.
  return calendarDate(year, month, day) ?? calendarDate(year, month, day - 1) ?? endOfYear(2099);
}

function endOfYear(year: number): CalendarDate {
  const date = calendarDate(year, 12, 31);
  if (date === null) throw new Error(`A drop of the year ${year}`);
  return date;
}
