/**
 * Prints the grid: thirteen columns, one line a movement, totals below. The widths come from the first rows, so that a
 * million movements pass without being kept; texts are cut to their column, amounts and accounts never are.
 */

import { GRID_HEADERS } from '../model/grid.ts';
import type { GridRow } from '../model/grid-row.ts';

import { type CellShape, TextBlock } from './text-block.ts';

type GridColumn = keyof typeof GRID_HEADERS;

/** Rows that are looked at before the first line is printed. */
const ROWS_MEASURED = 1_000;

const COLUMNS = Object.keys(GRID_HEADERS) as GridColumn[];
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
  readonly #block: TextBlock;
  #measured: GridRow[] = [];
  #shapes: CellShape[] | null = null;

  constructor(options: GridOptions) {
    this.#options = options;
    this.#block = new TextBlock(options.write);
  }

  row(row: GridRow): void {
    if (this.#shapes !== null) {
      this.#printRow(row, this.#shapes);
      return;
    }
    this.#measured.push(row);
    if (this.#measured.length >= ROWS_MEASURED) this.#begin({ debit: 0n, credit: 0n, label: '' });
  }

  finish(totals: GridTotals): void {
    const shapes = this.#shapes ?? this.#begin(totals);
    this.#rule(shapes);
    // What is counted stands before the sums, across the columns that have none.
    const before = COLUMNS.indexOf('debit');
    const room = shapes.slice(0, before).reduce((sum, { width }) => sum + width + 1, -1);
    this.#block.cell(totals.label, { width: room, isRight: false, isCut: true });
    for (const [index, column] of (['debit', 'credit'] as const).entries()) {
      this.#block.space();
      this.#block.cell(this.#options.formatCents(totals[column]), shapes[before + index] ?? NO_SHAPE);
    }
    this.#block.endLine();
    this.#block.flush();
  }

  /** Chooses the widths, and prints the headers and what was measured. */
  #begin(totals: GridTotals): CellShape[] {
    const sums = [totals.debit, totals.credit].map((sum) => this.#options.formatCents(sum).length);
    const widths = COLUMNS.map((column, index) => {
      const least = column === 'debit' || column === 'credit' ? Math.max(...sums) : 0;
      return this.#measured.reduce(
        (widest, row) => Math.max(widest, this.#text(row, column).length),
        Math.max(headerWidth(index), least),
      );
    });
    shrink(widths, this.#options.width);
    const shapes = COLUMNS.map((column, index) => ({
      width: widths[index] ?? 0,
      isRight: column === 'vatRate' || column === 'debit' || column === 'credit',
      isCut: SHRINKABLE.some(([shrinkable]) => shrinkable === column),
    }));
    this.#shapes = shapes;
    for (const line of [0, 1] as const)
      this.#line(
        HEADER_LINES.map((lines) => lines[line]),
        shapes,
      );
    this.#rule(shapes);
    for (const row of this.#measured) this.#printRow(row, shapes);
    this.#measured = [];
    return shapes;
  }

  #printRow(row: GridRow, shapes: readonly CellShape[]): void {
    for (let index = 0; index < COLUMNS.length; index += 1) {
      if (index > 0) this.#block.space();
      this.#block.cell(this.#text(row, COLUMNS[index]), shapes[index] ?? NO_SHAPE);
    }
    this.#block.endLine();
  }

  #text(row: GridRow, column: GridColumn | undefined): string {
    switch (column) {
      case 'vatRate':
        return row.rate;
      case 'debit':
        return row.debitCents === null ? '' : this.#options.formatCents(row.debitCents);
      case 'credit':
        return row.creditCents === null ? '' : this.#options.formatCents(row.creditCents);
      case 'documents':
        return row.document === '' ? '' : 'D';
      case 'comment':
        return row.comment === '' ? '' : 'C';
      case undefined:
        return '';
      default:
        return row[column];
    }
  }

  #line(cells: readonly string[], shapes: readonly CellShape[]): void {
    for (let index = 0; index < COLUMNS.length; index += 1) {
      if (index > 0) this.#block.space();
      this.#block.cell(cells[index] ?? '', shapes[index] ?? NO_SHAPE);
    }
    this.#block.endLine();
  }

  #rule(shapes: readonly CellShape[]): void {
    this.#line(
      shapes.map(({ width }) => '─'.repeat(width)),
      shapes,
    );
  }
}

const NO_SHAPE: CellShape = { width: 0, isRight: false, isCut: false };

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
