/**
 * Cuts a table of a settings export into its header and rows. Owns the faults of the text as a whole (no header, cells
 * that are too many or too few, a quote that is never closed); knows nothing of what a row says.
 */
import type { Readable } from 'node:stream';
import { CsvFault, isBlankRow, readCsv } from '../format/csv-reader.ts';
import { openCsvText } from '../format/csv-text.ts';
import type { Findings } from '../model/findings.ts';
import { readTableHeader, type TableColumns, type TablePlaces } from './settings-columns.ts';
import { TableRow } from './settings-row.ts';

/** Rows of the wrong width after which the rest is not looked at. */
const MOST_MALFORMED_ROWS = 10_000;

/** What a table is like, once it was read. */
export interface TableReading<C extends TableColumns> {
  /** The columns that it does not have. */
  readonly missing: readonly (keyof C & string)[];
  /** It has no row at all, not even one with a fault. */
  readonly isEmpty: boolean;
  /** Some of its rows could not be read. */
  readonly hasFaults: boolean;
}

/** Hands each sound row to `onRow`, in order; one object is used again for every row. Null where its header has a fault. */
export async function readTable<C extends TableColumns>(
  { path: file, open }: { readonly path: string; open(): Promise<Readable> },
  columns: C,
  findings: Findings,
  onRow: (row: TableRow<C>) => void,
): Promise<TableReading<C> | null> {
  const { shape, hasNul, mayBeDamaged, utf8 } = await openCsvText(open);
  let row: TableRow<C> | null = null;
  let missing: (keyof C & string)[] | null = null;
  let width = 0;
  let malformed = 0;
  let hasHeader = false;
  let isEmpty = true;
  const tellRow = (line: number, cells: number): void => {
    const detail = cells === width ? {} : { cells, expected: width };
    findings.add('SETTINGS_UNREADABLE', { file, line }, { reason: 'row', ...detail });
  };
  try {
    await readCsv(utf8, shape, (cells, line) => {
      // Spreadsheets leave rows of nothing but separators behind the last one.
      if (isBlankRow(cells)) return true;
      if (!hasHeader) {
        hasHeader = true;
        width = cells.length;
        const places = readTableHeader(columns, cells, { file, line }, findings);
        if (places === null) return false;
        row = new TableRow(file, columns, places, findings);
        missing = missingColumns(places);
        return true;
      }
      if (row === null) return false;
      isEmpty = false;
      if (cells.length !== width || (hasNul && cells.some((cell) => cell.includes('\0')))) {
        tellRow(line, cells.length);
        malformed += 1;
        return malformed < MOST_MALFORMED_ROWS;
      }
      row.cells = cells;
      row.line = line;
      if (mayBeDamaged) row.tellUnreadable();
      onRow(row);
      return true;
    });
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    isEmpty = false;
    malformed += 1;
    tellRow(error.line, width);
  }
  if (!hasHeader) readTableHeader(columns, [], { file, line: 1 }, findings);
  return missing === null ? null : { missing, isEmpty, hasFaults: malformed > 0 };
}

function missingColumns<C extends TableColumns>(places: TablePlaces<C>): (keyof C & string)[] {
  const names = Object.keys(places) as (keyof C & string)[];
  return names.filter((name) => places[name] === -1);
}
