/**
 * One row of a table of a settings export, cell by cell. It owns how cells are read, and tells what is no value there.
 */
import { type CalendarDate, parseFrenchDate, parseIsoDate } from '../model/calendar-date.ts';
import type { Findings } from '../model/findings.ts';
import { MAX_RATE_HUNDREDTHS, type RateHundredths } from '../model/rate.ts';
import { tellUnreadable } from '../model/unreadable.ts';
import { parseHundredths } from './decimal.ts';
import { foldWords, type TableColumns, type TablePlaces } from './settings-columns.ts';

export class TableRow<C extends TableColumns> {
  cells: readonly string[] = [];
  line = 0;
  readonly #file: string;
  readonly #columns: C;
  readonly #places: TablePlaces<C>;
  readonly #findings: Findings;

  constructor(file: string, columns: C, places: TablePlaces<C>, findings: Findings) {
    this.#file = file;
    this.#columns = columns;
    this.#places = places;
    this.#findings = findings;
  }

  /** Trimmed; empty where the table has no such column. */
  text(name: keyof C & string): string {
    return (this.cells[this.#places[name]] ?? '').trim();
  }

  /** The key of the row, of so many characters at most; null where there is none. */
  key(name: keyof C & string, length: number): string | null {
    const key = this.text(name);
    if (key !== '' && key.length <= length) return key;
    this.#tell(name);
    return null;
  }

  /** What a word means; `blank` where there is none. */
  word<T, B>(name: keyof C & string, meanings: ReadonlyMap<string, T>, blank: B): T | B {
    const word = foldWords(this.text(name));
    if (word === '') return blank;
    const meaning = meanings.get(word);
    if (meaning !== undefined) return meaning;
    this.#tell(name);
    return blank;
  }

  /** `31/08/2022` or `2022-08-31`; null where there is none. */
  date(name: keyof C & string): CalendarDate | null {
    const text = this.text(name);
    if (text === '') return null;
    const date = parseFrenchDate(text) ?? parseIsoDate(text);
    if (date === null) this.#tell(name);
    return date;
  }

  /** `20`, `5,50` or `5.5 %`; 0 where there is none. */
  rate(name: keyof C & string): RateHundredths {
    const bytes = Buffer.from(this.text(name).replace(/\s*%$/, ''));
    const rate = parseHundredths(bytes, 0, bytes.length);
    if (rate === null) return 0;
    if (typeof rate === 'number' && rate >= 0 && rate <= MAX_RATE_HUNDREDTHS) return rate;
    this.#tell(name);
    return 0;
  }

  /** Tells the cells that hold what could not be read; where one must be a key or a value, that is told too. */
  tellUnreadable(): void {
    for (const name of Object.keys(this.#places)) {
      const place = { file: this.#file, line: this.line, column: this.header(name) };
      tellUnreadable(this.text(name), place, this.#findings);
    }
  }

  header(name: keyof C & string): string {
    return this.#columns[name]?.header ?? name;
  }

  #tell(name: keyof C & string): void {
    const place = { file: this.#file, line: this.line, column: this.header(name), value: this.text(name) };
    this.#findings.add('SETTINGS_UNREADABLE', place, { reason: 'value' });
  }
}
