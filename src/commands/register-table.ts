/** A table for people: a header, a rule, and rows that fit the width where some columns can give way. */
import type { Streams } from './streams.ts';
import { TextBlock } from './text-block.ts';

const USUAL_WIDTH = 100;

export interface TableColumn {
  readonly header: string;
  readonly isRight?: boolean;
  /** How narrow the column may become where there is not room for all; without it, it keeps the room that it needs. */
  readonly least?: number;
}

/** The table's lines, each with its line ending. A row has a cell for each column. */
export function tableText(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  output: Streams['output'],
): string {
  const lineWidth = Math.max(USUAL_WIDTH, output.isTTY ? output.columns : USUAL_WIDTH);
  const widths = columns.map(({ header }, index) =>
    rows.reduce((widest, row) => Math.max(widest, row[index]?.length ?? 0), header.length),
  );
  let excess = widths.reduce((sum, width) => sum + width + 1, -1) - lineWidth;
  for (const [index, { least }] of columns.entries()) {
    const width = widths[index] ?? 0;
    const taken = Math.max(0, Math.min(excess, width - (least ?? width)));
    widths[index] = width - taken;
    excess -= taken;
  }
  let text = '';
  const block = new TextBlock((lines) => {
    text += lines;
  });
  const line = (cells: readonly string[]): void => {
    for (const [index, { isRight = false, least }] of columns.entries()) {
      if (index > 0) block.space();
      block.cell(cells[index] ?? '', { width: widths[index] ?? 0, isRight, isCut: least !== undefined });
    }
    block.endLine();
  };
  line(columns.map(({ header }) => header));
  line(widths.map((width) => '─'.repeat(width)));
  for (const row of rows) line(row);
  block.flush();
  return text;
}
