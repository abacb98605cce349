/**
 * What became of a drop, for programs: the object that `convert --json` and `publish --json` print and `rapport.json`
 * holds. Its keys are a promise to the outside.
 */
import { type Language, type ReportedFinding, reported } from '../../check/messages/report.ts';
import type { Conversion } from '../../convert.ts';
import type { BatchTotals } from '../../model/batch.ts';
import { formatCentsPlain } from '../../model/cents.ts';
import type { Publication } from '../../publish.ts';

/** Amounts with a point and two decimals. */
interface ReportedTotals extends Pick<BatchTotals, 'entries' | 'movements'> {
  readonly debit: string;
  readonly credit: string;
}

export interface BatchReport
  extends ReportedTotals,
    Pick<Conversion, 'batch' | 'dossier' | 'status' | 'documents' | 'files'> {
  /** What was left out to be mended; the key is there only where something was. */
  readonly left?: ReportedTotals;
  readonly findings: readonly ReportedFinding[];
}

export interface SettingsReport
  extends Omit<Publication, 'findings' | 'settingsHash' | 'periodEnd' | 'removals'> {
  readonly findings: readonly ReportedFinding[];
}

export function batchReport(conversion: Conversion, language: Language): BatchReport {
  const { batch, dossier, status, documents, files, left, findings } = conversion;
  return {
    batch,
    dossier,
    status,
    ...totals(conversion),
    documents,
    files,
    ...(left === null ? {} : { left: totals(left) }),
    findings: findings.map((finding) => reported(finding, language)),
  };
}

export function settingsReport(publication: Publication, language: Language): SettingsReport {
  const { dossier, status, kind, sequence, file, changes, findings } = publication;
  const told = findings.map((finding) => reported(finding, language));
  return { dossier, status, kind, sequence, file, changes, findings: told };
}

export function reportJson(report: BatchReport | SettingsReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function totals({ entries, movements, debit, credit }: BatchTotals): ReportedTotals {
  return { entries, movements, debit: formatCentsPlain(debit), credit: formatCentsPlain(credit) };
}
