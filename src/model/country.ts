/** Whether a country, as people write it, is France: only there are postal codes, INSEE codes and VAT numbers French. */

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

/** A country that is not said is France. */
export function isFrance(country: string): boolean {
  const folded = country.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return FRENCH_COUNTRIES.has(folded.replace(/[^a-z]+/g, ' ').trim());
}
