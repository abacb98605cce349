/**
 * A list that may have hundreds of thousands of items and grows by one at a time. An array of that length is copied
 * into a larger one again and again, each time into memory that the system has to provide; this one never moves.
 */

/** Items by their numbers, as this and an array have them. */
export interface Numbered<T> {
  readonly length: number;
  at(number: number): T | undefined;
}

const BLOCK_ITEMS = 4_096;
const SHIFT = 12;

export class LongList<T> implements Numbered<T> {
  readonly #blocks: T[][] = [];
  #last: T[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length % BLOCK_ITEMS === 0) {
      this.#last = [];
      this.#blocks.push(this.#last);
    }
    this.#last.push(item);
    this.#length += 1;
  }

  at(number: number): T | undefined {
    return this.#blocks[number >> SHIFT]?.[number % BLOCK_ITEMS];
  }

  /** Puts an item in the place of another; there must be one. */
  set(number: number, item: T): void {
    const block = this.#blocks[number >> SHIFT];
    if (block === undefined || number >= this.#length) throw new RangeError(`Not in the list: ${number}`);
    block[number % BLOCK_ITEMS] = item;
  }
}
