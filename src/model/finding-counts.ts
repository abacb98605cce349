/** How many findings there are, those counted that are not kept in detail. */
import { type Finding, type FindingCode, type Severity, severityOf } from './finding.ts';

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const [code, count] of countByCode(findings)) counts[severityOf(code)] += count;
  return { errors: counts.error, warnings: counts.warning, infos: counts.info };
}

/** In the order in which the codes come. A code that is only told to have more of it counts as that. */
export function countByCode(findings: readonly Finding[]): Map<FindingCode, number> {
  const counts = new Map<FindingCode, number>();
  for (const finding of findings) {
    const isRest = finding.code === 'FINDINGS_OMITTED';
    const code = isRest ? finding.details.of : finding.code;
    const count = isRest ? finding.details.total - finding.details.shown : 1;
    counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return counts;
}
