/** Findings on a terminal: one line each, worst first where there are more than a person reads. */
import { type Language, messageOf, severityName } from '../check/messages/report.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { type Style, styled } from './streams.ts';
import type { FindingCounts, Wording } from './wording.ts';

/** More than this nobody reads on a screen. */
const MOST_SHOWN = 200;

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'dim' };
const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The lines that tell the findings, each with its line ending. */
export function findingsText(
  findings: readonly Finding[],
  language: Language,
  wording: Wording,
  stream: NodeJS.WriteStream,
): string {
  const shown = findings.length > MOST_SHOWN ? worst(findings) : findings;
  const lines = shown.map((finding) => {
    const severity = styled(stream, STYLES[finding.severity], severityName(finding.severity, language));
    const code = styled(stream, 'dim', `[${finding.code}]`);
    return `${severity} ${code} ${messageOf(finding, language)}\n`;
  });
  if (findings.length > shown.length) lines.push(`${wording.omitted(findings.length - shown.length)}\n`);
  return lines.join('');
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

function worst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]).slice(0, MOST_SHOWN);
}
