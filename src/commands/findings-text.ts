/** Findings on a terminal: one line each, worst first where there are more than a person reads. */
import { type Language, messageOf, severityName } from '../check/messages/report.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { type Style, styled } from './streams.ts';
import type { Wording } from './wording.ts';

/** More than this nobody reads on a screen. */
const MOST_SHOWN = 200;

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'dim' };
const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The lines that tell the findings, each with its line ending; those left out are counted. */
export function findingsText(
  findings: readonly Finding[],
  language: Language,
  wording: Wording,
  stream: NodeJS.WriteStream,
): string {
  const detailed = findings.filter(({ code }) => code !== 'FINDINGS_OMITTED');
  const shown = detailed.length > MOST_SHOWN ? worst(detailed) : detailed;
  const lines = shown.map((finding) => {
    const severity = styled(stream, STYLES[finding.severity], severityName(finding.severity, language));
    const code = styled(stream, 'dim', `[${finding.code}]`);
    return `${severity} ${code} ${messageOf(finding, language)}\n`;
  });
  const omitted = detailed.length - shown.length + notKept(findings);
  if (omitted > 0) lines.push(`${wording.omitted(omitted)}\n`);
  return lines.join('');
}

/** Findings that were counted and not kept. */
function notKept(findings: readonly Finding[]): number {
  let count = 0;
  for (const finding of findings) {
    if (finding.code === 'FINDINGS_OMITTED') count += finding.details.total - finding.details.shown;
  }
  return count;
}

function worst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]).slice(0, MOST_SHOWN);
}
