/**
 * A register made again from what the archives tell. It is written beside the old one and takes its place when it is
 * whole and on the disk, so that there is one at every moment. Knows nothing of archives.
 */
import { closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { DropRecord, EntryIdentity, Timestamp } from '../model/drop-record.ts';
import { replaceDurably, temporaryName } from '../storage/durable.ts';
import { openDatabase } from './database.ts';
import { deliveriesOfContent } from './drop-queries.ts';
import type { Tables } from './schema.ts';
import { restoreDrop } from './sqlite-register.ts';

/** What SQLite puts beside a database while it is used; with another database they would damage it. */
const COMPANIONS = ['-wal', '-shm', '-journal'] as const;

export class RegisterRebuilding {
  readonly #path: string;
  readonly #temporary: string;
  readonly #database: Kysely<Tables>;

  private constructor(path: string, temporary: string, database: Kysely<Tables>) {
    this.#path = path;
    this.#temporary = temporary;
    this.#database = database;
  }

  /** Begins an empty register that is to become the one at `path`. */
  static async begin(path: string): Promise<RegisterRebuilding> {
    const temporary = join(dirname(path), temporaryName());
    const database = await openDatabase(temporary);
    // Nobody reads it before it is whole, and then all of it is brought to the disk at once.
    await sql.raw('pragma journal_mode = MEMORY').execute(database);
    await sql.raw('pragma synchronous = OFF').execute(database);
    return new RegisterRebuilding(path, temporary, database);
  }

  /** Whether a delivery of the content to the company file was restored. */
  async hasDelivery(dossier: string, contentHash: string): Promise<boolean> {
    return (await deliveriesOfContent(this.#database, dossier, contentHash)).length > 0;
  }

  /** A drop that is finished; its archive, where it has one, becomes the next link of the chain. */
  restore(
    record: DropRecord,
    entries: readonly EntryIdentity[],
    payload: string | null,
    purgedAt: Timestamp | null = null,
  ): Promise<void> {
    if (record.finishedAt === null) throw new Error(`${record.id} is not finished`);
    return restoreDrop(this.#database, { record, entries, payload, purgedAt });
  }

  /**
   * Puts the new register in the place of the old one, of which a copy stays at `aside` with what belongs to it. Of an
   * old one that is gone, what belonged to it goes there all the same. Gives the paths of what was kept. No other
   * program may have the old one open.
   */
  async complete(aside: string): Promise<readonly string[]> {
    await this.#database.destroy();
    flush(this.#temporary);
    const kept: string[] = [];
    if (existsSync(this.#path)) {
      copyFileSync(this.#path, aside, constants.COPYFILE_EXCL);
      kept.push(aside);
    }
    for (const companion of COMPANIONS) {
      if (!existsSync(this.#path + companion)) continue;
      await replaceDurably(this.#path + companion, aside + companion);
      kept.push(aside + companion);
    }
    await replaceDurably(this.#temporary, this.#path);
    return kept;
  }

  /** Leaves the old register as it is, and nothing of the new one. */
  async discard(): Promise<void> {
    await this.#database.destroy();
    for (const ending of ['', ...COMPANIONS]) rmSync(this.#temporary + ending, { force: true });
  }
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
