/**
 * What a register that is made again can take over from the one before it: what no archive tells. Only reads, and goes as
 * far as the old one can be read.
 */
import type { Kysely } from 'kysely';
import type { DropRecord, KeptDrop } from '../model/drop-record.ts';
import { errorCode } from '../storage/file-system.ts';
import { openDatabase } from './database.ts';
import { entriesOf } from './delivered-entries.ts';
import { findDrop } from './drop-queries.ts';
import { toRecord } from './drop-rows.ts';
import { RegisterFault } from './fault.ts';
import { payloadOf } from './payloads.ts';
import type { Tables } from './schema.ts';

export class OldRegister {
  readonly #database: Kysely<Tables>;
  #isDamaged = false;

  private constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  static async open(path: string): Promise<OldRegister> {
    return new OldRegister(await openDatabase(path, { readonly: true }));
  }

  /** Whether something of what was asked for could not be read. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** The finished drops that are not among these, in the order in which they were received. */
  async *others(ids: ReadonlySet<string>): AsyncGenerator<KeptDrop> {
    // Their numbers stand in an index: pages of the drops themselves that are damaged hide these alone.
    const all = await this.#read(() =>
      this.#database
        .selectFrom('drops')
        .select(['number', 'id'])
        .orderBy('received_at')
        .orderBy('id')
        .execute(),
    );
    for (const { number, id } of all ?? []) {
      if (ids.has(id)) continue;
      const drop = await this.#read(() => this.#drop(number));
      if (drop !== null && drop.record.finishedAt !== null) yield drop;
    }
  }

  /** Null where it does not know the drop as finished. */
  async finished(id: string): Promise<DropRecord | null> {
    const record = await this.#read(() => findDrop(this.#database, id));
    return record === null || record.finishedAt === null ? null : record;
  }

  close(): Promise<void> {
    return this.#database.destroy();
  }

  async #drop(number: bigint): Promise<KeptDrop> {
    const row = await this.#database
      .selectFrom('drops')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const link = await this.#database
      .selectFrom('archive_links')
      .select('purged_at')
      .where('drop_number', '=', number)
      .executeTakeFirst();
    return {
      record: toRecord(row),
      // Without them its content is still known.
      entries: (await this.#read(() => entriesOf(this.#database, number))) ?? [],
      payload: await payloadOf(this.#database, number),
      purgedAt: link?.purged_at ?? null,
    };
  }

  /** Null where the pages that it stands on are damaged: the others may be sound. */
  async #read<T>(reading: () => Promise<T>): Promise<T | null> {
    try {
      return await reading();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#isDamaged = true;
      return null;
    }
  }
}

/** Also a text that is no JSON any more, and a payload that can't be inflated. */
function isDamage(error: unknown): boolean {
  if (error instanceof RegisterFault) return error.kind === 'damaged';
  return error instanceof SyntaxError || /^Z_/.test(errorCode(error) ?? '');
}
