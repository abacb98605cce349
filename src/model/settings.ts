/**
 * Settings (paramétrage): what ISACOMPTA knows of a company file before its first entry, and what AMI COMPTA is told
 * of it. Values only; where they come from and how they are spelt is their readers' own.
 */
import type { CalendarDate } from './calendar-date.ts';
import type { CompanySheet } from './company-sheet.ts';
import type { FiscalYear } from './entry.ts';
import type { RateHundredths } from './rate.ts';

export interface SettingsFiscalYear extends FiscalYear {
  /** `Exercice ouvert`. */
  readonly open: boolean;
}

/** `collective`: the account that gathers auxiliary ones (compte centralisateur). */
export type SettingsAccountType = 'general' | 'auxiliary' | 'collective';

/** The side on which an account is usually entered (sens de saisie). */
export type PreferredSide = 'debit' | 'credit' | 'either';

/** An account (compte) as it is set up. Texts are empty where nothing is set. */
export interface SettingsAccount {
  readonly number: string;
  readonly label: string;
  readonly type: SettingsAccountType;
  /** The default VAT code (code TVA associé). */
  readonly vatCode: string;
  /** Whether its movements can be matched (lettrable). */
  readonly letterable: boolean;
  readonly side: PreferredSide;
  /** The collective accounts of an auxiliary account, by the side of its balance. */
  readonly debitAccount: string;
  readonly creditAccount: string;
}

export type JournalType =
  | 'purchases'
  | 'sales'
  | 'treasury'
  | 'miscellaneous'
  | 'opening'
  | 'reversal'
  | 'situation'
  | 'stock'
  | 'analytic';

/** A journal as it is set up. */
export interface SettingsJournal {
  readonly code: string;
  readonly label: string;
  /** Null where the export does not say it, or not in a way that is known. */
  readonly type: JournalType | null;
  /** The counterpart account (compte de contrepartie), of a bank for example. */
  readonly counterpart: string;
}

export type VatCodeType = 'purchase' | 'fixed-asset' | 'sale';

/** A VAT code (code TVA) as it is set up. */
export interface SettingsVatCode {
  readonly code: string;
  readonly label: string;
  /** The VAT account that it works on. */
  readonly account: string;
  readonly rate: RateHundredths;
  readonly type: VatCodeType | null;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
}

/** A third party (tiers): who stands behind an auxiliary account. Texts are empty where nothing is set. */
export interface SettingsThirdParty {
  /** The auxiliary account. */
  readonly account: string;
  readonly name: string;
  readonly name2: string;
  readonly address1: string;
  readonly address2: string;
  readonly address3: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly phone: string;
  readonly siret: string;
  readonly vatNumber: string;
  readonly iban: string;
  readonly bic: string;
}

/** The lists that an export may leave out altogether: what it does not tell is not known to be gone. */
export type SettingsListName = 'fiscalYears' | 'journals' | 'vatCodes' | 'thirdParties';

/** Fields that a table of an export has no column for, by its list: what they are is not told. */
export interface UntoldFields {
  readonly fiscalYears?: readonly (keyof SettingsFiscalYear)[];
  readonly accounts?: readonly (keyof SettingsAccount)[];
  readonly journals?: readonly (keyof SettingsJournal)[];
  readonly vatCodes?: readonly (keyof SettingsVatCode)[];
  readonly thirdParties?: readonly (keyof SettingsThirdParty)[];
}

export interface Settings {
  /** Number of the company file. */
  readonly dossier: string;
  /** Digits of a general account: 6, 8 or 10; null where the export does not say it. */
  readonly accountSize: number | null;
  readonly company: CompanySheet;
  /** By start. */
  readonly fiscalYears: readonly SettingsFiscalYear[];
  /** Each list by its key, in the order of code units; a key stands once. */
  readonly accounts: readonly SettingsAccount[];
  readonly journals: readonly SettingsJournal[];
  readonly vatCodes: readonly SettingsVatCode[];
  readonly thirdParties: readonly SettingsThirdParty[];
  /** Lists that the export does not have; they are empty here. */
  readonly absent?: readonly SettingsListName[];
  readonly untold?: UntoldFields;
}
