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

/** The list without white space, in pieces: what is hashed. Bytes as Latin-1, which says them as they are. */
export function* compactPieces(lines: ItemLines): Generator<string> {
  for (const [index, block] of lines.entries()) {
    const compact = block.toString('latin1').split(BETWEEN_ITEMS).join(',');
    yield index === 0 ? compact : `,${compact}`;
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

  /** Where the line stands. */
  get place(): { readonly bytes: Buffer; readonly start: number; readonly end: number } {
    return { bytes: this.#bytes, start: this.#start, end: this.#end };
  }

  isSameAs(other: ItemCursor): boolean {
    if (this.#end - this.#start !== other.#end - other.#start) return false;
    return this.#bytes.compare(other.#bytes, other.#start, other.#end, this.#start, this.#end) === 0;
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
