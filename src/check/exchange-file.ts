/**
 * The rules for an exchange file (.ECR) as it stands: its records in their place, its amounts and dates readable,
 * each entry balanced to the cent. What real exports do (short and long lines, either alignment) is no fault. It
 * reads the file once, as a stream, and keeps nothing but figures.
 */
import { type Field, fieldsByName, KEY_LENGTH, type RecordLayout } from '../format/fixed-width.ts';
import { LineTooLong } from '../format/lines.ts';
import { amountCentsOf, dateOf, isBlank, textOf } from '../isacompta/field-values.ts';
import { LastLine } from '../isacompta/last-line.ts';
import {
  ACCOUNT,
  DUE_DATE,
  ENTRY,
  FILE_HEADER,
  FISCAL_YEAR,
  MOVEMENT,
  MOVEMENT_ASSIGNMENT,
  REMARK_CLOSING,
  REMARK_OPENING,
} from '../isacompta/layouts.ts';
import { readRecords } from '../isacompta/reader.ts';
import { type ExchangeRecord, keyText } from '../isacompta/record.ts';
import type { BatchFacts } from '../model/batch.ts';
import { type CalendarDate, formatFrenchDate } from '../model/calendar-date.ts';
import { CentsTotal } from '../model/cents.ts';
import type { Place } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { FiscalYears } from './exchange-fiscal-years.ts';

/**
 * Adds to `findings` what is wrong in the file and returns what was counted. `file` is the name that findings give.
 * A file that is no exchange file is read no further than where that shows.
 */
export async function checkExchangeFile(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  file: string,
  findings: Findings,
): Promise<BatchFacts> {
  const check = new ExchangeFileCheck(file, findings);
  try {
    await readRecords(source, (record) => check.read(record));
    check.finish();
  } catch (error) {
    if (error instanceof LineTooLong) {
      findings.add('EXCHANGE_FILE_UNREADABLE', { file, line: error.line }, { reason: 'line-too-long' });
    } else if (!(error instanceof HeaderMissing)) throw error;
  }
  return check.totals;
}

/** Ends the reading; its finding is already told. */
class HeaderMissing extends Error {}

/** An entry whose movements are being added up. */
interface OpenEntry {
  readonly line: number;
  readonly journal: string;
  readonly date: CalendarDate | null;
  readonly piece: string;
  readonly debit: CentsTotal;
  readonly credit: CentsTotal;
  lastLine: number;
  /** An amount that can't be read makes every sum meaningless. */
  isCountable: boolean;
}

const entryFields = fieldsByName(ENTRY);
const movementFields = fieldsByName(MOVEMENT);
const dueDateFields = fieldsByName(DUE_DATE);
const fiscalYearFields = fieldsByName(FISCAL_YEAR);

class ExchangeFileCheck {
  readonly #file: string;
  readonly #findings: Findings;
  readonly #years = new FiscalYears();
  readonly #lastLine = new LastLine();
  readonly #debit = new CentsTotal();
  readonly #credit = new CentsTotal();
  #hasHeader = false;
  #entries = 0;
  #movements = 0;
  #documents = 0;
  #entry: OpenEntry | null = null;
  #isUnderMovement = false;
  #isUnderAccount = false;
  #remarkLine: number | null = null;
  /** Every other record is a setting. */
  readonly #readers = new Map<RecordLayout, (record: ExchangeRecord) => void>([
    [ENTRY, this.#readEntry],
    [MOVEMENT, this.#readMovement],
    [DUE_DATE, this.#readDueDate],
    [MOVEMENT_ASSIGNMENT, this.#readUnderMovement],
    [REMARK_OPENING, this.#openRemark],
    [REMARK_CLOSING, this.#closeRemark],
  ]);

  constructor(file: string, findings: Findings) {
    this.#file = file;
    this.#findings = findings;
  }

  get totals(): BatchFacts {
    return {
      entries: this.#entries,
      movements: this.#movements,
      debit: this.#debit.value,
      credit: this.#credit.value,
      documents: this.#documents,
    };
  }

  read(record: ExchangeRecord): void {
    if (record.kind === 'blank' || record.kind === 'remark-line') return;
    if (!this.#hasHeader) this.#readHeader(record);
    if (record.layout === null) {
      this.#readUnknown(record);
    } else {
      this.#lastLine.see(record.layout, record.end - record.start, record.ending, record.line);
      const read = this.#readers.get(record.layout) ?? this.#readSetting;
      read.call(this, record);
    }
  }

  finish(): void {
    const file = this.#file;
    if (!this.#hasHeader) this.#findings.add('EXCHANGE_FILE_UNREADABLE', { file }, { reason: 'empty' });
    this.#closeEntry();
    if (this.#remarkLine !== null)
      this.#findings.add('REMARK_UNCLOSED', { file, line: this.#remarkLine }, {});
    for (const { line, date, year } of this.#years.outside()) {
      const place = { file, line, column: entryFields.date.label, value: formatFrenchDate(date) };
      this.#findings.add('DATE_OUTSIDE_FISCAL_YEAR', place, year);
    }
    const cut = this.#lastLine.cut();
    if (cut !== null)
      this.#findings.add('LAST_LINE_CUT', { file, line: cut.number }, { columns: cut.columns });
  }

  #readHeader(record: ExchangeRecord): void {
    if (record.layout !== FILE_HEADER) {
      const place = { file: this.#file, line: record.line, value: keyText(record) };
      this.#findings.add('EXCHANGE_FILE_UNREADABLE', place, { reason: 'no-header' });
      throw new HeaderMissing();
    }
    this.#hasHeader = true;
  }

  #readUnknown(record: ExchangeRecord): void {
    const columns = record.end - record.start;
    if (record.ending === '' && columns < KEY_LENGTH) {
      this.#findings.add('LAST_LINE_CUT', { file: this.#file, line: record.line }, { columns });
    } else {
      const place = { file: this.#file, line: record.line, value: keyText(record) };
      this.#findings.add('RECORD_UNKNOWN', place, {});
    }
  }

  /** Settings end the entry before them. */
  #readSetting(record: ExchangeRecord): void {
    this.#closeEntry();
    this.#isUnderAccount =
      record.layout === ACCOUNT || (this.#isUnderAccount && isUnder(record, ACCOUNT.key));
    if (record.layout === FISCAL_YEAR) this.#readFiscalYear(record);
  }

  #readFiscalYear(record: ExchangeRecord): void {
    const start = dateOf(record, fiscalYearFields.start);
    const end = dateOf(record, fiscalYearFields.end);
    if (start === null || end === null || start === 'invalid' || end === 'invalid' || end < start) {
      const figures = {
        start: textOf(record, fiscalYearFields.start),
        end: textOf(record, fiscalYearFields.end),
      };
      this.#findings.add('FISCAL_YEAR_INVALID', { file: this.#file, line: record.line }, figures);
    } else this.#years.announce({ start, end });
  }

  #readEntry(record: ExchangeRecord): void {
    this.#closeEntry();
    this.#isUnderAccount = false;
    this.#entries += 1;
    if (!isBlank(record, entryFields.documentName)) this.#documents += 1;
    const date = this.#dateOrFinding(record, entryFields.date, true);
    this.#dateOrFinding(record, entryFields.invoiceDate, false);
    if (date !== null) this.#years.see(date, record.line);
    this.#entry = {
      line: record.line,
      journal: textOf(record, entryFields.journal),
      date,
      piece: textOf(record, entryFields.piece),
      debit: new CentsTotal(),
      credit: new CentsTotal(),
      lastLine: record.line,
      isCountable: true,
    };
  }

  #closeEntry(): void {
    const entry = this.#entry;
    this.#entry = null;
    this.#isUnderMovement = false;
    // An entry without a day already has its own finding, and no figures to tell it by.
    if (entry === null || !entry.isCountable || entry.date === null) return;
    const debit = entry.debit.value;
    const credit = entry.credit.value;
    if (debit === credit) return;
    const { line, journal, date, piece, lastLine } = entry;
    const figures = { journal, date, piece, debit, credit, lastLine };
    this.#findings.add('ENTRY_UNBALANCED', { file: this.#file, line }, figures);
  }

  #readMovement(record: ExchangeRecord): void {
    this.#movements += 1;
    this.#isUnderMovement = true;
    if (this.#entry === null) this.#addMisplaced(record, ENTRY.key);
    else this.#entry.lastLine = record.line;
    if (isBlank(record, movementFields.account)) {
      this.#findings.add('ACCOUNT_INVALID', this.#placeOf(record, movementFields.account), {});
    }
    const debit = this.#amountOrFinding(record, movementFields.debit);
    const credit = this.#amountOrFinding(record, movementFields.credit);
    if (debit !== 0 && credit !== 0) {
      const place = this.#placeOf(record, movementFields.credit);
      this.#findings.add('AMOUNT_BOTH_SIDES', place, { debit, credit });
    }
    this.#debit.add(debit);
    this.#credit.add(credit);
    this.#entry?.debit.add(debit);
    this.#entry?.credit.add(credit);
  }

  #readDueDate(record: ExchangeRecord): void {
    this.#readUnderMovement(record);
    // Real exports hold due dates longer than the layout, their columns shifted: those are not read.
    if (record.end - record.start > DUE_DATE.length) return;
    this.#dateOrFinding(record, dueDateFields.dueDate, false);
    const amount = amountCentsOf(record, dueDateFields.amount);
    if (typeof amount === 'string') {
      this.#findings.add('AMOUNT_INVALID', this.#placeOf(record, dueDateFields.amount), { fault: amount });
    }
  }

  #readUnderMovement(record: ExchangeRecord): void {
    if (!this.#isUnderMovement) this.#addMisplaced(record, MOVEMENT.key);
    else if (this.#entry !== null) this.#entry.lastLine = record.line;
  }

  #openRemark(record: ExchangeRecord): void {
    this.#remarkLine = record.line;
    if (this.#entry === null && !this.#isUnderAccount) this.#addMisplaced(record, ENTRY.key);
  }

  #closeRemark(record: ExchangeRecord): void {
    if (this.#remarkLine === null) this.#addMisplaced(record, REMARK_OPENING.key);
    this.#remarkLine = null;
  }

  /** Whole cents; 0 where the columns are blank or hold no amount. */
  #amountOrFinding(record: ExchangeRecord, field: Field): number {
    const amount = amountCentsOf(record, field);
    if (typeof amount === 'string') {
      if (this.#entry !== null) this.#entry.isCountable = false;
      this.#findings.add('AMOUNT_INVALID', this.#placeOf(record, field), { fault: amount });
      return 0;
    }
    return amount ?? 0;
  }

  #dateOrFinding(record: ExchangeRecord, field: Field, required: boolean): CalendarDate | null {
    const date = dateOf(record, field);
    if (date === 'invalid' || (date === null && required)) {
      this.#findings.add('DATE_INVALID', this.#placeOf(record, field), { form: 'exchange' });
    }
    return date === 'invalid' ? null : date;
  }

  #addMisplaced(record: ExchangeRecord, parent: string): void {
    const place = { file: this.#file, line: record.line, value: keyText(record) };
    this.#findings.add('RECORD_MISPLACED', place, { parent: parent.trim() });
  }

  #placeOf(record: ExchangeRecord, field: Field): Place {
    return { file: this.#file, line: record.line, column: field.label, value: textOf(record, field) };
  }
}

function isUnder(record: ExchangeRecord, key: string): boolean {
  return record.layout?.parents.includes(key) ?? false;
}
