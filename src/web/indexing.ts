/**
 * Makes lots findable by what is in them, one after the other and behind everything else: the newest ones first. Owns
 * when that is done; which words a lot has stands next door.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { ArchiveError } from '../archive/fault.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { DropRecord } from '../model/drop-record.ts';
import type { DropWords, SearchProgress } from '../register/register.ts';
import { errorCode } from '../storage/file-system.ts';
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
  readonly #told = new Set<string>();
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
        this.#tell(error);
        return false;
      });
      await delay(didSome ? BREATH_MS : PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Whether anything was done. A lot that the machine does not let be read is passed over until the next time. */
  async #some(): Promise<boolean> {
    const { register } = this.#desk;
    const records = await register.wordless(AT_ONCE);
    let drops: DropWords[] = [];
    let words = 0;
    let passedOver = 0;
    for (const record of records) {
      if (this.#end.signal.aborted) break;
      const own = await this.#wordsOf(record);
      if (own === null) {
        passedOver += 1;
        continue;
      }
      drops.push({ id: record.id, words: own });
      words += own.size;
      await delay(BREATH_MS);
      if (words < MOST_WORDS_AT_ONCE) continue;
      await this.#remember(drops);
      drops = [];
      words = 0;
    }
    if (drops.length > 0) await this.#remember(drops);
    if (passedOver === 0) this.#told.clear();
    return records.length > passedOver;
  }

  /** Each reason once, until everything goes well: it would come again at every look. */
  #tell(error: unknown): void {
    const reason = errorCode(error) ?? String(error);
    if (!this.#told.has(reason)) this.#desk.onFault(error);
    this.#told.add(reason);
  }

  async #remember(drops: readonly DropWords[]): Promise<void> {
    const { register } = this.#desk;
    await register.remember(drops);
    this.#onProgress(await register.searchProgress());
  }

  /** What is not to be read is found by its names alone; null where the machine may let it be read later. */
  async #wordsOf(record: DropRecord): Promise<Set<string> | null> {
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
      const isKnown = error instanceof ArchiveError || error instanceof DropFault;
      if (!isKnown) this.#tell(error);
      return isKnown || errorCode(error) === null ? wordsOfDrop(record, null) : null;
    }
  }
}
