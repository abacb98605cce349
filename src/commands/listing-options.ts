/** What the options by which a list is narrowed down may be. */
import { type CalendarDate, parseDate } from '../model/calendar-date.ts';
import { UsageFault } from './run.ts';

const MOST_LISTED = 100_000;

/** `24/11/2026` or `2026-11-24`. */
export function dayOption(option: string, text: string): CalendarDate {
  const day = parseDate(text);
  if (day === null) throw new UsageFault(({ register }) => register.notADay(option, text));
  return day;
}

export function limitOption(text: string): number {
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST_LISTED) {
    throw new UsageFault(({ register }) => register.notALimit(text, MOST_LISTED));
  }
  return limit;
}
