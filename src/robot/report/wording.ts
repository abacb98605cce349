/** What reports say beside findings: the shape that every language fills. */
import type { BatchTotals } from '../../model/batch.ts';
import type { Timestamp } from '../../model/drop-record.ts';
import type { FindingCode } from '../../model/finding.ts';
import type { FindingCounts } from '../../model/finding-counts.ts';

/** The names of facts. */
export interface FactNames {
  readonly drop: string;
  readonly received: string;
  readonly batch: string;
  readonly dossier: string;
  readonly contents: string;
  readonly delivered: string;
  readonly left: string;
  readonly files: string;
  readonly deliveredAt: string;
  readonly integratedAt: string;
}

/** A heading, and in a sentence or two what became of the drop and what is to be done. */
export interface OutcomeWording {
  readonly heading: string;
  readonly remedy: string;
}

export interface ReportWording {
  readonly facts: FactNames;
  readonly colon: string;
  readonly batchRefused: OutcomeWording;
  readonly batchSplit: OutcomeWording;
  readonly settingsRefused: OutcomeWording;
  readonly duplicate: OutcomeWording;
  readonly earlierDelivery: string;
  readonly anomaliesHeader: readonly string[];
  moment(timestamp: Timestamp): string;
  /** What a batch counts; nothing where nothing could be read. */
  figures(totals: BatchTotals): string;
  findingsHeading(counts: FindingCounts): string;
  /** What the command on the next line is for. */
  readonly deliverAgain: string;
  /** Findings that are not shown, by kind. */
  notShown(counts: readonly (readonly [FindingCode, number])[]): string;
}
