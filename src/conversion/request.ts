/** What is asked of a conversion and what comes of it. */
import type { BatchSettings } from '../check/entry-settings.ts';
import type { Configuration } from '../configuration/values.ts';
import type { OnProgress } from '../format/counted-stream.ts';
import type { BatchFacts, BatchStatus, BatchTotals } from '../model/batch.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { EntryIdentity } from '../model/drop-record.ts';
import type { Entry } from '../model/entry.ts';
import type { Finding } from '../model/finding.ts';
import type { FileOutput } from '../storage/durable.ts';
import type { DeliveredBefore } from './delivered-before.ts';

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
  /** The same, for those who know them once the batch has said which company file it is of. */
  readonly settingsOf?: (dossier: string) => Promise<BatchSettings | null>;
  /** How often the batch was delivered before and is to be again; 0 unless it is told. */
  readonly revision?: number;
  /** The target folder; null for a dry run. */
  readonly output: FileOutput | null;
  /**
   * Where the entries at fault go, as a batch that can be mended and dropped again, while the others are delivered
   * (`onError: "split"`): a folder that is not there yet. Without it a batch with an error is refused whole.
   */
  readonly mendingFolder?: string | null;
  /** What was delivered before, for those who know. */
  readonly delivered?: DeliveredBefore | null;
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

export interface Conversion extends BatchFacts {
  /** Null where the batch could not even be opened. */
  readonly batch: string | null;
  readonly dossier: string | null;
  /** Null where the batch could not even be opened. */
  readonly contentHash: string | null;
  /** The end of the fiscal year, else the latest day of the entries; null where nothing could be read. */
  readonly periodEnd: CalendarDate | null;
  /** A dry run that finds no error says `delivered` too: it would be. */
  readonly status: BatchStatus;
  readonly files: DeliveredFiles;
  /** False where `debit` and `credit` leave out lines whose amounts can't be read. */
  readonly amountsComplete?: boolean;
  /** The entries that are delivered, where what was delivered before is known; empty otherwise. */
  readonly identities: readonly EntryIdentity[];
  /** What was left out to be mended, as far as its amounts can be read; null where nothing was. */
  readonly left: BatchTotals | null;
  readonly findings: readonly Finding[];
}
