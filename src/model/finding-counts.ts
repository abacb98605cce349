/** How many findings there are, those counted that are not kept in detail. */
import type { Finding, FindingCode, FindingDetails, Severity } from './finding.ts';

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** A finding as it was found, or as it is kept: that may be a later version's, or have no figures. */
interface CountedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly details?: object | undefined;
}

export function countFindings(findings: readonly CountedFinding[]): FindingCounts {
  const severities = new Map(findings.map(({ code, severity }) => [code, severity]));
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) {
    const rest = restOf(finding);
    counts[severities.get(rest?.of ?? finding.code) ?? finding.severity] += rest?.count ?? 1;
  }
  return { errors: counts.error, warnings: counts.warning, infos: counts.info };
}

/** In the order in which the codes come. A code that is only told to have more of it counts as that. */
export function countByCode(findings: readonly Finding[]): Map<FindingCode, number> {
  const counts = new Map<FindingCode, number>();
  for (const finding of findings) {
    const rest = restOf(finding);
    const code = rest?.of ?? finding.code;
    counts.set(code, (counts.get(code) ?? 0) + (rest?.count ?? 1));
  }
  return counts;
}

interface Rest {
  readonly of: FindingCode;
  readonly count: number;
}

/** What a finding tells of others that are not kept; null for one that tells of something else. */
function restOf({ code, details = {} }: CountedFinding): Rest | null {
  if (code !== 'FINDINGS_OMITTED') return null;
  const { of, total, shown }: Partial<FindingDetails['FINDINGS_OMITTED']> = details;
  return of === undefined || total === undefined || shown === undefined ? null : { of, count: total - shown };
}
