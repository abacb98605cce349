/**
 * The words by which a lot is found: of its name and ids, and of the pieces, invoices, accounts, labels and amounts in
 * its original text. Owns which cells count and how many words are kept; writes nothing.
 */
import type { BatchFile } from '../ami/batch-file.ts';
import { type ColumnName, type Header, readHeader } from '../ami/columns.ts';
import { CsvFault, isBlankRow, readCsv } from '../format/csv-reader.ts';
import { openCsvText } from '../format/csv-text.ts';
import { parseAmount } from '../model/amount-text.ts';
import type { DropRecord } from '../model/drop-record.ts';
import { Findings } from '../model/findings.ts';
import { amountWord, wordsOf } from '../register/search-words.ts';

const TEXT_COLUMNS: readonly ColumnName[] = ['piece', 'invoice', 'number', 'account', 'entryLabel', 'label'];
const AMOUNT_COLUMNS: readonly ColumnName[] = ['debit', 'credit'];

/** Of a lot of hundreds of thousands of entries not every word is kept, that memory stays bounded. */
const MOST_WORDS = 300_000;

/** `text` is null where the drop has none that could be read. */
export async function wordsOfDrop(record: DropRecord, text: BatchFile | null): Promise<Set<string>> {
  const words = new Set([record.id, record.name, record.batch ?? '', record.dossier ?? ''].flatMap(wordsOf));
  words.add(record.id.replaceAll('-', ''));
  if (record.facts !== null) words.add(amountWord(record.facts.debit)).add(amountWord(record.facts.credit));
  for (const { value } of record.findings) for (const word of wordsOf(value ?? '')) words.add(word);
  if (text !== null) await addText(words, text);
  return words;
}

async function addText(words: Set<string>, file: BatchFile): Promise<void> {
  const { shape, utf8 } = await openCsvText(() => file.open());
  // Most cells repeat one of the rows before: each is cut into words once.
  const known = new Set<string>();
  let header: Header | null = null;
  try {
    await readCsv(utf8, shape, (cells, line) => {
      if (header === null) {
        if (isBlankRow(cells)) return true;
        header = readHeader(cells, { file: file.path, line }, new Findings());
        return header !== null;
      }
      addRow(words, known, cells, header);
      return words.size < MOST_WORDS;
    });
  } catch (error) {
    // It may be what the lot was refused for; what stands before it is found all the same.
    if (!(error instanceof CsvFault)) throw error;
  }
}

function addRow(words: Set<string>, known: Set<string>, cells: readonly string[], { columns }: Header): void {
  for (const column of TEXT_COLUMNS) {
    const cell = cells[columns[column]] ?? '';
    if (cell === '' || known.has(cell)) continue;
    if (known.size < MOST_WORDS) known.add(cell);
    for (const word of wordsOf(cell.slice(0, LONGEST_CELL))) words.add(word);
  }
  for (const column of AMOUNT_COLUMNS) {
    const cell = (cells[columns[column]] ?? '').trim();
    const cents = cell === '' ? null : parseAmount(cell);
    if (typeof cents !== 'number') continue;
    words.add(amountWord(Math.abs(cents)));
    // An amount without cents is typed without them.
    if (cents % 100 === 0) words.add(String(Math.abs(cents) / 100));
  }
}

const LONGEST_CELL = 500;
