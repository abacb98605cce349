/**
 * Puts the lines of a list in the order of their keys, where an export told them in another. Most of what it told in a
 * row stays in a row, so that long stretches are taken as they are, and only short ones are copied together.
 */
import { BETWEEN_ITEMS, type ItemLines } from './item-lines.ts';
import { mergedRuns } from './key-runs.ts';
import type { LinePlaces } from './line-blocks.ts';

/** From so many bytes on, a stretch is a block of its own. */
const LONG_BYTES = 8_192;
const BLOCK_BYTES = 65_536;

/**
 * The lines by key, in the order of code units; of several of one key the last. `keys` are those of the lines, which
 * `runs` cuts where a key is not greater than the one before it.
 */
export function linesInOrder(
  blocks: ItemLines,
  { firsts, ends }: LinePlaces,
  keys: readonly string[],
  runs: readonly number[],
): ItemLines {
  const arranged = new Arranged();
  const order = mergedRuns(keys, runs);
  for (let at = 0; at < order.length; ) {
    const first = order[at] ?? 0;
    const block = blockOf(first, firsts);
    const beyond = firsts[block + 1] ?? keys.length;
    let last = first;
    for (at += 1; order[at] === last + 1 && last + 1 < beyond; at += 1) last += 1;
    const start = first === firsts[block] ? 0 : (ends[first - 1] ?? 0) + BETWEEN_ITEMS.length;
    const stretch = blocks[block]?.subarray(start, ends[last]);
    if (stretch !== undefined) arranged.add(stretch);
  }
  return arranged.finish();
}

/** The number of the block that a line is in: the last one whose first line is not behind it. */
function blockOf(line: number, firsts: readonly number[]): number {
  let block = 0;
  let beyond = firsts.length;
  while (beyond - block > 1) {
    const middle = (block + beyond) >> 1;
    if ((firsts[middle] ?? 0) <= line) block = middle;
    else beyond = middle;
  }
  return block;
}

/** Blocks of stretches of lines that are added one by one. */
class Arranged {
  readonly #blocks: Buffer[] = [];
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;

  add(stretch: Buffer): void {
    if (stretch.length >= LONG_BYTES) {
      this.#closeBlock();
      this.#blocks.push(stretch);
      return;
    }
    if (this.#used + BETWEEN_ITEMS.length + stretch.length > this.#block.length) this.#closeBlock();
    if (this.#used > 0) this.#used += this.#block.write(BETWEEN_ITEMS, this.#used, 'latin1');
    this.#used += stretch.copy(this.#block, this.#used);
  }

  finish(): ItemLines {
    this.#closeBlock();
    return this.#blocks;
  }

  #closeBlock(): void {
    if (this.#used === 0) return;
    this.#blocks.push(this.#block.subarray(0, this.#used));
    this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#used = 0;
  }
}
