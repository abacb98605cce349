/**
 * A list of the settings as a payload has it: an item a line, each in canonical JSON, by key. It owns how lines stand
 * one after the other and are found again; knows neither files nor what the items mean.
 *
 * A company file may have hundreds of thousands of third parties. Their lines are held as bytes, in blocks, and what
 * is the same in two payloads is compared as bytes, without being read.
 */

/** What stands between two items of a list in a payload. No item holds it: JSON has no line ending in a text. */
export const BETWEEN_ITEMS = ',\n    ';

/** The lines of a list, cut into blocks of whole items; what stands between two blocks is in neither. */
export type ItemLines = readonly Buffer[];

/** A block that is found again in a file has about so many bytes. */
const BLOCK_BYTES = 32_768;

/**
 * The list without white space, in pieces: what is hashed. A piece is valid only until the next one, which is put
 * together in the same place.
 */
export function* compactPieces(lines: ItemLines): Generator<Uint8Array> {
  let place = Buffer.alloc(0);
  for (const [index, block] of lines.entries()) {
    if (place.length <= block.length) place = Buffer.allocUnsafe(block.length + 1);
    let used = index === 0 ? 0 : place.write(',', 'latin1');
    let start = 0;
    for (let at = block.indexOf(LINE_FEED); at !== -1; at = block.indexOf(LINE_FEED, start)) {
      used += block.copy(place, used, start, at);
      start = at + BETWEEN_ITEMS.length - 1;
    }
    used += block.copy(place, used, start);
    yield place.subarray(0, used);
  }
}

/** The lines that stand in a stretch of bytes. */
export function linesIn(bytes: Buffer): ItemLines {
  const blocks: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const between = bytes.indexOf(BETWEEN_ITEMS, start + BLOCK_BYTES);
    const end = between === -1 ? bytes.length : between;
    blocks.push(bytes.subarray(start, end));
    start = end + BETWEEN_ITEMS.length;
  }
  return blocks;
}

/** Goes through the lines of a list, one by one. */
export class ItemCursor {
  readonly #lines: ItemLines;
  #block = 0;
  #bytes: Buffer;
  #start = 0;
  #end = 0;

  constructor(lines: ItemLines) {
    this.#lines = lines;
    this.#bytes = lines[0] ?? Buffer.alloc(0);
    this.#findEnd();
  }

  get isAtEnd(): boolean {
    return this.#block >= this.#lines.length;
  }

  /** The line as JSON. */
  get text(): string {
    return this.#bytes.toString('utf8', this.#start, this.#end);
  }

  /** Goes behind a line that is the same in both, with as many lines after it as one look shows to be; false without one. */
  skipSame(other: ItemCursor): boolean {
    const isSkipped = this.#takeSame(other, this.#endOfMany()) || this.#takeSame(other, this.#end);
    if (!isSkipped) return false;
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
    const newLine = this.#bytes.lastIndexOf(LINE_FEED, this.#start + LOOK_BYTES);
    return Math.max(newLine - 1, this.#end);
  }

  next(): void {
    this.#start = this.#end + BETWEEN_ITEMS.length;
    if (this.#start >= this.#bytes.length) {
      this.#block += 1;
      this.#bytes = this.#lines[this.#block] ?? Buffer.alloc(0);
      this.#start = 0;
    }
    this.#findEnd();
  }

  /** No text has a line ending, so that the first one ends the line; the comma stands before it. */
  #findEnd(): void {
    const newLine = this.#bytes.indexOf(LINE_FEED, this.#start);
    this.#end = newLine === -1 ? this.#bytes.length : newLine - 1;
  }
}

const LINE_FEED = 0x0a;
/** Some twenty lines. */
const LOOK_BYTES = 4_096;
