/**
 * Writes the items of a list as lines by key, and shows each to the schema before that. Knows neither what the items
 * mean nor where the lines go.
 */
import { LongList } from '../model/long-list.ts';
import type { ScratchFile } from './byte-source.ts';
import { ItemLines } from './item-lines.ts';
import { LineBlocks } from './line-blocks.ts';
import { linesInOrder } from './line-order.ts';
import { Spool } from './spool.ts';

/**
 * Of items that have their properties in the order of their code units: written as they stand, they are canonical
 * JSON. `assertItem` is shown every item, and throws where it must not leave.
 */
export class ItemLinesWriter<T extends object> {
  readonly #keyOf: (item: T) => string;
  readonly #assertItem: (item: T) => void;
  readonly #spool: Spool;
  readonly #lines: LineBlocks<T>;
  readonly #keys = new LongList<string>();
  /** The numbers of the lines at which the keys begin anew, each being greater than the one before it until then. */
  readonly #runs: number[] = [];
  #lastKey = '';

  /** `makeScratch` is asked for a file where the lines are too many to hold. */
  constructor(keyOf: (item: T) => string, assertItem: (item: T) => void, makeScratch: () => ScratchFile) {
    this.#keyOf = keyOf;
    this.#assertItem = assertItem;
    this.#spool = new Spool(makeScratch);
    this.#lines = new LineBlocks(this.#spool);
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

  /** By key, in the order of code units; nothing is added after it. */
  finish(): ItemLines {
    this.#lines.flush();
    if (this.#runs.length > 1) return linesInOrder(this.#spool, this.#lines.ends, this.#keys, this.#runs);
    return new ItemLines(this.#spool, [{ start: 0, end: this.#spool.bytes }]);
  }
}
