/**
 * The payload (publication): the JSON document that makes or updates a company file in AMI COMPTA. Owns what goes into
 * it, its hash and its bytes; its form is in `payload-schema.ts`.
 *
 * Every payload carries the whole state that it leads to, a modification its changes beside it. So a modification can
 * be applied and then verified; a receiver that missed one can take the state as it is; and the next modification can
 * start from any payload, without the chain of those before it. The price is the size of a file that is sent seldom.
 */
import { createHash } from 'node:crypto';
import { canonicalDocument, canonicalJson } from './canonical-json.ts';
import { type Change, differences, withKnownFiscalYears } from './differences.ts';
import type { PublishedSettings } from './published-settings.ts';

interface PayloadBase extends PublishedSettings {
  /** 1 for a creation, then one more for each modification. */
  readonly sequence: number;
  /** Of the state that this payload leads to; see `settingsHash`. */
  readonly settingsHash: string;
}

export interface CreationPayload extends PayloadBase {
  readonly kind: 'creation';
}

export interface ModificationPayload extends PayloadBase {
  readonly kind: 'modification';
  /** Of the state that the changes apply to. */
  readonly previousHash: string;
  /** At least one. */
  readonly changes: readonly Change[];
}

export type Payload = CreationPayload | ModificationPayload;
export type PayloadKind = Payload['kind'];

export function creationPayload(settings: PublishedSettings): CreationPayload {
  return { ...settings, kind: 'creation', sequence: 1, settingsHash: settingsHash(settings) };
}

/** What leads from the state of `previous` to these settings; null where nothing is different. */
export function modificationPayload(
  previous: Payload,
  settings: PublishedSettings,
): ModificationPayload | null {
  const before = settingsOf(previous);
  const after = withKnownFiscalYears(before, settings);
  const changes = differences(before, after);
  if (changes.length === 0) return null;
  return {
    ...after,
    kind: 'modification',
    sequence: previous.sequence + 1,
    settingsHash: settingsHash(after),
    previousHash: previous.settingsHash,
    changes,
  };
}

/** The state alone. */
export function settingsOf(payload: Payload): PublishedSettings {
  const { dossier, company, fiscalYears, vatLiability, accounts, journals, vatCodes, thirdParties } = payload;
  return { dossier, company, fiscalYears, vatLiability, accounts, journals, vatCodes, thirdParties };
}

/** The SHA-256, in hexadecimal digits, over the state as canonical JSON in UTF-8. */
export function settingsHash(settings: PublishedSettings): string {
  return createHash('sha256').update(canonicalJson(settings), 'utf8').digest('hex');
}

/** The text of the file: the same for the same payload. */
export function payloadText(payload: Payload): string {
  return canonicalDocument(payload);
}

/** `888_0001_creation.json`. */
export function payloadName({ dossier, sequence, kind }: Payload): string {
  return `${dossier}_${String(sequence).padStart(4, '0')}_${kind}.json`;
}
