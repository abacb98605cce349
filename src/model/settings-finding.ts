/** The figures of the findings on a company sheet and on settings; those of every other finding are in `finding.ts`. */
import type { CalendarDate } from './calendar-date.ts';
import type { Timestamp } from './drop-record.ts';
import type { Settings } from './settings.ts';
import type { SettingsUnreadable } from './settings-fault.ts';

/** Why an identifier is none. */
export type IdentifierFault = 'form' | 'key';

/** What a modification may take away, item by item. */
export type RemovableList = keyof Pick<Settings, 'accounts' | 'journals' | 'vatCodes' | 'thirdParties'>;

/** The figures that each code's message needs, beside its place. */
export interface SettingsFindingDetails {
  // the company sheet
  COMPANY_NAME_MISSING: object;
  LEGAL_FORM_MISSING: object;
  SIRET_MISSING: object;
  SIRET_INVALID: { readonly fault: IdentifierFault };
  SIREN_INVALID: { readonly fault: IdentifierFault };
  SIREN_SIRET_MISMATCH: { readonly siren: string; readonly siret: string };
  APE_MISSING: object;
  APE_INVALID: object;
  VAT_NUMBER_INVALID: { readonly fault: IdentifierFault };
  VAT_NUMBER_SIREN_MISMATCH: { readonly siren: string; readonly vatNumber: string };
  /** `isRegime`: the VAT régime, from which more follows. */
  COMPANY_FIELD_EMPTY: { readonly isRegime?: true };
  COMPANY_FIELD_UNKNOWN: object;
  /** A text where an amount or a day is expected; it is published as it is. */
  COMPANY_FIELD_INVALID: { readonly wanted: 'amount' | 'date' | 'email' };
  /** `account`: that of a third party, in a table. */
  POSTAL_CODE_INVALID: { readonly account?: string };
  INSEE_CODE_INVALID: object;
  /** A telephone that a spreadsheet took for a number. `account`: that of a third party, in a table. */
  PHONE_INVALID: { readonly account?: string };
  VAT_REGIME_UNKNOWN: object;
  VAT_REGIME_ENDING: { readonly end: CalendarDate };
  // settings
  /** An exchange file of settings without entries, that was checked without its company sheet. */
  EXCHANGE_FILE_SETTINGS: { readonly accounts: number };
  /** A batch and settings of two company files. */
  SETTINGS_DOSSIER_MISMATCH: { readonly found: string };
  SETTINGS_UNREADABLE: SettingsUnreadable;
  /**
   * Settings of the same company file that were received later are published already. `sequence`: as which publication;
   * null where they brought no change.
   */
  SETTINGS_OUTDATED: {
    readonly receivedAt: Timestamp;
    readonly laterAt: Timestamp;
    readonly sequence: number | null;
  };
  /** A file of an export that is not read, because another one says the same (`used`), or because of its name. */
  SETTINGS_FILE_IGNORED:
    | { readonly what: 'company-sheet' | 'settings'; readonly used: string }
    | {
        readonly what: 'name';
        /** The name that it should probably have; null where none is like its own. */
        readonly nearest: string | null;
        /** It has to be saved as a CSV first. */
        readonly isSpreadsheet: boolean;
        /** A file of that name is there, and read. */
        readonly isTaken: boolean;
      };
  /** A list that is there without a single item, so that a modification removes everything that was published of it. */
  SETTINGS_LIST_EMPTIED: { readonly list: RemovableList; readonly removed: number };
  ACCOUNT_DUPLICATE: { readonly firstLine: number };
  JOURNAL_DUPLICATE: { readonly firstLine: number };
  VAT_CODE_DUPLICATE: { readonly firstLine: number };
  VAT_ACCOUNT_UNKNOWN: { readonly vatCode: string };
  /** The counterpart account of a journal. `isKept`: it stays from a publication before, since the export does not tell it. */
  JOURNAL_ACCOUNT_UNKNOWN: { readonly journal: string; readonly isKept?: true };
  /** `isKept`: it stays from a publication before, since the export has no column for it. */
  COLLECTIVE_ACCOUNT_MISSING: { readonly account: string; readonly isKept?: true };
  ACCOUNT_SIZE_MISMATCH: { readonly size: number };
  /** Of an export without VAT codes whose accounts have some: how many accounts, and which codes. */
  VAT_CODES_ABSENT: { readonly accounts: number; readonly codes: string };
  VAT_CODE_TYPE_MISMATCH: { readonly vatCode: string; readonly type: 'purchase' | 'sale' };
  IBAN_INVALID: { readonly account: string };
  BIC_INVALID: { readonly account: string };
}
