/**
 * One batch to its import file and document zip: take in, read, check, write, control, publish. Owns the order of the
 * stages and the rule that a batch is all or nothing; each stage is a file of its own in conversion/.
 *
 * Without a target folder the same stages run and nothing is written: that is `check`.
 */
import type { EntryTally } from './ami/entry-tally.ts';
import { checkTotals } from './check/totals.ts';
import { deliver } from './conversion/delivery.ts';
import type { Reading } from './conversion/entry-reception.ts';
import { ImportOutput } from './conversion/import-output.ts';
import { type Intake, takeIn } from './conversion/intake.ts';
import { readBatch } from './conversion/reading.ts';
import type { Conversion, ConversionRequest } from './conversion/request.ts';
import type { Moment } from './model/batch.ts';
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
    if (intake === null) return refused(null, null, findings);
    try {
      return await convertIntake(request, intake, findings);
    } finally {
      await intake.source.close();
    }
  } finally {
    // What was published stays; everything else goes.
    await request.output?.discard();
  }
}

async function convertIntake(
  request: ConversionRequest,
  intake: Intake,
  findings: Findings,
): Promise<Conversion> {
  const reading = await orReport(findings, () => readBatch(request, intake, findings));
  if (reading === null) return refused(intake, null, findings);
  const { tally, output } = reading;
  checkWhole(reading, intake, findings);
  output.flush();
  const head = output instanceof ImportOutput ? output.head(headFacts(request, intake, reading)) : null;
  const moment = momentOf(intake, tally);
  if (findings.hasErrors || moment === null) return refused(intake, tally, findings);
  const delivery = await orReport(findings, () => deliver(request, intake, reading, head, moment));
  if (delivery === null) return refused(intake, tally, findings);
  return { ...refused(intake, tally, findings), ...delivery, status: 'delivered' };
}

/** What can only be said of the batch as a whole. */
function checkWhole({ tally, documents, fiscalYear }: Reading, intake: Intake, findings: Findings): void {
  const { notice, noticeFile, text } = intake;
  const { debit, credit } = tally;
  const { entries, movements, rowsComplete, keysComplete, amountsComplete } = tally;
  const sums = { debit: debit.value, credit: credit.value };
  const counted = { entries, movements, ...sums, rowsComplete, keysComplete, amountsComplete };
  checkTotals(notice.totals, counted, noticeFile, findings);
  documents.compareHashes(notice.documents, noticeFile);
  // A row that could not be read may name any of them.
  if (tally.keysComplete) documents.tellUnreferenced();
  const isNoticeFaulty = findings.count('BATCH_UNREADABLE') + findings.count('FISCAL_YEAR_INVALID') > 0;
  if (fiscalYear !== null || isNoticeFaulty) return;
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
): Parameters<ImportOutput['head']>[0] {
  return {
    file: text.file,
    label: `AMI COMPTA ${batchId}`,
    dossier: dossier ?? '',
    dossierLabel: configuration.companyFiles.get(dossier ?? '')?.label ?? `DOSSIER ${dossier}`,
    accounts: announced,
  };
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
