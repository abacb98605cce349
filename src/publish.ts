/**
 * One settings export to its payload: take in, check, compare, write. Owns the order of the stages and the rule that
 * nothing leaves where a check says no; what a payload holds is in ami/.
 */
import type { Change } from './ami/differences.ts';
import {
  creationPayload,
  modificationPayload,
  type Payload,
  type PayloadKind,
  payloadName,
  payloadText,
} from './ami/payload.ts';
import { assertPayload, PayloadError, readPayload } from './ami/payload-file.ts';
import { type PublishedSettings, publishedSettings } from './ami/published-settings.ts';
import { takeInSettings } from './conversion/settings-intake.ts';
import type { CalendarDate } from './model/calendar-date.ts';
import type { Finding } from './model/finding.ts';
import { Findings } from './model/findings.ts';
import type { Limits } from './model/limits.ts';
import type { SettingsListName } from './model/settings.ts';
import type { StagedOutput } from './storage/durable.ts';

export interface PublishRequest {
  /** The settings export: a native exchange file, a folder or a zip. */
  readonly path: string;
  /** What `--dossier` says; null where it is not given. */
  readonly dossier: string | null;
  /** The file of the payload before this one; null for a creation. */
  readonly since: string | null;
  readonly limits: Limits;
  /** Some rules of the company sheet begin on a day. It never shows in a payload. */
  readonly today: CalendarDate;
  readonly output: StagedOutput;
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
  /** Name in the target folder; null where nothing was written. */
  readonly file: string | null;
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
}

/**
 * Publishes settings. Faults in the export are findings; a payload to start from that can't be trusted, or that is of
 * another company file, is thrown as a `PayloadError`.
 */
export async function publishSettings(request: PublishRequest): Promise<Publication> {
  const findings = new Findings();
  try {
    const previous = request.since === null ? null : await readPayload(request.since);
    const kind = previous === null ? 'creation' : 'modification';
    const settings = await takeInSettings(request, findings);
    const outcome = {
      dossier: settings?.dossier ?? null,
      kind,
      sequence: null,
      file: null,
      changes: [],
    } as const;
    if (settings === null) return { ...outcome, status: 'refused', findings: findings.list() };
    assertSameCompanyFile(previous, settings.dossier);
    if (findings.hasErrors) return { ...outcome, status: 'refused', findings: findings.list() };
    const published = withKnownLists(publishedSettings(settings), settings.absent ?? [], previous);
    const payload = previous === null ? creationPayload(published) : modificationPayload(previous, published);
    if (payload === null) {
      const sequence = previous?.sequence ?? null;
      return { ...outcome, status: 'unchanged', sequence, findings: findings.list() };
    }
    const file = await write(payload, request.output);
    const changes = payload.kind === 'creation' ? [] : payload.changes;
    const { sequence } = payload;
    return { ...outcome, status: 'published', sequence, file, changes, findings: findings.list() };
  } finally {
    await request.output.discard();
  }
}

/** A list that the export does not have stays as it was published: it is not told to be empty. */
function withKnownLists(
  settings: PublishedSettings,
  absent: readonly SettingsListName[],
  previous: Payload | null,
): PublishedSettings {
  if (previous === null) return settings;
  return { ...settings, ...Object.fromEntries(absent.map((list) => [list, previous[list]])) };
}

function assertSameCompanyFile(previous: Payload | null, dossier: string): void {
  if (previous === null || previous.dossier === dossier) return;
  throw new PayloadError({ kind: 'other-company-file', found: previous.dossier, expected: dossier });
}

async function write(payload: Payload, output: StagedOutput): Promise<string> {
  await assertPayload(payload);
  const staged = output.stage();
  staged.write(Buffer.from(payloadText(payload), 'utf8'));
  const finalName = payloadName(payload);
  await output.publish([{ staged, finalName }]);
  return finalName;
}
