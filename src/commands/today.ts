/** The day where the accountant is: the only clock that a command asks, because some rules begin on a day. */
import { type CalendarDate, calendarDate } from '../model/calendar-date.ts';

export function today(): CalendarDate {
  return dayOf(new Date());
}

/** The day that it was there at the moment. */
export function dayOf(moment: Date): CalendarDate {
  const date = calendarDate(moment.getFullYear(), moment.getMonth() + 1, moment.getDate());
  if (date === null) throw new Error(`The clock of this machine says ${moment.toISOString()}`);
  return date;
}
