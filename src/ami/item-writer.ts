/**
 * Writes the items of a list as lines, and shows them to the schema before that. Knows neither what the items mean nor
 * where the lines are kept.
 */
import { BETWEEN_ITEMS, ItemLines } from './item-lines.ts';
import { stretchesInOrder } from './line-order.ts';
import type { LineStore, Stretch } from './line-store.ts';

/** Larger blocks make texts for which V8 has to ask the system each time. */
const ITEMS_IN_A_BLOCK = 128;

/**
 * Of items that have their properties in the order of their code units: written as they stand, they are canonical
 * JSON. `assertItems` is shown every item, and throws where one must not leave.
 */
export class ItemLinesWriter<T extends object> {
  readonly #store: LineStore;
  readonly #keyOf: (item: T) => string;
  readonly #assertItems: (items: readonly T[]) => void;
  readonly #stretches: Stretch[] = [];
  #block: T[] = [];
  readonly #keys: string[] = [];
  #lastKey = '';
  /** The items that begin a run of items whose keys ascend. */
  readonly #runs: number[] = [];

  constructor(store: LineStore, keyOf: (item: T) => string, assertItems: (items: readonly T[]) => void) {
    this.#store = store;
    this.#keyOf = keyOf;
    this.#assertItems = assertItems;
  }

  /** An item takes the place of one of its key that was added before. */
  add(item: T): void {
    const key = this.#keyOf(item);
    if (key <= this.#lastKey || this.#keys.length === 0) this.#runs.push(this.#keys.length);
    this.#lastKey = key;
    this.#keys.push(key);
    if (this.#block.push(item) === ITEMS_IN_A_BLOCK) this.#closeBlock();
  }

  /** By key, in the order of code units. */
  finish(): ItemLines {
    if (this.#block.length > 0) this.#closeBlock();
    const [source, stretches] = [this.#store, this.#stretches];
    if (this.#runs.length < 2) return new ItemLines(source, stretches);
    const lines = { source, stretches, linesInEach: ITEMS_IN_A_BLOCK };
    return new ItemLines(source, stretchesInOrder(lines, this.#keys, this.#runs));
  }

  #closeBlock(): void {
    this.#assertItems(this.#block);
    const lines = this.#block.map((item) => JSON.stringify(item));
    this.#stretches.push(this.#store.append(lines.join(BETWEEN_ITEMS)));
    this.#block = [];
  }
}
