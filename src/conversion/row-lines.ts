/**
 * The lines of chosen rows, gathered while a text is read row by row: a row ends where the next one begins. Knows
 * nothing of why a row is chosen.
 */
import { MAX_ROW_CHARACTERS } from '../format/csv-reader.ts';
import { LineSet } from '../format/line-set.ts';

export class RowLines {
  readonly #chosen = new LineSet();
  #firstRow = 0;
  /** Where the row before began, if it is a chosen one. */
  #open: number | null = null;

  /** A row that begins on this line; rows come in their order. */
  take(line: number, isChosen: boolean): void {
    if (this.#firstRow === 0) this.#firstRow = line;
    if (this.#open !== null) this.#chosen.add(this.#open, line);
    this.#open = isChosen ? line : null;
  }

  /** Behind the last row, which ends with the text: no row has more lines than it may have characters. */
  end(): void {
    if (this.#open !== null) this.#chosen.add(this.#open, this.#open + MAX_ROW_CHARACTERS);
    this.#open = null;
  }

  has(line: number): boolean {
    return this.#chosen.has(line);
  }

  /** Whether a line stands above every row: a line of the header. */
  isAbove(line: number): boolean {
    return line < this.#firstRow;
  }
}
