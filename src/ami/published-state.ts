/**
 * The state of a company file as a payload carries it: what is short as values, the long lists as lines, and the hash
 * over all of it. Knows nothing of payloads, nor of what was published before.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { compactPieces, type ItemLines } from './item-lines.ts';
import type { PublishedHead, PublishedItems, PublishedListName } from './published-settings.ts';

export type StateLists = Readonly<Record<PublishedListName, ItemLines>>;

export interface PublishedState {
  readonly head: PublishedHead;
  readonly lists: StateLists;
  /** See `settingsHash`. */
  readonly hash: string;
}

/** The schema of a payload, as a check of the items of its lists. */
export interface ItemCheck {
  /** Throws where one of ours is not what the schema promises: it must not leave. */
  assertItem(list: PublishedListName, item: object): void;
  isItem<N extends PublishedListName>(list: N, value: unknown): value is PublishedItems[N];
}

export function publishedState(head: PublishedHead, lists: StateLists): PublishedState {
  return { head, lists, hash: settingsHash(head, lists) };
}

/** The SHA-256, in hexadecimal digits, over the state as canonical JSON in UTF-8. */
export function settingsHash(head: PublishedHead, lists: StateLists): string {
  const hash = createHash('sha256');
  let opening = '{';
  const member = (name: keyof PublishedHead | PublishedListName): void => {
    hash.update(`${opening}"${name}":`);
    opening = ',';
  };
  const value = (name: keyof PublishedHead): void => {
    member(name);
    hash.update(canonicalJson(head[name]), 'utf8');
  };
  const list = (name: PublishedListName): void => {
    member(name);
    hash.update('[');
    for (const piece of compactPieces(lists[name])) hash.update(piece);
    hash.update(']');
  };
  list('accounts');
  value('company');
  value('dossier');
  value('fiscalYears');
  list('journals');
  list('thirdParties');
  list('vatCodes');
  value('vatLiability');
  hash.update('}');
  return hash.digest('hex');
}
