/** Entries and movements: the values that AMI COMPTA sends and ISACOMPTA integrates. */
import type { CalendarDate } from './calendar-date.ts';
import type { RateHundredths } from './rate.ts';

export type Side = 'debit' | 'credit';

/** A movement (mouvement): one line of an entry, on one account and one side. */
export interface Movement {
  /** 1-based line of the file that it was read from. */
  readonly line: number;
  readonly account: string;
  readonly label: string;
  /** `Numéro`: a cheque number, for example; empty where there is none. */
  readonly number: string;
  readonly side: Side;
  /** Whole cents, never negative. */
  readonly amountCents: number;
  readonly vatCode: string;
  readonly vatRate: RateHundredths | null;
  readonly analyticCode: string;
  readonly dueDate: CalendarDate | null;
}

/** What binds the lines of an entry: same journal, same date, same piece. */
export interface EntryKey {
  readonly journal: string;
  readonly date: CalendarDate;
  /** `N° pièce`, whole, however long. */
  readonly piece: string;
}

/** What an entry says about its documents. */
export interface DocumentReferences {
  /** The batch's own names, the linked one first. */
  readonly documents: readonly string[];
  readonly piece: string;
  /** Line of the entry's first row. */
  readonly line: number;
}

/** An entry (écriture): a balanced set of movements. */
export interface Entry extends EntryKey, DocumentReferences {
  readonly label: string;
  /** `N° facture`; empty where there is none. */
  readonly invoice: string;
  readonly invoiceDate: CalendarDate | null;
  /** The comments of the column C, one each. */
  readonly comments: readonly string[];
  /** In the order of the batch, at least one. */
  readonly movements: readonly Movement[];
}

/** A fiscal year (exercice), both days included. */
export interface FiscalYear {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

export function isWithin(date: CalendarDate, { start, end }: FiscalYear): boolean {
  return date >= start && date <= end;
}

/** The key as one text: no cell of a row that is read holds NUL. */
export function entryKeyText({ piece, date, journal }: EntryKey): string {
  return `${piece}\0${date}\0${journal}`;
}
