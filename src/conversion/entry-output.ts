/** Where entries go while a batch is read, and how their file becomes complete. */
import type { FileHeaderFacts } from '../isacompta/file-header.ts';
import type { BatchTotals } from '../model/batch.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { Entry } from '../model/entry.ts';
import type { StagedFile } from '../storage/staged-file.ts';

/** What the entries don't say of the file that they are in. */
export type HeadFacts = Omit<FileHeaderFacts, 'fiscalYear' | 'generalAccountSizes' | 'hasRemarks'>;

export interface EntryOutput {
  /** `documentName`: of the linked document in the zip, empty where there is none. */
  write(entry: Entry, documentName: string): void;
  /** To be called once, behind the last entry: tells what can only be told then. */
  finish(facts: HeadFacts): void;
  /**
   * The whole file, which is either the one written to or one that `stage` gave; not for a dry run. `batchDate` is the
   * day of the batch. Throws where the file does not say what was read.
   */
  complete(read: BatchTotals, batchDate: CalendarDate, stage: () => StagedFile): Promise<StagedFile>;
}
