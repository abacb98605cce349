/**
 * Reads a CSV text row by row with csv-parse, and says at which line each row begins. Knows nothing of what the cells
 * mean. csv-parse could count the lines itself (`info`), at half as much time again; a row without a line break in
 * quotes is one line, so counting is enough.
 */
import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

export type CsvDelimiter = ';' | ',' | '\t';

/** A row longer than this is no row of a batch: most likely a quote that is never closed. */
export const MAX_ROW_CHARACTERS = 1_048_576;

export interface CsvShape {
  readonly delimiter: CsvDelimiter;
  /** Whether a double quote stands anywhere in the text. */
  readonly hasQuotes: boolean;
  readonly lineBreak: '\n' | '\r\n' | '\r';
}

/** The text can't be cut into rows from this line on. */
export class CsvFault extends Error {
  override readonly name = 'CsvFault';
  readonly line: number;
  readonly fault: 'quote' | 'too-long';

  constructor(line: number, fault: 'quote' | 'too-long', cause: unknown) {
    super(`CSV ${fault} at line ${line}`, { cause });
    this.line = line;
    this.fault = fault;
  }
}

/** Spreadsheets leave rows of nothing but separators. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/**
 * Calls back with each row and the 1-based line where it begins. Rows are cut but not judged: any number of cells.
 * A callback that returns false ends the reading. Rejects with `CsvFault`, or with the error of the source.
 */
export function readCsv(
  utf8: Readable,
  shape: CsvShape,
  onRow: (cells: readonly string[], line: number) => boolean,
): Promise<void> {
  const parser = parse({
    delimiter: shape.delimiter,
    quote: shape.hasQuotes ? '"' : null,
    escape: shape.hasQuotes ? '"' : null,
    record_delimiter: recordDelimiters(shape),
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_CHARACTERS,
  });
  // Without quotes a carriage return is cut off here: looking for two line breaks takes csv-parse longer.
  const cutsReturns = !shape.hasQuotes && shape.lineBreak !== '\r';
  let line = 1;
  let ended = false;
  return new Promise((resolve, reject) => {
    const end = (error: unknown): void => {
      if (ended) return;
      ended = true;
      utf8.unpipe(parser);
      utf8.destroy();
      parser.destroy();
      if (error === null) resolve();
      else reject(error instanceof CsvError ? csvFault(error, line) : error);
    };
    parser.on('data', (cells: string[]) => {
      if (ended) return;
      const start = line;
      line += 1 + (shape.hasQuotes ? lineBreaksIn(cells, shape.lineBreak === '\r' ? '\r' : '\n') : 0);
      if (cutsReturns) cutReturn(cells);
      if (start === 1 && namedDelimiter(cells.join(shape.delimiter)) !== null) return;
      try {
        if (!onRow(cells, start)) end(null);
      } catch (error) {
        end(error);
      }
    });
    parser.on('end', () => end(null));
    parser.on('error', end);
    utf8.on('error', end);
    utf8.pipe(parser);
  });
}

/** The delimiter that the first line names for Excel (`sep=;`), else the one of `;`, tab and comma that it has most of. */
export function detectDelimiter(header: string): CsvDelimiter {
  const named = namedDelimiter(header);
  if (named !== null) return named;
  const unquoted = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: CsvDelimiter): number => unquoted.split(delimiter).length;
  const candidates: CsvDelimiter[] = [';', '\t', ','];
  return candidates.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** What `sep=;` names, which is no row; null for any other line. */
function namedDelimiter(line: string): CsvDelimiter | null {
  const [, named] = /^ *"? *sep=([;,\t])[ "]*$/i.exec(line) ?? [];
  return named === ';' || named === ',' || named === '\t' ? named : null;
}

/** Files put together by scripts mix CRLF and LF; each is a line break wherever it stands. */
function recordDelimiters({ hasQuotes, lineBreak }: CsvShape): string[] {
  if (lineBreak === '\r') return ['\r'];
  return hasQuotes ? ['\r\n', '\n'] : ['\n'];
}

function cutReturn(cells: string[]): void {
  const last = cells.length - 1;
  const cell = cells[last];
  if (cell?.endsWith('\r')) cells[last] = cell.slice(0, -1);
}

function csvFault(error: CsvError, line: number): CsvFault {
  return new CsvFault(line, error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'quote', error);
}

function lineBreaksIn(cells: readonly string[], lineBreak: '\n' | '\r'): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf(lineBreak); at !== -1; at = cell.indexOf(lineBreak, at + 1)) count += 1;
  }
  return count;
}
