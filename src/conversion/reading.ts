/**
 * Reads the entries of a batch that was taken in, and has each received (`entry-reception.ts`). Owns when the reading
 * starts again; publishes nothing.
 */
import { type EntryReading, readFollowingEntries, readScatteredEntries } from '../ami/entry-reader.ts';
import type { EntryTally } from '../ami/entry-tally.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { Findings } from '../model/findings.ts';
import { EntryReception, type Reading } from './entry-reception.ts';
import type { Intake } from './intake.ts';
import type { Audience, ConversionRequest } from './request.ts';

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
  const reception = new EntryReception(request, intake, findings);
  const tally = await read({
    text: intake.text,
    journal: journalFor(request, intake),
    findings,
    onEntry: (entry) => reception.take(entry, audience),
    onUnsoundEntry: (entry) => reception.takeUnsound(entry),
  });
  return tally === 'scattered' ? tally : reception.finish(tally);
}

/** The journal of a line that names none. */
export function journalFor(
  { journal, configuration }: ConversionRequest,
  { notice, dossier }: Intake,
): string {
  const configured = configuration.companyFiles.get(dossier ?? '')?.journal;
  return journal ?? notice.journal ?? configured ?? configuration.defaultJournal;
}
