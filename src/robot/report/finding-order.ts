/** The order in which a person reads findings: down the file, and at one place what blocks before what only warns. */
import type { Finding, Severity } from '../../model/finding.ts';

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** By file and line; what is only counted comes last. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      Number(a.code === 'FINDINGS_OMITTED') - Number(b.code === 'FINDINGS_OMITTED') ||
      byText(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      RANKS[a.severity] - RANKS[b.severity],
  );
}

/** The first so many, errors before warnings: what blocks must not be crowded out by what doesn't. */
export function worstFindings(findings: readonly Finding[], most: number): Finding[] {
  return [...findings].sort((a, b) => RANKS[a.severity] - RANKS[b.severity]).slice(0, most);
}

/** In the order of code units, the same on every machine. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
