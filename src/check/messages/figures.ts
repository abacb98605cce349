/** Figures that every language shows alike. */

/** `1234567` with a separator between the thousands. */
export function grouped(value: number | bigint, separator: string): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, separator);
}

/** `U+0141`, and one for each part of a composed character. */
export function codePoints(character: string): string {
  return [...character]
    .map((part) => `U+${(part.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

/** Whether printing the character helps anybody: a joiner or a narrow space is better told by its number. */
export function isVisible(character: string): boolean {
  return /^[\p{L}\p{N}\p{P}\p{S}]/u.test(character);
}

/** Enough of a hash to compare by eye. */
export function shortHash(hash: string): string {
  return hash.length > 12 ? `${hash.slice(0, 12)}…` : hash;
}

/** A JSON file has fields where a CSV has columns; a company sheet as CSV has a field on each line. */
export function hasFields(file: string): boolean {
  return /\.json$|(?:^|\/)entreprise\.csv$/i.test(file);
}
