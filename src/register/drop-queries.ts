/**
 * What is asked of the drops in the register. Every condition that an index is limited to stands in the query as a
 * literal, since SQLite takes such an index only where it sees that the rows are those of the index.
 */
import { type Kysely, type RawBuilder, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { DropRecord } from '../model/drop-record.ts';
import { toRecord } from './drop-rows.ts';
import type { DropFilter, ReceivedBehind } from './register.ts';
import type { DropTable, Tables } from './schema.ts';

type DropQuery = SelectQueryBuilder<Tables, 'drops', Selectable<DropTable>>;

export async function findDrop(database: Kysely<Tables>, id: string): Promise<DropRecord | null> {
  const row = await database.selectFrom('drops').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRecord(row);
}

export async function idOf(database: Kysely<Tables>, number: bigint): Promise<string> {
  const query = database.selectFrom('drops').select('id').where('number', '=', number);
  return (await query.executeTakeFirstOrThrow()).id;
}

/** Latest first, finished or intended. */
export async function deliveriesOfContent(
  database: Kysely<Tables>,
  dossier: string,
  contentHash: string,
): Promise<DropRecord[]> {
  const same = deliveries(database).where('content_hash', '=', contentHash);
  // The plus keeps SQLite from looking through all that the company file was ever delivered, by the index on that.
  return records(newestFirst(same.where(sql`+dossier`, '=', dossier)));
}

/** Latest first, finished or intended. */
export async function deliveriesOfBatch(
  database: Kysely<Tables>,
  dossier: string,
  batch: string,
): Promise<DropRecord[]> {
  return records(newestFirst(deliveries(database).where('dossier', '=', dossier).where('batch', '=', batch)));
}

/** All of a company file, which may be many. */
export function deliveriesOfDossier(database: Kysely<Tables>, dossier: string): DropQuery {
  return deliveries(database).where('dossier', '=', dossier);
}

/** Finished or intended. */
export async function publicationOfSequence(
  database: Kysely<Tables>,
  dossier: string,
  sequence: number,
): Promise<DropRecord | null> {
  const query = published(database)
    .where('dossier', '=', dossier)
    .where('sequence', '=', BigInt(sequence))
    .orderBy('number', 'desc');
  return (await records(query.limit(1)))[0] ?? null;
}

/** Newest first; what is only intended is not there yet. */
export async function listDrops(database: Kysely<Tables>, filter: DropFilter): Promise<DropRecord[]> {
  const query = await listQuery(database, filter);
  return query === null ? [] : records(query);
}

/** Null where the id that the page begins behind is unknown. */
async function listQuery(database: Kysely<Tables>, filter: DropFilter): Promise<DropQuery | null> {
  const { before, limit } = filter;
  let query = drops(database).where(conditionsOf(filter));
  if (before !== undefined) {
    const mark = await database
      .selectFrom('drops')
      .select(['received_at', 'id'])
      .where('id', '=', before)
      .executeTakeFirst();
    if (mark === undefined) return null;
    query = query.where(sql<boolean>`(received_at, id) < (${mark.received_at}, ${mark.id})`);
  }
  return newestFirst(query).limit(limit);
}

/** What a filter asks of a drop, but for where its page begins and how long it is. */
export function conditionsOf(filter: DropFilter): RawBuilder<boolean> {
  const { kind, outcome, dossier, isPending, isIntegrated, isUnseen, text } = filter;
  const { fromMoment, toMoment } = momentsOf(filter);
  const conditions = [
    isPending === true ? sql`drops.is_pending = 1` : sql`drops.finished_at is not null`,
    ...(isIntegrated === true ? [sql`drops.is_integrated = 1`] : []),
    ...(kind === undefined ? [] : [sql`drops.kind = ${kind}`]),
    ...(outcome === undefined ? [] : [sql`drops.outcome = ${outcome}`]),
    ...(dossier === undefined ? [] : [sql`drops.dossier = ${dossier}`]),
    ...(isUnseen === true ? [sql`drops.outcome = ${'refused'}`, UNSEEN] : []),
    ...(fromMoment === null ? [] : [sql`drops.received_at >= ${fromMoment}`]),
    ...(toMoment === null ? [] : [sql`drops.received_at < ${toMoment}`]),
    ...(text === undefined ? [] : [containing(text)]),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** Oldest first. */
export function pendingQuery(database: Kysely<Tables>, dossier: string | undefined): DropQuery {
  const query = pendingDrops(database);
  const asked = dossier === undefined ? query : query.where('dossier', '=', dossier);
  return asked.orderBy('received_at').orderBy('id');
}

/** Newest first. */
export function publicationsQuery(database: Kysely<Tables>, dossier: string | undefined): DropQuery {
  const query = published(database).where('finished_at', 'is not', null);
  return newestFirst(dossier === undefined ? query : query.where('dossier', '=', dossier));
}

/** Finished or intended; what is received behind a drop comes behind it in the order of the list. */
export async function settingsBehind(
  database: Kysely<Tables>,
  dossier: string,
  { receivedAt, id, until }: ReceivedBehind,
): Promise<DropRecord | null> {
  const query = drops(database)
    .where('dossier', '=', dossier)
    .where(sql<boolean>`(received_at, id) > (${receivedAt}, ${id})`)
    .where('received_at', '<=', until)
    // The plus keeps SQLite from looking through all that was ever published, by the index on that.
    .where(sql`+outcome`, 'in', ['published', 'unchanged']);
  return (await records(newestFirst(query).limit(1)))[0] ?? null;
}

/** Oldest first. */
export function unfinishedQuery(database: Kysely<Tables>): DropQuery {
  return drops(database).where('finished_at', 'is', null).orderBy('received_at').orderBy('id');
}

export async function records(query: DropQuery): Promise<DropRecord[]> {
  return (await query.execute()).map(toRecord);
}

function drops(database: Kysely<Tables>): DropQuery {
  return database.selectFrom('drops').selectAll();
}

function deliveries(database: Kysely<Tables>): DropQuery {
  return drops(database).where('outcome', '=', sql.lit('delivered'));
}

function pendingDrops(database: Kysely<Tables>): DropQuery {
  return drops(database).where('is_pending', '=', sql.lit(1n));
}

function published(database: Kysely<Tables>): DropQuery {
  return drops(database).where('outcome', '=', sql.lit('published'));
}

function newestFirst(query: DropQuery): DropQuery {
  return query.orderBy('received_at', 'desc').orderBy('id', 'desc');
}

const UNSEEN = sql<boolean>`not exists (select 1 from seen_drops where drop_number = drops.number)`;

/** The moments between which drops of these days were received, the last one not included. */
function momentsOf({ from, to }: Pick<DropFilter, 'from' | 'to'>): {
  readonly fromMoment: string | null;
  readonly toMoment: string | null;
} {
  return {
    fromMoment: from === undefined ? null : beginningOf(from, 0),
    toMoment: to === undefined ? null : beginningOf(to, 1),
  };
}

/** The moment at which a day begins where the program runs: a person's day is that of the clock on the wall. */
function beginningOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

function containing(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(drops.name like ${pattern} escape '\\' or drops.batch like ${pattern} escape '\\' or drops.id like ${pattern} escape '\\')`;
}
