/**
 * Findings as the register and the archive keep them: their French sentence, and the figures from which every other
 * language tells them, for years. Owns how figures are kept as JSON and come back.
 */
import type { KeptFigure, ToldFinding } from '../../model/drop-record.ts';
import type { Finding, FindingCode, FindingOf } from '../../model/finding.ts';
import { FRENCH } from './fr.ts';
import { type Language, messageOf, reported } from './report.ts';

/** A finding as it is kept. */
export function toldFinding(finding: Finding): ToldFinding {
  return { ...reported(finding, 'fr'), details: keptFigures(finding.details) };
}

/** A sentence, and the language that it is in. */
export interface Sentence {
  readonly text: string;
  readonly language: Language;
}

/** In the language asked for; in French where a finding was kept without its figures, or by a later version. */
export function sentenceOf(told: ToldFinding, language: Language): Sentence {
  const finding = language === 'fr' ? null : findingOf(told);
  if (finding === null) return { text: told.message, language: 'fr' };
  return { text: messageOf(finding, language), language };
}

/** As it was before it was kept; null where it was kept without its figures, or by a later version. */
export function findingOf(told: ToldFinding): Finding | null {
  const { code, details } = told;
  if (details === undefined || !isKnown(code)) return null;
  return { ...told, code, details: figures(details) } as FindingOf<FindingCode> as Finding;
}

/** In the form of `rapport.json`, told in the language asked for. */
export function retold(told: ToldFinding, language: Language): ToldFinding {
  const { details: _, ...rest } = told;
  return { ...rest, message: sentenceOf(told, language).text };
}

function isKnown(code: string): code is FindingCode {
  return Object.hasOwn(FRENCH.findings, code);
}

/** JSON has no sums beyond what a double holds exactly: these are kept as texts. */
function keptFigures(details: object): Record<string, KeptFigure> {
  const kept: Record<string, KeptFigure> = {};
  for (const [name, value] of Object.entries(details))
    if (value !== undefined) kept[name] = keptFigure(value);
  return kept;
}

function keptFigure(value: unknown): KeptFigure {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : { cents: value.toString() };
  }
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as KeptFigure;
  throw new TypeError(`A finding has no figure ${typeof value}`);
}

function figures(kept: Readonly<Record<string, KeptFigure>>): Record<string, unknown> {
  const entries = Object.entries(kept).map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'object' && value !== null ? BigInt(value.cents) : value,
  ]);
  return Object.fromEntries(entries);
}
