/**
 * Goes through the lines of a list, one by one. Owns how a line is found, and how what is the same in two lists is
 * compared as bytes, without being read.
 */
import { BETWEEN_ITEMS, type ItemLines, LINE_FEED } from './item-lines.ts';

/** Some twenty lines; a look is twice as long as the one before it that showed nothing else. */
const LEAST_LOOK_BYTES = 4_096;
const MOST_LOOK_BYTES = 65_536;
const NOTHING = Buffer.alloc(0);

export class ItemCursor {
  readonly #blocks: Iterator<Buffer>;
  #isAtEnd = false;
  #bytes: Buffer = NOTHING;
  #start = 0;
  #end = 0;
  #lookBytes = LEAST_LOOK_BYTES;

  constructor(lines: ItemLines) {
    this.#blocks = lines.blocks();
    this.#openBlock();
    this.#findEnd();
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** The line as JSON. */
  get text(): string {
    return this.#bytes.toString('utf8', this.#start, this.#end);
  }

  /** Goes behind a line that is the same in both, with as many lines after it as one look shows to be; false without one. */
  skipSame(other: ItemCursor): boolean {
    const isLong = this.#takeSame(other, this.#endOfMany());
    this.#lookBytes = isLong ? Math.min(this.#lookBytes * 2, MOST_LOOK_BYTES) : LEAST_LOOK_BYTES;
    if (!isLong && !this.#takeSame(other, this.#end)) return false;
    this.next();
    other.next();
    return true;
  }

  /** Has both end their lines where the stretch up to `end` does, where it is the same in both. */
  #takeSame(other: ItemCursor, end: number): boolean {
    const bytes = other.#bytes;
    const otherEnd = other.#start + end - this.#start;
    const endsThere = otherEnd === bytes.length || bytes[otherEnd + 1] === LINE_FEED;
    if (!endsThere || this.#bytes.compare(bytes, other.#start, otherEnd, this.#start, end) !== 0)
      return false;
    this.#end = end;
    other.#end = otherEnd;
    return true;
  }

  /** The end of the last line that one look sees whole; that of this line where it sees no other. */
  #endOfMany(): number {
    const newLine = this.#bytes.lastIndexOf(LINE_FEED, this.#start + this.#lookBytes);
    return Math.max(newLine - 1, this.#end);
  }

  next(): void {
    this.#start = this.#end + BETWEEN_ITEMS.length;
    if (this.#start >= this.#bytes.length) this.#openBlock();
    this.#findEnd();
  }

  #openBlock(): void {
    const block = this.#blocks.next();
    this.#isAtEnd = block.done === true;
    this.#bytes = block.done === true ? NOTHING : block.value;
    this.#start = 0;
  }

  /** No text has a line feed, so that the first one ends the line; the comma stands before it. */
  #findEnd(): void {
    const newLine = this.#bytes.indexOf(LINE_FEED, this.#start);
    this.#end = newLine === -1 ? this.#bytes.length : newLine - 1;
  }
}
