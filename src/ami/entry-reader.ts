/**
 * Reads the entries of `ecritures.csv` one by one, in the order in which they begin. Owns how rows become entries;
 * knows nothing of what is done with them.
 *
 * Where the lines of every entry follow each other, one reading is enough and only the current entry is in memory.
 * Where a key comes back later, the text is read again: once for the keys, then once for every `WINDOW_ROWS` rows,
 * whose text alone is kept. Memory then grows with the keys, not with the rows.
 */
import { isAbbreviated } from '../model/account.ts';
import type { DocumentReferences, Entry, EntryKey } from '../model/entry.ts';
import { Findings } from '../model/findings.ts';
import { GRID_HEADERS } from '../model/grid.ts';
import { COLUMNS } from './columns.ts';
import { EntryAssembly, MAX_MOVEMENTS } from './entry-assembly.ts';
import { EntryTally } from './entry-tally.ts';
import { RecurrenceFilter } from './recurrence-filter.ts';
import { RowParser } from './row.ts';
import { RowStore } from './row-store.ts';
import { type EntryText, readRows } from './rows.ts';

/** How many rows of entries whose lines don't follow each other are kept at once, as text. */
const WINDOW_ROWS = 200_000;

/** Two rows with a date, a piece, an account and an amount each. */
const SHORTEST_ENTRY_BYTES = 64;

export interface EntryReading {
  readonly text: EntryText;
  /** The journal of a row that names none. */
  readonly journal: string;
  readonly findings: Findings;
  /** Takes each entry whose rows are all sound. */
  readonly onEntry: (entry: Entry) => void;
  /** Takes the others: their key, and what documents they name. */
  readonly onUnsoundEntry: (entry: EntryKey & DocumentReferences) => void;
}

/** Reads the text once. `scattered` as soon as an entry may go on after another began: nothing that was told holds. */
export async function readFollowingEntries(reading: EntryReading): Promise<EntryTally | 'scattered'> {
  const { text, journal, findings } = reading;
  const tally = new EntryTally();
  const filter = new RecurrenceFilter(text.bytes / SHORTEST_ENTRY_BYTES);
  let current: EntryAssembly | null = null;
  let scattered = false;
  const whole = await readRows(text, findings, (header) => {
    const parser = new RowParser({ file: text.file, header, journal }, findings);
    return (cells, line) => {
      const row = tally.count(parser.parse(cells, line));
      if (row === null) return true;
      if (current?.accepts(row)) {
        current.add(row);
        return true;
      }
      if (current !== null) finishEntry(current, tally, reading);
      scattered = filter.mayRecur(row.piece, row.date, row.journal);
      current = new EntryAssembly(row);
      return !scattered;
    };
  });
  if (scattered) return 'scattered';
  if (current !== null && whole) finishEntry(current, tally, reading);
  return closed(tally, whole, reading);
}

/** Reads a text whose entries don't keep their lines together, as often as it takes. */
export async function readScatteredEntries(reading: EntryReading): Promise<EntryTally> {
  const tally = new EntryTally();
  const ordinals = await numberEntries(reading);
  let whole = true;
  let from = 0;
  do {
    const to = windowEnd(ordinals.sizes, from);
    whole = await readWindow(reading, ordinals.byKey, { from, to }, tally);
    from = to;
  } while (whole && from < ordinals.sizes.length);
  return closed(tally, whole, reading);
}

/** Entries numbered in the order in which they begin, and how many rows each has. */
interface EntryOrdinals {
  readonly byKey: ReadonlyMap<string, number>;
  readonly sizes: readonly number[];
}

async function numberEntries({ text, journal }: EntryReading): Promise<EntryOrdinals> {
  const byKey = new Map<string, number>();
  const sizes: number[] = [];
  await readRows(text, new Findings(), (header) => {
    const parser = new RowParser({ file: text.file, header, journal }, new Findings());
    return (cells) => {
      const key = parser.keyOf(cells);
      if (key === null) return true;
      const ordinal = byKey.get(key) ?? sizes.length;
      if (ordinal === sizes.length) byKey.set(key, ordinal);
      sizes[ordinal] = (sizes[ordinal] ?? 0) + 1;
      return true;
    };
  });
  return { byKey, sizes };
}

/** The number after the last entry of the window that begins at `from`: at least one entry, at most WINDOW_ROWS rows. */
function windowEnd(sizes: readonly number[], from: number): number {
  let rows = 0;
  let to = from;
  while (to < sizes.length) {
    rows += Math.min(sizes[to] ?? 0, MAX_MOVEMENTS);
    if (rows > WINDOW_ROWS && to > from) break;
    to += 1;
  }
  return to;
}

/**
 * Reads the text and finishes the entries numbered [from, to). Every row is judged once: with its entry, or in the
 * first window where it belongs to none. False where the text could not be read to its end.
 */
async function readWindow(
  reading: EntryReading,
  ordinals: ReadonlyMap<string, number>,
  { from, to }: { readonly from: number; readonly to: number },
  tally: EntryTally,
): Promise<boolean> {
  const { text, journal, findings } = reading;
  const isFirst = from === 0;
  const store = new RowStore(to - from);
  let judge: RowParser | null = null;
  const whole = await readRows(text, isFirst ? findings : new Findings(), (header) => {
    const parser = new RowParser({ file: text.file, header, journal }, findings);
    judge = parser;
    return (cells, line) => {
      const key = parser.keyOf(cells);
      if (key === null) {
        if (isFirst) tally.count(parser.parse(cells, line));
        return true;
      }
      const entry = (ordinals.get(key) ?? NO_ENTRY) - from;
      if (entry < 0 || entry >= to - from) return true;
      // One row more than an entry may have is enough to see that it is too long.
      if (store.count(entry) <= MAX_MOVEMENTS) store.add(entry, cells, line);
      else tally.countUnread();
      return true;
    };
  });
  if (!whole || judge === null) return whole;
  for (let entry = 0; entry < to - from; entry += 1) assembleEntry(store, entry, judge, tally, reading);
  return true;
}

const NO_ENTRY = -1;

function assembleEntry(
  store: RowStore,
  entry: number,
  parser: RowParser,
  tally: EntryTally,
  reading: EntryReading,
): void {
  let assembly: EntryAssembly | null = null;
  store.forEach(entry, (cells, line) => {
    const row = tally.count(parser.parse(cells, line));
    if (row === null) return;
    if (assembly === null) assembly = new EntryAssembly(row);
    else assembly.add(row);
  });
  if (assembly !== null) finishEntry(assembly, tally, reading);
}

function finishEntry(assembly: EntryAssembly, tally: EntryTally, reading: EntryReading): void {
  const { text, findings, onEntry, onUnsoundEntry } = reading;
  tally.entries += 1;
  const { tooLong } = assembly;
  if (tooLong !== null) {
    const { line, journal, date, piece } = assembly.first;
    const place = { file: text.file, line, column: GRID_HEADERS.piece, value: piece };
    findings.add('ENTRY_TOO_LONG', place, { journal, date, piece, ...tooLong });
  }
  for (const { column, line, value, kept } of assembly.contradictions) {
    const place = { file: text.file, line, column: COLUMNS[column].header, value };
    findings.add('ENTRY_INCONSISTENT', place, { piece: assembly.first.piece, kept });
  }
  const { invoice } = assembly;
  if (isAbbreviated(invoice.value))
    findings.add('INVOICE_INVALID', { file: text.file, ...invoice, column: GRID_HEADERS.invoice }, {});
  const entry = assembly.finish();
  if (entry !== null) {
    onEntry(entry);
    return;
  }
  const { line, journal, date, piece } = assembly.first;
  onUnsoundEntry({ documents: assembly.documents, line, journal, date, piece });
}

function closed(tally: EntryTally, whole: boolean, { text, findings }: EntryReading): EntryTally {
  if (whole && tally.movements === 0 && !findings.hasErrors)
    findings.add('BATCH_EMPTY', { file: text.file }, {});
  if (!whole) {
    tally.rowsComplete = false;
    tally.keysComplete = false;
    tally.amountsComplete = false;
  }
  return tally;
}
