/**
 * One batch to its import file and document zip: take in, read, check, write, control, publish. Owns the order of the
 * stages and the rule that a batch is all or nothing; each stage is a file of its own in conversion/. Where it is told
 * to, a batch with errors is made two: the sound entries are delivered, and the others left to be mended.
 *
 * Without a target folder the same stages run and nothing is written: that is `check`.
 */
import type { EntryTally } from './ami/entry-tally.ts';
import { checkTotals } from './check/totals.ts';
import { tellDelivered, tellReusedId } from './conversion/delivered-before.ts';
import { deliver } from './conversion/delivery.ts';
import type { HeadFacts } from './conversion/entry-output.ts';
import type { Reading } from './conversion/entry-reception.ts';
import { type Intake, takeIn } from './conversion/intake.ts';
import { canBeMended, writeMending } from './conversion/mending-output.ts';
import { faultsBetween, findingsOfParts } from './conversion/parted-findings.ts';
import { readBatch } from './conversion/reading.ts';
import type { Conversion, ConversionRequest } from './conversion/request.ts';
import { type Separation, separate } from './conversion/separation.ts';
import type { BatchStatus, Moment } from './model/batch.ts';
import { orReport } from './model/drop-fault.ts';
import { Findings } from './model/findings.ts';

export type { Conversion, ConversionRequest, OutputFormat } from './conversion/request.ts';

/** Converts a batch. Faults in the batch are findings; only a fault of the machine, or ours, is thrown. */
export async function convertBatch(request: ConversionRequest): Promise<Conversion> {
  const findings = new Findings();
  const { limits } = request.configuration;
  const onProgress = request.onProgress ?? null;
  try {
    const intake = await orReport(findings, () => takeIn({ ...request, limits, onProgress }, findings));
    if (intake === null) return refusal(findings);
    try {
      return await convertOpen(request, intake, findings);
    } finally {
      await intake.source.close();
    }
  } finally {
    // What was published stays; everything else goes.
    await request.output?.discard();
  }
}

async function convertOpen(
  request: ConversionRequest,
  intake: Intake,
  findings: Findings,
): Promise<Conversion> {
  const { delivered, settingsOf } = request;
  const { dossier, contentHash } = intake;
  // Of what was delivered nothing needs to be read again.
  if (dossier !== null && (await delivered?.content(dossier, contentHash)))
    return outcome('duplicate', intake, null, findings);
  const settings =
    settingsOf === undefined || dossier === null ? request.settings : await settingsOf(dossier);
  const informed = settings === undefined ? request : { ...request, settings };
  const { conversion, separation } = await convertIntake(informed, intake, findings);
  return separation === null ? conversion : convertApart(informed, intake, separation, conversion);
}

/** A conversion, and where it was refused, how the batch could be made two. */
interface Attempt {
  readonly conversion: Conversion;
  readonly separation: Separation | null;
}

async function convertIntake(
  request: ConversionRequest,
  intake: Intake,
  findings: Findings,
): Promise<Attempt> {
  const { delivered } = request;
  if (delivered) await tellReusedId(delivered, intake, findings);
  const isWholeSound = !findings.hasErrors;
  const reading = await orReport(findings, () => readBatch(request, intake, findings));
  if (reading === null) return { conversion: outcome('refused', intake, null, findings), separation: null };
  const { tally, output, seen } = reading;
  if (delivered) await tellDelivered(delivered, intake, reading, findings);
  checkWhole(reading, intake, findings);
  output.finish(headFacts(request, intake, reading));
  const moment = momentOf(intake, tally);
  const periodEnd = reading.fiscalYear?.end ?? tally.latestDate;
  if (findings.hasErrors || moment === null) {
    const separation = isWholeSound
      ? await orReport(findings, () => separate(request, intake, reading, findings))
      : null;
    return { conversion: { ...outcome('refused', intake, tally, findings), periodEnd }, separation };
  }
  const delivery = await orReport(findings, () => deliver(request, intake, reading, moment));
  if (delivery === null) return { conversion: outcome('refused', intake, tally, findings), separation: null };
  const conversion = outcome('delivered', intake, tally, findings);
  return { conversion: { ...conversion, ...delivery, periodEnd, identities: seen }, separation: null };
}

/**
 * Delivers the sound entries of a batch that was refused, the others being on the disk to be mended before. Where that
 * can't be, the batch stays refused whole, and nothing is left of either.
 */
async function convertApart(
  request: ConversionRequest,
  intake: Intake,
  { sound, leftOut }: Separation,
  whole: Conversion,
): Promise<Conversion> {
  const { mendingFolder = null, output } = request;
  if (mendingFolder === null || !canBeMended(leftOut)) return whole;
  await output?.discard();
  const findings = new Findings();
  const mending = await orReport(findings, () => writeMending(mendingFolder, intake, leftOut));
  if (mending === null) return { ...whole, findings: [...whole.findings, ...findings.list()] };
  let isDelivered = false;
  try {
    const { conversion } = await convertIntake({ ...request, mendingFolder: null }, sound, findings);
    isDelivered = conversion.status === 'delivered';
    if (!isDelivered) return { ...whole, findings: [...whole.findings, ...faultsBetween(conversion)] };
    return { ...conversion, left: leftOut.totals, findings: findingsOfParts(whole, conversion) };
  } finally {
    if (!isDelivered) await mending.discard();
  }
}

/** What can only be said of the batch as a whole. */
function checkWhole({ tally, documents, fiscalYear }: Reading, intake: Intake, findings: Findings): void {
  const { notice, noticeFile, text } = intake;
  checkTotals(notice.totals, tally, noticeFile, findings);
  documents.compareHashes(notice.documents, noticeFile);
  // A row that could not be read may name any of them.
  if (tally.keysComplete) documents.tellUnreferenced();
  const isNoticeFaulty = findings.count('BATCH_UNREADABLE') + findings.count('FISCAL_YEAR_INVALID') > 0;
  // A text of which no row was read has more to be told of than its year.
  const isUnread = !tally.rowsComplete && tally.movements === 0;
  if (fiscalYear !== null || isNoticeFaulty || isUnread) return;
  findings.add('FISCAL_YEAR_UNKNOWN', { file: noticeFile === '' ? text.file : noticeFile }, {});
}

/** `emis` of the batch, else the latest of its dates. */
function momentOf({ notice }: Intake, { latestDate }: EntryTally): Moment | null {
  return notice.issued ?? (latestDate === null ? null : { date: latestDate, time: '000000' });
}

function headFacts(
  { configuration }: ConversionRequest,
  { batchId, dossier, text }: Intake,
  { announced }: Reading,
): HeadFacts {
  return {
    file: text.file,
    label: `AMI COMPTA ${batchId}`,
    dossier: dossier ?? '',
    dossierLabel: configuration.companyFiles.get(dossier ?? '')?.label ?? `DOSSIER ${dossier}`,
    accounts: announced,
  };
}

/** A batch that was refused before anything was known of it. */
export function refusal(findings: Findings): Conversion {
  return outcome('refused', null, null, findings);
}

/** What became of a batch, as far as it was read; where it is delivered, what its delivery brings is added. */
function outcome(
  status: BatchStatus,
  intake: Intake | null,
  tally: EntryTally | null,
  findings: Findings,
): Conversion {
  return {
    batch: intake?.batchId ?? null,
    dossier: intake?.dossier ?? null,
    contentHash: intake?.contentHash ?? null,
    periodEnd: intake?.notice.fiscalYear?.end ?? tally?.latestDate ?? null,
    status,
    entries: tally?.entries ?? 0,
    movements: tally?.movements ?? 0,
    debit: tally?.debit ?? 0n,
    credit: tally?.credit ?? 0n,
    amountsComplete: tally?.amountsComplete ?? true,
    documents: 0,
    files: { import: null, documents: null },
    identities: [],
    left: null,
    findings: findings.list(),
  };
}
