/** Why a settings export can't be read, where that says all. */
export type PlainFault =
  | 'no-company-sheet'
  | 'no-settings'
  /** Tables without that of the accounts. */
  | 'no-account-table'
  /** A table, or an exchange file, without a single account. */
  | 'no-accounts'
  /** A table was given, not the folder that holds it. */
  | 'table-alone'
  | 'native-empty'
  /** An exchange file that an editor saved in UTF-16, or with a byte-order mark. */
  | 'native-unicode'
  | 'batch'
  /** A payload that was published by this program. */
  | 'payload'
  | 'company-json';

/** Why a settings export can't be read, with the figures that its message needs. */
export type SettingsUnreadable =
  | { readonly reason: PlainFault }
  /** Several exchange files, named in `detail`: nobody can say which is meant. */
  | { readonly reason: 'several-natives'; readonly detail: string }
  /** An exchange file that ends among its settings, behind so many columns of a line. */
  | { readonly reason: 'native-cut'; readonly columns: number }
  /** A table without the column `detail`. */
  | { readonly reason: 'columns'; readonly detail: string }
  /** A row, its cells and those of the header where these are not as many. */
  | { readonly reason: 'row'; readonly cells?: number; readonly expected?: number }
  | { readonly reason: 'value'; readonly wanted: SettingsValue }
  /** A field of the company sheet that says something else above: `detail`, at `firstLine`. */
  | { readonly reason: 'contradiction'; readonly detail: string; readonly firstLine: number };

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
