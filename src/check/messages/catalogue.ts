/** What a message catalogue is: one wording for each code, and the few words that frame it. Knows no language. */
import type { FindingCode, FindingDetails, FindingOf, Severity } from '../../model/finding.ts';

/** The place as a wording may use it: texts are empty where there is none. */
export interface MessagePlace {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  /** What stands there, in the language's quotation marks, cut where it is very long. */
  readonly value: string;
  /** Whether nothing stands there. */
  readonly isEmpty: boolean;
}

/** Says what is there, what is wrong and what to do; the place stands before it (see `Catalogue.place`). */
export type Wording<C extends FindingCode> = (details: FindingDetails[C], place: MessagePlace) => string;

export type Wordings = { readonly [C in FindingCode]: Wording<C> };

export interface Catalogue {
  readonly findings: Wordings;
  readonly severities: Readonly<Record<Severity, string>>;
  /** `ecritures.csv, ligne 5, colonne « Débit » : `. */
  place(place: MessagePlace): string;
  quote(value: string): string;
  /** The last touch to a whole sentence: the spaces that the language sets before its signs. */
  typeset(sentence: string): string;
}

/** Longer values are cut in messages; the finding itself has them whole. */
const LONGEST_VALUE = 80;

/** The whole sentence of a finding. */
export function wording<C extends FindingCode>(catalogue: Catalogue, finding: FindingOf<C>): string {
  const place: MessagePlace = {
    file: shown(finding.file ?? ''),
    line: finding.line ?? 0,
    column: shown(finding.column ?? ''),
    value: catalogue.quote(shown(finding.value ?? '')),
    isEmpty: (finding.value ?? '') === '',
  };
  return catalogue.typeset(
    catalogue.place(place) + catalogue.findings[finding.code](shownDetails(finding.details), place),
  );
}

/** Details with their texts as they may be shown. A character that is told by its number stays as it is. */
function shownDetails<D extends object>(details: D): D {
  const entries = Object.entries(details).map(([name, value]) =>
    typeof value === 'string' && name !== 'character' ? [name, shown(value)] : [name, value],
  );
  return Object.fromEntries(entries) as D;
}

/** On one line, without characters that would move a terminal's cursor. */
function shown(value: string): string {
  const line = value.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  const characters = [...line];
  return characters.length <= LONGEST_VALUE ? line : `${characters.slice(0, LONGEST_VALUE - 1).join('')}…`;
}
