/** What the commands of the archive, and `register rebuild`, say: the shape that every language fills. */
import type { ArchiveFault } from '../archive/fault.ts';
import type { SkippedMember } from '../archive/manifest.ts';
import type { PassingDay } from '../archive/purge.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { Timestamp } from '../model/drop-record.ts';

/** An archive that is too young to be purged. */
export interface YoungArchive {
  readonly archive: string;
  /** The end of its fiscal year; null where nobody knows it. */
  readonly fiscalYearEnd: CalendarDate | null;
  readonly keptUntil: CalendarDate;
}

export interface ArchiveWording {
  readonly help: Readonly<
    Record<
      | 'archive'
      | 'list'
      | 'verify'
      | 'extract'
      | 'purge'
      | 'register'
      | 'rebuild'
      | 'id'
      | 'idOrAll'
      | 'limit'
      | 'out'
      | 'before'
      | 'force'
      | 'forceRebuild',
      string
    >
  >;
  /** What is wrong with an archive, and what to do. */
  /** The register can't be made again while somebody writes into it. */
  readonly robotAtWork: string;
  fault(fault: ArchiveFault): string;
  unknownId(id: string): string;
  /** Several archives are of this batch id. */
  severalIds(batch: string, ids: readonly string[]): string;
  /** A duplicate, which has none; `earlier` is what it repeats. */
  withoutArchive(id: string, earlier: string | null): string;
  purgedBefore(id: string, at: Timestamp): string;
  readonly noRegister: string;
  readonly nothingArchived: string;
  archives(count: number): string;
  readonly headers: Readonly<Record<'size' | 'archive', string>>;
  readonly purgedState: string;
  readonly missingState: string;
  size(bytes: number): string;
  verified(verified: number, faults: number): string;
  extracted(folder: string, files: number, bytes: number): string;
  skipped(skipped: SkippedMember): string;
  targetExists(path: string): string;
  young(archive: YoungArchive): string;
  /** It was purged all the same. */
  forced(archive: YoungArchive): string;
  /** `passing`: the day that would be accepted; null where none would remove anything. */
  purgeRefused(count: number, passing: PassingDay | null): string;
  purged(count: number): string;
  nothingToPurge(before: CalendarDate): string;
  /** The register is there and can be read. */
  registerExists(path: string): string;
  nothingToRebuild(archives: string): string;
  rebuilt(drops: number, unusable: number, path: string): string;
  /** Drops that were taken over from the old register, by what became of their archives. */
  readonly keptFromOld: Readonly<Record<'purged' | 'unusable' | 'missing', (drops: number) => string>>;
  /** What the archives do not tell could not be taken over, or not all of it. */
  oldUnread(old: 'in-part' | 'not'): string;
  /** A file that waits for ISACOMPTA, and whose batch nobody knows any more. */
  unknownImport(place: string): string;
  setAside(path: string): string;
}
