/**
 * An exchange file as rows of the grid, one a movement. It shows what the file holds and judges nothing: what can't
 * be read as an amount or a day is left empty.
 */

import { fieldsByName } from '../format/fixed-width.ts';
import { formatFrenchDate } from '../model/calendar-date.ts';
import type { GridRow } from '../model/grid-row.ts';
import type { Mutable } from '../model/mutable.ts';
import { formatRateFrench, type RateHundredths } from '../model/rate.ts';
import { amountCentsOf, dateOf, rateOf } from './field-values.ts';
import { ENTRY, MOVEMENT } from './layouts.ts';
import { readRecords } from './reader.ts';
import { type ExchangeRecord, lineText } from './record.ts';
import { TextWindow } from './text-window.ts';

/**
 * Hands one row a movement to `onRow`, in the order of the file; `startsEntry` is true for an entry's first row.
 * Each row is an object of its own and may be kept. Throws as `readRecords` does.
 */
export async function exchangeRows(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onRow: (row: GridRow, startsEntry: boolean) => void,
): Promise<void> {
  const grid = new Grid(onRow);
  await readRecords(source, (record) => grid.read(record));
  grid.finishEntry();
}

/** What an entry's rows have in common. */
type EntryValues = Pick<GridRow, 'date' | 'piece' | 'invoice' | 'entryLabel' | 'document'>;

const NO_ENTRY: EntryValues = { date: '', piece: '', invoice: '', entryLabel: '', document: '' };
const entryFields = fieldsByName(ENTRY);
const movementFields = fieldsByName(MOVEMENT);

/**
 * A remark may follow the movements that it belongs to, so an entry's rows wait for its end; a longer entry than
 * this is handed over in parts, that it may not fill the memory.
 */
const MAX_WAITING_ROWS = 10_000;

class Grid {
  readonly #onRow: (row: GridRow, startsEntry: boolean) => void;
  #entry = NO_ENTRY;
  #startsEntry = true;
  #comment = '';
  #ownsRemark = false;
  readonly #waiting: Mutable<GridRow>[] = [];
  readonly #window = new TextWindow();

  constructor(onRow: (row: GridRow, startsEntry: boolean) => void) {
    this.#onRow = onRow;
  }

  read(record: ExchangeRecord): void {
    const { layout } = record;
    if (record.kind === 'remark-line') this.#addComment(record);
    else if (layout === MOVEMENT) this.#addMovement(record);
    else if (layout === ENTRY) this.#startEntry(record);
    // A remark also stands under an account, which ends the entry before it.
    else if (layout?.parents.includes('EXO   ')) this.#endEntry();
  }

  finishEntry(): void {
    this.#handOver();
    this.#startsEntry = true;
    this.#comment = '';
  }

  #startEntry(record: ExchangeRecord): void {
    this.finishEntry();
    this.#ownsRemark = true;
    this.#entry = entryValues(record, this.#textAt(record));
  }

  #endEntry(): void {
    this.finishEntry();
    this.#ownsRemark = false;
    this.#entry = NO_ENTRY;
  }

  #addComment(record: ExchangeRecord): void {
    const text = lineText(record).trim();
    if (!this.#ownsRemark || text === '') return;
    this.#comment = this.#comment === '' ? text : `${this.#comment} ${text}`;
  }

  #addMovement(record: ExchangeRecord): void {
    this.#waiting.push(movementRow(this.#entry, record, this.#textAt(record)));
    if (this.#waiting.length >= MAX_WAITING_ROWS) this.#handOver();
  }

  #textAt(record: ExchangeRecord): TextWindow {
    this.#window.moveTo(record);
    return this.#window;
  }

  #handOver(): void {
    for (const row of this.#waiting) {
      row.comment = this.#comment;
      this.#onRow(row, this.#startsEntry);
      this.#startsEntry = false;
    }
    this.#waiting.length = 0;
  }
}

function entryValues(record: ExchangeRecord, text: TextWindow): EntryValues {
  const date = dateOf(record, entryFields.date);
  return {
    date: date === null || date === 'invalid' ? '' : formatFrenchDate(date),
    piece: text.textOf(entryFields.piece),
    invoice: text.textOf(entryFields.invoice),
    entryLabel: text.textOf(entryFields.label),
    document: text.textOf(entryFields.documentName),
  };
}

function movementRow(entry: EntryValues, record: ExchangeRecord, text: TextWindow): Mutable<GridRow> {
  const debit = centsOrNull(record, movementFields.debit);
  const credit = centsOrNull(record, movementFields.credit);
  const rate = rateOf(record, movementFields.vatRate);
  return {
    date: entry.date,
    piece: entry.piece,
    invoice: entry.invoice,
    number: text.textOf(movementFields.number),
    account: text.textOf(movementFields.account),
    entryLabel: entry.entryLabel,
    label: text.textOf(movementFields.label),
    vatCode: text.textOf(movementFields.vatCode) || text.textOf(movementFields.accountVatCode),
    rate: typeof rate === 'number' ? rateText(rate) : '',
    // Some programs write 0.00 on the empty side.
    debitCents: debit === 0 && credit !== null && credit !== 0 ? null : debit,
    creditCents: credit === 0 && debit !== null ? null : credit,
    document: entry.document,
    comment: '',
  };
}

/** A file has a handful of rates. */
const RATE_TEXTS = new Map<number, string>();

function rateText(rate: RateHundredths): string {
  const known = RATE_TEXTS.get(rate);
  if (known !== undefined) return known;
  const text = formatRateFrench(rate);
  RATE_TEXTS.set(rate, text);
  return text;
}

function centsOrNull(record: ExchangeRecord, field: (typeof movementFields)['debit']): number | null {
  const cents = amountCentsOf(record, field);
  return typeof cents === 'number' ? cents : null;
}
