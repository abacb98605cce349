/**
 * What becomes of a batch: it is converted, with its files held beside their places, and the outcome makes a plan. Owns
 * which outcome leads where; the conversion itself is the same as by hand.
 */
import type { BatchSettings } from '../check/entry-settings.ts';
import { toldFinding } from '../check/messages/told.ts';
import type { Configuration } from '../configuration/values.ts';
import { type Conversion, convertBatch } from '../convert.ts';
import type { DropRecord } from '../model/drop-record.ts';
import { countFindings } from '../model/finding-counts.ts';
import { importPlaceIn } from '../register/integration.ts';
import type { StagedPlace } from '../register/register.ts';
import type { Office, Plan } from './carrying-out.ts';
import type { Claim } from './claims.ts';
import type { Decision } from './decision.ts';
import { prepareFolder } from './delivery-folders.ts';
import { deliveryHistory } from './delivery-history.ts';
import { dropHash } from './drop-hash.ts';
import type { RobotEvent } from './events.ts';
import { HeldOutput } from './held-output.ts';
import { newRecord } from './new-record.ts';
import {
  duplicatePlaces,
  fromRoot,
  MENDING_NAME,
  mendingFolder,
  noteFolder,
  refusalPlaces,
  reportsFolder,
} from './places.ts';
import { batchReport, reportJson } from './report/report-json.ts';
import { batchReportText, duplicateNote } from './report/report-text.ts';
import { writeNote, writeReports } from './reports.ts';

/** A batch that is run again: the drop that it was, and as which delivery. */
export interface Rerun {
  readonly of: DropRecord;
  /** 0 where it was never delivered. */
  readonly revision: number;
}

export interface BatchWork {
  readonly configuration: Configuration;
  /** The settings that were published last. */
  readonly settingsOf: (dossier: string) => Promise<BatchSettings | null>;
  /** Null for what came from a drop folder. */
  readonly rerun: Rerun | null;
}

export async function decideBatch(claim: Claim, office: Office, work: BatchWork): Promise<Decision> {
  const { configuration, settingsOf, rerun } = work;
  await prepareFolder('batch', office);
  const output = new HeldOutput(office.folders.toIntegrate, claim.id);
  try {
    const conversion = await convertBatch({
      path: claim.path,
      dossier: rerun?.of.dossier ?? null,
      journal: null,
      format: 'ecr',
      configuration,
      settingsOf,
      revision: rerun?.revision ?? 0,
      output,
      mendingFolder: configuration.onError === 'split' ? mendingFolder(claim) : null,
      delivered: deliveryHistory(office.register, (rerun?.revision ?? 0) > 0),
    });
    const earlier = await earlierOf(conversion, work, office);
    const contentHash = conversion.contentHash ?? (await dropHash(claim.path));
    const record = {
      ...recordOf(claim, conversion, { contentHash, rerun }),
      earlier: earlier?.id ?? null,
    };
    const plan = await planOf({
      claim,
      conversion,
      record,
      earlier,
      output,
      office,
      language: configuration.lang,
    });
    return { plan, told: (done) => eventOf(done, conversion), release: () => output.release() };
  } catch (error) {
    await output.release();
    throw error;
  }
}

async function earlierOf(
  { status, dossier, contentHash }: Conversion,
  { rerun }: BatchWork,
  { register }: Office,
): Promise<DropRecord | null> {
  if (status === 'duplicate' && dossier !== null && contentHash !== null)
    return register.deliveryOfContent(dossier, contentHash);
  return rerun?.of ?? null;
}

function recordOf(
  claim: Claim,
  conversion: Conversion,
  { contentHash, rerun }: { contentHash: string; rerun: Rerun | null },
): DropRecord {
  const { batch, dossier, status, entries, movements, debit, credit, documents, periodEnd } = conversion;
  return {
    ...newRecord(claim),
    outcome: status,
    dossier,
    batch,
    revision: rerun?.revision ?? 0,
    contentHash,
    facts: { entries, movements, debit, credit, documents },
    fiscalYearEnd: periodEnd,
    findings: conversion.findings.map(toldFinding),
  };
}

interface Planning {
  readonly claim: Claim;
  readonly conversion: Conversion;
  readonly record: DropRecord;
  readonly earlier: DropRecord | null;
  readonly output: HeldOutput;
  readonly office: Office;
  readonly language: Configuration['lang'];
}

async function planOf(planning: Planning): Promise<Plan> {
  const { conversion, record, output } = planning;
  const staged = await placesOf(planning);
  const archived = { outputs: output.archived(), report: reportJson(batchReport(conversion, 'fr')) };
  const places = staged.map(({ place }) => place);
  return { record: { ...record, places }, entries: conversion.identities, payload: null, staged, archived };
}

/** Everything that is to appear, in this order. */
async function placesOf(planning: Planning): Promise<StagedPlace[]> {
  const { claim, conversion, record, earlier, output, office, language } = planning;
  const { folders } = office;
  if (conversion.status === 'duplicate') {
    if (earlier === null) throw new Error(`What ${claim.name} repeats is not in the register`);
    const note = await writeNote(noteFolder(claim), duplicateNote(record, earlier, language));
    return duplicatePlaces(claim, note, folders);
  }
  const delivered = output.stagedFor(conversion.dossier, folders);
  if (conversion.status === 'delivered' && conversion.left === null) return delivered;
  await writeReports(reportsFolder(claim), {
    json: reportJson(batchReport(conversion, language)),
    text: batchReportText(record, conversion, language),
    findings: conversion.findings,
    language,
  });
  // What is left to be mended is there before the rest is: whose name is taken shows before anything is delivered. The
  // drop itself leaves its claim last: a register that is lost meanwhile leaves it to be worked on again.
  const refusal = refusalPlaces(claim, folders);
  const isDrop = ({ temporary }: StagedPlace): boolean => temporary === fromRoot(claim.path, folders);
  return [...refusal.filter((each) => !isDrop(each)), ...delivered, ...refusal.filter(isDrop)];
}

function eventOf(record: DropRecord, { left, findings }: Conversion): RobotEvent {
  const { id, name, dossier, outcome, facts, places, earlier } = record;
  const drop = { drop: id, name };
  const [first = ''] = places;
  if (outcome === 'duplicate')
    return { ...drop, kind: 'drop-duplicate', earlier: earlier ?? '', place: places.at(-1) ?? '' };
  if (outcome === 'refused') {
    const { errors } = countFindings(findings);
    return { ...drop, kind: 'drop-refused', dossier, errors, place: first };
  }
  const file = importPlaceIn(places) ?? first;
  const { entries = 0, documents = 0 } = facts ?? {};
  return {
    ...drop,
    kind: 'drop-delivered',
    dossier: dossier ?? '',
    entries,
    documents,
    file,
    entriesLeft: left?.entries ?? 0,
    placeLeft: places.find((place) => place.endsWith(`/${MENDING_NAME}`)) ?? null,
    warnings: countFindings(findings).warnings,
  };
}
