/**
 * A list of the settings as a payload has it: an item a line, each in canonical JSON, by key. It owns how lines stand
 * one after the other and are read again; knows neither files nor what the items mean.
 *
 * A company file may have hundreds of thousands of third parties. Their lines stay where they were written, and go by
 * in one block that is filled again and again.
 */
import { type ByteSource, readSome } from './byte-source.ts';

/** What stands between two items of a list in a payload. No item holds its line feed: JSON has none in a text. */
export const BETWEEN_ITEMS = ',\n    ';
export const LINE_FEED = 0x0a;

const BETWEEN = Buffer.from(BETWEEN_ITEMS, 'latin1');
/** Of what stands between two items, the line feed and the spaces. */
const WHITE_BYTES = BETWEEN_ITEMS.length - 1;
/** How many bytes of a list are read at once. */
export const BLOCK_BYTES = 262_144;

/** Items one after the other in a source of bytes, with what stands between them in a payload. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export class ItemLines {
  readonly #source: ByteSource;
  readonly #stretches: readonly Stretch[];

  constructor(source: ByteSource, stretches: readonly Stretch[]) {
    this.#source = source;
    this.#stretches = stretches.filter(({ start, end }) => start < end);
  }

  get isEmpty(): boolean {
    return this.#stretches.length === 0;
  }

  /** All of it as a payload has it, cut anywhere. A piece is valid only until the next one, which takes its place. */
  *pieces(): Generator<Buffer> {
    const bytes = new JoinedStretches(this.#source, this.#stretches);
    const block = this.#newBlock();
    while (!bytes.isAtEnd) yield block.subarray(0, bytes.fill(block, 0));
  }

  /** The same cut between two items; what stands there is in neither block. A block is valid only until the next one. */
  *blocks(): Generator<Buffer> {
    const bytes = new JoinedStretches(this.#source, this.#stretches);
    let block = this.#newBlock();
    for (let used = 0; !bytes.isAtEnd; ) {
      used = bytes.fill(block, used);
      if (bytes.isAtEnd) {
        yield block.subarray(0, used);
        return;
      }
      const newLine = block.lastIndexOf(LINE_FEED, used - WHITE_BYTES);
      if (newLine === -1) {
        block = doubled(block);
        continue;
      }
      yield block.subarray(0, Math.max(0, newLine - 1));
      block.copyWithin(0, newLine + WHITE_BYTES, used);
      used -= newLine + WHITE_BYTES;
    }
  }

  #newBlock(): Buffer {
    let bytes = 0;
    for (const { start, end } of this.#stretches) bytes += end - start + BETWEEN_ITEMS.length;
    return Buffer.allocUnsafe(Math.min(BLOCK_BYTES, bytes));
  }
}

export const NO_LINES = new ItemLines({ readAt: () => 0 }, []);

/**
 * Takes the white space between items out of the pieces of one list after the other, where they stand: each piece is
 * given as it is hashed, and is not what it was any more.
 */
export function compacter(): (piece: Buffer) => Uint8Array {
  // How much of the white space between two items the next piece begins with.
  let white = 0;
  return (piece) => {
    let used = 0;
    let start = Math.min(white, piece.length);
    white -= start;
    for (let at = piece.indexOf(LINE_FEED, start); at !== -1; at = piece.indexOf(LINE_FEED, start)) {
      piece.copyWithin(used, start, at);
      used += at - start;
      start = Math.min(at + WHITE_BYTES, piece.length);
      white = at + WHITE_BYTES - start;
    }
    piece.copyWithin(used, start);
    return piece.subarray(0, used + piece.length - start);
  };
}

function doubled(block: Buffer): Buffer {
  const larger = Buffer.allocUnsafe(block.length * 2);
  block.copy(larger);
  return larger;
}

/** The bytes of stretches one after the other, with what stands between two items between two of them. */
class JoinedStretches {
  readonly #source: ByteSource;
  readonly #stretches: readonly Stretch[];
  #at = 0;
  #position: number;
  /** How much of what stands before the stretch is still to come. */
  #between = 0;

  constructor(source: ByteSource, stretches: readonly Stretch[]) {
    this.#source = source;
    this.#stretches = stretches;
    this.#position = stretches[0]?.start ?? 0;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#stretches.length;
  }

  /** Fills a block from an offset on, as far as there are bytes; gives the offset behind the last one. */
  fill(block: Buffer, offset: number): number {
    let used = offset;
    while (used < block.length) {
      const stretch = this.#stretches[this.#at];
      if (stretch === undefined) break;
      used += this.#between > 0 ? this.#separate(block, used) : this.#read(stretch, block, used);
    }
    return used;
  }

  #separate(block: Buffer, offset: number): number {
    const set = BETWEEN.copy(block, offset, BETWEEN.length - this.#between);
    this.#between -= set;
    return set;
  }

  #read({ end }: Stretch, block: Buffer, offset: number): number {
    const beyond = offset + end - this.#position;
    const into = beyond < block.length ? block.subarray(0, beyond) : block;
    const read = readSome(this.#source, into, offset, this.#position);
    this.#position += read;
    if (this.#position === end) this.#goToNext();
    return read;
  }

  #goToNext(): void {
    this.#at += 1;
    this.#position = this.#stretches[this.#at]?.start ?? 0;
    this.#between = BETWEEN.length;
  }
}
