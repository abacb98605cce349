/**
 * The fiscal years (exercices) that an exchange file announces, and the entries whose date is in none of them. A
 * year may be announced after an entry that belongs to it, so the answer comes at the end of the file.
 */
import type { CalendarDate } from '../model/calendar-date.ts';
import { type FiscalYear, isWithin } from '../model/entry.ts';

export interface OutsideEntry {
  /** 1-based. */
  readonly line: number;
  readonly date: CalendarDate;
  /** The year that the entry stands under. */
  readonly year: FiscalYear;
}

export class FiscalYears {
  readonly #years: FiscalYear[] = [];
  readonly #waiting: OutsideEntry[] = [];

  announce(year: FiscalYear): void {
    this.#years.push(year);
  }

  /** An entry before any fiscal year stands under the company file and is judged by none. */
  see(date: CalendarDate, line: number): void {
    const year = this.#years.at(-1);
    if (year !== undefined && !this.#isInside(date)) this.#waiting.push({ line, date, year });
  }

  outside(): OutsideEntry[] {
    return this.#waiting.filter(({ date }) => !this.#isInside(date));
  }

  #isInside(date: CalendarDate): boolean {
    return this.#years.some((year) => isWithin(date, year));
  }
}
