/** Whether a country, as people write it, is France: only there are postal codes, INSEE codes, VAT numbers and telephones French. */

import { isAbbreviated } from './account.ts';

/** France and the parts of it that ISACOMPTA may list as countries; they have French postal and INSEE codes. */
const FRENCH_COUNTRIES = new Set([
  '',
  'fr',
  'fra',
  'france',
  'france metropolitaine',
  'guadeloupe',
  'martinique',
  'guyane',
  'guyane francaise',
  'reunion',
  'la reunion',
  'mayotte',
]);

/** A French telephone, or one with its country in front, that a spreadsheet took for a number: `254000011`, `3,36E+11`. */
export function isPhoneAsNumber(phone: string, country: string): boolean {
  if (phone.length === DIGITS_WITHOUT_ZERO) return /^[1-9]\d+$/.test(phone) && isFrance(country);
  return isAbbreviated(phone);
}

const DIGITS_WITHOUT_ZERO = 9;

/** A country that is not said is France. */
export function isFrance(country: string): boolean {
  const folded = country.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return FRENCH_COUNTRIES.has(folded.replace(/[^a-z]+/g, ' ').trim());
}
