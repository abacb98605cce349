/**
 * Whether an exchange file ends in the middle of a line, as exports that were interrupted do. Short lines are
 * normal, so a last line is only told where it is shorter than every line of its record before it and stops inside a field,
 * or where all lines before it are filled to their last column, as those of this program are.
 */
import type { RecordLayout } from '../format/fixed-width.ts';
import type { LineEnding } from '../format/lines.ts';

/** Fewer lines than these show nothing of how a program fills them. */
const FEWEST_FILLED = 3;

export class LastLine {
  readonly #shortest = new Map<RecordLayout, number>();
  #layout: RecordLayout | null = null;
  #columns = 0;
  /** How many lines there are before the last one, and whether each is as long as its layout. */
  #linesBefore = 0;
  #areFilled = true;
  #ending: LineEnding = '';
  #number = 0;

  /** Takes the known records in their order. */
  see(layout: RecordLayout, columns: number, ending: LineEnding, number: number): void {
    if (this.#layout !== null) {
      this.#linesBefore += 1;
      if (this.#columns < this.#layout.length) this.#areFilled = false;
      const shortest = this.#shortest.get(this.#layout);
      if (shortest === undefined || this.#columns < shortest) this.#shortest.set(this.#layout, this.#columns);
    }
    this.#layout = layout;
    this.#columns = columns;
    this.#ending = ending;
    this.#number = number;
  }

  /** Whether the file has a record of this layout so far. */
  hasSeen(layout: RecordLayout): boolean {
    return this.#layout === layout || this.#shortest.has(layout);
  }

  /** The last line where it was cut, or null. */
  cut(): { readonly number: number; readonly columns: number; readonly ending: LineEnding } | null {
    const layout = this.#layout;
    if (layout === null || this.#columns >= layout.length) return null;
    const shortest = this.#shortest.get(layout);
    const isOnlyUnfilled = this.#areFilled && this.#linesBefore >= FEWEST_FILLED && this.#ending === '';
    const isShorter = shortest === undefined ? this.#ending === '' : this.#columns < shortest;
    if (!isOnlyUnfilled && (!isShorter || !endsInsideField(layout, this.#columns))) return null;
    return { number: this.#number, columns: this.#columns, ending: this.#ending };
  }
}

function endsInsideField(layout: RecordLayout, columns: number): boolean {
  const lastColumn = (start: number, length: number): number => start + length - 1;
  return !layout.fields.some((field) => lastColumn(field.start, field.length) === columns);
}
