/**
 * Numbers that carry their own proof: SIREN, SIRET, French VAT number, IBAN, BIC. Texts in, a verdict out; a text may
 * have spaces, as people write such numbers, and letters of either case.
 */
import { isValidBIC, isValidIBAN } from 'ibantools';
import type { IdentifierFault } from '../model/settings-finding.ts';

/** The SIREN of La Poste, whose post offices outnumber what Luhn's key leaves room for. */
const LA_POSTE = '356000000';
/** Its head office alone has a SIRET with Luhn's key. */
const LA_POSTE_HEAD_OFFICE = '35600000000048';
/** What stands in the place of the SIREN in the VAT number of a company of Monaco begins so, and is no SIREN. */
const MONACO = '000';
/** The characters of a VAT number's key, without I and O, which look like digits. */
const KEY_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A text without its spaces, its letters in capitals. */
export function compact(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

/** What is wrong with a SIREN: nine digits, the last of them Luhn's key (article R123-221 of the Code de commerce). */
export function sirenFault(text: string): IdentifierFault | null {
  const siren = compact(text);
  // Nine zeros have the right key, but nobody has them: they stand for a number that is not known.
  if (!/^\d{9}$/.test(siren) || /^0+$/.test(siren)) return 'form';
  return hasLuhnKey(siren) ? null : 'key';
}

/** What is wrong with a SIRET: the SIREN and five more digits, the last of them Luhn's key; see La Poste above. */
export function siretFault(text: string): IdentifierFault | null {
  const siret = compact(text);
  if (!/^\d{14}$/.test(siret) || /^0+$/.test(siret)) return 'form';
  if (siret.startsWith(LA_POSTE) && siret !== LA_POSTE_HEAD_OFFICE) {
    return sumOfDigits(siret) % 5 === 0 ? null : 'key';
  }
  return hasLuhnKey(siret) ? null : 'key';
}

/**
 * What is wrong with a French VAT number: `FR`, a key of two characters, and a SIREN (article 286 ter of the CGI). The
 * key is a `key` fault, and so is a SIREN in it that is none.
 */
export function vatNumberFault(text: string): IdentifierFault | null {
  const match = /^FR([0-9A-HJ-NP-Z]{2})(\d{9})$/.exec(compact(text));
  const [, key = '', siren = ''] = match ?? [];
  if (match === null || /^0+$/.test(siren)) return 'form';
  if (!siren.startsWith(MONACO) && !hasLuhnKey(siren)) return 'key';
  return hasVatKey(key, Number(siren)) ? null : 'key';
}

/** The SIREN in a sound French VAT number; null where it has none, as in Monaco. */
export function sirenOfVatNumber(text: string): string | null {
  const siren = compact(text).slice(4);
  return siren.startsWith(MONACO) ? null : siren;
}

/** An APE code: class and sub-class, `47.11B` or `4711B`. NAF rév. 2 and NAF 2025 differ in their letters, not in that. */
export function isApeCode(text: string): boolean {
  return /^\d{2}\.?\d{2}[A-Z]$/.test(compact(text));
}

export function isFrenchPostalCode(text: string): boolean {
  return /^\d{5}$/.test(compact(text));
}

/** The INSEE code of a commune (code officiel géographique): département and commune, Corsica in 2A and 2B. */
export function isInseeCode(text: string): boolean {
  return /^(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97|98)\d{3}$/.test(compact(text));
}

/** Whether it is an IBAN of its country's length and form, with the right key. */
export function isIban(text: string): boolean {
  return isValidIBAN(compact(text));
}

/** Whether it has the form of a BIC: 8 or 11 characters, of a country that exists. */
export function isBic(text: string): boolean {
  return isValidBIC(compact(text));
}

/** From the right, every second digit counts twice, its own digits added up; the sum is a multiple of ten. */
function hasLuhnKey(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function sumOfDigits(digits: string): number {
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0);
}

/** A key of digits follows from the SIREN modulo 97; one with a letter is a number in base 24 or 34 that holds its own check. */
function hasVatKey(key: string, siren: number): boolean {
  if (/^\d\d$/.test(key)) return Number(key) === (12 + 3 * (siren % 97)) % 97;
  const first = KEY_CHARACTERS.indexOf(key.charAt(0));
  const second = KEY_CHARACTERS.indexOf(key.charAt(1));
  const value = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (siren + 1 + Math.floor(value / 11)) % 11 === value % 11;
}
