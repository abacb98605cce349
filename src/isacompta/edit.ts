/** Changes one field of a record and leaves every other byte of the line as it was. */
import type { Field } from '../format/fixed-width.ts';
import { encodeText } from './charset.ts';
import { type ExchangeRecord, rawBytes, withBytes } from './record.ts';

const SPACE = 0x20;

/**
 * A new record with `value` in the field, padded with spaces. A line that stops before the field's end is filled up
 * to it. Numbers stand on the right; text on the side where the text before it stood, on the left where there was
 * none. Throws a RangeError where the value does not fit the columns or the file's character set.
 */
export function withField(record: ExchangeRecord, field: Field, value: string): ExchangeRecord {
  const encoded = encodeText(value, record.characters);
  if (encoded === null || encoded.length > field.length) {
    throw new RangeError(`${JSON.stringify(value)} does not fit the field ${field.name}`);
  }
  const before = rawBytes(record);
  const from = field.start - 1;
  const to = from + field.length;
  const bytes = Buffer.alloc(Math.max(before.length, to), SPACE);
  before.copy(bytes);
  const standsRight = isNumeric(field) || isRightAligned(before.subarray(from, to), field.length);
  bytes.fill(SPACE, from, to);
  encoded.copy(bytes, standsRight ? to - encoded.length : from);
  return withBytes(record, bytes);
}

function isNumeric(field: Field): boolean {
  return field.type === 'num' || field.type === 'decimal';
}

function isRightAligned(bytes: Buffer, length: number): boolean {
  return bytes.length === length && bytes[0] === SPACE && bytes[length - 1] !== SPACE;
}
