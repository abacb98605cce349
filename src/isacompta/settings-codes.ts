/** The two-letter codes of the layouts' notes, and what they mean in the settings. Data only. */
import type { JournalType, PreferredSide, SettingsAccountType, VatCodeType } from '../model/settings.ts';

export const ACCOUNT_TYPES: ReadonlyMap<string, SettingsAccountType> = new Map([
  ['ge', 'general'],
  ['au', 'auxiliary'],
  ['ce', 'collective'],
]);

export const SIDES: ReadonlyMap<string, PreferredSide> = new Map([
  ['de', 'debit'],
  ['cr', 'credit'],
  ['in', 'either'],
]);

export const JOURNAL_TYPES: ReadonlyMap<string, JournalType> = new Map([
  ['ac', 'purchases'],
  ['ve', 'sales'],
  ['tr', 'treasury'],
  ['od', 'miscellaneous'],
  ['an', 'opening'],
  ['ex', 'reversal'],
  ['si', 'situation'],
  ['st', 'stock'],
  ['ly', 'analytic'],
]);

export const VAT_CODE_TYPES: ReadonlyMap<string, VatCodeType> = new Map([
  ['ac', 'purchase'],
  ['im', 'fixed-asset'],
  ['ve', 'sale'],
]);
