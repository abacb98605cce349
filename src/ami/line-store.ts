/**
 * Where the lines of lists are kept until they are wanted: the first of them in memory, and what becomes too much for
 * that in a file of its own. It owns the places of lines; knows neither lists nor when the file goes.
 *
 * Memory that a program takes for the first time costs several times what the same bytes cost in a file that the
 * system still holds; and of a large company file there are hundreds of mebibytes.
 */
import { type ByteSource, fill } from './byte-source.ts';

/** A file for what does not stay in memory, empty at first. */
export interface SpillFile {
  write(bytes: Uint8Array): void;
  /** May read less than it was asked for; 0 at the end of the file. */
  readAt(block: Uint8Array, offset: number, position: number): number;
}

/** Where some lines stand, one after the other: [start, end) in bytes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const TAIL_BYTES = 262_144;
/** UTF-8 takes no more for a code unit of UTF-16. */
const MOST_BYTES_A_UNIT = 3;

export class LineStore implements ByteSource {
  readonly #makeSpill: () => SpillFile;
  #spill: SpillFile | null = null;
  /** How many bytes the file has; what comes after them is in the tail. */
  #spilt = 0;
  #tail = Buffer.allocUnsafe(0);
  #used = 0;

  /** `makeSpill` is called once at most, where there is more than what stays in memory. */
  constructor(makeSpill: () => SpillFile) {
    this.#makeSpill = makeSpill;
  }

  append(text: string): Stretch {
    this.#makeRoom(text.length * MOST_BYTES_A_UNIT);
    const start = this.#spilt + this.#used;
    this.#used += this.#tail.write(text, this.#used, 'utf8');
    return { start, end: this.#spilt + this.#used };
  }

  /** What was appended as one text can be read at once, and so can a part of it. */
  read(block: Buffer, offset: number, length: number, position: number): void {
    const spill = this.#spill;
    if (spill === null || position >= this.#spilt) {
      this.#tail.copy(block, offset, position - this.#spilt, position - this.#spilt + length);
    } else {
      fill((wanted, at, from) => spill.readAt(wanted, at, from), block, offset, length, position);
    }
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#tail.length) return;
    if (this.#used > 0) {
      this.#spill ??= this.#makeSpill();
      this.#spill.write(this.#tail.subarray(0, this.#used));
      this.#spilt += this.#used;
      this.#used = 0;
    }
    if (bytes > this.#tail.length) this.#tail = Buffer.allocUnsafe(Math.max(bytes, TAIL_BYTES));
  }
}
