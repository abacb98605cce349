/**
 * Prints the grid: thirteen columns, one line a movement, totals below. The widths come from the first rows, so that a
 * million movements pass without being kept; texts are cut to their column, amounts and accounts never are.
 */

import { GRID_HEADERS } from '../model/grid.ts';
import type { GridRow } from '../model/grid-row.ts';

type GridColumn = keyof typeof GRID_HEADERS;

/** Rows that are looked at before the first line is printed. */
const ROWS_MEASURED = 1_000;
/** Characters that are handed to the stream at once. */
const BLOCK_CHARACTERS = 65_536;

const COLUMNS = Object.keys(GRID_HEADERS) as GridColumn[];
const RIGHT: ReadonlySet<GridColumn> = new Set(['vatRate', 'debit', 'credit']);
/** Columns that may be narrower than their texts, and how far; those that give way first stand first. */
const SHRINKABLE: readonly (readonly [GridColumn, number])[] = [
  ['label', 14],
  ['entryLabel', 10],
  ['label', 9],
  ['entryLabel', 7],
  ['invoice', 7],
  ['number', 6],
];

/** The two lines of each header: one line would take more room than most of what stands below. */
const HEADER_LINES = COLUMNS.map((column) => {
  const words = GRID_HEADERS[column].split(' ');
  return [words.slice(0, -1).join(' '), words.at(-1) ?? ''] as const;
});

export interface GridOptions {
  /** Characters in a line. */
  readonly width: number;
  readonly formatCents: (cents: number | bigint) => string;
  readonly write: (text: string) => void;
}

export interface GridTotals {
  readonly debit: bigint;
  readonly credit: bigint;
  /** What stands before the two sums. */
  readonly label: string;
}

export class Grid {
  readonly #options: GridOptions;
  #measured: string[][] = [];
  #widths: number[] | null = null;
  #text = '';

  constructor(options: GridOptions) {
    this.#options = options;
  }

  row(row: GridRow): void {
    const cells = this.#cells(row);
    if (this.#widths !== null) {
      this.#line(cells, this.#widths);
      return;
    }
    this.#measured.push(cells);
    if (this.#measured.length >= ROWS_MEASURED) this.#begin({ debit: 0n, credit: 0n, label: '' });
  }

  finish(totals: GridTotals): void {
    const widths = this.#widths ?? this.#begin(totals);
    this.#rule(widths);
    const sums = COLUMNS.map((column) =>
      column === 'debit' || column === 'credit' ? this.#options.formatCents(totals[column]) : '',
    );
    const line = layOut(sums, widths);
    const room = line.length - line.trimStart().length;
    this.#print(`${fitted(totals.label, room - 1).padEnd(room)}${line.trim()}`);
    this.#flush();
  }

  /** Chooses the widths, and prints the headers and what was measured. */
  #begin(totals: GridTotals): number[] {
    const sums = [totals.debit, totals.credit].map((sum) => this.#options.formatCents(sum).length);
    const widths = COLUMNS.map((column, index) => {
      const texts = this.#measured.map((cells) => cells[index]?.length ?? 0);
      const least = column === 'debit' || column === 'credit' ? Math.max(...sums) : 0;
      return texts.reduce((widest, length) => Math.max(widest, length), Math.max(headerWidth(index), least));
    });
    shrink(widths, this.#options.width);
    this.#widths = widths;
    for (const line of [0, 1] as const)
      this.#line(
        HEADER_LINES.map((lines) => lines[line]),
        widths,
      );
    this.#rule(widths);
    for (const cells of this.#measured) this.#line(cells, widths);
    this.#measured = [];
    return widths;
  }

  #cells(row: GridRow): string[] {
    const { formatCents } = this.#options;
    const cells: Record<GridColumn, string> = {
      date: row.date,
      piece: row.piece,
      invoice: row.invoice,
      number: row.number,
      account: row.account,
      entryLabel: row.entryLabel,
      label: row.label,
      vatCode: row.vatCode,
      vatRate: row.rate,
      debit: row.debitCents === null ? '' : formatCents(row.debitCents),
      credit: row.creditCents === null ? '' : formatCents(row.creditCents),
      documents: row.document === '' ? '' : 'D',
      comment: row.comment === '' ? '' : 'C',
    };
    return COLUMNS.map((column) => printable(cells[column]));
  }

  #line(cells: readonly string[], widths: readonly number[]): void {
    this.#print(layOut(cells, widths).trimEnd());
  }

  #rule(widths: readonly number[]): void {
    this.#print(widths.map((width) => '─'.repeat(width)).join(' '));
  }

  #print(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length >= BLOCK_CHARACTERS) this.#flush();
  }

  #flush(): void {
    this.#options.write(this.#text);
    this.#text = '';
  }
}

function headerWidth(index: number): number {
  return Math.max(...(HEADER_LINES[index] ?? []).map((line) => line.length));
}

/** Takes from the columns that can give until the line fits, or none can. */
function shrink(widths: number[], width: number): void {
  let excess = widths.reduce((sum, each) => sum + each + 1, -1) - width;
  for (const [column, least] of SHRINKABLE) {
    const index = COLUMNS.indexOf(column);
    const taken = Math.min(Math.max(0, (widths[index] ?? 0) - least), Math.max(0, excess));
    widths[index] = (widths[index] ?? 0) - taken;
    excess -= taken;
  }
}

function layOut(cells: readonly string[], widths: readonly number[]): string {
  return COLUMNS.map((column, index) => {
    const width = widths[index] ?? 0;
    const cell = cells[index] ?? '';
    if (RIGHT.has(column)) return cell.padStart(width);
    return (SHRINKABLE.some(([shrinkable]) => shrinkable === column) ? fitted(cell, width) : cell).padEnd(
      width,
    );
  }).join(' ');
}

function fitted(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

/** Without what would move a terminal's cursor. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}
