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

/** The same of whole numbers, outside of the engine's heap. */
export class LongNumbers implements Numbered<number> {
  readonly #blocks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length % BLOCK_ITEMS === 0) this.#blocks.push(new Float64Array(BLOCK_ITEMS));
    this.#length += 1;
    this.set(this.#length - 1, number);
  }

  at(at: number): number | undefined {
    return at < this.#length ? this.#blocks[at >> SHIFT]?.[at % BLOCK_ITEMS] : undefined;
  }

  set(at: number, number: number): void {
    const block = this.#blocks[at >> SHIFT];
    if (block === undefined || at >= this.#length) throw new RangeError(`Not in the list: ${at}`);
    block[at % BLOCK_ITEMS] = number;
  }
}
