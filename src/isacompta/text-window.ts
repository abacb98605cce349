/**
 * The text of records for those who want many of their fields: of many lines at once, for decoding them takes hardly
 * longer than decoding one. Knows no layout.
 */

import type { Field } from '../format/fixed-width.ts';
import { type CharacterTable, decodeText, WINDOWS_1252 } from './charset.ts';
import type { ExchangeRecord } from './record.ts';
import { holdSpecial } from './special-bytes.ts';

/** More than this is memory that the next window can't have again at once. */
const WINDOW_BYTES = 32_768;
const SPACE = 0x20;
const NOTHING = Buffer.alloc(0);

export class TextWindow {
  /** The bytes that were decoded last: from `#start` to `#end` of them. */
  #bytes: Buffer = NOTHING;
  #start = 0;
  #end = 0;
  #text = '';
  #mayHoldControl = false;
  /** Where the record stands in the bytes. */
  #lineStart = 0;
  #lineEnd = 0;

  /** Goes to a record: `textOf` is of this one until the next. */
  moveTo({ bytes, start, end, characters }: ExchangeRecord): void {
    if (bytes !== this.#bytes || start < this.#start || end > this.#end) {
      this.#bytes = bytes;
      this.#start = start;
      this.#end = Math.max(end, Math.min(start + WINDOW_BYTES, bytes.length));
      this.#decode(characters);
    }
    this.#lineStart = start;
    this.#lineEnd = end;
  }

  /** False where none of the lines around the record holds a control character, white space aside. */
  get mayHoldControl(): boolean {
    return this.#mayHoldControl;
  }

  /** Most texts are such that one look shows both: that bytes are characters, and that no control is among them. */
  #decode(characters: CharacterTable): void {
    this.#mayHoldControl = holdSpecial(this.#bytes, this.#start, this.#end);
    const isLatin = characters === WINDOWS_1252 && !this.#mayHoldControl;
    this.#text = isLatin
      ? this.#bytes.toString('latin1', this.#start, this.#end)
      : decodeText(this.#bytes, this.#start, this.#end, characters);
  }

  /**
   * The text of a field without the blanks around it. A long one shares the memory of the window, so that it is not for
   * values that stay in great numbers.
   */
  textOf({ start: column, length }: Field): string {
    const bytes = this.#bytes;
    let start = this.#lineStart + column - 1;
    let end = Math.min(start + length, this.#lineEnd);
    while (end > start && (bytes[end - 1] ?? 0) <= SPACE) end -= 1;
    if (end <= start) return '';
    while ((bytes[start] ?? 0) <= SPACE) start += 1;
    // A byte is a character.
    return this.#text.slice(start - this.#start, end - this.#start);
  }
}
