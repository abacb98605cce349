/**
 * Entries as a CSV of the thirteen columns of the grid: `;`, CRLF, Windows-1252, one line a movement. What the program
 * writes here it reads as a batch again.
 */
import { stringify } from 'csv-stringify/sync';
import { closestText } from '../format/closest-text.ts';
import { encode } from '../format/windows-1252.ts';
import { formatFrenchDate } from '../model/calendar-date.ts';
import { formatCentsPlain } from '../model/cents.ts';
import type { Entry, Movement } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import { ADDED_HEADERS, GRID_HEADERS } from '../model/grid.ts';
import { formatRateFrench } from '../model/rate.ts';
import type { StagedFile } from '../storage/staged-file.ts';
import type { EntryOutput } from './entry-output.ts';

/** Rows that are written at once. */
const ROWS_PER_BLOCK = 500;
/** What Windows-1252 has a byte for beside its characters: line breaks within quotes. */
const LINE_BREAK = /(\r\n|\n|\r)/;

export class CsvOutput implements EntryOutput {
  readonly #file: StagedFile | null;
  readonly #batchFile: string;
  readonly #findings: Findings;
  /** Headers of what the grid has no column for, as it is met. */
  readonly #leftOut = new Set<string>();
  #journal: string | null = null;
  #rows: string[][] = [Object.values(GRID_HEADERS)];

  constructor(file: StagedFile | null, batchFile: string, findings: Findings) {
    this.#file = file;
    this.#batchFile = batchFile;
    this.#findings = findings;
  }

  write(entry: Entry, documentName: string): void {
    this.#noteLeftOut(entry);
    for (const [index, movement] of entry.movements.entries()) {
      this.#rows.push(this.#row(entry, movement, documentName, index === 0));
    }
    if (this.#rows.length >= ROWS_PER_BLOCK) this.#writeRows();
  }

  finish(): void {
    this.#writeRows();
    for (const column of this.#leftOut)
      this.#findings.add('COLUMN_LEFT_OUT', { file: this.#batchFile, column }, {});
  }

  async complete(): Promise<StagedFile> {
    if (this.#file === null) throw new Error('A dry run has no file to complete');
    return this.#file;
  }

  #noteLeftOut(entry: Entry): void {
    this.#journal ??= entry.journal;
    if (entry.journal !== this.#journal) this.#leftOut.add(ADDED_HEADERS.journal);
    if (entry.invoiceDate !== null) this.#leftOut.add(ADDED_HEADERS.invoiceDate);
    if (entry.documents.length > 1) this.#leftOut.add(GRID_HEADERS.documents);
    for (const { dueDate, analyticCode } of entry.movements) {
      if (dueDate !== null) this.#leftOut.add(ADDED_HEADERS.dueDate);
      if (analyticCode !== '') this.#leftOut.add(ADDED_HEADERS.analyticCode);
    }
  }

  #writeRows(): void {
    if (this.#rows.length === 0) return;
    const text = stringify(this.#rows, { delimiter: ';', record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
    this.#rows = [];
    this.#file?.write(encodeLines(text));
  }

  #row(entry: Entry, movement: Movement, documentName: string, isFirst: boolean): string[] {
    const { line, side, amountCents, vatRate } = movement;
    const amount = formatCentsPlain(amountCents).replace('.', ',');
    const row = {
      date: formatFrenchDate(entry.date),
      piece: entry.piece,
      invoice: entry.invoice,
      number: movement.number,
      account: movement.account,
      entryLabel: entry.label,
      label: movement.label,
      vatCode: movement.vatCode,
      vatRate: vatRate === null ? '' : formatRateFrench(vatRate),
      debit: side === 'debit' ? amount : '',
      credit: side === 'credit' ? amount : '',
      documents: documentName,
      comment: isFirst ? entry.comments.join('\n') : '',
    } satisfies Record<keyof typeof GRID_HEADERS, string>;
    return Object.entries(row).map(([column, text]) =>
      this.#encodable(text, line, column as keyof typeof GRID_HEADERS),
    );
  }

  #encodable(text: string, line: number, column: keyof typeof GRID_HEADERS): string {
    return text
      .split(LINE_BREAK)
      .map((part, index) => {
        if (index % 2 === 1) return part;
        const place = { file: this.#batchFile, line, column: GRID_HEADERS[column] };
        return closestText(part, place, this.#findings);
      })
      .join('');
  }
}

function encodeLines(text: string): Buffer {
  const parts = text.split(LINE_BREAK);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.from(part, 'latin1') : encode(part))),
  );
}
