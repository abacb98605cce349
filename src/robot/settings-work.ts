/**
 * What becomes of a settings export: it is published as the difference from what was published last of its company file.
 * Owns which outcome leads where; the publication itself is the same as by hand.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { toldFinding } from '../check/messages/told.ts';
import type { Configuration } from '../configuration/values.ts';
import type { DropRecord, PublicationFacts } from '../model/drop-record.ts';
import type { FindingDetails } from '../model/finding.ts';
import { countFindings } from '../model/finding-counts.ts';
import { type Publication, publishSettings } from '../publish.ts';
import type { Office, Plan } from './carrying-out.ts';
import { claimedAt } from './claim-folders.ts';
import type { Claim } from './claims.ts';
import type { Decision } from './decision.ts';
import { prepareFolder } from './delivery-folders.ts';
import { dropHash } from './drop-hash.ts';
import type { RobotEvent } from './events.ts';
import { HeldOutput } from './held-output.ts';
import { newRecord } from './new-record.ts';
import { previousPublication, refusalPlaces, reportsFolder } from './places.ts';
import { reportJson, settingsReport } from './report/report-json.ts';
import { settingsReportText } from './report/report-text.ts';
import { writeReports } from './reports.ts';

export async function decideSettings(
  claim: Claim,
  office: Office,
  configuration: Configuration,
): Promise<Decision> {
  await prepareFolder('settings', office);
  const output = new HeldOutput(office.folders.toPublish, claim.id);
  try {
    const publication = await publishSettings({
      path: claim.path,
      dossier: null,
      since: (dossier) => lastPublished(dossier, claim, office),
      limits: configuration.limits,
      today: office.today(),
      output,
      later: (dossier) => laterSettings(dossier, claim, office),
    });
    const plan = await planOf(claim, publication, output, office, configuration.lang);
    return { plan, told: (done) => eventOf(done, publication), release: () => output.release() };
  } catch (error) {
    await output.release();
    throw error;
  }
}

/** The payload that was published last, as a file; null where none was. */
async function lastPublished(dossier: string, claim: Claim, { register }: Office): Promise<string | null> {
  const last = await register.lastPublished(dossier);
  if (last === null) return null;
  const path = previousPublication(claim);
  await writeFile(path, last.payload);
  return path;
}

/**
 * Another robot may have been faster with later ones, and a crash may have kept these from being published in time. What
 * comes in between is seen when the intent is written down: it has their sequence.
 */
async function laterSettings(
  dossier: string,
  { id }: Claim,
  { register, now }: Office,
): Promise<FindingDetails['SETTINGS_OUTDATED'] | null> {
  const receivedAt = claimedAt(id);
  // By a clock that was wrong, something may seem to come still.
  const until = now().toISOString();
  const later = await register.laterSettings(dossier, { id, receivedAt, until });
  if (later === null) return null;
  return { receivedAt, laterAt: later.receivedAt, sequence: later.publication?.sequence ?? null };
}

async function planOf(
  claim: Claim,
  publication: Publication,
  output: HeldOutput,
  { folders }: Office,
  language: Configuration['lang'],
): Promise<Plan> {
  const record = await recordOf(claim, publication);
  const outputs = output.archived();
  const [payload] = outputs;
  const archived = { outputs, report: reportJson(settingsReport(publication, 'fr')) };
  if (publication.status === 'refused') {
    await writeReports(reportsFolder(claim), {
      json: reportJson(settingsReport(publication, language)),
      text: settingsReportText(record, publication, language),
      findings: publication.findings,
      language,
    });
  }
  const staged =
    publication.status === 'refused'
      ? refusalPlaces(claim, folders)
      : output.stagedFor(publication.dossier, folders);
  return {
    record: { ...record, places: staged.map(({ place }) => place) },
    entries: [],
    payload: payload === undefined ? null : await readFile(payload.path, 'utf8'),
    staged,
    archived,
  };
}

async function recordOf(claim: Claim, publication: Publication): Promise<DropRecord> {
  return {
    ...newRecord(claim),
    outcome: publication.status,
    dossier: publication.dossier,
    contentHash: await dropHash(claim.path),
    publication: publicationFacts(publication),
    fiscalYearEnd: publication.periodEnd,
    findings: publication.findings.map(toldFinding),
  };
}

function publicationFacts({
  status,
  kind,
  sequence,
  settingsHash,
  changes,
}: Publication): PublicationFacts | null {
  if (status !== 'published' || sequence === null || settingsHash === null) return null;
  return { payloadKind: kind, sequence, settingsHash, changes };
}

function eventOf(record: DropRecord, { sequence, changes, findings }: Publication): RobotEvent {
  const { id, name, dossier, outcome, places } = record;
  const drop = { drop: id, name };
  const [place = ''] = places;
  const { errors, warnings } = countFindings(findings);
  if (outcome === 'published')
    return {
      ...drop,
      kind: 'published',
      dossier: dossier ?? '',
      sequence: sequence ?? 0,
      changes: changes.length,
      file: place,
      warnings,
    };
  if (outcome === 'unchanged') return { ...drop, kind: 'unchanged', dossier: dossier ?? '' };
  return { ...drop, kind: 'drop-refused', dossier, errors, place };
}
