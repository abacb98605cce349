/**
 * The payload (publication): the JSON document that makes or updates a company file in AMI COMPTA. Owns what goes into
 * it, its name and its bytes; its form is in `payload-schema.ts`.
 *
 * Every payload carries the whole state that it leads to, a modification its changes beside it. So a modification can
 * be applied and then verified; a receiver that missed one can take the state as it is; and the next modification can
 * start from any payload, without the chain of those before it. The price is the size of a file that is sent seldom.
 */
import { canonicalDocument } from './canonical-json.ts';
import { type Change, differences } from './differences.ts';
import { LIST_NAMES, type PublishedListName } from './published-settings.ts';
import { type ItemCheck, type PublishedState, SettingsHash } from './published-state.ts';

interface PayloadBase {
  /** 1 for a creation, then one more for each modification. */
  readonly sequence: number;
  /** What this payload leads to. */
  readonly state: PublishedState;
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

/** A payload that was published before, as far as the next one needs it. */
export interface PreviousPayload extends PayloadBase {
  /** Of its state. */
  readonly settingsHash: string;
}

export function creationPayload(state: PublishedState): CreationPayload {
  return { kind: 'creation', sequence: 1, state };
}

/**
 * What leads from the state of `previous` to this one, which must know its fiscal years; null where nothing is
 * different. Throws a `PayloadError` where an item that was published before is none.
 */
export function modificationPayload(
  previous: PreviousPayload,
  state: PublishedState,
  check: ItemCheck,
): ModificationPayload | null {
  const changes = differences(previous.state, state, check);
  if (changes.length === 0) return null;
  const sequence = previous.sequence + 1;
  return { kind: 'modification', sequence, state, previousHash: previous.settingsHash, changes };
}

/**
 * A payload as its document has it, all but the items of the long lists. The hash of its state is known once they were
 * written, and zeros until then.
 */
export function payloadFrame(payload: Payload): Record<string, unknown> {
  const { kind, sequence, state } = payload;
  const frame = { ...state.head, kind, sequence, settingsHash: HASH_TO_COME, ...EMPTY_LISTS };
  if (payload.kind === 'creation') return frame;
  return { ...frame, previousHash: payload.previousHash, changes: payload.changes };
}

const HASH_TO_COME = '0'.repeat(64);
/** What stands before the hash; no text has its line feed. */
const HASH_MARK = '\n  "settingsHash": "';

const EMPTY_LISTS: Readonly<Record<PublishedListName, readonly never[]>> = {
  accounts: [],
  journals: [],
  thirdParties: [],
  vatCodes: [],
};

/** Where a document goes. */
export interface DocumentFile {
  /** How many bytes were written. */
  readonly bytes: number;
  /** Writes all of the bytes at the end; they are not the caller's to keep. */
  write(bytes: Uint8Array): void;
  /** Writes bytes over those that stand at a position. */
  writeAt(bytes: Uint8Array, position: number): void;
  /** What was written may go to the disk while more is. */
  flushGrowth(): void;
}

/**
 * Writes the document, the same for the same payload: what `canonicalDocument` would give, without holding the long
 * lists. Gives the hash of its state, which is taken while they are written.
 */
export function writePayload(payload: Payload, file: DocumentFile): string {
  const { state } = payload;
  const hash = new SettingsHash({ ...state.head });
  let hashStart = 0;
  const writeText = (text: string): void => {
    const mark = text.indexOf(HASH_MARK);
    if (mark !== -1) hashStart = file.bytes + Buffer.byteLength(text.slice(0, mark) + HASH_MARK, 'utf8');
    file.write(Buffer.from(text, 'utf8'));
  };
  let frame = canonicalDocument(payloadFrame(payload));
  for (const name of LIST_NAMES) {
    const { empty, opening, closing } = listMarks(name);
    const lines = state.lists[name];
    if (!lines.isEmpty) {
      const at = frame.indexOf(empty);
      writeText(`${frame.slice(0, at)}${opening}`);
      frame = `${closing}${frame.slice(at + empty.length)}`;
    }
    for (const piece of hash.passing(name, lines)) {
      file.write(piece);
      file.flushGrowth();
    }
  }
  writeText(frame);
  const settingsHash = hash.digest();
  file.writeAt(Buffer.from(settingsHash, 'latin1'), hashStart);
  return settingsHash;
}

/** How a list stands in a document: without items, and around them. A line that begins so is nothing else. */
export function listMarks(name: PublishedListName): { empty: string; opening: string; closing: string } {
  const start = `\n  "${name}": [`;
  return { empty: `${start}]`, opening: `${start}\n    `, closing: '\n  ]' };
}

/** `888_0001_creation.json`. */
export function payloadName({ sequence, kind, state }: Payload): string {
  return `${state.head.dossier}_${String(sequence).padStart(4, '0')}_${kind}.json`;
}
