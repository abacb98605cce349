/**
 * One row of a table of a settings export, cell by cell. It owns how cells are read, and tells what is no value there.
 */
import { accountFault, isListedAccount, isScientific } from '../model/account.ts';
import { type CalendarDate, parseDate } from '../model/calendar-date.ts';
import { isFrance, isPhoneAsNumber } from '../model/country.ts';
import type { Place } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { MAX_RATE_HUNDREDTHS, type RateHundredths } from '../model/rate.ts';
import type { SettingsValue } from '../model/settings-fault.ts';
import { tellControl, tellUnreadable } from '../model/unreadable.ts';
import { parseHundredths } from './decimal.ts';
import { foldWords, type TableColumns, type TablePlaces } from './settings-columns.ts';
import type { KeyedPlace } from './settings-draft.ts';
import { WHOLE_FILE } from './settings-list.ts';
import type { Words } from './settings-words.ts';

/** Of a French postal code, where a spreadsheet took it for a number. */
const DIGITS_WITHOUT_ZERO = 4;

export class TableRow<C extends TableColumns> {
  cells: readonly string[] = [];
  line = 0;
  readonly file: string;
  readonly #columns: C;
  readonly #places: TablePlaces<C>;
  readonly #findings: Findings;

  constructor(file: string, columns: C, places: TablePlaces<C>, findings: Findings) {
    this.file = file;
    this.#columns = columns;
    this.#places = places;
    this.#findings = findings;
  }

  /** Where its key stands. */
  get place(): KeyedPlace {
    return { file: this.file, line: this.line, scope: WHOLE_FILE };
  }

  /** Trimmed; empty where the table has no such column. */
  text(name: keyof C & string): string {
    return (this.cells[this.#places[name]] ?? '').trim();
  }

  /** A text that people write; a control character in it is told. */
  plain(name: keyof C & string): string {
    const text = this.text(name);
    const place = { file: this.file, line: this.line, column: this.header(name) };
    tellControl(text, place, this.#findings);
    return text;
  }

  /** The key of the row, of so many characters at most; null where there is none. */
  key(name: keyof C & string, length: number, wanted: SettingsValue): string | null {
    const key = this.text(name);
    if (key !== '' && key.length <= length) return key;
    this.tell(name, wanted);
    return null;
  }

  /** The account that the row is about, of so many characters at most; null where there is none. */
  account(name: keyof C & string, length: number): string | null {
    const number = this.text(name);
    if (number === '' || (number.length > length && !isScientific(number)))
      return this.key(name, length, 'account');
    if (isListedAccount(number)) return number;
    this.#findings.add('ACCOUNT_INVALID', this.#place(name), { ...accountFault(number), isListed: true });
    return null;
  }

  /** Another account that the row names, empty where there is none. Whether there is such an account is a matter of rules. */
  reference(name: keyof C & string): string {
    const number = this.text(name);
    if (!isScientific(number)) return number;
    this.#findings.add('ACCOUNT_INVALID', this.#place(name), { isScientific: true });
    return '';
  }

  /** A number of which every digit counts and that is none of ours to judge (SIRET, IBAN); none where a spreadsheet abbreviated it. */
  digits(name: keyof C & string): string {
    const number = this.text(name);
    if (!isScientific(number)) return number;
    this.tell(name, 'all-digits');
    return '';
  }

  /** A postal code. One of France that is a digit short is told: it is published as it is. */
  postalCode(name: keyof C & string, country: string, account: string): string {
    const code = this.text(name);
    if (code.length === DIGITS_WITHOUT_ZERO && /^\d+$/.test(code) && isFrance(country))
      this.#findings.add('POSTAL_CODE_INVALID', this.#place(name), { account });
    return code;
  }

  /** A telephone. One that lost its zero, or more, is told: it is published as it is. */
  phone(name: keyof C & string, country: string, account: string): string {
    const phone = this.text(name);
    if (isPhoneAsNumber(phone, country)) this.#findings.add('PHONE_INVALID', this.#place(name), { account });
    return phone;
  }

  /** What a word means; `blank` where there is none. */
  word<T, B>(name: keyof C & string, { meanings, wanted }: Words<T>, blank: B): T | B {
    const word = foldWords(this.text(name));
    if (word === '') return blank;
    const meaning = meanings.get(word);
    if (meaning !== undefined) return meaning;
    this.tell(name, wanted);
    return blank;
  }

  /** `31/08/2022` or `2022-08-31`; null where there is none. */
  date(name: keyof C & string): CalendarDate | null {
    const text = this.text(name);
    if (text === '') return null;
    const date = parseDate(text);
    if (date === null) this.tell(name, 'date');
    return date;
  }

  /** `20`, `5,50` or `5.5 %`; 0 where there is none. */
  rate(name: keyof C & string): RateHundredths {
    const bytes = Buffer.from(this.text(name).replace(/\s*%$/, ''));
    const rate = parseHundredths(bytes, 0, bytes.length);
    if (rate === null) return 0;
    if (typeof rate === 'number' && rate >= 0 && rate <= MAX_RATE_HUNDREDTHS) return rate;
    this.tell(name, 'rate');
    return 0;
  }

  /** Tells the cells that hold what could not be read; where one must be a key or a value, that is told too. */
  tellUnreadable(): void {
    for (const name of Object.keys(this.#places)) {
      const place = { file: this.file, line: this.line, column: this.header(name) };
      tellUnreadable(this.text(name), place, this.#findings);
    }
  }

  header(name: keyof C & string): string {
    return this.#columns[name]?.header ?? name;
  }

  /** Tells that the cell holds no value of this kind. */
  tell(name: keyof C & string, wanted: SettingsValue): void {
    this.#findings.add('SETTINGS_UNREADABLE', this.#place(name), { reason: 'value', wanted });
  }

  #place(name: keyof C & string): Place {
    return { file: this.file, line: this.line, column: this.header(name), value: this.text(name) };
  }
}
