/**
 * The state of a company file as a payload carries it: what is short as values, the long lists as lines. Owns the hash
 * over all of it; knows nothing of payloads, nor of what was published before.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { compacter, type ItemLines } from './item-lines.ts';
import type { PublishedHead, PublishedItems, PublishedListName } from './published-settings.ts';

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

/**
 * The SHA-256, in hexadecimal digits, over a state as canonical JSON in UTF-8, while its lists go by in the order of
 * `LIST_NAMES`.
 */
export class SettingsHash {
  readonly #hash = createHash('sha256');
  readonly #head: Readonly<Record<string, unknown>>;
  /** The members of the head that are still to come. */
  #headNames = HEAD_NAMES;
  #opening = '{';
  #compact = compacter();

  /** What else `head` has is not looked at; a member must be there when the list behind it begins. */
  constructor(head: Readonly<Record<string, unknown>>) {
    this.#head = head;
  }

  /** The pieces of a list, each of which is hashed when the next one is asked for: it is valid only until then. */
  *passing(name: PublishedListName, lines: ItemLines): Generator<Buffer> {
    this.begin(name);
    for (const piece of lines.pieces()) {
      yield piece;
      this.update(piece);
    }
    this.end();
  }

  begin(name: PublishedListName): void {
    this.#passHead(this.#headNames.filter((member) => member < name));
    this.#name(name);
    this.#hash.update('[');
    this.#compact = compacter();
  }

  /** The next piece of the list as a document has it; its bytes are not what they were any more. */
  update(piece: Buffer): void {
    this.#hash.update(this.#compact(piece));
  }

  end(): void {
    this.#hash.update(']');
  }

  /** Once all of the lists have gone by. */
  digest(): string {
    this.#passHead(this.#headNames);
    this.#hash.update('}');
    return this.#hash.digest('hex');
  }

  #passHead(names: readonly string[]): void {
    for (const name of names) {
      this.#name(name);
      this.#hash.update(canonicalJson(this.#head[name] ?? null), 'utf8');
    }
    this.#headNames = this.#headNames.slice(names.length);
  }

  #name(name: string): void {
    this.#hash.update(`${this.#opening}"${name}":`);
    this.#opening = ',';
  }
}

/** In the order of their code units, as canonical JSON has them. */
const HEAD_NAMES: readonly string[] = [
  'company',
  'dossier',
  'fiscalYears',
  'vatLiability',
] satisfies (keyof PublishedHead)[];
