/**
 * Cuts `ecritures.csv` into a header and rows. Owns the faults of the text as a whole (no header, a quote that is never
 * closed, NUL bytes); knows nothing of what a row says.
 */
import type { Readable } from 'node:stream';
import { CsvFault, type CsvShape, isBlankRow, readCsv } from '../format/csv-reader.ts';
import type { Findings } from '../model/findings.ts';
import { type Header, readHeader } from './columns.ts';

/** `ecritures.csv`: its name inside the batch, and its text in UTF-8, as often as it is asked for. */
export interface EntryText {
  readonly file: string;
  readonly shape: CsvShape;
  readonly hasNul: boolean;
  /** How long it is, as it came. */
  readonly bytes: number;
  /** Lines whose rows are passed over. */
  readonly leftOut?: { has(line: number): boolean };
  open(): Promise<Readable>;
}

/** Rows of the wrong width (empty ones too) after which the rest is not looked at: each costs far more than a sound one. */
const MOST_MALFORMED_ROWS = 100_000;

/** Takes one row and the 1-based line where it begins; false ends the reading. */
export type OnRow = (cells: readonly string[], line: number) => boolean;

/**
 * Reads the text once. `begin` is given the header and gives back what takes the rows. False where the text could not
 * be read to its end: a finding says why.
 */
export async function readRows(
  text: EntryText,
  findings: Findings,
  begin: (header: Header) => OnRow,
): Promise<boolean> {
  const { file, leftOut } = text;
  let onRow: OnRow | null = null;
  let width = 0;
  let malformed = 0;
  let isReadable = true;
  try {
    await readCsv(await text.open(), text.shape, (cells, line) => {
      if (text.hasNul && cells.some((cell) => cell.includes('\0'))) {
        findings.add('ROW_MALFORMED', { file, line }, { fault: 'nul' });
        return true;
      }
      if (onRow !== null) {
        if (leftOut?.has(line)) return true;
        if (cells.length !== width) malformed += 1;
        if (malformed <= MOST_MALFORMED_ROWS) return onRow(cells, line);
        findings.add('ROW_MALFORMED', { file, line }, { fault: 'too-many' });
        isReadable = false;
        return false;
      }
      if (isBlankRow(cells)) return true;
      const header = readHeader(cells, { file, line }, findings);
      isReadable = header !== null;
      if (header !== null) onRow = begin(header);
      width = cells.length;
      return isReadable;
    });
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    findings.add('ROW_MALFORMED', { file, line: error.line }, { fault: error.fault });
    return false;
  }
  return isReadable;
}
