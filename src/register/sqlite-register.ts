/**
 * The register in SQLite. Each call is one statement or one transaction; what it is made of stands in the files beside.
 */
import type { Insertable, Kysely } from 'kysely';
import type { DropRecord, EntryIdentity, KeptDrop, Timestamp } from '../model/drop-record.ts';
import { appendLink, archiveLinks, markPurged } from './archive-chain.ts';
import { conflictOf } from './conflicts.ts';
import { deliveriesOfEntries, entriesOf, insertEntries, latestOfEach } from './delivered-entries.ts';
import { deliveryAtPlace } from './delivered-places.ts';
import {
  deliveriesOfBatch,
  deliveriesOfContent,
  findDrop,
  listDrops,
  pendingQuery,
  publicationsQuery,
  records,
  settingsBehind,
  unfinishedQuery,
} from './drop-queries.ts';
import { toRecord, toRow } from './drop-rows.ts';
import { countUnseen, dataVersion, knownDossiers, noteSeen, seenTimes } from './page-queries.ts';
import { insertPayload, lastPayload, payloadOf } from './payloads.ts';
import type {
  ArchiveLink,
  DeliveredEntry,
  DeliveredQuestion,
  DropFilter,
  DropWords,
  Intent,
  IntentConflict,
  LastPublished,
  ReceivedBehind,
  Register,
  SearchProgress,
  StagedPlace,
} from './register.ts';
import type { DropTable, Tables } from './schema.ts';
import { rememberWords, searchDrops, searchProgress, wordlessDrops } from './search.ts';
import type { SearchTerm } from './search-words.ts';
import { SharedTransactions } from './shared-transactions.ts';

export class SqliteRegister implements Register {
  readonly #database: Kysely<Tables>;
  readonly #transactions: SharedTransactions;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
    this.#transactions = new SharedTransactions(database);
  }

  async unfinished(): Promise<readonly Intent[]> {
    const intents: Intent[] = [];
    for (const row of await unfinishedQuery(this.#database).execute()) {
      const staged: readonly StagedPlace[] = JSON.parse(row.staged ?? '[]');
      const entries = await entriesOf(this.#database, row.number);
      const payload = await payloadOf(this.#database, row.number);
      intents.push({ record: toRecord(row), entries, payload, staged });
    }
    return intents;
  }

  find(id: string): Promise<DropRecord | null> {
    return findDrop(this.#database, id);
  }

  async deliveryOfContent(dossier: string, contentHash: string): Promise<DropRecord | null> {
    return (await deliveriesOfContent(this.#database, dossier, contentHash))[0] ?? null;
  }

  async deliveryOfBatch(dossier: string, batch: string): Promise<DropRecord | null> {
    return (await deliveriesOfBatch(this.#database, dossier, batch))[0] ?? null;
  }

  async deliveredEntries(
    dossier: string,
    entries: readonly EntryIdentity[],
    question: DeliveredQuestion,
  ): Promise<readonly DeliveredEntry[]> {
    const deliveries = await deliveriesOfEntries(this.#database, dossier, entries, question);
    return latestOfEach(this.#database, deliveries);
  }

  intend(intent: Intent): Promise<IntentConflict | null> {
    const { record, staged } = intent;
    if (record.finishedAt !== null) throw new Error(`The intent of ${record.id} is finished already`);
    return this.#transactions.run(async (transaction) => {
      const conflict = await conflictOf(transaction, intent);
      if (conflict === null) await insertDrop(transaction, toRow(record, staged), intent);
      return conflict;
    });
  }

  async finish(id: string, at: Timestamp): Promise<void> {
    await this.#transactions.run(async (transaction) => {
      const row = await transaction
        .updateTable('drops')
        .set({ finished_at: at, staged: null })
        .where('id', '=', id)
        .where('finished_at', 'is', null)
        .returning(['number', 'archive', 'manifest_hash'])
        .executeTakeFirst();
      if (row === undefined) throw new Error(`Nothing is intended for ${id}`);
      const { number, archive, manifest_hash: manifestHash } = row;
      await chain(transaction, number, { archive, manifestHash });
    });
  }

  async abandon(id: string): Promise<void> {
    const { numDeletedRows } = await this.#database
      .deleteFrom('drops')
      .where('id', '=', id)
      .where('finished_at', 'is', null)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new Error(`Nothing is intended for ${id}`);
  }

  list(filter: DropFilter): Promise<readonly DropRecord[]> {
    return listDrops(this.#database, filter);
  }

  search(terms: readonly SearchTerm[], filter: DropFilter): Promise<readonly DropRecord[]> {
    return searchDrops(this.#database, terms, filter);
  }

  async remember(drops: readonly DropWords[]): Promise<void> {
    await this.#transactions.run(async (transaction) => {
      for (const drop of drops) await rememberWords(transaction, drop);
    });
  }

  wordless(limit: number): Promise<readonly DropRecord[]> {
    return wordlessDrops(this.#database, limit);
  }

  searchProgress(): Promise<SearchProgress | null> {
    return searchProgress(this.#database);
  }

  markSeen(id: string, at: Timestamp): Promise<void> {
    return noteSeen(this.#database, id, at);
  }

  seen(ids: readonly string[]): Promise<ReadonlyMap<string, Timestamp>> {
    return seenTimes(this.#database, ids);
  }

  unseen(most: number): Promise<number> {
    return countUnseen(this.#database, most);
  }

  dossiers(): Promise<readonly string[]> {
    return knownDossiers(this.#database);
  }

  version(): Promise<number> {
    return dataVersion(this.#database);
  }

  pending(dossier?: string): Promise<readonly DropRecord[]> {
    return records(pendingQuery(this.#database, dossier));
  }

  /** The first sight of it counts; a later one changes nothing. */
  async integrated(id: string, at: Timestamp): Promise<void> {
    await this.#database
      .updateTable('drops')
      .set({ integrated_at: at })
      .where('id', '=', id)
      .where('outcome', '=', 'delivered')
      .where('integrated_at', 'is', null)
      .execute();
  }

  async returned(id: string): Promise<void> {
    await this.#database
      .updateTable('drops')
      .set({ integrated_at: null })
      .where('id', '=', id)
      .where('outcome', '=', 'delivered')
      .execute();
  }

  deliveryAt(place: string): Promise<DropRecord | null> {
    return deliveryAtPlace(this.#database, place);
  }

  publications(dossier?: string): Promise<readonly DropRecord[]> {
    return records(publicationsQuery(this.#database, dossier));
  }

  lastPublished(dossier: string): Promise<LastPublished | null> {
    return lastPayload(this.#database, dossier);
  }

  laterSettings(dossier: string, behind: ReceivedBehind): Promise<DropRecord | null> {
    return settingsBehind(this.#database, dossier, behind);
  }

  archives(): Promise<readonly ArchiveLink[]> {
    return archiveLinks(this.#database);
  }

  purged(position: number, at: Timestamp): Promise<void> {
    return markPurged(this.#database, position, at);
  }

  close(): Promise<void> {
    return this.#database.destroy();
  }
}

/** A drop that is finished, as its archive tells it: written down whole, its archive the next link of the chain. */
export async function restoreDrop(database: Kysely<Tables>, drop: KeptDrop): Promise<void> {
  const { record, purgedAt } = drop;
  await database.transaction().execute(async (transaction) => {
    const number = await insertDrop(transaction, toRow(record, null), drop);
    await chain(transaction, number, record, purgedAt);
  });
}

async function insertDrop(
  database: Kysely<Tables>,
  row: Insertable<DropTable>,
  { record, entries, payload }: Omit<Intent, 'staged'>,
): Promise<bigint> {
  const { number } = await database
    .insertInto('drops')
    .values(row)
    .returning('number')
    .executeTakeFirstOrThrow();
  if (entries.length > 0) {
    if (record.dossier === null) throw new Error(`The entries of ${record.id} are of no company file`);
    await insertEntries(database, number, record.dossier, entries);
  }
  if (payload !== null) await insertPayload(database, number, payload);
  return number;
}

async function chain(
  database: Kysely<Tables>,
  dropNumber: bigint,
  { archive, manifestHash }: Pick<DropRecord, 'archive' | 'manifestHash'>,
  purgedAt: Timestamp | null = null,
): Promise<void> {
  if (archive === null) return;
  if (manifestHash === null) throw new Error(`The archive ${archive} has no manifest hash`);
  await appendLink(database, dropNumber, { archive, manifestHash, purgedAt });
}
