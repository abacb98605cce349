/** What a message catalogue is: one wording for each code, and the few words that frame it. Knows no language. */
import type { FindingCode, FindingDetails, FindingOf, Severity } from '../../model/finding.ts';

/** The place as a wording may use it: texts are empty where there is none. */
export interface MessagePlace {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  /** What stands there, in the language's quotation marks, cut where it is very long. */
  readonly value: string;
}

/** Says what is there, what is wrong and what to do; the place stands before it (see `Catalogue.place`). */
export type Wording<C extends FindingCode> = (details: FindingDetails[C], place: MessagePlace) => string;

/** The codes of the company sheet and of settings, which have catalogues of their own. */
export type SettingsCode =
  | 'COMPANY_NAME_MISSING'
  | 'LEGAL_FORM_MISSING'
  | 'SIRET_MISSING'
  | 'SIRET_INVALID'
  | 'SIREN_INVALID'
  | 'SIREN_SIRET_MISMATCH'
  | 'APE_MISSING'
  | 'APE_INVALID'
  | 'VAT_NUMBER_INVALID'
  | 'VAT_NUMBER_SIREN_MISMATCH'
  | 'COMPANY_FIELD_EMPTY'
  | 'COMPANY_FIELD_UNKNOWN'
  | 'COMPANY_FIELD_INVALID'
  | 'POSTAL_CODE_INVALID'
  | 'INSEE_CODE_INVALID'
  | 'VAT_REGIME_UNKNOWN'
  | 'VAT_REGIME_ENDING'
  | 'SETTINGS_DOSSIER_MISMATCH'
  | 'SETTINGS_UNREADABLE'
  | 'SETTINGS_FILE_IGNORED'
  | 'ACCOUNT_DUPLICATE'
  | 'JOURNAL_DUPLICATE'
  | 'VAT_CODE_DUPLICATE'
  | 'VAT_ACCOUNT_UNKNOWN'
  | 'COLLECTIVE_ACCOUNT_MISSING'
  | 'ACCOUNT_SIZE_MISMATCH'
  | 'VAT_CODE_TYPE_MISMATCH'
  | 'IBAN_INVALID'
  | 'BIC_INVALID';

export type SettingsWordings = { readonly [C in SettingsCode]: Wording<C> };

export interface Catalogue {
  readonly findings: { readonly [C in FindingCode]: Wording<C> };
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
