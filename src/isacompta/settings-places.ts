/**
 * Where each value of a settings export stands, beside the values themselves: a rule that finds a fault in a value can
 * tell the file, the line and the column. It owns the look-up by kind and key, and nothing of what the values say.
 */

export type SettingsKind = 'fiscal-year' | 'account' | 'journal' | 'vat-code' | 'third-party';

/** The cells that rules speak of, by kind. */
interface Cells {
  readonly 'fiscal-year': never;
  readonly account: 'number' | 'vatCode' | 'debitAccount' | 'creditAccount';
  readonly journal: 'code' | 'counterpart';
  readonly 'vat-code': 'code' | 'account';
  readonly 'third-party': 'account' | 'iban' | 'bic';
}

/** What a file calls the columns of these cells. */
export type ColumnNames<K extends SettingsKind> = Readonly<Record<Cells[K], string>>;
export type SettingsColumnNames = { readonly [K in SettingsKind]: ColumnNames<K> };

export interface SettingsPlace {
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
}

/** The 1-based line of a key, null for one that is not there. */
export type LineOf = (key: string) => number | null;

const NOWHERE: SettingsPlace = { file: null, line: null };

interface KindPlaces {
  readonly file: string;
  readonly lineOf: LineOf;
  readonly columns: Readonly<Record<string, string>>;
}

export class SettingsPlaces {
  readonly #byKind = new Map<SettingsKind, KindPlaces>();

  /** Where the values of one kind stand; they all stand in one file. */
  set(kind: SettingsKind, file: string, lineOf: LineOf, columns: Readonly<Record<string, string>>): void {
    this.#byKind.set(kind, { file, lineOf, columns });
  }

  /** The column is as the file calls it. */
  ofCell<K extends SettingsKind>(
    kind: K,
    key: string,
    cell: Cells[K],
  ): SettingsPlace & { readonly column: string | null } {
    return { ...this.of(kind, key), column: this.#byKind.get(kind)?.columns[cell] ?? null };
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
