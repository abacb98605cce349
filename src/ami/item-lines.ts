/**
 * A list of the settings as a payload has it: an item a line, each in canonical JSON, by key. It owns how lines stand
 * one after the other and are found again; knows neither files nor what the items mean.
 *
 * A company file may have hundreds of thousands of third parties. Their lines are read in blocks, as often as they are
 * wanted, and are never there all at once.
 */
import { type ByteSource, HeldBytes } from './byte-source.ts';
import type { Stretch } from './line-store.ts';

/** What stands between two items of a list in a payload. No item holds it: JSON has no line ending in a text. */
export const BETWEEN_ITEMS = ',\n    ';
export const BETWEEN_BYTES = Buffer.from(BETWEEN_ITEMS);

const EVERY_BETWEEN = new RegExp(BETWEEN_ITEMS, 'g');
const BLOCK_BYTES = 65_536;

export class ItemLines {
  readonly #source: ByteSource;
  readonly #stretches: readonly Stretch[];

  /** The stretches are of whole lines, in their order; what stands between two of them is in neither. */
  constructor(source: ByteSource, stretches: readonly Stretch[]) {
    this.#source = source;
    this.#stretches = stretches;
  }

  get isEmpty(): boolean {
    return this.#stretches.length === 0;
  }

  /**
   * Blocks of whole lines; what stands between two blocks is in neither. A block is good until the next one is asked
   * for, which takes its memory.
   */
  *blocks(): Generator<Buffer> {
    let block = Buffer.allocUnsafe(0);
    let used = 0;
    for (const { start, end } of this.#stretches) {
      for (let position = start; position < end; ) {
        if (block.length === 0) block = Buffer.allocUnsafe(BLOCK_BYTES);
        const between = used === 0 ? 0 : BETWEEN_BYTES.length;
        const left = end - position;
        if (used + between + left <= block.length) {
          if (between > 0) used += BETWEEN_BYTES.copy(block, used);
          this.#source.read(block, used, left, position);
          used += left;
          position = end;
        } else if (used > 0) {
          yield block.subarray(0, used);
          used = 0;
        } else {
          this.#source.read(block, 0, block.length, position);
          const cut = block.lastIndexOf(BETWEEN_BYTES);
          // A line may be longer than a block: it gets a longer one.
          if (cut === -1) block = Buffer.allocUnsafe(block.length * 2);
          else {
            yield block.subarray(0, cut);
            position += cut + BETWEEN_BYTES.length;
          }
        }
      }
    }
    if (used > 0) yield block.subarray(0, used);
  }

  /** The list without white space, in pieces: what is hashed. Bytes as Latin-1, which says them as they are. */
  *compactPieces(): Generator<string> {
    let comma = '';
    for (const block of this.blocks()) {
      yield comma + block.toString('latin1').replace(EVERY_BETWEEN, ',');
      comma = ',';
    }
  }
}

export const NO_LINES = new ItemLines(new HeldBytes(Buffer.alloc(0)), []);
