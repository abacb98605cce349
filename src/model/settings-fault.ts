/** Why a settings export can't be read, and what one of its values should have been. Words of a list alone. */

/** Why a settings export can't be read. */
export type SettingsFault =
  | 'no-company-sheet'
  | 'no-settings'
  | 'batch'
  | 'company-json'
  | 'columns'
  | 'row'
  | 'value';

/** What a cell or field should hold. */
export type SettingsValue =
  | 'account'
  | 'journal-code'
  | 'vat-code'
  | 'account-type'
  | 'side'
  | 'journal-type'
  | 'vat-code-type'
  | 'yes-no'
  | 'date'
  /** As an exchange file writes it. */
  | 'exchange-date'
  | 'rate'
  /** Of a VAT code that has an account, and so must have a rate. */
  | 'rate-of-account'
  /** A number of which a spreadsheet left the first digits alone. */
  | 'all-digits';
