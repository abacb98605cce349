/**
 * Fixed-width records: what a field and a record are, and where in a line a field stands. It knows no record in
 * particular, and nothing of accounting.
 */

/** Every record opens with its key, padded with spaces to this many columns. */
export const KEY_LENGTH = 6;

/** `flag` is 0 or 1, `code` one of a few short words, `filler` columns without a known meaning. */
export type FieldType = 'text' | 'num' | 'decimal' | 'date' | 'flag' | 'code' | 'filler';

export interface Field {
  /** 1-based column of the first character. */
  readonly start: number;
  /** In characters. */
  readonly length: number;
  readonly type: FieldType;
  readonly name: string;
  /** The French name that users know; empty for a filler. */
  readonly label: string;
  readonly required?: true;
  /** For integrators: the values, or what real files hold there. */
  readonly note?: string;
}

export interface RecordLayout {
  /** The first six characters of the line. */
  readonly key: string;
  readonly title: string;
  readonly french: string;
  /** Keys of the records that it stands under; none for the file header. */
  readonly parents: readonly string[];
  readonly occurs: string;
  /** Columns of a whole line, key included, line ending left out. */
  readonly length: number;
  readonly fields: readonly Field[];
}

/** The names of a layout's fields; a layout written `as const` makes every other name a compile error. */
export type FieldName<L extends RecordLayout> = L['fields'][number]['name'];

export type FieldsByName<L extends RecordLayout> = { readonly [N in FieldName<L>]: Field };

export function fieldsByName<L extends RecordLayout>(layout: L): FieldsByName<L> {
  return Object.fromEntries(layout.fields.map((field) => [field.name, field])) as FieldsByName<L>;
}

export function fieldNamed<L extends RecordLayout>(layout: L, name: FieldName<L>): Field {
  const field = layout.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`The record ${layout.key} has no field ${name}`);
  return field;
}

/** Where a field stands in its line: 0-based offset and width in bytes. */
export interface Span {
  readonly offset: number;
  readonly width: number;
}

export function spanOf<L extends RecordLayout>(layout: L, name: FieldName<L>): Span {
  const field = fieldNamed(layout, name);
  return { offset: field.start - 1, width: field.length };
}
