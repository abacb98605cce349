/** What is asked of a conversion and what comes of it. */
import type { BatchSettings } from '../check/entry-settings.ts';
import type { Configuration } from '../configuration/values.ts';
import type { OnProgress } from '../format/counted-stream.ts';
import type { BatchStatus, BatchTotals } from '../model/batch.ts';
import type { Entry } from '../model/entry.ts';
import type { Finding } from '../model/finding.ts';
import type { StagedOutput } from '../storage/durable.ts';

export type OutputFormat = 'ecr' | 'csv';

/** What the configuration says about conversions. */
export type ConversionConfiguration = Pick<
  Configuration,
  'defaultJournal' | 'emitter' | 'companyFiles' | 'limits' | 'layout'
>;

/** Takes a sound entry and the name of its linked document, empty where it has none. */
export type Audience = (entry: Entry, documentName: string) => void;

export interface ConversionRequest {
  /** The batch: a folder, a zip or a CSV. */
  readonly path: string;
  /** What `--dossier` and `--journal` say; null where they are not given. */
  readonly dossier: string | null;
  readonly journal: string | null;
  readonly format: OutputFormat;
  readonly configuration: ConversionConfiguration;
  /** The settings of the company file, for those who know them. */
  readonly settings?: BatchSettings | null;
  /** The target folder; null for a dry run. */
  readonly output: StagedOutput | null;
  /** Hears each sound entry, for `show`. */
  readonly audience?: Audience;
  /** Is told how many bytes of the entries' text were read, of how many. */
  readonly onProgress?: OnProgress | undefined;
}

/** Names in the target folder; null where there is none. */
export interface DeliveredFiles {
  readonly import: string | null;
  readonly documents: string | null;
}

export interface Conversion extends BatchTotals {
  /** Null where the batch could not even be opened. */
  readonly batch: string | null;
  readonly dossier: string | null;
  /** A dry run that finds no error says `delivered` too: it would be. */
  readonly status: BatchStatus;
  /** Documents in the zip. */
  readonly documents: number;
  readonly files: DeliveredFiles;
  readonly findings: readonly Finding[];
}
