/**
 * What was delivered before, as far as somebody remembers it: a batch that uses the id of another, and entries that
 * another batch brought already. Owns when it is asked; the memory itself is the caller's.
 */
import { createHash } from 'node:crypto';
import type { EntryIdentity, Timestamp } from '../model/drop-record.ts';
import { type Entry, entryKeyText } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import { GRID_HEADERS } from '../model/grid.ts';
import type { Intake } from './intake.ts';
import type { UnsoundEntries } from './unsound-entries.ts';

/** An entry that another batch brought. */
export interface EarlierEntry extends EntryIdentity {
  /** The batch's id; null where it is not known. */
  readonly batch: string | null;
  readonly deliveredAt: Timestamp;
}

export interface DeliveredBefore {
  /** Whether the same content was delivered to the company file. */
  content(dossier: string, contentHash: string): Promise<boolean>;
  /** When another content was delivered under this batch id; null where none was. */
  batch(dossier: string, batch: string, contentHash: string): Promise<Timestamp | null>;
  /** Those of the entries that another content brought. */
  entries(
    dossier: string,
    entries: readonly EntryIdentity[],
    contentHash: string,
  ): Promise<readonly EarlierEntry[]>;
}

/** An entry of the batch that is being read, and where it begins. */
export interface SeenEntry extends EntryIdentity {
  readonly line: number;
}

export function seenEntry({ line, journal, date, piece, movements }: Entry): SeenEntry {
  const amounts = movements.map(({ side, amountCents }) => `${side} ${amountCents}`).sort();
  const digest = createHash('sha256').update(amounts.join('\n')).digest('hex').slice(0, 32);
  return { line, journal, date, piece, amounts: digest };
}

/** An id that was used for other content says that one of the two is not what its sender believes. */
export async function tellReusedId(
  delivered: DeliveredBefore,
  { batchId, contentHash, dossier, noticeFile, text }: Intake,
  findings: Findings,
): Promise<void> {
  const deliveredAt = dossier === null ? null : await delivered.batch(dossier, batchId, contentHash);
  if (deliveredAt === null) return;
  const place = { file: noticeFile === '' ? text.file : noticeFile, value: batchId };
  findings.add('BATCH_ID_REUSED', place, { deliveredAt });
}

/** Tells each entry that was delivered before, and counts it among the unsound ones where those are asked for. */
export async function tellDelivered(
  delivered: DeliveredBefore,
  { contentHash, dossier, text }: Intake,
  { seen, unsound }: { readonly seen: readonly SeenEntry[]; readonly unsound: UnsoundEntries | null },
  findings: Findings,
): Promise<void> {
  if (dossier === null || seen.length === 0) return;
  const lines = new Map(seen.map((entry) => [identityText(entry), entry.line]));
  for (const earlier of await delivered.entries(dossier, seen, contentHash)) {
    const line = lines.get(identityText(earlier));
    if (line === undefined) continue;
    const { journal, date, piece, batch, deliveredAt } = earlier;
    const place = { file: text.file, line, column: GRID_HEADERS.piece, value: piece };
    findings.add('ENTRY_DUPLICATE', place, { journal, date, piece, batch, deliveredAt });
    unsound?.add(earlier);
  }
}

function identityText(entry: EntryIdentity): string {
  return `${entryKeyText(entry)}\0${entry.amounts}`;
}
