/** Batches as AMI COMPTA would send them, spelled by hand: nothing here goes through the program's own writing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEADERS = {
  date: 'Date',
  piece: 'N° pièce',
  invoice: 'N° facture',
  number: 'Numéro',
  account: 'Compte',
  entryLabel: 'Libellé pièce',
  label: 'Libellé mouvement',
  vatCode: 'TVA',
  vatRate: 'Taux',
  debit: 'Débit',
  credit: 'Crédit',
  documents: 'D',
  comment: 'C',
  journal: 'Journal',
  dueDate: 'Échéance',
  invoiceDate: 'Date facture',
  analyticCode: 'Code analytique',
  accountLabel: 'Libellé compte',
} as const;

export type BatchColumn = keyof typeof HEADERS;

/** A row as text; a column that is left out is empty. */
export type BatchRow = { readonly [C in BatchColumn]?: string };

export const REQUIRED_COLUMNS = (Object.keys(HEADERS) as BatchColumn[]).slice(0, 13);
export const ALL_COLUMNS = Object.keys(HEADERS) as BatchColumn[];

/** A PDF as far as its first bytes tell. */
export const PDF = Buffer.from('%PDF-1.4\n%%EOF\n', 'latin1');

export interface CsvSpelling {
  readonly delimiter?: ';' | ',' | '\t';
  readonly lineEnd?: '\r\n' | '\n' | '\r';
  /** The columns, in their order; all of them unless told. */
  readonly columns?: readonly BatchColumn[];
  /** Quotes around every cell, not only where one is needed. */
  readonly quoteAll?: boolean;
  /** Whether the last line has an ending. */
  readonly endsLine?: boolean;
}

export function csvText(rows: readonly BatchRow[], spelling: CsvSpelling = {}): string {
  const { delimiter = ';', lineEnd = '\r\n', columns = ALL_COLUMNS, quoteAll = false } = spelling;
  const cell = (text: string): string =>
    quoteAll || /[;,\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [
    columns.map((column) => HEADERS[column]),
    ...rows.map((row) => columns.map((column) => row[column] ?? '')),
  ].map((cells) => cells.map(cell).join(delimiter));
  return lines.join(lineEnd) + (spelling.endsLine === false ? '' : lineEnd);
}

/** A purchase of 100,00 and its VAT of 20,00, three lines. */
export function purchase(piece: string, common: BatchRow = {}): BatchRow[] {
  const entry = { date: '31/08/2022', piece, entryLabel: 'FOURNISSEUR', label: 'ACHAT', ...common };
  return [
    { ...entry, account: '60110000', debit: '100,00', vatCode: 'A5', vatRate: '20,00' },
    { ...entry, account: '44566000', debit: '20,00', vatCode: 'A5', vatRate: '20,00' },
    { ...entry, account: '401FOURN', credit: '120,00' },
  ];
}

export interface BatchFiles {
  readonly csv: string | Uint8Array;
  /** `lot.json`, as a value. */
  readonly notice?: unknown;
  /** Contents by name inside `documents/`. */
  readonly documents?: Readonly<Record<string, Uint8Array>>;
}

/** Writes a batch as a folder and gives its path. */
export function writeBatch(
  parent: string,
  name: string,
  { csv, notice, documents = {} }: BatchFiles,
): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ecritures.csv'), csv);
  if (notice !== undefined) writeFileSync(join(folder, 'lot.json'), JSON.stringify(notice));
  if (Object.keys(documents).length > 0) mkdirSync(join(folder, 'documents'));
  for (const [document, content] of Object.entries(documents))
    writeFileSync(join(folder, 'documents', document), content);
  return folder;
}
