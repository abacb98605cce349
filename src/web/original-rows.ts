/**
 * The rows of an original CSV text, as they stand there: those that are asked for by their lines, cut into cells as a
 * batch is read. Judges nothing; a text that can't be cut any further ends with the line from which it can't.
 */
import type { BatchFile } from '../ami/batch-file.ts';
import { CsvFault, isBlankRow, readCsv } from '../format/csv-reader.ts';
import { openCsvText } from '../format/csv-text.ts';

export interface OriginalRow {
  /** 1-based, where the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface OriginalRows {
  /** The first row that is not empty; null where there is none. */
  readonly header: OriginalRow | null;
  readonly rows: readonly OriginalRow[];
  /** Whether there are rows behind the last one that was asked for. */
  readonly hasMore: boolean;
  /** From this line on the text can't be cut into rows; null where it can. */
  readonly brokenAt: number | null;
}

/** A cell is shown this long at most. */
const LONGEST_CELL = 300;
const MOST_CELLS = 40;
const LONGEST_LINE = 4_000;

/** Those that `isWanted`, up to the line `last`. The rows behind that are not looked at. */
export async function originalRows(
  file: BatchFile,
  isWanted: (line: number) => boolean,
  last: number,
): Promise<OriginalRows> {
  const { shape, utf8 } = await openCsvText(() => file.open());
  const rows: OriginalRow[] = [];
  let header: OriginalRow | null = null;
  let hasMore = false;
  let brokenAt: number | null = null;
  try {
    await readCsv(utf8, shape, (cells, line) => {
      if (header === null && !isBlankRow(cells)) header = shown(cells, line);
      else if (line > last) hasMore = true;
      else if (isWanted(line)) rows.push(shown(cells, line));
      return !hasMore;
    });
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    brokenAt = error.line;
    if (isWanted(brokenAt)) rows.push(shown(await plainCells(file, brokenAt), brokenAt));
  }
  return { header, rows, hasMore, brokenAt };
}

/** The cells of a line whatever its quotes are. */
async function plainCells(file: BatchFile, wanted: number): Promise<string[]> {
  const { shape, utf8 } = await openCsvText(() => file.open());
  const lineBreak = shape.lineBreak === '\r' ? '\r' : '\n';
  let line = 1;
  let text = '';
  for await (const chunk of utf8.setEncoding('utf8') as AsyncIterable<string>) {
    let from = 0;
    while (line < wanted && from !== -1) {
      from = chunk.indexOf(lineBreak, from) + 1 || -1;
      if (from !== -1) line += 1;
    }
    if (from === -1) continue;
    text += chunk.slice(from);
    if (text.includes(lineBreak) || text.length > LONGEST_LINE) break;
  }
  return (text.split(lineBreak, 1)[0] ?? '').slice(0, LONGEST_LINE).trimEnd().split(shape.delimiter);
}

function shown(cells: readonly string[], line: number): OriginalRow {
  return {
    line,
    cells: cells
      .slice(0, MOST_CELLS)
      .map((cell) => (cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell)),
  };
}
