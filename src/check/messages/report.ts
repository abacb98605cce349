/** Findings as the outside reads them: with their sentence, in the language asked for. */
import type { Finding, FindingCode, FindingOf, Place, Severity } from '../../model/finding.ts';
import { type Catalogue, wording } from './catalogue.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';

export type Language = 'fr' | 'en';

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { fr: FRENCH, en: ENGLISH };

/** A finding in a report: `findings` of `convert --json`, `check --json` and `rapport.json`. */
export interface ReportedFinding extends Required<Place> {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
}

export function reported(finding: Finding, language: Language): ReportedFinding {
  const { code, severity, file, line, column, value } = finding;
  return { code, severity, file, line, column, value, message: messageOf(finding, language) };
}

export function messageOf(finding: Finding, language: Language): string {
  return wording(CATALOGUES[language], finding as FindingOf<FindingCode>);
}

/** `erreur`, `avertissement`, `information`. */
export function severityName(severity: Severity, language: Language): string {
  return CATALOGUES[language].severities[severity];
}
