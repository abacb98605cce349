/**
 * Writes the items of a list as lines by key, and shows each to the schema before that. Knows neither what the items
 * mean nor where the lines go.
 */
import type { ItemLines } from './item-lines.ts';
import { LineBlocks } from './line-blocks.ts';
import { linesInOrder } from './line-order.ts';

/**
 * Of items that have their properties in the order of their code units: written as they stand, they are canonical
 * JSON. `assertItem` is shown every item, and throws where it must not leave.
 */
export class ItemLinesWriter<T extends object> {
  readonly #keyOf: (item: T) => string;
  readonly #assertItem: (item: T) => void;
  readonly #lines = new LineBlocks<T>();
  readonly #keys: string[] = [];
  /** The numbers of the lines at which the keys begin anew, each being greater than the one before it until then. */
  readonly #runs: number[] = [];
  #lastKey = '';

  constructor(keyOf: (item: T) => string, assertItem: (item: T) => void) {
    this.#keyOf = keyOf;
    this.#assertItem = assertItem;
  }

  /** An item takes the place of one of its key that was added before. */
  add(item: T): void {
    this.#assertItem(item);
    const key = this.#keyOf(item);
    if (this.#keys.length === 0 || key <= this.#lastKey) this.#runs.push(this.#keys.length);
    this.#keys.push(key);
    this.#lastKey = key;
    this.#lines.add(item);
  }

  /** By key, in the order of code units. */
  finish(): ItemLines {
    const blocks = this.#lines.finish();
    return this.#runs.length <= 1 ? blocks : linesInOrder(blocks, this.#lines.places, this.#keys, this.#runs);
  }
}
