/**
 * One batch to its import file and document zip: take in, read, check, write, control, publish. Owns the order of the
 * stages and the rule that a batch is all or nothing; each stage is a file of its own.
 *
 * Without a target folder the same stages run and nothing is written: that is `check`.
 */
import { outputName } from './ami/batch-id.ts';
import { Documents } from './ami/documents.ts';
import { type EntryReading, readFollowingEntries, readScatteredEntries } from './ami/entry-reader.ts';
import type { EntryTally } from './ami/entry-tally.ts';
import { checkEntry } from './check/entry.ts';
import { checkTotals } from './check/totals.ts';
import type { Configuration } from './configuration/values.ts';
import { CsvOutput } from './conversion/csv-output.ts';
import type { EntryOutput } from './conversion/entry-output.ts';
import { ImportOutput } from './conversion/import-output.ts';
import { type Intake, takeIn } from './conversion/intake.ts';
import { writeZip } from './conversion/zip-output.ts';
import type { BatchStatus, BatchTotals, Moment } from './model/batch.ts';
import { DropFault, orReport } from './model/drop-fault.ts';
import type { Entry } from './model/entry.ts';
import type { Finding } from './model/finding.ts';
import { Findings } from './model/findings.ts';
import type { Publication, StagedOutput } from './storage/durable.ts';
import type { StagedFile } from './storage/staged-file.ts';

export type OutputFormat = 'ecr' | 'csv';

export type ConversionSettings = Pick<
  Configuration,
  'defaultJournal' | 'emitter' | 'companyFiles' | 'limits' | 'layout'
>;

export interface ConversionRequest {
  /** The batch: a folder, a zip or a CSV. */
  readonly path: string;
  /** What `--dossier` and `--journal` say; null where they are not given. */
  readonly dossier: string | null;
  readonly journal: string | null;
  readonly format: OutputFormat;
  readonly settings: ConversionSettings;
  /** The target folder; null for a dry run. */
  readonly output: StagedOutput | null;
  /** Hears each sound entry, for `show`. */
  readonly audience?: (entry: Entry, documentName: string) => void;
  /** Is told how many bytes of the entries' text were read, of how many. */
  readonly onProgress?: ((bytes: number, of: number) => void) | undefined;
}

export interface Conversion extends BatchTotals {
  /** Null where the batch could not even be opened. */
  readonly batch: string | null;
  readonly dossier: string | null;
  readonly status: BatchStatus;
  /** Documents in the zip. */
  readonly documents: number;
  /** Names in the target folder; null where there is none. */
  readonly files: { readonly import: string | null; readonly documents: string | null };
  readonly findings: readonly Finding[];
}

/** Converts a batch. Faults in the batch are findings; only a fault of the machine, or ours, is thrown. */
export async function convertBatch(request: ConversionRequest): Promise<Conversion> {
  const findings = new Findings();
  try {
    const intake = await orReport(findings, () =>
      takeIn(
        { ...request, limits: request.settings.limits, onProgress: request.onProgress ?? null },
        findings,
      ),
    );
    if (intake === null) return refused(null, null, findings);
    try {
      return await new BatchConversion(request, intake, findings).run();
    } finally {
      await intake.source.close();
    }
  } finally {
    await request.output?.discard();
  }
}

function refused(intake: Intake | null, tally: EntryTally | null, findings: Findings): Conversion {
  return {
    batch: intake?.batchId ?? null,
    dossier: intake?.dossier ?? null,
    status: 'refused',
    entries: tally?.entries ?? 0,
    movements: tally?.movements ?? 0,
    debit: tally?.debit.value ?? 0n,
    credit: tally?.credit.value ?? 0n,
    documents: 0,
    files: { import: null, documents: null },
    findings: findings.list(),
  };
}

/** What one reading of the entries left. */
interface Reading {
  readonly tally: EntryTally;
  readonly documents: Documents;
  readonly file: StagedFile | null;
  readonly importOutput: ImportOutput | null;
  readonly csvOutput: CsvOutput | null;
}

class BatchConversion {
  readonly #request: ConversionRequest;
  readonly #intake: Intake;
  readonly #findings: Findings;

  constructor(request: ConversionRequest, intake: Intake, findings: Findings) {
    this.#request = request;
    this.#intake = intake;
    this.#findings = findings;
  }

  async run(): Promise<Conversion> {
    const reading = await orReport(this.#findings, () => this.#read());
    if (reading === null) return refused(this.#intake, null, this.#findings);
    const { tally } = reading;
    this.#checkWhole(reading);
    const head = reading.importOutput === null ? null : this.#head(reading.importOutput, tally);
    reading.csvOutput?.flush();
    const moment = this.#momentOf(tally);
    if (this.#findings.hasErrors || moment === null) return refused(this.#intake, tally, this.#findings);
    const delivery = await orReport(this.#findings, () => this.#deliver(reading, head, moment));
    const conversion = refused(this.#intake, tally, this.#findings);
    return delivery === null ? conversion : { ...conversion, ...delivery, status: 'delivered' };
  }

  /** Reads the entries: once, or again where their lines don't follow each other or somebody wants to hear them. */
  async #read(): Promise<Reading> {
    const audience = this.#request.audience ?? null;
    const restore = this.#findings.mark();
    // What an audience was told can't be taken back, so that the first reading is without one.
    const first = await this.#attempt(readFollowingEntries, null);
    if (first !== 'scattered' && audience === null) return first;
    restore();
    await this.#request.output?.discard();
    const second = await this.#attempt(
      first === 'scattered' ? readScatteredEntries : readFollowingEntries,
      audience,
    );
    if (second === 'scattered')
      throw new DropFault('BATCH_UNREADABLE', { file: this.#intake.text.file }, { reason: 'file-changed' });
    return second;
  }

  async #attempt(
    read: (reading: EntryReading) => Promise<EntryTally | 'scattered'>,
    audience: ((entry: Entry, documentName: string) => void) | null,
  ): Promise<Reading | 'scattered'> {
    const { settings, format, output } = this.#request;
    const { text, notice } = this.#intake;
    const findings = this.#findings;
    const documents = new Documents(
      this.#intake.documents,
      { csvFile: text.file, limits: settings.limits },
      findings,
    );
    const file = output?.stage() ?? null;
    const writing = {
      file: text.file,
      emitter: settings.emitter,
      created: notice.issued?.date ?? null,
      fiscalYear: notice.fiscalYear,
    };
    const importOutput = format === 'ecr' ? new ImportOutput(file, writing, findings) : null;
    const csvOutput = format === 'csv' ? new CsvOutput(file, text.file, findings) : null;
    const entryOutput: EntryOutput | null = importOutput ?? csvOutput;
    const tally = await read({
      text,
      journal: this.#journal(),
      findings,
      onEntry: (entry) => {
        checkEntry(entry, { file: text.file, fiscalYear: notice.fiscalYear }, findings);
        const documentName = documents.reference(entry);
        entryOutput?.write(entry, documentName);
        audience?.(entry, documentName);
      },
    });
    return tally === 'scattered' ? tally : { tally, documents, file, importOutput, csvOutput };
  }

  /** The journal of a line that names none. */
  #journal(): string {
    const { journal, settings } = this.#request;
    const { notice, dossier } = this.#intake;
    return (
      journal ??
      notice.journal ??
      settings.companyFiles.get(dossier ?? '')?.journal ??
      settings.defaultJournal
    );
  }

  /** What can only be said of the batch as a whole. */
  #checkWhole({ tally, documents }: Reading): void {
    const { notice, noticeFile, text } = this.#intake;
    const counted = {
      entries: tally.entries,
      movements: tally.movements,
      debit: tally.debit.value,
      credit: tally.credit.value,
      keysComplete: tally.keysComplete,
      amountsComplete: tally.amountsComplete,
    };
    checkTotals(notice.totals, counted, noticeFile, this.#findings);
    documents.compareHashes(notice.documents, noticeFile);
    documents.tellUnreferenced();
    if (notice.fiscalYear === null)
      this.#findings.add('FISCAL_YEAR_UNKNOWN', { file: noticeFile || text.file }, {});
  }

  #momentOf({ latestDate }: EntryTally): Moment | null {
    return this.#intake.notice.issued ?? (latestDate === null ? null : { date: latestDate, time: '000000' });
  }

  #head(importOutput: ImportOutput, { accountLabels }: EntryTally): Uint8Array {
    const { batchId, dossier, text } = this.#intake;
    return importOutput.head({
      file: text.file,
      label: `AMI COMPTA ${batchId}`,
      dossier: dossier ?? '',
      dossierLabel: this.#request.settings.companyFiles.get(dossier ?? '')?.label ?? `DOSSIER ${dossier}`,
      accounts: [...accountLabels].map(([number, { label, line }]) => ({ number, label, line })),
    });
  }

  /** Writes the rest, controls the import file by its bytes, and gives everything its name: the zip first. */
  async #deliver(reading: Reading, head: Uint8Array | null, moment: Moment): Promise<Delivery> {
    const { output, settings, format } = this.#request;
    const referenced = reading.documents.referenced;
    if (output === null || reading.file === null) return { documents: referenced.length, files: NO_FILES };
    const name = outputName(this.#intake.dossier ?? '', moment, this.#intake.batchId);
    const entries =
      head === null ? reading.file : await this.#completeImportFile(reading, head, moment, output);
    const entriesName = `${name}.${format === 'csv' ? 'csv' : 'ECR'}`;
    if (settings.layout === 'bundle') {
      const bundle = output.stage();
      await writeZip(bundle, referenced, moment, { name, entries, entriesName });
      await output.publish([{ staged: bundle, finalName: `${name}.zip` }]);
      return {
        documents: referenced.length,
        files: { import: `${name}.zip`, documents: referenced.length > 0 ? `${name}.zip` : null },
      };
    }
    const publications: Publication[] = [];
    if (referenced.length > 0) {
      const zip = output.stage();
      await writeZip(zip, referenced, moment, null);
      publications.push({ staged: zip, finalName: `${name}.zip` });
    }
    publications.push({ staged: entries, finalName: entriesName });
    await output.publish(publications);
    return {
      documents: referenced.length,
      files: { import: entriesName, documents: referenced.length > 0 ? `${name}.zip` : null },
    };
  }

  async #completeImportFile(
    { importOutput, tally }: Reading,
    head: Uint8Array,
    moment: Moment,
    output: StagedOutput,
  ): Promise<StagedFile> {
    if (importOutput === null) throw new Error('No import file to complete');
    const { file, control } = await importOutput.complete(head, moment.date, () => output.stage());
    const { entries, movements, debit, credit } = control;
    const same =
      entries === tally.entries &&
      movements === tally.movements &&
      debit === tally.debit.value &&
      credit === tally.credit.value;
    if (!same) {
      throw new Error(
        `What was written is not what was read: ${entries} entries, ${movements} movements, debit ${debit}, credit ${credit}` +
          ` against ${tally.entries}, ${tally.movements}, ${tally.debit.value}, ${tally.credit.value}`,
      );
    }
    return file;
  }
}

type Delivery = Pick<Conversion, 'documents' | 'files'>;

const NO_FILES = { import: null, documents: null };
