/** What a number of the French chart of accounts (plan comptable général) says by its first digits. */

/** The sizes of a general account that ISACOMPTA has, in digits. */
export const ACCOUNT_SIZES: readonly number[] = [6, 8, 10];

/** `auxiliary`: one customer or supplier (401ORANGE); `general`: digits only (62260000). */
export type AccountType = 'general' | 'auxiliary';

/** The accounts that gather an auxiliary account (comptes collectifs), by the side of its balance. */
export interface CollectiveAccounts {
  readonly debit: string;
  readonly credit: string;
}

/**
 * An account number that ISACOMPTA can hold: 3 to 10 characters, of which the first three are digits of the chart of
 * accounts (article A47 A-1 of the Livre des procédures fiscales asks the same of every accounting file), and the
 * rest digits, or letters and a few signs for an auxiliary account. Only letters that Windows-1252 has: an account that
 * had to be written otherwise would be another account.
 */
const GENERAL = /^[1-9]\d{2,9}$/;
const LETTER = 'A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ';
const AUXILIARY = new RegExp(`^[1-9]\\d{2}(?=.{1,7}$)[\\d.&'_/-]*[${LETTER}][${LETTER}\\d.&'_/-]*$`);

export function isAccount(number: string): boolean {
  return GENERAL.test(number) || AUXILIARY.test(number);
}

/**
 * What the settings may call an account: a chart of accounts has more than entries may be written on, such as classes (`10`)
 * and auxiliary accounts of other forms. Letters and digits, and with a letter a few signs. How long it may be is not here.
 */
const LISTED = new RegExp(`^[${LETTER}\\d]+$`);
const LISTED_WITH_SIGNS = new RegExp(`^(?=.*[${LETTER}])[${LETTER}\\d][${LETTER}\\d.&'_/-]+$`);

export function isListedAccount(number: string): boolean {
  return LISTED.test(number) || LISTED_WITH_SIGNS.test(number);
}

/** A number as a spreadsheet shows it where it took an account, or a SIRET, for an amount: its last digits are lost. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?E[+-]\d{2,3}$/i;

export function isScientific(text: string): boolean {
  return SCIENTIFIC.test(text);
}

const PLUS = 0x2b;

/**
 * A number as Excel abbreviates it, to the letter: `1,23E+11`, `1E+11`. Piece numbers may hold nearly anything (`12E10` is
 * one). Nearly no text has the sign where this one has it, so that looking for it first costs a line of a batch nothing.
 */
export function isAbbreviated(text: string): boolean {
  const { length } = text;
  if (text.charCodeAt(length - 3) !== PLUS && text.charCodeAt(length - 4) !== PLUS) return false;
  return ABBREVIATED.test(text);
}

const ABBREVIATED = /^\d(?:[.,]\d+)?E\+\d{2,3}$/;

/** What to tell of a text that is no account number. */
export function accountFault(number: string): { readonly hasSpaces?: true; readonly isScientific?: true } {
  if (isScientific(number)) return { isScientific: true };
  return /\s/.test(number) ? { hasSpaces: true } : {};
}

export function accountType(number: string): AccountType {
  return /\D/.test(number) ? 'auxiliary' : 'general';
}

/** A VAT account (445...): it carries the tax itself. */
export function isVatAccount(number: string): boolean {
  return number.startsWith('445');
}

/** A customer, a supplier or another third party (40..., 41..., 421DUPONT): it carries the total and its due date. */
export function isThirdPartyAccount(number: string): boolean {
  if (number.startsWith('40') || number.startsWith('41')) return true;
  return number.startsWith('4') && accountType(number) === 'auxiliary' && !isVatAccount(number);
}
