/**
 * The rules for what an export leaves out and what therefore stays as it was published: together with the export it
 * has to be sound. Values in, findings out; the export alone has rules of its own.
 */
import type { ExportedSettings } from '../isacompta/settings-draft.ts';
import { fiscalYearKey, type SettingsPlaces } from '../isacompta/settings-places.ts';
import { formatFrenchDate } from '../model/calendar-date.ts';
import type { FiscalYear } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import type { SettingsAccount, SettingsJournal, SettingsVatCode } from '../model/settings.ts';

/** What was published before and stays. */
export interface KeptSettings {
  /** The fiscal years that the export does not have. */
  readonly fiscalYears: readonly FiscalYear[];
  /** Null where the export has VAT codes of its own. */
  readonly vatCodes: readonly Pick<SettingsVatCode, 'code' | 'account'>[] | null;
  /** The accounts of third parties; empty where the export has third parties of its own. */
  readonly thirdParties: Iterable<string>;
}

/** Adds to `findings` where the export and what is kept contradict each other. */
export function checkKeptSettings(exported: ExportedSettings, kept: KeptSettings, findings: Findings): void {
  checkFiscalYears(exported, kept.fiscalYears, findings);
  // Where an account could not be read that is told, once; none of them is said to be missing then.
  if (exported.accounts.size === 0 || exported.incomplete?.has('account') === true) return;
  const knowsVatCodes = exported.incomplete?.has('vat-code') !== true;
  if (knowsVatCodes && kept.vatCodes !== null && kept.vatCodes.length > 0)
    checkVatCodes(exported, kept.vatCodes, findings);
  for (const value of kept.thirdParties) {
    if (exported.accounts.has(value)) continue;
    findings.add('ACCOUNT_UNKNOWN', { value }, { isKept: true });
  }
}

/** What a modification does to accounts, where their table has no column for some of their fields. */
export interface KeptAccounts {
  /** The fields without a column. */
  readonly untold: readonly (keyof SettingsAccount)[];
  /** Those of which something stays as it was. */
  readonly kept: readonly SettingsAccount[];
  /** Those that come or change, as they are published. */
  readonly changed: readonly SettingsAccount[];
  readonly isRemoved: (number: string) => boolean;
  /** The codes that there are. */
  readonly vatCodes: () => Iterable<{ readonly code: string }>;
  readonly places: SettingsPlaces;
}

/** What accounts keep must still be there, and an account that nothing was published of keeps nothing. */
export function checkKeptAccounts(accounts: KeptAccounts, findings: Findings): void {
  if (accounts.untold.includes('vatCode')) checkKeptVatCodes(accounts, findings);
  const untold = COLLECTIVE_FIELDS.filter((field) => accounts.untold.includes(field));
  if (untold.length > 0) checkKeptCollectives(accounts, untold, findings);
}

/** What a modification leaves of the counterparts of journals, where the export does not tell them. */
export interface KeptJournals {
  /** As they are published. */
  readonly journals: Iterable<Pick<SettingsJournal, 'code' | 'counterpart'>>;
  readonly isRemoved: (account: string) => boolean;
  /** Null for an export without journals. */
  readonly places: SettingsPlaces | null;
}

/** A counterpart that stays must still be among the accounts. */
export function checkKeptJournals({ journals, isRemoved, places }: KeptJournals, findings: Findings): void {
  for (const { code, counterpart } of journals) {
    if (counterpart === '' || !isRemoved(counterpart)) continue;
    const place = { ...places?.of('journal', code), value: counterpart };
    findings.add('JOURNAL_ACCOUNT_UNKNOWN', place, { journal: code, isKept: true });
  }
}

function checkKeptVatCodes({ kept, vatCodes, places }: KeptAccounts, findings: Findings): void {
  for (const { number, vatCode } of ofUnknownCode(kept, vatCodes())) {
    const place = { ...places.of('account', number), value: vatCode };
    findings.add('VAT_CODE_UNKNOWN', place, { shape: false, keptBy: number });
  }
}

const COLLECTIVE_FIELDS = ['debitAccount', 'creditAccount'] as const;

function checkKeptCollectives(
  { kept, changed, isRemoved, places }: KeptAccounts,
  untold: readonly (typeof COLLECTIVE_FIELDS)[number][],
  findings: Findings,
): void {
  for (const account of kept) {
    const gone = new Set(untold.map((field) => account[field]).filter(isRemoved));
    for (const value of gone) {
      const place = { ...places.of('account', account.number), value };
      findings.add('COLLECTIVE_ACCOUNT_MISSING', place, { account: account.number, isKept: true });
    }
  }
  for (const { number, type, debitAccount, creditAccount } of changed) {
    if (type !== 'auxiliary' || debitAccount !== '' || creditAccount !== '') continue;
    const place = { ...places.ofCell('account', number, 'debitAccount'), value: '' };
    findings.add('COLLECTIVE_ACCOUNT_MISSING', place, { account: number });
  }
}

function checkFiscalYears(
  { fiscalYears, places }: ExportedSettings,
  kept: readonly FiscalYear[],
  findings: Findings,
): void {
  for (const year of fiscalYears) {
    const other = kept.find(({ start, end }) => start <= year.end && year.start <= end);
    if (other === undefined) continue;
    findings.add('FISCAL_YEAR_INVALID', places.of('fiscal-year', fiscalYearKey(year)), {
      start: formatFrenchDate(year.start),
      end: formatFrenchDate(year.end),
      keptStart: formatFrenchDate(other.start),
      keptEnd: formatFrenchDate(other.end),
    });
  }
}

function checkVatCodes(
  { accounts, places }: ExportedSettings,
  vatCodes: readonly Pick<SettingsVatCode, 'code' | 'account'>[],
  findings: Findings,
): void {
  for (const { number, vatCode } of ofUnknownCode(accounts, vatCodes)) {
    const place = { ...places.ofCell('account', number, 'vatCode'), value: vatCode };
    findings.add('VAT_CODE_UNKNOWN', place, { shape: false });
  }
  for (const { code, account } of vatCodes) {
    if (account === '' || accounts.has(account)) continue;
    findings.add('VAT_ACCOUNT_UNKNOWN', { value: account }, { vatCode: code });
  }
}

/** The accounts of a VAT code that is not there. */
function* ofUnknownCode<A extends { readonly vatCode: string }>(
  accounts: Iterable<A>,
  vatCodes: Iterable<{ readonly code: string }>,
): Generator<A> {
  const known = new Set(Array.from(vatCodes, ({ code }) => code));
  for (const account of accounts) if (account.vatCode !== '' && !known.has(account.vatCode)) yield account;
}
