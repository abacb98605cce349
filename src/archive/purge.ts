/**
 * Removes archives that need not be kept any longer. What may go is decided for all of them before the first is
 * removed.
 *
 * The register is told first and the file is removed after: whatever a crash leaves is then a file that the register
 * no longer asks for, never one that it misses, and the next purge takes it away.
 */
import { type CalendarDate, formatIsoDate, parseIsoDate } from '../model/calendar-date.ts';
import type { DropRecord, Timestamp } from '../model/drop-record.ts';
import { listArchives, removeArchive } from './archive-files.ts';
import type { ArchiveInChain } from './chain.ts';
import { keptUntil } from './retention.ts';
import type { ArchiveRegister } from './verify-all.ts';

export interface PurgeCandidate {
  readonly link: ArchiveInChain;
  readonly record: DropRecord;
  readonly keptUntil: CalendarDate;
}

export interface PurgePlan {
  /** Received before the day, and old enough. */
  readonly old: readonly PurgeCandidate[];
  /** Received before the day, and to be kept. */
  readonly young: readonly PurgeCandidate[];
}

/** What the register is asked and told. */
export interface PurgedRegister extends ArchiveRegister {
  purged(position: number, at: Timestamp): Promise<void>;
}

/** The archives of drops that were received before the day. */
export async function planPurge(
  register: ArchiveRegister,
  before: CalendarDate,
  today: CalendarDate,
): Promise<PurgePlan> {
  const day = formatIsoDate(before);
  const old: PurgeCandidate[] = [];
  const young: PurgeCandidate[] = [];
  for (const link of await register.archives()) {
    if (link.purgedAt !== null) continue;
    const record = await register.find(link.drop);
    if (record === null) throw new Error(`The register has an archive without its drop ${link.drop}`);
    if (receiptDay(record) >= day) continue;
    const candidate = { link, record, keptUntil: keptUntil(record) };
    (today > candidate.keptUntil ? old : young).push(candidate);
  }
  return { old, young };
}

export interface PassingDay {
  readonly before: CalendarDate;
  /** How many archives would go. */
  readonly archives: number;
}

/** The latest day before which nothing has to be kept; null where nothing that is old enough came before it. */
export function latestPassingDay({ old, young }: PurgePlan): PassingDay | null {
  const [first = ''] = young.map(({ record }) => receiptDay(record)).sort();
  const before = parseIsoDate(first);
  if (before === null) return null;
  const archives = old.filter(({ record }) => receiptDay(record) < first).length;
  return archives === 0 ? null : { before, archives };
}

/** `2026-11-24`. */
function receiptDay({ receivedAt }: DropRecord): string {
  return receivedAt.slice(0, 'yyyy-mm-dd'.length);
}

/** Removes them one by one. */
export async function purgeArchives(
  archives: string,
  register: PurgedRegister,
  candidates: readonly PurgeCandidate[],
  now: () => Timestamp,
): Promise<void> {
  for (const { link } of candidates) {
    await register.purged(link.position, now());
    await removeArchive(archives, link.archive);
  }
}

/** Removes what a purge told the register and was kept from removing; gives their names. */
export async function finishPurges(archives: string, register: ArchiveRegister): Promise<string[]> {
  const present = new Set(await listArchives(archives));
  const left = (await register.archives()).filter(
    ({ archive, purgedAt }) => purgedAt !== null && present.has(archive),
  );
  for (const { archive } of left) await removeArchive(archives, archive);
  return left.map(({ archive }) => archive);
}
