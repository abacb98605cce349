/**
 * Reads the entries of a batch that was taken in: each is checked, its documents are looked up, and it is written.
 * Owns when the reading starts again; publishes nothing.
 */
import { Documents } from '../ami/documents.ts';
import { type EntryReading, readFollowingEntries, readScatteredEntries } from '../ami/entry-reader.ts';
import type { EntryTally } from '../ami/entry-tally.ts';
import { checkEntry } from '../check/entry.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { Findings } from '../model/findings.ts';
import type { StagedFile } from '../storage/staged-file.ts';
import { CsvOutput } from './csv-output.ts';
import { ImportOutput } from './import-output.ts';
import type { Intake } from './intake.ts';
import type { Audience, ConversionRequest } from './request.ts';

/** What one reading of the entries left. */
export interface Reading {
  readonly tally: EntryTally;
  readonly documents: Documents;
  /** Null in a dry run. */
  readonly file: StagedFile | null;
  readonly output: ImportOutput | CsvOutput;
}

/** Reads the entries: once, or again where their lines don't follow each other or somebody wants to hear them. */
export async function readBatch(
  request: ConversionRequest,
  intake: Intake,
  findings: Findings,
): Promise<Reading> {
  const audience = request.audience ?? null;
  const restore = findings.mark();
  // What an audience was told can't be taken back, so that the first reading is without one.
  const first = await attempt(readFollowingEntries, request, intake, findings, null);
  if (first !== 'scattered' && audience === null) return first;
  restore();
  await request.output?.discard();
  const read = first === 'scattered' ? readScatteredEntries : readFollowingEntries;
  const second = await attempt(read, request, intake, findings, audience);
  if (second !== 'scattered') return second;
  throw new DropFault('BATCH_UNREADABLE', { file: intake.text.file }, { reason: 'file-changed' });
}

async function attempt(
  read: (reading: EntryReading) => Promise<EntryTally | 'scattered'>,
  request: ConversionRequest,
  intake: Intake,
  findings: Findings,
  audience: Audience | null,
): Promise<Reading | 'scattered'> {
  const { text, notice } = intake;
  const { fiscalYear } = notice;
  const documents = new Documents(
    intake.documents,
    { csvFile: text.file, limits: request.settings.limits },
    findings,
  );
  const file = request.output?.stage() ?? null;
  const output = outputFor(file, request, intake, findings);
  const tally = await read({
    text,
    journal: journalFor(request, intake),
    findings,
    onEntry: (entry) => {
      checkEntry(entry, { file: text.file, fiscalYear }, findings);
      const documentName = documents.reference(entry);
      output.write(entry, documentName);
      audience?.(entry, documentName);
    },
    onUnsoundEntry: (entry) => documents.reference(entry),
  });
  return tally === 'scattered' ? tally : { tally, documents, file, output };
}

function outputFor(
  file: StagedFile | null,
  { format, settings }: ConversionRequest,
  { text, notice }: Intake,
  findings: Findings,
): ImportOutput | CsvOutput {
  if (format === 'csv') return new CsvOutput(file, text.file, findings);
  const created = notice.issued?.date ?? null;
  const { fiscalYear } = notice;
  return new ImportOutput(
    file,
    { file: text.file, emitter: settings.emitter, created, fiscalYear },
    findings,
  );
}

/** The journal of a line that names none. */
function journalFor({ journal, settings }: ConversionRequest, { notice, dossier }: Intake): string {
  const configured = settings.companyFiles.get(dossier ?? '')?.journal;
  return journal ?? notice.journal ?? configured ?? settings.defaultJournal;
}
