/**
 * Goes through the lines of a list, one by one or over many that are the same in another list: those are compared as
 * bytes, without being read. Knows nothing of what the items mean.
 */
import { BETWEEN_BYTES, type ItemLines } from './item-lines.ts';

/** So many bytes are compared first, more and more as long as they are the same. */
const FIRST_BYTES = 512;
/** Less than what the shortest item takes. */
const LEAST_BYTES = 32;

export class ItemCursor {
  readonly #blocks: Generator<Buffer>;
  /** Null at the end. */
  #block: Buffer | null = null;
  #start = 0;
  #end = 0;

  constructor(lines: ItemLines) {
    this.#blocks = lines.blocks();
    this.#nextBlock();
  }

  get isAtEnd(): boolean {
    return this.#block === null;
  }

  /** The line as JSON. */
  get text(): string {
    return this.#block?.toString('utf8', this.#start, this.#end) ?? '';
  }

  next(): void {
    if (this.#block !== null) this.#goTo(this.#block, this.#end);
  }

  /**
   * Passes over lines that are the same in the other list, which the other cursor passes over too. Says whether there
   * were any; where there were none, the two lines are different or one list is at its end.
   */
  skipSame(other: ItemCursor): boolean {
    const [mine, its] = [this.#block, other.#block];
    if (mine === null || its === null) return false;
    const same = sameBytes(mine, this.#start, its, other.#start);
    const length = this.#wholeLines(mine, same);
    if (length === 0) return this.#skipLine(mine, other, its);
    this.#goTo(mine, this.#start + length);
    other.#goTo(its, other.#start + length);
    return true;
  }

  /** How far the whole lines among the next so many bytes go, all but the last one. */
  #wholeLines(block: Buffer, bytes: number): number {
    if (bytes < BETWEEN_BYTES.length) return 0;
    const at = block.lastIndexOf(BETWEEN_BYTES, this.#start + bytes - BETWEEN_BYTES.length);
    return Math.max(0, at - this.#start);
  }

  #skipLine(mine: Buffer, other: ItemCursor, its: Buffer): boolean {
    const length = this.#end - this.#start;
    if (length !== other.#end - other.#start) return false;
    if (mine.compare(its, other.#start, other.#end, this.#start, this.#end) !== 0) return false;
    this.next();
    other.next();
    return true;
  }

  /** To the line behind the one that ends there. */
  #goTo(block: Buffer, end: number): void {
    this.#start = end + BETWEEN_BYTES.length;
    if (this.#start >= block.length) this.#nextBlock();
    else this.#findEnd(block);
  }

  #nextBlock(): void {
    const { value } = this.#blocks.next();
    this.#block = value ?? null;
    this.#start = 0;
    if (this.#block !== null) this.#findEnd(this.#block);
  }

  #findEnd(block: Buffer): void {
    const between = block.indexOf(BETWEEN_BYTES, this.#start);
    this.#end = between === -1 ? block.length : between;
  }
}

/** At least how many bytes are the same from two places on; those that are missed are fewer than an item has. */
function sameBytes(one: Buffer, oneStart: number, other: Buffer, otherStart: number): number {
  const most = Math.min(one.length - oneStart, other.length - otherStart);
  let same = 0;
  let step = FIRST_BYTES;
  let growth = 2;
  while (same < most && step >= LEAST_BYTES) {
    const to = Math.min(same + step, most);
    const isSame =
      one.compare(other, otherStart + same, otherStart + to, oneStart + same, oneStart + to) === 0;
    if (isSame) same = to;
    else growth = 0.5;
    step *= growth;
  }
  return same;
}
