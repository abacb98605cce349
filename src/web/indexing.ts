/**
 * Makes lots findable by what is in them, one after the other and behind everything else: the newest ones first. Owns
 * when that is done; which words a lot has stands next door.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { ArchiveError } from '../archive/fault.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { DropRecord } from '../model/drop-record.ts';
import type { DropWords, SearchProgress } from '../register/register.ts';
import type { Desk } from './desk.ts';
import { wordsOfDrop } from './drop-words.ts';
import { OpenedLot } from './opened-lot.ts';

const AT_ONCE = 50;
/** What is written into the register at once: it has the disk wait, and others wait for it. */
const MOST_WORDS_AT_ONCE = 20_000;
/** How long until it is looked again whether there is something new. */
const PAUSE_MS = 2_000;
/** Between two lots, so that a page that is asked for meanwhile comes first. */
const BREATH_MS = 2;

export class Indexing {
  readonly #desk: Desk;
  readonly #onProgress: (progress: SearchProgress | null) => void;
  readonly #end = new AbortController();
  #running: Promise<void> | null = null;

  /** `onProgress` is told whenever more can be found; null where everything can. */
  constructor(desk: Desk, onProgress: (progress: SearchProgress | null) => void) {
    this.#desk = desk;
    this.#onProgress = onProgress;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#end;
    while (!signal.aborted) {
      const didSome = await this.#some().catch((error) => {
        this.#desk.onFault(error);
        return false;
      });
      await delay(didSome ? BREATH_MS : PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #some(): Promise<boolean> {
    const { register } = this.#desk;
    const records = await register.wordless(AT_ONCE);
    let drops: DropWords[] = [];
    let words = 0;
    for (const record of records) {
      if (this.#end.signal.aborted) break;
      const own = await this.#wordsOf(record);
      drops.push({ id: record.id, words: own });
      words += own.size;
      await delay(BREATH_MS);
      if (words < MOST_WORDS_AT_ONCE) continue;
      await this.#remember(drops);
      drops = [];
      words = 0;
    }
    if (drops.length > 0) await this.#remember(drops);
    return records.length > 0;
  }

  async #remember(drops: readonly DropWords[]): Promise<void> {
    const { register } = this.#desk;
    await register.remember(drops);
    this.#onProgress(await register.searchProgress());
  }

  /** What can't be read is found by its names alone. */
  async #wordsOf(record: DropRecord): Promise<Set<string>> {
    if (record.archive === null || record.kind !== 'batch') return wordsOfDrop(record, null);
    const { folders, folder, configuration } = this.#desk;
    const around = { archives: folders.archives, folder, limits: configuration.limits };
    try {
      const lot = await OpenedLot.open(record, around);
      try {
        return await wordsOfDrop(record, await lot.originalText());
      } finally {
        await lot.close();
      }
    } catch (error) {
      if (!(error instanceof ArchiveError) && !(error instanceof DropFault)) throw error;
      return wordsOfDrop(record, null);
    }
  }
}
