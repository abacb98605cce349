/**
 * One line of an exchange file as the reader finds it: its kind, its layout, and its bytes untouched. What
 * the columns mean is read elsewhere, and only where asked for.
 */
import { KEY_LENGTH, type RecordLayout } from '../format/fixed-width.ts';
import type { LineEnding } from '../format/lines.ts';
import { type CharacterTable, decodeText } from './charset.ts';

/**
 * `record`: its key is in the layouts. `remark-line`: free text between RMQDEB and RMQFIN. `blank`: nothing but
 * blanks, or the end-of-file sign of DOS. `unknown`: any other line.
 */
export type RecordKind = 'record' | 'remark-line' | 'blank' | 'unknown';

/** A record in place: it points into bytes that it may share with others. The line ending is not part of it. */
export interface ExchangeRecord {
  readonly kind: RecordKind;
  /** Null for everything but a `record`. */
  readonly layout: RecordLayout | null;
  readonly bytes: Buffer;
  /** Offset of the first byte in `bytes`. */
  readonly start: number;
  /** Offset after the last byte. */
  readonly end: number;
  readonly ending: LineEnding;
  /** 1-based line of the file. */
  readonly line: number;
  readonly characters: CharacterTable;
}

/** The whole line as text, blanks included. */
export function lineText(record: ExchangeRecord): string {
  return decodeText(record.bytes, record.start, record.end, record.characters);
}

/** The six characters at the front of the line, or what there is of them, without the blanks around them. */
export function keyText(record: ExchangeRecord): string {
  const end = Math.min(record.end, record.start + KEY_LENGTH);
  return decodeText(record.bytes, record.start, end, record.characters).trim();
}
