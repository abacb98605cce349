/**
 * The control of an import file by its bytes: every line has exactly its layout's width, every entry balances, and the
 * sums are counted again. Owns nothing of how the bytes were made, so that it can find the writer's mistakes: all it
 * shares with the writer is the layouts.
 *
 * Where the day of the batch was not known while the entries were written, it is stamped on their headers in passing.
 */
import { type RecordLayout, type Span, spanOf } from '../format/fixed-width.ts';
import { type CalendarDate, formatExchangeDate } from '../model/calendar-date.ts';
import { CentsTotal } from '../model/cents.ts';
import {
  ACCOUNT,
  COMPANY_FILE,
  DUE_DATE,
  ENTRY,
  FILE_HEADER,
  FISCAL_YEAR,
  MOVEMENT,
  MOVEMENT_ASSIGNMENT,
  REMARK_CLOSING,
  REMARK_OPENING,
  THIRD_PARTY,
} from './layouts.ts';

const WRITTEN_LAYOUTS: readonly RecordLayout[] = [
  FILE_HEADER,
  COMPANY_FILE,
  FISCAL_YEAR,
  ACCOUNT,
  THIRD_PARTY,
  ENTRY,
  REMARK_OPENING,
  MOVEMENT,
  MOVEMENT_ASSIGNMENT,
  DUE_DATE,
];
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const ZERO = 0x30;
const POINT = 0x2e;

/** The first three characters tell the records of an import file apart, and are one number. */
const LENGTHS = new Map(WRITTEN_LAYOUTS.map((layout) => [prefixOfKey(layout), layout.length]));
const ENTRY_PREFIX = prefixOfKey(ENTRY);
const MOVEMENT_PREFIX = prefixOfKey(MOVEMENT);
const REMARK_PREFIX = prefixOfKey(REMARK_OPENING);
const DUE_DATE_PREFIX = prefixOfKey(DUE_DATE);
const REMARK_END = Buffer.from(`${REMARK_CLOSING.key}\r\n`, 'latin1');

const DEBIT = spanOf(MOVEMENT, 'debit');
const CREDIT = spanOf(MOVEMENT, 'credit');
const DUE_AMOUNT = spanOf(DUE_DATE, 'amount');
const CREATED = spanOf(ENTRY, 'created');
const MODIFIED = spanOf(ENTRY, 'modified');

export class ImportControl {
  readonly #stamp: Uint8Array | null;
  readonly #debit = new CentsTotal();
  readonly #credit = new CentsTotal();
  #entryBalance = new CentsTotal();
  #entryMovements = 0;
  #movementCents = 0;
  #inRemark = false;
  entries = 0;
  movements = 0;

  /** `created` is stamped on every entry's header; null leaves them as they are. */
  constructor(created: CalendarDate | null) {
    this.#stamp = created === null ? null : Buffer.from(formatExchangeDate(created), 'latin1');
  }

  get debit(): bigint {
    return this.#debit.value;
  }

  get credit(): bigint {
    return this.#credit.value;
  }

  /** Controls the whole lines in block[0, length) and gives the offset behind the last one. Throws on a fault of ours. */
  take(block: Uint8Array, length: number): number {
    let at = 0;
    for (;;) {
      const next = this.#inRemark ? this.#remarkLine(block, at, length) : this.#record(block, at, length);
      if (next === at) return at;
      at = next;
    }
  }

  /** To be called once behind the last line. Throws on a fault of ours. */
  finish(): void {
    if (this.#inRemark) throw new Error('An import file ends inside a remark');
    this.#closeEntry();
  }

  #record(block: Uint8Array, at: number, length: number): number {
    if (at + 3 > length) return at;
    const prefix = prefixOf(block, at);
    const width = LENGTHS.get(prefix);
    if (width === undefined) throw new Error(`An import file holds an unknown record: ${excerpt(block, at)}`);
    const end = at + width;
    if (end + 2 > length) return at;
    if (block[end] !== CR || block[end + 1] !== LF)
      throw new Error(`A line is not ${width} wide: ${excerpt(block, at)}`);
    if (prefix === MOVEMENT_PREFIX) this.#movement(block, at);
    else if (prefix === ENTRY_PREFIX) this.#entry(block, at);
    else if (prefix === REMARK_PREFIX) this.#inRemark = true;
    else if (prefix === DUE_DATE_PREFIX) this.#dueDate(block, at);
    return end + 2;
  }

  #remarkLine(block: Uint8Array, at: number, length: number): number {
    const lineFeed = block.indexOf(LF, at);
    if (lineFeed === -1 || lineFeed >= length) return at;
    const end = lineFeed + 1;
    if (Buffer.compare(block.subarray(at, end), REMARK_END) === 0) this.#inRemark = false;
    return end;
  }

  #entry(block: Uint8Array, at: number): void {
    this.#closeEntry();
    this.entries += 1;
    if (this.#stamp === null) return;
    block.set(this.#stamp, at + CREATED.offset);
    block.set(this.#stamp, at + MODIFIED.offset);
  }

  #movement(block: Uint8Array, at: number): void {
    const debit = centsAt(block, at, DEBIT);
    const credit = centsAt(block, at, CREDIT);
    if (debit === -1 && credit === -1) throw new Error(`A movement without an amount: ${excerpt(block, at)}`);
    if (debit !== -1 && credit !== -1) throw new Error(`A movement on both sides: ${excerpt(block, at)}`);
    this.movements += 1;
    this.#entryMovements += 1;
    this.#movementCents = Math.max(debit, credit);
    if (debit > 0) {
      this.#debit.add(debit);
      this.#entryBalance.add(debit);
    }
    if (credit > 0) {
      this.#credit.add(credit);
      this.#entryBalance.add(-credit);
    }
  }

  /** A due date tells the whole amount of the movement above it. */
  #dueDate(block: Uint8Array, at: number): void {
    if (centsAt(block, at, DUE_AMOUNT) !== this.#movementCents) {
      throw new Error(`A due date of another amount than its movement: ${excerpt(block, at)}`);
    }
  }

  #closeEntry(): void {
    if (this.entries > 0 && this.#entryMovements === 0) throw new Error('An entry without movements');
    if (!this.#entryBalance.isZero)
      throw new Error(`Entry ${this.entries} of an import file does not balance`);
    this.#entryMovements = 0;
    this.#entryBalance = new CentsTotal();
  }
}

/** Whole cents of a right-aligned amount with a point and two decimals, -1 where the field is blank. */
function centsAt(block: Uint8Array, line: number, { offset, width }: Span): number {
  const start = line + offset;
  const end = start + width;
  let at = start;
  while (at < end && block[at] === SPACE) at += 1;
  if (at === end) return -1;
  if (block[end - 3] !== POINT || at >= end - 3) throw new Error(`Not an amount: ${excerpt(block, line)}`);
  let cents = 0;
  for (; at < end; at += 1) {
    if (at === end - 3) continue;
    const digit = (block[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) throw new Error(`Not an amount: ${excerpt(block, line)}`);
    cents = cents * 10 + digit;
  }
  return cents;
}

function prefixOfKey({ key }: RecordLayout): number {
  return prefixOf(Buffer.from(key, 'latin1'), 0);
}

function prefixOf(block: Uint8Array, at: number): number {
  return ((block[at] ?? 0) << 16) | ((block[at + 1] ?? 0) << 8) | (block[at + 2] ?? 0);
}

function excerpt(block: Uint8Array, at: number): string {
  return Buffer.from(block.subarray(at, at + 80)).toString('latin1');
}
