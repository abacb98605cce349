/**
 * Items as lines of JSON, written one after the other into a spool, with what stands between two of them in a payload.
 * Knows neither the order of the items nor what they mean.
 *
 * The bytes are set here one by one. `JSON.stringify` would make texts, to be put together and encoded: three times the
 * work where there are hundreds of thousands.
 */
import { LongNumbers, type Numbered } from '../model/long-list.ts';
import { BETWEEN_ITEMS } from './item-lines.ts';
import type { Spool } from './spool.ts';

const BLOCK_BYTES = 262_144;
/** A character is at most `\u0000`. */
const MOST_BYTES_A_CHARACTER = 6;
/** The quotes of a text, or `false`. */
const MOST_BYTES_AROUND_A_VALUE = 5;

const BETWEEN = Buffer.from(BETWEEN_ITEMS, 'latin1');
const TRUE = Buffer.from('true', 'latin1');
const FALSE = Buffer.from('false', 'latin1');
const NULL = Buffer.from('null', 'latin1');

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const CLOSING_BRACE = 0x7d;
const FIRST_VISIBLE = 0x20;
const FIRST_OF_TWO_BYTES = 0x80;
const FIRST_OF_THREE_BYTES = 0x800;

export class LineBlocks<T extends object> {
  readonly #spool: Spool;
  readonly #ends = new LongNumbers();
  /** What stands before each value of an item: `{"label":`, `,"number":`. */
  #labels: readonly Label[] = [];
  /** How much a line has at most beside the characters of its texts. */
  #mostBytesAround = 0;
  /** What is not in the spool yet. */
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #view = viewOf(this.#block);
  #used = 0;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  /** Of each line: the position in the spool after its last byte. */
  get ends(): Numbered<number> {
    return this.#ends;
  }

  /** Of items with the same properties in the same order; a value is a text, true or false, or null. */
  add(item: T): void {
    if (this.#labels.length === 0) this.#begin(labelsOf(item));
    const values: readonly unknown[] = Object.values(item);
    this.#makeRoom(values);
    const block = this.#block;
    const view = this.#view;
    let used = this.#used;
    if (this.#ends.length > 0) used = withBytes(block, used, BETWEEN);
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      used = withLabel(view, used, this.#labels[at] ?? NO_LABEL);
      if (typeof value === 'string') used = withText(block, used, value);
      else used = withBytes(block, used, value === true ? TRUE : value === false ? FALSE : NULL);
    }
    block[used] = CLOSING_BRACE;
    this.#used = used + 1;
    this.#ends.push(this.#spool.bytes + this.#used);
  }

  /** Has all of the lines in the spool. */
  flush(): void {
    if (this.#used > 0) this.#spool.write(this.#block.subarray(0, this.#used));
    this.#used = 0;
  }

  #begin(labels: readonly Label[]): void {
    this.#labels = labels;
    const bytes = labels.reduce((sum, label) => sum + label.length, 0);
    this.#mostBytesAround =
      BETWEEN.length + bytes + labels.length * MOST_BYTES_AROUND_A_VALUE + 1 + WORD_BYTES;
  }

  #makeRoom(values: readonly unknown[]): void {
    let characters = 0;
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      if (typeof value === 'string') characters += value.length;
    }
    const most = this.#mostBytesAround + characters * MOST_BYTES_A_CHARACTER;
    if (this.#used + most <= this.#block.length) return;
    this.flush();
    if (most <= this.#block.length) return;
    this.#block = Buffer.allocUnsafe(most);
    this.#view = viewOf(this.#block);
  }
}

function viewOf(block: Buffer): DataView {
  return new DataView(block.buffer, block.byteOffset, block.length);
}

/** What stands before a value, in words of four bytes; the last one is filled up with zeros. */
interface Label {
  readonly words: Uint32Array;
  readonly length: number;
}

const WORD_BYTES = 4;
const NO_LABEL: Label = { words: new Uint32Array(0), length: 0 };

function labelsOf(item: object): Label[] {
  return Object.keys(item).map((name, at) => {
    const bytes = Buffer.from(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`, 'utf8');
    const words = new Uint32Array(Math.ceil(bytes.length / WORD_BYTES));
    for (const [number, byte] of bytes.entries()) {
      const word = Math.floor(number / WORD_BYTES);
      words[word] = (words[word] ?? 0) | (byte << (8 * (number % WORD_BYTES)));
    }
    return { words, length: bytes.length };
  });
}

/** Sets a label at an offset, and gives the one behind it; up to three bytes there are set to zero. */
function withLabel(view: DataView, offset: number, { words, length }: Label): number {
  for (let at = 0; at < words.length; at += 1) {
    view.setUint32(offset + at * WORD_BYTES, words[at] ?? 0, true);
  }
  return offset + length;
}

/** Sets bytes at an offset, and gives the one behind them. */
function withBytes(block: Uint8Array, offset: number, bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) block[offset + at] = bytes[at] ?? 0;
  return offset + bytes.length;
}

/** The same of a text in its quotes; what takes more than a look at its characters is left to `JSON.stringify`. */
function withText(block: Buffer, offset: number, text: string): number {
  block[offset] = QUOTE;
  let used = offset + 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < FIRST_VISIBLE || code === QUOTE || code === BACKSLASH || code >= FIRST_OF_THREE_BYTES) {
      return offset + block.write(JSON.stringify(text), offset, 'utf8');
    }
    if (code < FIRST_OF_TWO_BYTES) block[used] = code;
    else {
      block[used] = 0xc0 | (code >> 6);
      used += 1;
      block[used] = 0x80 | (code & 0x3f);
    }
    used += 1;
  }
  block[used] = QUOTE;
  return used + 1;
}
