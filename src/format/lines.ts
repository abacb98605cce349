/**
 * Cuts a stream of bytes into lines without losing one: whatever the chunks, the lines with their endings put back
 * together are the same bytes. It knows nothing of what a line holds.
 *
 * A file may have millions of lines, so one `Line` object is used again for every line, and points into the chunk
 * instead of copying it.
 */
import type { Mutable } from '../model/mutable.ts';

/** A line ending as found; none at the end of a file that stops without one. A lone CR belongs to its line. */
export type LineEnding = '\r\n' | '\n' | '';

/** A line in place. It is valid only until the next one is handed over. */
export interface Line {
  readonly bytes: Buffer;
  /** Offset of the first byte in `bytes`. */
  readonly start: number;
  /** Offset after the last byte, the line ending left out. */
  readonly end: number;
  readonly ending: LineEnding;
  /** 1-based. */
  readonly number: number;
}

/** No record comes near this; a longer line means that the file is no text, and would otherwise fill the memory. */
export const MAX_LINE_BYTES = 65_536;

export class LineTooLong extends Error {
  /** 1-based. */
  readonly line: number;

  constructor(line: number) {
    super(`Line ${line} is longer than ${MAX_LINE_BYTES} bytes`);
    this.name = 'LineTooLong';
    this.line = line;
  }
}

const LF = 0x0a;
const CR = 0x0d;
const NOTHING = Buffer.alloc(0);

export class LineSplitter {
  readonly #onLine: (line: Line) => void;
  readonly #line: Mutable<Line> = { bytes: NOTHING, start: 0, end: 0, ending: '', number: 0 };
  /** The beginning of a line whose end has not come yet: copied, for a caller may use its chunk again. */
  #begun: Buffer = NOTHING;

  constructor(onLine: (line: Line) => void) {
    this.#onLine = onLine;
  }

  /** Throws `LineTooLong`. */
  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = this.#begun.length === 0 ? 0 : this.#finishBegun(bytes);
    for (let at = bytes.indexOf(LF, start); at !== -1; at = bytes.indexOf(LF, start)) {
      this.#emit(bytes, start, at);
      start = at + 1;
    }
    if (start < bytes.length) this.#begin(bytes.subarray(start));
  }

  /** Hands over a last line that has no ending. */
  end(): void {
    const bytes = this.#begun;
    this.#begun = NOTHING;
    if (bytes.length > 0) this.#handOver(bytes, 0, bytes.length, '');
  }

  /** Completes the line that an earlier chunk began; returns where the next one starts. */
  #finishBegun(bytes: Buffer): number {
    const at = bytes.indexOf(LF);
    if (at === -1) return 0;
    this.#begin(bytes.subarray(0, at));
    const whole = this.#begun;
    this.#begun = NOTHING;
    this.#emit(whole, 0, whole.length);
    return at + 1;
  }

  #begin(bytes: Buffer): void {
    if (this.#begun.length + bytes.length > MAX_LINE_BYTES) throw new LineTooLong(this.#line.number + 1);
    this.#begun = Buffer.concat([this.#begun, bytes]);
  }

  /** `at` is where the LF stands, or would. */
  #emit(bytes: Buffer, start: number, at: number): void {
    if (at > start && bytes[at - 1] === CR) this.#handOver(bytes, start, at - 1, '\r\n');
    else this.#handOver(bytes, start, at, '\n');
  }

  #handOver(bytes: Buffer, start: number, end: number, ending: LineEnding): void {
    const line = this.#line;
    line.number += 1;
    if (end - start > MAX_LINE_BYTES) throw new LineTooLong(line.number);
    line.bytes = bytes;
    line.start = start;
    line.end = end;
    line.ending = ending;
    this.#onLine(line);
  }
}
