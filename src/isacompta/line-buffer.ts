/**
 * Writes lines of the exchange format as bytes: a line starts as a copy of its template, which is filled with spaces
 * and constants, and fields are set in place. Owns alignment and widths; knows nothing of what a field means.
 *
 * Millions of lines pass here, so nothing is allocated per line or field. The bytes leave in blocks of 256 KiB: the
 * system takes these in a sixth of the time that it needs for the same bytes in blocks of 32 KiB.
 */
import type { FieldName, RecordLayout, Span } from '../format/fixed-width.ts';
import { encode, type WriteOutcome, writeText } from '../format/windows-1252.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { RateHundredths } from '../model/rate.ts';

const BLOCK_BYTES = 262_144;
const SPACE = 0x20;
const ZERO = 0x30;
const POINT = 0x2e;
const CRLF = Buffer.from('\r\n', 'latin1');

/** A whole line with its line ending: the key, the constants, flags at 0 and spaces everywhere else. */
export function lineTemplate<L extends RecordLayout>(
  layout: L,
  constants: { readonly [N in FieldName<L>]?: string } = {},
): Uint8Array {
  const line = new Uint8Array(layout.length + CRLF.length).fill(SPACE);
  line.set(encode(layout.key));
  for (const field of layout.fields) {
    const constant = constants[field.name as FieldName<L>];
    const value = constant ?? (field.type === 'flag' ? '0' : '');
    if (value.length > field.length)
      throw new RangeError(`${layout.key}${field.name} is wider than its field: ${value}`);
    const isRight = field.type === 'decimal';
    line.set(encode(value), field.start - 1 + (isRight ? field.length - value.length : 0));
  }
  line.set(CRLF, layout.length);
  return line;
}

/**
 * Takes the first bytes of a block, and gives the block to fill next, of the same size: this one again where it is done
 * with its bytes.
 */
export type OnBlock = (block: Uint8Array<ArrayBuffer>, length: number) => Uint8Array<ArrayBuffer>;

export class LineBuffer {
  readonly #write: OnBlock;
  #block = new Uint8Array(BLOCK_BYTES);
  #used = 0;
  #line = 0;

  constructor(write: OnBlock) {
    this.#write = write;
  }

  /** Begins a line; the setters below then fill it. */
  begin(template: Uint8Array): void {
    this.#reserve(template.length);
    this.#line = this.#used;
    this.#block.set(template, this.#line);
    this.#used += template.length;
  }

  /** Sets a text, left-aligned; the outcome says whether it was written whole. */
  text(span: Span, text: string): WriteOutcome {
    return writeText(this.#block, this.#line + span.offset, span.width, text);
  }

  /** Fills a field with spaces again. */
  blank(span: Span): void {
    const start = this.#line + span.offset;
    this.#block.fill(SPACE, start, start + span.width);
  }

  /** Sets one digit. */
  digit(span: Span, digit: number): void {
    this.#block[this.#line + span.offset] = ZERO + digit;
  }

  /** Sets whole cents (not negative) with a point and two decimals, right-aligned. */
  cents(span: Span, cents: number): void {
    this.#decimal(span, cents);
  }

  /** Sets a rate with a point and two decimals, right-aligned. */
  rate(span: Span, rate: RateHundredths): void {
    this.#decimal(span, rate);
  }

  /** Sets a day as `jjmmaaaa`. */
  date(span: Span, date: CalendarDate): void {
    const start = this.#line + span.offset;
    this.#digits(start, date % 100, 2);
    this.#digits(start + 2, Math.floor(date / 100) % 100, 2);
    this.#digits(start + 4, Math.floor(date / 10_000), 4);
  }

  /** Writes a free line (a line of a remark), of any length. The text must have a place in Windows-1252. */
  freeLine(text: string): void {
    const bytes = encode(text);
    if (bytes.length + CRLF.length > BLOCK_BYTES) {
      this.flush();
      const line = new Uint8Array(bytes.length + CRLF.length);
      line.set(bytes);
      line.set(CRLF, bytes.length);
      this.#write(line, line.length);
      return;
    }
    this.#reserve(bytes.length + CRLF.length);
    this.#block.set(bytes, this.#used);
    this.#block.set(CRLF, this.#used + bytes.length);
    this.#used += bytes.length + CRLF.length;
  }

  /** Hands over what is gathered. */
  flush(): void {
    if (this.#used > 0) this.#block = this.#write(this.#block, this.#used);
    this.#used = 0;
  }

  #reserve(bytes: number): void {
    if (this.#used + bytes > BLOCK_BYTES) this.flush();
  }

  #decimal(span: Span, hundredths: number): void {
    const first = this.#line + span.offset;
    let at = first + span.width - 1;
    let rest = hundredths;
    for (let place = 0; rest > 0 || place < 3; place += 1) {
      if (place === 2) {
        this.#block[at] = POINT;
        at -= 1;
      }
      if (at < first) throw new RangeError(`${hundredths} hundredths are wider than ${span.width} columns`);
      const next = Math.floor(rest / 10);
      this.#block[at] = ZERO + (rest - next * 10);
      rest = next;
      at -= 1;
    }
  }

  #digits(start: number, value: number, count: number): void {
    let rest = value;
    for (let at = start + count - 1; at >= start; at -= 1) {
      this.#block[at] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
  }
}
