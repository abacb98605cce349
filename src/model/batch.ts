/** The batch (lot): what AMI COMPTA sends at once, and what its `lot.json` announces about it. */
import type { CalendarDate } from './calendar-date.ts';
import type { FiscalYear } from './entry.ts';

/** A day and a time of day as the sender wrote them; no time zone is applied, so every machine reads the same. */
export interface Moment {
  readonly date: CalendarDate;
  /** `HHMMSS`. */
  readonly time: string;
}

/** What `lot.json` says; everything is optional. */
export interface BatchNotice {
  readonly id: string | null;
  readonly dossier: string | null;
  readonly issued: Moment | null;
  readonly journal: string | null;
  readonly fiscalYear: FiscalYear | null;
  readonly totals: AnnouncedTotals;
  /** SHA-256 in lower-case hexadecimal by document name. */
  readonly documents: ReadonlyMap<string, string | null>;
}

export interface AnnouncedTotals {
  readonly entries: number | null;
  readonly movements: number | null;
  readonly debit: bigint | null;
  readonly credit: bigint | null;
}

/** What was counted. Debit and credit in whole cents. */
export interface BatchTotals {
  readonly entries: number;
  readonly movements: number;
  readonly debit: bigint;
  readonly credit: bigint;
}

/** What a batch or an exchange file counts. */
export interface BatchFacts extends BatchTotals {
  /** Documents in the zip; of an exchange file, the entries that name one. */
  readonly documents: number;
}

/** What becomes of a batch. */
export type BatchStatus = 'delivered' | 'refused' | 'duplicate';
