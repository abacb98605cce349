/**
 * How long an archive must be kept. Article L123-22 of the Code de commerce: accounting documents and the documents
 * behind them are kept for ten years; they are counted from the end of the fiscal year. (The tax office asks for six,
 * article L102 B of the Livre des procédures fiscales.) Knows no disk and no clock.
 */
import { type CalendarDate, calendarDate } from '../model/calendar-date.ts';
import type { DropRecord } from '../model/drop-record.ts';

export const YEARS_KEPT = 10;

/** The last day on which the archive of the drop must be there. */
export function keptUntil({ fiscalYearEnd, receivedAt }: DropRecord): CalendarDate {
  const end = fiscalYearEnd ?? endOfYear(Number(receivedAt.slice(0, 4)));
  const year = Math.floor(end / 10_000) + YEARS_KEPT;
  const month = Math.floor(end / 100) % 100;
  const day = end % 100;
  // 29 February has no day of its own in most years. Behind 2099 the calendar of this program ends.
  return calendarDate(year, month, day) ?? calendarDate(year, month, day - 1) ?? endOfYear(2099);
}

function endOfYear(year: number): CalendarDate {
  const date = calendarDate(year, 12, 31);
  if (date === null) throw new Error(`A drop of the year ${year}`);
  return date;
}
