/**
 * Where each value of a settings export stands, beside the values themselves: a rule that finds a fault in a value can
 * tell the file and the line. It owns the look-up by kind and key, and nothing of what the values say.
 */

export type SettingsKind = 'fiscal-year' | 'account' | 'journal' | 'vat-code' | 'third-party';

export interface SettingsPlace {
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
}

/** The 1-based line of a key, null for one that is not there. */
export type LineOf = (key: string) => number | null;

const NOWHERE: SettingsPlace = { file: null, line: null };

export class SettingsPlaces {
  readonly #byKind = new Map<SettingsKind, { file: string; lineOf: LineOf }>();

  /** Where the values of one kind stand; they all stand in one file. */
  set(kind: SettingsKind, file: string, lineOf: LineOf): void {
    this.#byKind.set(kind, { file, lineOf });
  }

  /** The key of a fiscal year is `fiscalYearKey`. */
  of(kind: SettingsKind, key: string): SettingsPlace {
    const known = this.#byKind.get(kind);
    return known === undefined ? NOWHERE : { file: known.file, line: known.lineOf(key) };
  }
}

/** Two years of the same start are a fault that has to be told at its own line, so the end is part of the key. */
export function fiscalYearKey({ start, end }: { readonly start: number; readonly end: number }): string {
  return `${start}-${end}`;
}
