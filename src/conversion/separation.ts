/**
 * Separates the entries of a batch that errors were found in from the sound ones. Owns which errors lie in one entry
 * and which are of the batch as a whole; writes nothing.
 *
 * Only what is certain is separated. A row whose date, piece or journal can't be told may belong to any entry, also to
 * one that is balanced without it, so that such a row speaks against the whole batch. So do totals that are not those
 * announced, because something was lost on the way and nobody knows where.
 */
import { documentNames } from '../ami/entry-assembly.ts';
import { EntryTally } from '../ami/entry-tally.ts';
import type { InspectedFile } from '../ami/inspected-file.ts';
import { RowParser } from '../ami/row.ts';
import { readRows } from '../ami/rows.ts';
import type { BatchTotals } from '../model/batch.ts';
import { DropFault } from '../model/drop-fault.ts';
import { Findings } from '../model/findings.ts';
import type { Reading } from './entry-reception.ts';
import type { Intake } from './intake.ts';
import { journalFor } from './reading.ts';
import type { ConversionRequest } from './request.ts';
import { RowLines } from './row-lines.ts';
import type { UnsoundEntries } from './unsound-entries.ts';

export interface LeftOutEntries {
  /** The lines that their rows stand on. */
  readonly lines: RowLines;
  /** The documents that they name, as far as the batch has them. */
  readonly documents: readonly InspectedFile[];
  /** What `lot.json` announces of those that may be kept as they are. */
  readonly hashes: ReadonlyMap<string, string | null>;
  /** As far as their amounts can be read. */
  readonly totals: BatchTotals;
}

export interface Separation {
  /** The batch as if the others were not in it; its totals must be what the two parts are apart. */
  readonly sound: Intake;
  readonly leftOut: LeftOutEntries;
}

/** Null where the batch can only be refused whole. */
export async function separate(
  request: ConversionRequest,
  intake: Intake,
  reading: Reading,
  findings: Findings,
): Promise<Separation | null> {
  const { unsound, tally } = reading;
  if (unsound === null || !canBeSeparated(reading, findings)) return null;
  const leftOut = await leftOutEntries(request, intake, reading, unsound);
  const isFaulty = (file: InspectedFile): boolean => reading.documents.isAltered(file);
  const hashes = [...intake.notice.documents].filter(([text]) => {
    const file = reading.documents.fileOf(text);
    return file !== null && !isFaulty(file);
  });
  const { totals } = leftOut;
  const sound = {
    ...intake,
    text: { ...intake.text, leftOut: leftOut.lines },
    documents: intake.documents.filter((file) => !isFaulty(file)),
    notice: {
      ...intake.notice,
      fiscalYear: reading.fiscalYear,
      documents: new Map(hashes),
      totals: {
        entries: tally.entries - totals.entries,
        movements: tally.movements - totals.movements,
        debit: tally.debit - totals.debit,
        credit: tally.credit - totals.credit,
      },
    },
  };
  return { sound, leftOut };
}

/** Whether every error that was found while reading lies in an entry that can be told. */
function canBeSeparated({ unsound, tally, documents }: Reading, findings: Findings): boolean {
  if (unsound === null || unsound.areTooMany || unsound.count === 0) return false;
  if (unsound.count >= tally.entries || !tally.keysComplete || documents.hasUnclaimedFaults) return false;
  // A row with NUL bytes is counted as none, whatever it was.
  return findings.count('TOTALS_MISMATCH') === 0 && findings.count('ROW_MALFORMED') === 0;
}

/** Reads the text again for the rows of the entries at fault. */
async function leftOutEntries(
  request: ConversionRequest,
  intake: Intake,
  { documents }: Reading,
  unsound: UnsoundEntries,
): Promise<LeftOutEntries> {
  const { text, notice } = intake;
  const lines = new RowLines();
  const tally = new EntryTally();
  const cells = new Set<string>();
  const whole = await readRows(text, new Findings(), (header) => {
    const context = { file: text.file, header, journal: journalFor(request, intake) };
    const parser = new RowParser(context, new Findings());
    return (row, line) => {
      const parsed = parser.parse(row, line);
      const isTheirs = typeof parsed !== 'string' && unsound.has(parsed);
      lines.take(line, isTheirs);
      if (!isTheirs) return true;
      tally.count(parsed);
      cells.add(parsed.documents);
      return true;
    };
  });
  if (!whole) throw new DropFault('BATCH_UNREADABLE', { file: text.file }, { reason: 'file-changed' });
  lines.end();
  const named = new Set([...cells].flatMap(documentNames).map((name) => documents.fileOf(name)));
  const files = intake.documents.filter((file) => named.has(file));
  const hashes = [...notice.documents].filter(([name]) => {
    const file = documents.fileOf(name);
    // Mending replaces a document that can't be taken, and then its hash.
    return file !== null && named.has(file) && documents.isFit(file);
  });
  const { movements, debit, credit } = tally;
  const totals = { entries: unsound.count, movements, debit, credit };
  return { lines, documents: files, hashes: new Map(hashes), totals };
}
