/** The day where the accountant is: the only clock that a command asks, because some rules begin on a day. */
import { type CalendarDate, calendarDate } from '../model/calendar-date.ts';

export function today(): CalendarDate {
  const now = new Date();
  const date = calendarDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
  if (date === null) throw new Error(`The clock of this machine says ${now.toISOString()}`);
  return date;
}
