/** Keeps records of an exchange file beyond their reading, and puts them together again. */
import type { ExchangeRecord } from '../../src/isacompta/record.ts';

/** A copy that stays valid: the reader uses its own object again for the next line. */
export function keepRecord(record: ExchangeRecord): ExchangeRecord {
  const { kind, layout, ending, line, characters } = record;
  const bytes = Buffer.from(record.bytes.subarray(record.start, record.end));
  return { kind, layout, bytes, start: 0, end: bytes.length, ending, line, characters };
}

/** The bytes of kept records with their line endings: those of the file, where the records are all that was read. */
export function writeRecords(records: Iterable<ExchangeRecord>): Buffer {
  const parts: Buffer[] = [];
  for (const { bytes, ending } of records) parts.push(bytes, Buffer.from(ending, 'latin1'));
  return Buffer.concat(parts);
}
