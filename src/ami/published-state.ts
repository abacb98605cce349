/**
 * The state of a company file as a payload carries it: what is short as values, the long lists as lines. Owns the hash
 * over all of it; knows nothing of payloads, nor of what was published before.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { compacter, type ItemLines } from './item-lines.ts';
import {
  LIST_NAMES,
  type PublishedHead,
  type PublishedItems,
  type PublishedListName,
} from './published-settings.ts';

export type StateLists = Readonly<Record<PublishedListName, ItemLines>>;

export interface PublishedState {
  readonly head: PublishedHead;
  readonly lists: StateLists;
}

/** The schema of a payload, as a check of the items of its lists. */
export interface ItemCheck {
  /** Throws where one of ours is not what the schema promises: it must not leave. */
  assertItem(list: PublishedListName, item: object): void;
  isItem<N extends PublishedListName>(list: N, value: unknown): value is PublishedItems[N];
}

/** The SHA-256, in hexadecimal digits, over the state as canonical JSON in UTF-8. */
export function settingsHash({ head, lists }: PublishedState): string {
  const hash = new SettingsHash(head);
  for (const name of LIST_NAMES) {
    for (const _ of hash.passing(name, lists[name]));
  }
  return hash.digest();
}

/** The same hash while the lists go by, for whoever needs their bytes as well. */
export class SettingsHash {
  readonly #hash = createHash('sha256');
  /** The members of the head that are still to come, the next one last. */
  readonly #head: [name: string, value: unknown][];
  #opening = '{';

  constructor(head: PublishedHead) {
    this.#head = Object.entries(head).sort(([one], [other]) => (one < other ? 1 : -1));
  }

  /** The pieces of a list, which come in the order of `LIST_NAMES`. A piece is valid only until the next one. */
  *passing(name: PublishedListName, lines: ItemLines): Generator<Buffer> {
    this.#passHead(name);
    this.#begin(name);
    this.#hash.update('[');
    const compact = compacter();
    for (const piece of lines.pieces()) {
      yield piece;
      this.#hash.update(compact(piece));
    }
    this.#hash.update(']');
  }

  /** Once all of the lists have gone by. */
  digest(): string {
    this.#passHead(null);
    this.#hash.update('}');
    return this.#hash.digest('hex');
  }

  /** The members that stand before another in the order of code units; all of them where there is no other. */
  #passHead(before: string | null): void {
    for (let next = this.#head.pop(); next !== undefined; next = this.#head.pop()) {
      if (before !== null && next[0] > before) {
        this.#head.push(next);
        return;
      }
      this.#begin(next[0]);
      this.#hash.update(canonicalJson(next[1]), 'utf8');
    }
  }

  #begin(name: string): void {
    this.#hash.update(`${this.#opening}"${name}":`);
    this.#opening = ',';
  }
}
