/**
 * Transactions that are asked for at the same moment become one: bringing it to the disk is what takes its time, and
 * that takes no longer for several. Each sees what those before it wrote, as it would alone; its promise is kept once
 * all of them are on the disk.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

interface Share {
  /** Does the work, and gives what tells its result. */
  readonly attempt: (transaction: Transaction<Tables>) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

export class SharedTransactions {
  readonly #database: Kysely<Tables>;
  #waiting: Share[] = [];

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /** The work may be done twice, the first time being taken back whole. */
  run<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    return new Promise((done, fail) => {
      const attempt = async (transaction: Transaction<Tables>): Promise<() => void> => {
        const result = await work(transaction);
        return () => done(result);
      };
      if (this.#waiting.length === 0) setImmediate(() => void this.#runWaiting());
      this.#waiting.push({ attempt, fail });
    });
  }

  #runWaiting(): Promise<void> {
    const shares = this.#waiting;
    this.#waiting = [];
    return this.#runAll(shares);
  }

  async #runAll(shares: readonly Share[]): Promise<void> {
    try {
      const tellings = await this.#database.transaction().execute(async (transaction) => {
        const done: (() => void)[] = [];
        for (const { attempt } of shares) done.push(await attempt(transaction));
        return done;
      });
      for (const tell of tellings) tell();
    } catch (error) {
      const [only] = shares;
      if (shares.length === 1) only?.fail(error);
      // Alone, so that only the one at fault fails.
      else for (const share of shares) await this.#runAll([share]);
    }
  }
}
