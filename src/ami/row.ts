/**
 * Turns the cells of one row into a movement and the key of its entry. Owns the faults of single cells; knows nothing
 * of the rows before and after.
 *
 * A batch has millions of rows, and most of them repeat the date, piece and labels of the row before: what was parsed
 * last is kept for the columns where that pays.
 */
import { isBlankRow } from '../format/csv-reader.ts';
import { accountFault, isAbbreviated, isAccount } from '../model/account.ts';
import { parseAmount } from '../model/amount-text.ts';
import { type CalendarDate, parseDate } from '../model/calendar-date.ts';
import { type EntryKey, entryKeyText, type Movement, type Side } from '../model/entry.ts';
import { type FindingCode, type FindingDetails, severityOf } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { isJournal, isVatCode } from '../model/journal.ts';
import { COLUMNS, type ColumnName, type ColumnPlaces, type Header } from './columns.ts';
import { parseRate } from './values.ts';

/** One row of the batch: a movement, the key of its entry, and what it says about the entry. */
export interface Row extends EntryKey {
  readonly line: number;
  readonly invoice: string;
  readonly invoiceDate: CalendarDate | null;
  readonly entryLabel: string;
  /** The cell D as it stands. */
  readonly documents: string;
  readonly comment: string;
  readonly accountLabel: string;
  /** Null where a cell of the movement is at fault: its entry can't be checked. */
  readonly movement: Movement | null;
}

/** What is known of every row before it is read. */
export interface RowContext {
  readonly file: string;
  readonly header: Header;
  /** The journal of a row that names none. */
  readonly journal: string;
}

/** A side and an amount, reused from row to row. */
interface SidedAmount {
  side: Side;
  cents: number;
}

export class RowParser {
  readonly #context: RowContext;
  readonly #columns: ColumnPlaces;
  readonly #findings: Findings;
  readonly #accounts = new Map<string, boolean>();
  readonly #amount: SidedAmount = { side: 'debit', cents: 0 };
  #line = 0;
  /** Whether the row is without error so far. */
  #sound = true;
  #cells: readonly string[] = [];
  #dateText = '';
  #date: CalendarDate | null = null;
  #rateText = '';
  #rate: number | null = null;

  constructor(context: RowContext, findings: Findings) {
    this.#context = context;
    this.#columns = context.header.columns;
    this.#findings = findings;
  }

  /**
   * The row; `blank`, or `faulty` where its entry can't be told (its faults are findings). Rows that only lack a sound
   * movement are given, with `movement` null.
   */
  parse(cells: readonly string[], line: number): Row | 'blank' | 'faulty' {
    this.#cells = cells;
    this.#line = line;
    this.#sound = true;
    if (cells.length !== this.#context.header.width) {
      if (isBlankRow(cells)) return 'blank';
      this.#add('ROW_MALFORMED', null, null, {
        fault: 'cells',
        expected: this.#context.header.width,
        found: cells.length,
      });
      return 'faulty';
    }
    const dateText = this.#cell(this.#columns.date);
    const piece = this.#cell(this.#columns.piece);
    const account = this.#cell(this.#columns.account);
    if (dateText === '' && piece === '' && account === '' && isBlankRow(cells)) return 'blank';
    const date = this.#requiredDate(dateText);
    const isPiece = this.#checkPiece(piece);
    const journal = this.#journal();
    const invoiceDate = this.#optionalDate('invoiceDate');
    const movement = this.#movement(account);
    if (date === null || !isPiece || journal === null) return 'faulty';
    return {
      line,
      journal,
      date,
      piece,
      invoice: this.#cell(this.#columns.invoice),
      invoiceDate,
      entryLabel: this.#cell(this.#columns.entryLabel),
      documents: this.#cell(this.#columns.documents),
      comment: this.#cell(this.#columns.comment),
      accountLabel: this.#cell(this.#columns.accountLabel),
      movement,
    };
  }

  /** What tells a row's entry from others; null where `parse` would give no row. Nothing is told. */
  keyOf(cells: readonly string[]): string | null {
    if (cells.length !== this.#context.header.width) return null;
    this.#cells = cells;
    const piece = this.#cell(this.#columns.piece);
    const journal = this.#cell(this.#columns.journal);
    const date = this.#dateOf(this.#cell(this.#columns.date));
    if (!isPieceNumber(piece) || date === null || (journal !== '' && !isJournal(journal))) return null;
    return entryKeyText({ piece, date, journal: journal === '' ? this.#context.journal : journal });
  }

  #movement(account: string): Movement | null {
    this.#checkAccount(account);
    const amount = this.#sidedAmount();
    const vatCode = this.#vatCode();
    const vatRate = this.#vatRate();
    const dueDate = this.#optionalDate('dueDate');
    if (!this.#sound || amount === null) return null;
    return {
      line: this.#line,
      account,
      label: this.#cell(this.#columns.label),
      number: this.#cell(this.#columns.number),
      side: amount.side,
      amountCents: amount.cents,
      vatCode,
      vatRate,
      analyticCode: this.#cell(this.#columns.analyticCode),
      dueDate,
    };
  }

  #checkPiece(piece: string): boolean {
    if (isPieceNumber(piece)) return true;
    if (piece === '') this.#add('PIECE_MISSING', 'piece', '', {});
    else this.#add('PIECE_INVALID', 'piece', piece, {});
    return false;
  }

  #requiredDate(text: string): CalendarDate | null {
    const date = this.#dateOf(text);
    if (date === null) this.#add('DATE_INVALID', 'date', text, { form: 'csv' });
    return date;
  }

  /** The day of an entry, which most rows repeat. */
  #dateOf(text: string): CalendarDate | null {
    if (text !== this.#dateText) {
      this.#dateText = text;
      this.#date = parseDate(text);
    }
    return this.#date;
  }

  #optionalDate(column: 'dueDate' | 'invoiceDate'): CalendarDate | null {
    const text = this.#cell(this.#columns[column]);
    if (text === '') return null;
    const date = parseDate(text);
    if (date === null) this.#add('DATE_INVALID', column, text, { form: 'csv' });
    return date;
  }

  #journal(): string | null {
    const journal = this.#cell(this.#columns.journal);
    if (journal === '') return this.#context.journal;
    if (isJournal(journal)) return journal;
    this.#add('JOURNAL_INVALID', 'journal', journal, {});
    return null;
  }

  #checkAccount(account: string): void {
    let sound = this.#accounts.get(account);
    if (sound === undefined) {
      sound = isAccount(account);
      if (this.#accounts.size < MAX_REMEMBERED_ACCOUNTS) this.#accounts.set(account, sound);
    }
    if (!sound) this.#add('ACCOUNT_INVALID', 'account', account, accountFault(account));
  }

  #vatCode(): string {
    const code = this.#cell(this.#columns.vatCode);
    if (code !== '' && !isVatCode(code)) this.#add('VAT_CODE_UNKNOWN', 'vatCode', code, { shape: true });
    return code;
  }

  #vatRate(): number | null {
    const text = this.#cell(this.#columns.vatRate);
    if (text === '') return null;
    if (text === this.#rateText) return this.#rate;
    const rate = parseRate(text);
    if (typeof rate === 'number') {
      this.#rateText = text;
      this.#rate = rate;
      return rate;
    }
    this.#add('AMOUNT_INVALID', 'vatRate', text, { fault: rate, rate: true });
    return null;
  }

  /** The side and amount of the row; a negative amount moves to the other side. Null after a fault. */
  #sidedAmount(): SidedAmount | null {
    const debit = this.#cents('debit');
    const credit = this.#cents('credit');
    if (debit === 'invalid' || credit === 'invalid') return null;
    if (debit !== 0 && credit !== 0) {
      this.#add('AMOUNT_BOTH_SIDES', 'debit', this.#cell(this.#columns.debit), { debit, credit });
      return null;
    }
    const amount = this.#amount;
    const written: Side =
      credit !== 0 ||
      (debit === 0 && this.#cell(this.#columns.debit) === '' && this.#cell(this.#columns.credit) !== '')
        ? 'credit'
        : 'debit';
    const cents = written === 'debit' ? debit : credit;
    amount.side = cents < 0 ? otherSide(written) : written;
    amount.cents = Math.abs(cents);
    if (cents < 0)
      this.#add('AMOUNT_NEGATIVE', written, this.#cell(this.#columns[written]), {
        cents: amount.cents,
        movedTo: amount.side,
      });
    if (cents === 0) this.#add('AMOUNT_ZERO', written, this.#cell(this.#columns[written]), {});
    return amount;
  }

  /** Whole cents, 0 for an empty cell. */
  #cents(column: 'debit' | 'credit'): number | 'invalid' {
    const text = this.#cell(this.#columns[column]);
    if (text === '') return 0;
    const cents = parseAmount(text);
    if (typeof cents === 'number') return cents;
    this.#add('AMOUNT_INVALID', column, text, { fault: cents });
    return 'invalid';
  }

  /** The cell at a place, trimmed; empty where the batch has no such column. */
  #cell(place: number): string {
    if (place < 0) return '';
    const cell = this.#cells[place];
    if (cell === undefined || cell === '') return '';
    return isTight(cell) ? cell : cell.trim();
  }

  #add<C extends FindingCode>(
    code: C,
    column: ColumnName | null,
    value: string | null,
    details: FindingDetails[C],
  ): void {
    if (severityOf(code) === 'error') this.#sound = false;
    const header = column === null ? null : COLUMNS[column].header;
    this.#findings.add(code, { file: this.#context.file, line: this.#line, column: header, value }, details);
  }
}

/** Of several pieces that a spreadsheet abbreviated alike, nobody knows which is which. */
function isPieceNumber(piece: string): boolean {
  return piece !== '' && !isAbbreviated(piece);
}

/** Whether a text visibly has nothing to trim: `trim` itself costs more than everything else that a cell needs. */
function isTight(cell: string): boolean {
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f;
}

/** Accounts whose soundness is remembered; a batch has far fewer, unless it means harm. */
const MAX_REMEMBERED_ACCOUNTS = 100_000;

function otherSide(side: Side): Side {
  return side === 'debit' ? 'credit' : 'debit';
}
