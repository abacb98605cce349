/**
 * The values of what is published as a person reads them: the one way of telling them, for the commands and the page.
 * Knows no language.
 */

/** What a language says of values. */
export interface ValueWording {
  /** The names of fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** The words of lists that a field can hold. */
  readonly words: Readonly<Record<string, string>>;
  /** `2022-08-31` as the language writes it. */
  day(iso: string): string;
  /** `8000.00` in euros as the language writes it; anything else as it is. */
  amount(plain: string): string;
  /** `20.00` as the language writes it. */
  rate(plain: string): string;
  readonly yes: string;
  readonly no: string;
  /** What is shown of a value that is not set. */
  readonly nothing: string;
}

/** The fields that hold a word of a list; a label may look like one. */
const WORDS: ReadonlySet<string> = new Set(['type', 'side', 'regime']);
const DAYS: ReadonlySet<string> = new Set(['start', 'end', 'validFrom', 'validTo', 'date']);

/** The value of a field. */
export function shownValue(field: string, value: unknown, wording: ValueWording): string {
  if (value === true) return wording.yes;
  if (value === false) return wording.no;
  if (typeof value !== 'string' || value === '') return wording.nothing;
  if (WORDS.has(field)) return named(value, wording.words);
  if (field === 'rate') return wording.rate(value);
  if (field === 'capital') return wording.amount(value);
  return DAYS.has(field) ? wording.day(value) : value;
}

/** `siège social, commune` for `seat.city`. */
export function shownPath(path: string, wording: ValueWording): string {
  return path
    .split('.')
    .map((part) => shownField(part, wording))
    .join(', ');
}

export function shownField(name: string, { fields }: ValueWording): string {
  return named(name, fields);
}

/** The field that a path leads to. */
export function lastField(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** What is not known by this name is told by it. */
function named(name: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}
