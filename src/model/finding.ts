/**
 * Findings (anomalies): everything wrong or worth telling about what was read. A finding is a value with a code, a
 * place and figures; its wording lives in the message catalogues alone (`check/messages`).
 */
import type { CalendarDate } from './calendar-date.ts';
import type { Timestamp } from './drop-record.ts';
import type { EntryKey } from './entry.ts';
import type { RateHundredths } from './rate.ts';
import type { SettingsFindingDetails } from './settings-finding.ts';

/** `error` blocks the batch, `warning` asks for a look, `info` only tells. */
export type Severity = 'error' | 'warning' | 'info';

/** A sum or an amount, in whole cents. */
type Cents = number | bigint;

/** Why a text is not the amount that it should be. */
export type AmountFault = 'not-a-number' | 'decimals' | 'too-large';

/** Why a whole batch can't be read. */
export type UnreadableReason =
  | 'no-csv'
  | 'several-csv'
  | 'not-a-batch'
  /** A settings export. */
  | 'settings'
  /** A payload that was published by this program. */
  | 'payload'
  | 'zip-damaged'
  | 'zip-encrypted'
  | 'zip-method'
  | 'zip-duplicate-name'
  | 'file-damaged'
  | 'file-changed'
  | 'too-many-files'
  | 'too-large'
  | 'notice-too-large'
  | 'too-many-columns'
  | 'lot-json'
  | 'special-file';

/** What a field of `lot.json` should hold. `one-hash`: a document that is named twice has one. */
export type NoticeValue = 'text' | 'count' | 'sum' | 'group' | 'list' | 'document' | 'one-hash';

/** Why a row can't be read. */
export type RowFault = 'cells' | 'quote' | 'too-long' | 'nul' | 'too-many';

/** Why a path of a drop is refused. */
export type PathFault = 'climbs' | 'absolute' | 'drive' | 'link' | 'name';

/** An entry, and when and with which batch it was delivered before. */
type EntryDelivered = EntryKey & { readonly batch: string | null; readonly deliveredAt: Timestamp };

/** The figures that each code's message needs, beside its place. */
export interface FindingDetails extends SettingsFindingDetails {
  // the batch as a whole
  BATCH_UNREADABLE: {
    readonly reason: UnreadableReason;
    readonly limit?: number;
    readonly detail?: string;
    /** Of a field of `lot.json`. */
    readonly expected?: NoticeValue;
  };
  BATCH_EMPTY: object;
  /** `named`: the name of the drop, where that alone may be the number. `isSettings`: of a settings export. */
  DOSSIER_MISSING: { readonly invalid: string | null; readonly named?: string; readonly isSettings?: true };
  PATH_UNSAFE: { readonly fault: PathFault };
  ARCHIVE_BOMB: { readonly measure: 'files' | 'size' | 'ratio'; readonly limit: number };
  TOTALS_MISMATCH:
    | { readonly what: 'entries' | 'movements'; readonly announced: number; readonly counted: number }
    | { readonly what: 'debit' | 'credit'; readonly announced: Cents; readonly counted: Cents };
  BATCH_ID_REUSED: { readonly deliveredAt: Timestamp };
  FISCAL_YEAR_UNKNOWN: object;
  FISCAL_YEAR_INVALID: {
    readonly start: string;
    readonly end: string;
    /** Of a year that was published before, and shares days with it. */
    readonly keptStart?: string;
    readonly keptEnd?: string;
  };
  FINDINGS_OMITTED: { readonly of: FindingCode; readonly shown: number; readonly total: number };
  // the CSV's columns and rows
  /** `isEvery`: none of the columns is there, so that it is no header of a batch at all. */
  COLUMN_MISSING: { readonly isEvery?: true };
  COLUMN_DUPLICATE: object;
  COLUMN_UNKNOWN: { readonly nearest?: string };
  /** Something that the CSV of the grid has no column for. */
  COLUMN_LEFT_OUT: object;
  /** `isInPath`: the name or the drop folder says it, and nothing inside. */
  DOSSIER_MISMATCH: {
    readonly announced: string;
    readonly isSettings?: true;
    readonly isInPath?: true;
  };
  ROW_MALFORMED: { readonly fault: RowFault; readonly expected?: number; readonly found?: number };
  DATE_INVALID: { readonly form: 'csv' | 'iso' | 'exchange' };
  DATE_OUTSIDE_FISCAL_YEAR: { readonly start: CalendarDate; readonly end: CalendarDate };
  AMOUNT_INVALID: { readonly fault: AmountFault; readonly rate?: true };
  AMOUNT_BOTH_SIDES: { readonly debit: Cents; readonly credit: Cents };
  AMOUNT_NEGATIVE: { readonly cents: Cents; readonly movedTo: 'debit' | 'credit' };
  AMOUNT_ZERO: object;
  /** `isScientific`: a spreadsheet rounded it (6,15E+07). `isListed`: of a table of the settings, which may hold more. */
  ACCOUNT_INVALID: {
    readonly hasSpaces?: true;
    readonly isScientific?: true;
    readonly isListed?: true;
  };
  /** `isKept`: that of a third party that was published before, which the export does not tell. */
  ACCOUNT_UNKNOWN: { readonly isKept?: true };
  ACCOUNT_NEW: { readonly label: string };
  JOURNAL_INVALID: object;
  JOURNAL_UNKNOWN: object;
  JOURNAL_ACCOUNT_UNUSUAL: { readonly journal: string; readonly kind: 'purchases' | 'sales' };
  /** `keptBy`: an account that keeps it from a publication before, since the export does not tell. */
  VAT_CODE_UNKNOWN: { readonly shape: boolean; readonly keptBy?: string };
  VAT_CODE_IGNORED: { readonly account: string };
  DUE_DATE_UNUSED: EntryKey;
  PIECE_MISSING: object;
  /** A spreadsheet abbreviated it (1,23E+11), so that several became one. */
  PIECE_INVALID: object;
  /** The same of the number of an invoice, which tells no entries apart. */
  INVOICE_INVALID: object;
  /** `same`: a piece of the same journal and date that became the same. */
  PIECE_SHORTENED: {
    readonly kept: string;
    readonly same?: string;
    readonly sameLine?: number;
  };
  TEXT_SHORTENED: { readonly kept: string; readonly limit: number };
  /** `isPublished`: a control character in a text of the settings. */
  CHARACTER_REPLACED: { readonly character: string; readonly by: string; readonly isPublished?: true };
  // the entry
  ENTRY_UNBALANCED: EntryKey & {
    readonly debit: Cents;
    readonly credit: Cents;
    readonly lastLine: number;
  };
  ENTRY_TOO_LONG: EntryKey & { readonly measure: 'lines' | 'characters'; readonly limit: number };
  /** Lines that say different things of one entry, of its due date, or of one account. */
  ENTRY_INCONSISTENT:
    | { readonly piece: string; readonly kept: string }
    | { readonly piece: string; readonly kept: string; readonly dueLine: number }
    | { readonly account: string; readonly kept: string; readonly keptLine: number };
  ENTRY_DUPLICATE: EntryDelivered;
  /** An entry of the same journal, date and piece was delivered with other amounts; null where nobody knows which. */
  PIECE_REUSED: EntryDelivered & { readonly debitBefore: Cents | null; readonly debit: Cents };
  VAT_MISMATCH: EntryKey & {
    readonly vatCode: string;
    readonly rate: RateHundredths;
    readonly base: Cents;
    readonly expected: Cents;
    readonly found: Cents;
    readonly tolerance: Cents;
  };
  VAT_RATE_MISMATCH: {
    readonly vatCode: string;
    readonly rate: RateHundredths;
    readonly expected: RateHundredths;
  };
  // the documents
  DOCUMENT_MISSING: { readonly listed: boolean };
  DOCUMENT_EMPTY: object;
  DOCUMENT_HASH_MISMATCH: { readonly announced: string; readonly found: string };
  DOCUMENT_TYPE_REFUSED: object;
  DOCUMENT_TOO_LARGE: { readonly bytes: number; readonly limitMiB: number };
  DOCUMENT_UNREFERENCED: object;
  DOCUMENT_RENAMED: { readonly name: string };
  // an exchange file
  EXCHANGE_FILE_UNREADABLE: { readonly reason: 'no-header' | 'empty' | 'line-too-long' };
  RECORD_UNKNOWN: object;
  RECORD_MISPLACED: { readonly parent: string };
  REMARK_UNCLOSED: object;
  LAST_LINE_CUT: { readonly columns: number };
}

export type FindingCode = keyof FindingDetails;

/** Where it is: the file inside the drop, the 1-based line, the column's header, and what stands there. */
export interface Place {
  readonly file?: string | null;
  readonly line?: number | null;
  readonly column?: string | null;
  readonly value?: string | null;
}

export interface FindingOf<C extends FindingCode> extends Required<Place> {
  readonly code: C;
  readonly severity: Severity;
  readonly details: FindingDetails[C];
}

export type Finding = { readonly [C in FindingCode]: FindingOf<C> }[FindingCode];

/** Codes that don't block; every other one is an error. */
const MILDER: Partial<Record<FindingCode, Severity>> = {
  FISCAL_YEAR_UNKNOWN: 'info',
  FINDINGS_OMITTED: 'info',
  LAST_LINE_CUT: 'info',
  EXCHANGE_FILE_SETTINGS: 'info',
  COLUMN_UNKNOWN: 'warning',
  COLUMN_LEFT_OUT: 'warning',
  DOSSIER_MISMATCH: 'warning',
  ENTRY_INCONSISTENT: 'warning',
  AMOUNT_NEGATIVE: 'warning',
  AMOUNT_ZERO: 'warning',
  ACCOUNT_NEW: 'warning',
  JOURNAL_ACCOUNT_UNUSUAL: 'warning',
  VAT_CODE_IGNORED: 'warning',
  DUE_DATE_UNUSED: 'warning',
  INVOICE_INVALID: 'warning',
  PIECE_REUSED: 'warning',
  PIECE_SHORTENED: 'warning',
  TEXT_SHORTENED: 'warning',
  CHARACTER_REPLACED: 'warning',
  VAT_MISMATCH: 'warning',
  VAT_RATE_MISMATCH: 'warning',
  DOCUMENT_UNREFERENCED: 'warning',
  DOCUMENT_RENAMED: 'warning',
  RECORD_UNKNOWN: 'warning',
  COMPANY_FIELD_EMPTY: 'warning',
  COMPANY_FIELD_UNKNOWN: 'warning',
  COMPANY_FIELD_INVALID: 'warning',
  POSTAL_CODE_INVALID: 'warning',
  INSEE_CODE_INVALID: 'warning',
  PHONE_INVALID: 'warning',
  VAT_REGIME_UNKNOWN: 'warning',
  VAT_REGIME_ENDING: 'warning',
  SETTINGS_FILE_IGNORED: 'warning',
  SETTINGS_OUTDATED: 'warning',
  SETTINGS_LIST_EMPTIED: 'warning',
  JOURNAL_ACCOUNT_UNKNOWN: 'warning',
  COLLECTIVE_ACCOUNT_MISSING: 'warning',
  ACCOUNT_SIZE_MISMATCH: 'warning',
  VAT_CODES_ABSENT: 'warning',
  VAT_CODE_TYPE_MISMATCH: 'warning',
  IBAN_INVALID: 'warning',
  BIC_INVALID: 'warning',
};

export function severityOf(code: FindingCode): Severity {
  return MILDER[code] ?? 'error';
}

/** Texts of a finding are kept this long: a cell may have a million characters, and there may be many of them. */
const LONGEST_TEXT = 200;

/** A finding, its severity given by its code. Long texts are cut. */
export function finding<C extends FindingCode>(
  code: C,
  place: Place,
  details: FindingDetails[C],
): FindingOf<C> {
  return {
    code,
    severity: severityOf(code),
    file: cut(place.file ?? null),
    line: place.line ?? null,
    column: cut(place.column ?? null),
    value: cut(place.value ?? null),
    details: Object.fromEntries(
      Object.entries(details).map(([name, value]) => [name, cut(value)]),
    ) as FindingDetails[C],
  };
}

/** The value, and a text no longer than it is kept. */
function cut<T>(value: T): T | string {
  if (typeof value !== 'string' || value.length <= LONGEST_TEXT) return value;
  return `${value.slice(0, LONGEST_TEXT - 1).toWellFormed()}…`;
}
