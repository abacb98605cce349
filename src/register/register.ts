/**
 * The register (registre): what was received, what became of it, and what was delivered. This is its port: the robot,
 * the commands and the page know these words and nothing of the database behind them, so that another can take its
 * place.
 *
 * What a drop brings about is written down before it happens (`intend`) and again when it has happened (`finish`): so
 * whatever a crash left can be finished or undone.
 */
import type { DropKind, DropOutcome, DropRecord, EntryIdentity, Timestamp } from '../model/drop-record.ts';
import type { SearchTerm } from './search-words.ts';

/** An entry that was delivered, and where. */
export interface DeliveredEntry extends EntryIdentity {
  readonly drop: string;
  readonly batch: string | null;
  readonly deliveredAt: Timestamp;
  /** Where its amounts were others: the sum of its debits then, null where that was not kept. Missing where they are the same. */
  readonly otherAmounts?: { readonly debit: bigint | null };
}

/** What counts as delivered before. */
export interface DeliveredQuestion {
  /** The content that is asked for, whose own deliveries are none before it. */
  readonly contentHash: string;
  /** Whether an entry of the same journal, date and piece counts whatever its amounts. */
  readonly withOtherAmounts?: true;
}

/** What was received later than a drop, up to a moment. */
export interface ReceivedBehind extends Pick<DropRecord, 'id' | 'receivedAt'> {
  readonly until: Timestamp;
}

/** What is about to happen to a drop. */
export interface Intent {
  /** With `finishedAt` null. */
  readonly record: DropRecord;
  /** The entries that a batch delivers; empty otherwise. */
  readonly entries: readonly EntryIdentity[];
  /** The text of the payload that settings publish; null otherwise. */
  readonly payload: string | null;
  /** How what appears is called until then: temporary paths by final ones, in the order in which they appear. */
  readonly staged: readonly StagedPlace[];
}

/** Paths from the root, with `/`. */
export interface StagedPlace {
  readonly temporary: string;
  readonly place: string;
}

/** Why an intent can't be: somebody else did the same in the meantime, or is about to. */
export type IntentConflict =
  | { readonly kind: 'content'; readonly drop: DropRecord }
  | { readonly kind: 'batch-id'; readonly drop: DropRecord }
  | { readonly kind: 'entries'; readonly entries: readonly DeliveredEntry[] }
  | { readonly kind: 'sequence'; readonly drop: DropRecord }
  /** Another drop is about to appear at the same place. */
  | { readonly kind: 'place'; readonly drop: DropRecord };

export interface DropFilter {
  readonly kind?: DropKind;
  readonly outcome?: DropOutcome;
  readonly dossier?: string;
  /** Delivered batches that ISACOMPTA was not seen to have taken. */
  readonly isPending?: boolean;
  /** Those that it was seen to have taken. */
  readonly isIntegrated?: boolean;
  /** Refused ones that nobody has marked as seen. */
  readonly isUnseen?: boolean;
  /** Received on these days, both included (`2026-11-24`). */
  readonly from?: string;
  readonly to?: string;
  /** Part of its name, batch id or id. */
  readonly text?: string;
  /** Only those older than this id in the order of the list: the next page. */
  readonly before?: string;
  /** At most so many. */
  readonly limit: number;
}

/** An archive in the chain: each link is the SHA-256 over the one before it and the manifest's hash. */
export interface ArchiveLink {
  /** 1, 2, 3, …: without a gap. */
  readonly position: number;
  readonly drop: string;
  readonly archive: string;
  readonly manifestHash: string;
  readonly chainHash: string;
  readonly purgedAt: Timestamp | null;
}

/** The words by which a drop is found (see `search-words.ts`). */
export interface DropWords {
  readonly id: string;
  readonly words: Iterable<string>;
}

/** How many drops can be found by their words already, and of how many. */
export interface SearchProgress {
  readonly known: number;
  readonly of: number;
}

export interface LastPublished {
  readonly drop: string;
  readonly sequence: number;
  /** The text of the payload. */
  readonly payload: string;
}

export interface Register {
  /** Drops whose intent was written down and that were not finished: what a crash left. */
  unfinished(): Promise<readonly Intent[]>;
  find(id: string): Promise<DropRecord | null>;
  /** The latest delivery of the same content to the company file, finished or intended; null where there is none. */
  deliveryOfContent(dossier: string, contentHash: string): Promise<DropRecord | null>;
  /** The latest delivery of a batch of this id, finished or intended. */
  deliveryOfBatch(dossier: string, batch: string): Promise<DropRecord | null>;
  /** Those of the entries that were delivered by another content than this, each as it was delivered last. */
  deliveredEntries(
    dossier: string,
    entries: readonly EntryIdentity[],
    question: DeliveredQuestion,
  ): Promise<readonly DeliveredEntry[]>;
  /**
   * Writes down, in one transaction that looks again at what is delivered, what is about to happen. A record that is
   * run again may repeat a content whose deliveries are all of a lower revision, and of another content the batch id
   * and entries of the drop that it names in `earlier`, and of those which that one came from.
   */
  intend(intent: Intent): Promise<IntentConflict | null>;
  /** It has happened: the drop is final, and its archive becomes a link of the chain. */
  finish(id: string, at: Timestamp): Promise<void>;
  /** It will not happen: the intent is taken back. */
  abandon(id: string): Promise<void>;
  /** Newest first; what is only intended is not there yet. */
  list(filter: DropFilter): Promise<readonly DropRecord[]>;
  /** Those of the list that have every term, by the words that `remember` was told; newest first. */
  search(terms: readonly SearchTerm[], filter: DropFilter): Promise<readonly DropRecord[]>;
  /** Remembers by which words finished drops are found. The first time counts. */
  remember(drops: readonly DropWords[]): Promise<void>;
  /** Finished drops that `remember` was not told of, the newest ones first. */
  wordless(limit: number): Promise<readonly DropRecord[]>;
  /** Null where every finished drop can be found. */
  searchProgress(): Promise<SearchProgress | null>;
  /** A person has seen the drop; the first look counts. */
  markSeen(id: string, at: Timestamp): Promise<void>;
  /** When each of the drops was seen; those that nobody has seen are missing. */
  seen(ids: readonly string[]): Promise<ReadonlyMap<string, Timestamp>>;
  /** How many refusals nobody has seen, up to so many. */
  unseen(most: number): Promise<number>;
  /** The company files that anything was received of, in the order of their text. */
  dossiers(): Promise<readonly string[]>;
  /** A number that is another as soon as somebody else has written something. */
  version(): Promise<number>;
  /** Delivered batches that ISACOMPTA was not seen to have taken, oldest first. */
  pending(dossier?: string): Promise<readonly DropRecord[]>;
  integrated(id: string, at: Timestamp): Promise<void>;
  /** It waits to be integrated again: its import file is back. */
  returned(id: string): Promise<void>;
  /** The batch whose import file has this place (a path from the root with `/`); null where there is none. */
  deliveryAt(place: string): Promise<DropRecord | null>;
  /** Settings that were published, newest first. */
  publications(dossier?: string): Promise<readonly DropRecord[]>;
  lastPublished(dossier: string): Promise<LastPublished | null>;
  /**
   * The latest settings of the company file that were received behind a drop and published, or found unchanged, finished
   * or intended; null where there are none.
   */
  laterSettings(dossier: string, behind: ReceivedBehind): Promise<DropRecord | null>;
  /** The chain from its beginning. */
  archives(): Promise<readonly ArchiveLink[]>;
  purged(position: number, at: Timestamp): Promise<void>;
  close(): Promise<void>;
}
