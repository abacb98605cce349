/**
 * Puts the rows of one entry together. Owns what an entry takes from its rows; knows nothing of files.
 */
import { formatFrenchDate } from '../model/calendar-date.ts';
import type { Entry, Movement } from '../model/entry.ts';
import type { Row } from './row.ts';

/** The most movements that an entry may have: more are no entry, and would have to be kept in memory. */
export const MAX_MOVEMENTS = 100_000;

const NONE: readonly string[] = [];
const NO_CONTRADICTION: readonly Contradiction[] = [];

/** The most characters that the texts of an entry may have together, for the same reason. */
export const MAX_CHARACTERS = 16_000_000;

/** A line that says something else about the entry than a line above it, which is kept. */
export interface Contradiction {
  readonly column: 'invoice' | 'entryLabel' | 'invoiceDate';
  readonly line: number;
  readonly value: string;
  readonly kept: string;
}

/** An entry that is being put together. */
export class EntryAssembly {
  readonly first: Row;
  readonly #movements: Movement[] = [];
  #documents: Set<string> | null = null;
  #comments: Set<string> | null = null;
  #lastDocuments = '';
  #label = '';
  #invoice = '';
  #invoiceLine = 0;
  #invoiceDate: Row['invoiceDate'] = null;
  #sound = true;
  #rows = 0;
  #contradictions: readonly Contradiction[] = NO_CONTRADICTION;
  #characters = 0;

  constructor(first: Row) {
    this.first = first;
    this.add(first);
  }

  /** Whether a row belongs to this entry: same piece, date and journal. */
  accepts(row: Row): boolean {
    const { first } = this;
    return row.piece === first.piece && row.date === first.date && row.journal === first.journal;
  }

  add(row: Row): void {
    this.#rows += 1;
    this.#characters += row.comment.length + row.documents.length + (row.movement?.label.length ?? 0);
    if (this.tooLong !== null) return;
    if (row.movement === null) this.#sound = false;
    else this.#movements.push(row.movement);
    if (this.#label === '') this.#label = row.entryLabel;
    if (this.#invoice === '') {
      this.#invoice = row.invoice;
      this.#invoiceLine = row.line;
    }
    this.#invoiceDate ??= row.invoiceDate;
    if (row !== this.first) this.#compare(row);
    if (row.documents !== '' && row.documents !== this.#lastDocuments) {
      this.#lastDocuments = row.documents;
      this.#documents ??= new Set();
      for (const name of documentNames(row.documents)) this.#documents.add(name);
    }
    if (row.comment !== '') {
      this.#comments ??= new Set();
      this.#comments.add(row.comment);
    }
  }

  /** What lines say against each other, the first of each column. */
  get contradictions(): readonly Contradiction[] {
    return this.#contradictions;
  }

  #compare({ line, invoice, entryLabel, invoiceDate }: Row): void {
    if (invoice !== '' && invoice !== this.#invoice)
      this.#contradict('invoice', line, invoice, this.#invoice);
    if (entryLabel !== '' && entryLabel !== this.#label)
      this.#contradict('entryLabel', line, entryLabel, this.#label);
    if (invoiceDate !== null && this.#invoiceDate !== null && invoiceDate !== this.#invoiceDate) {
      this.#contradict(
        'invoiceDate',
        line,
        formatFrenchDate(invoiceDate),
        formatFrenchDate(this.#invoiceDate),
      );
    }
  }

  #contradict(column: Contradiction['column'], line: number, value: string, kept: string): void {
    if (this.#contradictions.some((known) => known.column === column)) return;
    this.#contradictions = [...this.#contradictions, { column, line, value, kept }];
  }

  /** What the entry has too much of; null where it can be held. */
  get tooLong(): { readonly measure: 'lines' | 'characters'; readonly limit: number } | null {
    if (this.#rows > MAX_MOVEMENTS) return { measure: 'lines', limit: MAX_MOVEMENTS };
    return this.#characters > MAX_CHARACTERS ? { measure: 'characters', limit: MAX_CHARACTERS } : null;
  }

  /** The invoice number, and the line that it was taken from. */
  get invoice(): { readonly value: string; readonly line: number } {
    return { value: this.#invoice, line: this.#invoiceLine };
  }

  /** The batch's own names of the documents that its rows name. */
  get documents(): readonly string[] {
    return this.#documents === null ? NONE : [...this.#documents];
  }

  /** The entry, or null where one of its rows was at fault. */
  finish(): Entry | null {
    const { line, piece, date, journal } = this.first;
    const firstMovement = this.#movements[0];
    if (!this.#sound || this.tooLong !== null || firstMovement === undefined) return null;
    return {
      line,
      journal,
      date,
      piece,
      label: this.#label || this.#movements.find(({ label }) => label !== '')?.label || piece,
      invoice: this.#invoice,
      invoiceDate: this.#invoiceDate,
      documents: this.documents,
      comments: this.#comments === null ? NONE : [...this.#comments],
      movements: this.#movements,
    };
  }
}

/** The names in a cell D: one, or several between `|`. */
export function documentNames(cell: string): string[] {
  return cell
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
