/**
 * Reads an exchange file as a stream of records, losing nothing: the bytes of all records with their line endings
 * are the file. It owns what kind a line is; it judges nothing, and reads no column beyond the key.
 *
 * A file may have millions of lines, so one record object is used again for every line. Who wants a record for
 * longer takes a copy.
 */
import { KEY_LENGTH, type RecordLayout } from '../format/fixed-width.ts';
import { type Line, LineSplitter } from '../format/lines.ts';
import type { Mutable } from '../model/mutable.ts';
import { CharsetSniffer, characterTable, WINDOWS_1252 } from './charset.ts';
import { LAYOUTS, REMARK_CLOSING, REMARK_OPENING } from './layouts.ts';
import type { ExchangeRecord, RecordKind } from './record.ts';

const SPACE = 0x20;

/**
 * Hands every line of the file to `onRecord`, in order. Throws `LineTooLong`, and what the source or `onRecord`
 * throws; the source is closed in each case. Chunks of 64 KiB to 1 MiB are best.
 */
export async function readRecords(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onRecord: (record: ExchangeRecord) => void,
): Promise<void> {
  const sniffer = new CharsetSniffer();
  const reader = new RecordReader(onRecord);
  for await (const chunk of source) {
    sniffer.see(chunk);
    // Until a byte outside ASCII comes, both character sets read alike, so nothing was decoded wrongly before.
    if (sniffer.charset !== reader.characters.charset)
      reader.characters = await characterTable(sniffer.charset);
    reader.push(chunk);
  }
  reader.end();
}

class RecordReader {
  characters = WINDOWS_1252;
  readonly #onRecord: (record: ExchangeRecord) => void;
  readonly #lines = new LineSplitter((line) => this.#readLine(line));
  readonly #record: Mutable<ExchangeRecord> = {
    kind: 'unknown',
    layout: null,
    bytes: Buffer.alloc(0),
    start: 0,
    end: 0,
    ending: '',
    line: 0,
    characters: WINDOWS_1252,
  };
  #inRemark = false;

  constructor(onRecord: (record: ExchangeRecord) => void) {
    this.#onRecord = onRecord;
  }

  /** Throws `LineTooLong`. */
  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  end(): void {
    this.#lines.end();
  }

  #readLine(line: Line): void {
    const record = this.#record;
    record.bytes = line.bytes;
    record.start = line.start;
    record.end = line.end;
    record.ending = line.ending;
    record.line = line.number;
    record.characters = this.characters;
    const layout = layoutAt(line.bytes, line.start, line.end);
    record.kind = this.#kindOf(line, layout);
    record.layout = record.kind === 'record' ? layout : null;
    this.#onRecord(record);
  }

  #kindOf(line: Line, layout: RecordLayout | null): RecordKind {
    if (this.#inRemark) {
      this.#inRemark = layout !== REMARK_CLOSING;
      return this.#inRemark ? 'remark-line' : 'record';
    }
    if (layout === null) return isBlankLine(line) ? 'blank' : 'unknown';
    this.#inRemark = layout === REMARK_OPENING;
    return 'record';
  }
}

/** Keys packed into one number each: a look-up then needs no string. */
const BY_PACKED_KEY: ReadonlyMap<number, RecordLayout> = new Map(
  LAYOUTS.map((layout) => [packKey(Buffer.from(layout.key, 'latin1'), 0, KEY_LENGTH), layout]),
);

function layoutAt(bytes: Buffer, start: number, end: number): RecordLayout | null {
  return BY_PACKED_KEY.get(packKey(bytes, start, end)) ?? null;
}

/** A line cut within its key counts as padded with spaces. */
function packKey(bytes: Buffer, start: number, end: number): number {
  let packed = 0;
  for (let at = start; at < start + KEY_LENGTH; at += 1) {
    packed = packed * 256 + (at < end ? (bytes[at] ?? SPACE) : SPACE);
  }
  return packed;
}

/** Control characters count as blank: DOS programs leave an end-of-file sign, 0x1A, behind the last line. */
function isBlankLine(line: Line): boolean {
  for (let at = line.start; at < line.end; at += 1) {
    if ((line.bytes[at] ?? 0) > SPACE) return false;
  }
  return true;
}
