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
import type { ItemLines } from './item-lines.ts';
import type { PublishedListName } from './published-settings.ts';
import type { ItemCheck, PublishedState } from './published-state.ts';

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
export type PreviousPayload = PayloadBase;

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
  return { kind: 'modification', sequence, state, previousHash: previous.state.hash, changes };
}

/** A payload as its document has it, all but the items of the long lists. */
export function payloadFrame(payload: Payload): Record<string, unknown> {
  const { kind, sequence, state } = payload;
  const frame = { ...state.head, kind, sequence, settingsHash: state.hash, ...EMPTY_LISTS };
  if (payload.kind === 'creation') return frame;
  return { ...frame, previousHash: payload.previousHash, changes: payload.changes };
}

const EMPTY_LISTS: Readonly<Record<PublishedListName, readonly never[]>> = {
  accounts: [],
  journals: [],
  thirdParties: [],
  vatCodes: [],
};

/**
 * The document in pieces, the same for the same payload: what `canonicalDocument` would write, without holding the
 * long lists. A piece is valid only until the next one.
 */
export function* payloadDocument(payload: Payload): Generator<Buffer> {
  let frame = canonicalDocument(payloadFrame(payload));
  for (const [name, lines] of listsByName(payload.state.lists)) {
    if (lines.isEmpty) continue;
    const { empty, opening, closing } = listMarks(name);
    const at = frame.indexOf(empty);
    yield Buffer.from(`${frame.slice(0, at)}${opening}`, 'utf8');
    yield* lines.pieces();
    frame = `${closing}${frame.slice(at + empty.length)}`;
  }
  yield Buffer.from(frame, 'utf8');
}

/** How a list stands in a document: without items, and around them. A line that begins so is nothing else. */
export function listMarks(name: PublishedListName): { empty: string; opening: string; closing: string } {
  const start = `\n  "${name}": [`;
  return { empty: `${start}]`, opening: `${start}\n    `, closing: '\n  ]' };
}

/** In the order in which they stand in a document. */
export function listsByName(
  lists: Readonly<Record<PublishedListName, ItemLines>>,
): [PublishedListName, ItemLines][] {
  return LIST_NAMES.map((name) => [name, lists[name]]);
}

export const LIST_NAMES: readonly PublishedListName[] = ['accounts', 'journals', 'thirdParties', 'vatCodes'];

/** `888_0001_creation.json`. */
export function payloadName({ sequence, kind, state }: Payload): string {
  return `${state.head.dossier}_${String(sequence).padStart(4, '0')}_${kind}.json`;
}
