/**
 * What was delivered before, as far as somebody remembers it: a batch that uses the id of another, and entries that
 * another batch brought already. Owns when it is asked; the memory itself is the caller's.
 */
import { createHash } from 'node:crypto';
import { CentsTotal } from '../model/cents.ts';
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
  /** Where its amounts were others: the sum of its debits then, null where nobody knows. Missing where they are the same. */
  readonly otherAmounts?: { readonly debit: bigint | null };
}

export interface DeliveredBefore {
  /** Whether the same content was delivered to the company file. */
  content(dossier: string, contentHash: string): Promise<boolean>;
  /** When another content was delivered under this batch id; null where none was. */
  batch(dossier: string, batch: string, contentHash: string): Promise<Timestamp | null>;
  /** Those of the entries that another content brought, also with other amounts. */
  entries(
    dossier: string,
    entries: readonly EntryIdentity[],
    contentHash: string,
  ): Promise<readonly EarlierEntry[]>;
}

/** An entry of the batch that is being read, and where it begins. */
export interface SeenEntry extends EntryIdentity {
  readonly line: number;
  readonly debit: bigint;
}

export function seenEntry({ line, journal, date, piece, movements }: Entry): SeenEntry {
  const amounts = movements.map(({ side, amountCents }) => `${side} ${amountCents}`).sort();
  const debit = new CentsTotal();
  for (const { side, amountCents } of movements) if (side === 'debit') debit.add(amountCents);
  const digest = createHash('sha256').update(amounts.join('\n')).digest('hex').slice(0, 32);
  return { line, journal, date, piece, amounts: digest, debit: debit.value };
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

/**
 * Tells each entry that was delivered before, and counts it among the unsound ones where those are asked for. One whose
 * piece was delivered with other amounts is another entry, or the same one mended: only a person can know.
 */
export async function tellDelivered(
  delivered: DeliveredBefore,
  { contentHash, dossier, text }: Intake,
  { seen, unsound }: { readonly seen: readonly SeenEntry[]; readonly unsound: UnsoundEntries | null },
  findings: Findings,
): Promise<void> {
  if (dossier === null || seen.length === 0) return;
  const entries = new Map(seen.map((entry) => [identityText(entry), entry]));
  for (const earlier of await delivered.entries(dossier, seen, contentHash)) {
    const entry = entries.get(identityText(earlier));
    if (entry === undefined) continue;
    const { journal, date, piece, batch, deliveredAt, otherAmounts } = earlier;
    const place = { file: text.file, line: entry.line, column: GRID_HEADERS.piece, value: piece };
    const details = { journal, date, piece, batch, deliveredAt };
    if (otherAmounts !== undefined) {
      findings.add('PIECE_REUSED', place, {
        ...details,
        debitBefore: otherAmounts.debit,
        debit: entry.debit,
      });
      continue;
    }
    findings.add('ENTRY_DUPLICATE', place, details);
    unsound?.add(earlier);
  }
}

function identityText(entry: EntryIdentity): string {
  return `${entryKeyText(entry)}\0${entry.amounts}`;
}
