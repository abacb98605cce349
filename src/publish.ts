/**
 * One settings export to its payload: take in, check, compare, write. Owns the order of the stages and the rule that
 * nothing leaves where a check says no; what a payload holds is in ami/.
 */
import type { Change } from './ami/differences.ts';
import {
  creationPayload,
  type Payload,
  type PayloadKind,
  payloadFrame,
  payloadName,
  writePayload,
} from './ami/payload.ts';
import { type Removal, removals } from './ami/removals.ts';
import { StateWriter } from './ami/state-writer.ts';
import { tellEmptied } from './conversion/emptied-lists.ts';
import { modification } from './conversion/modification.ts';
import { PayloadBefore, type Since } from './conversion/payload-before.ts';
import { type SettingsRequest, takeInSettings } from './conversion/settings-intake.ts';
import type { CalendarDate } from './model/calendar-date.ts';
import type { Finding, FindingDetails } from './model/finding.ts';
import { Findings } from './model/findings.ts';
import type { Limits } from './model/limits.ts';
import type { FileOutput } from './storage/durable.ts';

export interface PublishRequest {
  /** The settings export: a native exchange file, a folder or a zip. */
  readonly path: string;
  /** What `--dossier` says; null where it is not given. */
  readonly dossier: string | null;
  /** The file of the payload before this one, or who knows it by the company file; null for a creation. */
  readonly since: Since;
  readonly limits: Limits;
  /** Some rules of the company sheet begin on a day. It never shows in a payload. */
  readonly today: CalendarDate;
  readonly output: FileOutput;
  /** Who knows of later settings of the company file, over which these are published. Nobody does by hand. */
  readonly later?: (dossier: string) => Promise<FindingDetails['SETTINGS_OUTDATED'] | null>;
}

export type PublicationStatus = 'published' | 'unchanged' | 'refused';

export interface Publication {
  /** Null where the export could not be read as far as that. */
  readonly dossier: string | null;
  readonly status: PublicationStatus;
  /** What was asked for: a creation, or where there is a payload before this one a modification. */
  readonly kind: PayloadKind;
  /** Of the payload that was written; that of the one before it where nothing changed; null where it was refused. */
  readonly sequence: number | null;
  /** Of the state that the payload leads to; null where none was written. */
  readonly settingsHash: string | null;
  /** The end of the last fiscal year; null where none is known. */
  readonly periodEnd: CalendarDate | null;
  /** Name in the target folder; null where nothing was written. */
  readonly file: string | null;
  readonly changes: readonly Change[];
  /** How much of each list the changes take away. */
  readonly removals: readonly Removal[];
  readonly findings: readonly Finding[];
}

/**
 * Publishes settings. Faults in the export are findings; a payload to start from that can't be trusted, or that is of
 * another company file, is thrown as a `PayloadError`.
 */
export async function publishSettings(request: PublishRequest): Promise<Publication> {
  const findings = new Findings();
  // Loaded on demand: it takes longer than everything else that a small publication needs.
  const schema = await import('./ami/payload-validation.ts');
  const before = new PayloadBefore(request.since, schema);
  try {
    const writer = new StateWriter(schema, () => request.output.stage());
    const kept: SettingsRequest['kept'] = (dossier, told) => before.kept(dossier, told);
    const settings = await takeInSettings({ ...request, kept }, findings, writer);
    const previous = await before.of(settings?.dossier ?? null);
    const ended = (status: PublicationStatus, told: Partial<Publication> = {}): Publication => ({
      dossier: settings?.dossier ?? null,
      kind: previous === null ? 'creation' : 'modification',
      sequence: null,
      settingsHash: null,
      periodEnd: settings?.fiscalYears.at(-1)?.end ?? null,
      file: null,
      changes: [],
      removals: [],
      ...told,
      status,
      findings: findings.list(),
    });
    if (settings === null || findings.hasErrors) return ended('refused');
    const state = writer.finish(settings, previous?.state ?? null);
    const { untold = {}, absent = [], places } = settings;
    const keepsJournals = absent.includes('journals');
    const payload =
      previous === null
        ? creationPayload(state)
        : modification(previous, state, { writer, schema, findings, untold, keepsJournals, places });
    const changes = payload?.kind === 'modification' ? payload.changes : [];
    const removed = previous === null ? [] : removals(changes, previous.state);
    tellEmptied(removed, state, settings.untold !== undefined, findings);
    await before.finish();
    if (findings.hasErrors) return ended('refused');
    if (payload === null) return ended('unchanged', { sequence: previous?.sequence ?? null });
    const later = (await request.later?.(settings.dossier)) ?? null;
    if (later !== null) findings.add('SETTINGS_OUTDATED', {}, later);
    schema.assertPayload(payloadFrame(payload));
    const written = await write(payload, request.output);
    return ended('published', { sequence: payload.sequence, ...written, changes, removals: removed });
  } finally {
    await request.output.discard();
    await before.close();
  }
}

async function write(
  payload: Payload,
  output: FileOutput,
): Promise<Pick<Publication, 'file' | 'settingsHash'>> {
  const staged = output.stage();
  const settingsHash = writePayload(payload, staged);
  const finalName = payloadName(payload);
  await output.publish([{ staged, finalName }]);
  return { file: finalName, settingsHash };
}
