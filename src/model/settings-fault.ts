/** Why a settings export can't be read, and what one of its values should have been. Words of a list alone. */

/** Why a settings export can't be read. */
export type SettingsFault =
  | 'no-company-sheet'
  | 'no-settings'
  /** Tables without that of the accounts. */
  | 'no-account-table'
  /** A table, or an exchange file, without a single account. */
  | 'no-accounts'
  /** A table was given, not the folder that holds it. */
  | 'table-alone'
  /** Several exchange files: nobody can say which is meant. */
  | 'several-natives'
  | 'native-empty'
  /** An exchange file that an editor saved in UTF-16, or with a byte-order mark. */
  | 'native-unicode'
  | 'batch'
  /** A payload that was published by this program. */
  | 'payload'
  | 'company-json'
  | 'columns'
  | 'row'
  | 'value'
  /** A field of the company sheet that says something else above. */
  | 'contradiction';

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
  /** In JSON: a text, or a group of fields. */
  | 'text'
  | 'fields'
  /** Of a VAT code that has an account, and so must have a rate. */
  | 'rate-of-account'
  /** A number of which a spreadsheet left the first digits alone. */
  | 'all-digits';
