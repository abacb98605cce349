/**
 * `anomalies.csv`: every finding of a drop as a table that Excel opens with a double click, its accents and columns
 * right: `;`, which is what a French Windows separates lists with, and UTF-8 with the byte-order mark that Excel needs
 * to see. Owns that nothing in it becomes a formula.
 */
import { stringify } from 'csv-stringify/sync';
import { type Language, reported, severityName } from '../../check/messages/report.ts';
import type { ToldFinding } from '../../model/drop-record.ts';
import type { Finding } from '../../model/finding.ts';
import { inReadingOrder } from './finding-order.ts';
import { BYTE_ORDER_MARK } from './text-page.ts';
import { ENGLISH_REPORT } from './wording-en.ts';
import { FRENCH_REPORT } from './wording-fr.ts';

const HEADERS: Readonly<Record<Language, readonly string[]>> = {
  fr: FRENCH_REPORT.anomaliesHeader,
  en: ENGLISH_REPORT.anomaliesHeader,
};

export function anomaliesCsv(findings: readonly Finding[], language: Language): string {
  const told = inReadingOrder(findings).map((finding) => reported(finding, language));
  return toldAnomaliesCsv(told, language);
}

/** The same of findings that were told before, in the order in which they come. */
export function toldAnomaliesCsv(findings: readonly ToldFinding[], language: Language): string {
  const rows = findings.map((finding) => [
    severityName(finding.severity, language),
    finding.code,
    cell(finding.file ?? ''),
    finding.line === null ? '' : String(finding.line),
    cell(finding.column ?? ''),
    cell(finding.value ?? ''),
    cell(finding.message),
  ]);
  const text = stringify([[...HEADERS[language]], ...rows], { delimiter: ';', record_delimiter: '\r\n' });
  return `${BYTE_ORDER_MARK}${text}`;
}

/** What Excel and its like take for the beginning of a formula, the wide forms of Chinese and Japanese too. */
const FORMULA = /^[=+\-@＝＋－＠]/;

/** An amount, as batches spell them: it is a number, whatever it begins with. */
const AMOUNT = /^[+-]?\d[\d \u00a0\u202f]*(?:[.,]\d+)?$/;

/** A text from a drop, on one line; an apostrophe keeps it a text where it would be a formula. */
function cell(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return FORMULA.test(line) && !AMOUNT.test(line) ? `'${line}` : line;
}
