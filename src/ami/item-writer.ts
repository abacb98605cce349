/**
 * Writes the items of a list as lines, in blocks, and shows them to the schema before that. Knows neither what the
 * items mean nor where the lines go.
 */
import { BETWEEN_ITEMS, type ItemLines } from './item-lines.ts';
import { linesInOrder } from './line-order.ts';

/** Larger blocks make texts for which V8 has to ask the system each time. */
const ITEMS_IN_A_BLOCK = 128;

/**
 * Of items that have their properties in the order of their code units: written as they stand, they are canonical
 * JSON. `assertItems` is shown every item, and throws where one must not leave.
 */
export class ItemLinesWriter<T extends object> {
  readonly #keyOf: (item: T) => string;
  readonly #assertItems: (items: readonly T[]) => void;
  readonly #blocks: Buffer[] = [];
  #block: T[] = [];
  readonly #keys: string[] = [];
  #isInOrder = true;

  constructor(keyOf: (item: T) => string, assertItems: (items: readonly T[]) => void) {
    this.#keyOf = keyOf;
    this.#assertItems = assertItems;
  }

  /** An item takes the place of one of its key that was added before. */
  add(item: T): void {
    const key = this.#keyOf(item);
    this.#isInOrder &&= key > (this.#keys.at(-1) ?? '');
    this.#keys.push(key);
    if (this.#block.push(item) === ITEMS_IN_A_BLOCK) this.#closeBlock();
  }

  /** By key, in the order of code units. */
  finish(): ItemLines {
    if (this.#block.length > 0) this.#closeBlock();
    return this.#isInOrder ? this.#blocks : linesInOrder(this.#blocks, this.#keys);
  }

  #closeBlock(): void {
    this.#assertItems(this.#block);
    const lines = this.#block.map((item) => JSON.stringify(item));
    this.#blocks.push(Buffer.from(lines.join(BETWEEN_ITEMS), 'utf8'));
    this.#block = [];
  }
}
