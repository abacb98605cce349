/**
 * Finding drops by their words: a full-text index with one row a drop, filled after a drop is finished by whoever reads
 * its archive. It can be made again from the archives at any time, so that nothing else relies on it.
 */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { DropRecord } from '../model/drop-record.ts';
import { conditionsOf } from './drop-queries.ts';
import { toRecord } from './drop-rows.ts';
import type { DropFilter, DropWords, SearchProgress } from './register.ts';
import type { DropTable, Tables } from './schema.ts';
import type { SearchTerm } from './search-words.ts';

/** How far back newer drops are looked at before older ones: a person asks for what just came. */
const NEWEST = 200n;

/** Newest first: of drops that were written down at about the same time, the later one. */
export async function searchDrops(
  database: Kysely<Tables>,
  terms: readonly SearchTerm[],
  filter: DropFilter,
): Promise<DropRecord[]> {
  const { before, limit } = filter;
  const mark = before === undefined ? null : await numberOf(database, before);
  if (before !== undefined && mark === null) return [];
  const conditions = [
    sql`drop_words match ${matching(terms)}`,
    conditionsOf(filter),
    ...(mark === null ? [] : [sql`drop_words.rowid < ${mark}`]),
  ];
  const { rows } = await sql<Selectable<DropTable>>`
    select drops.* from drop_words cross join drops on drops.number = drop_words.rowid
    where ${sql.join(conditions, sql` and `)}
    order by drop_words.rowid desc limit ${limit}
  `.execute(database);
  return rows.map(toRecord);
}

/** Remembers by which words a drop is found. The first time counts. */
export async function rememberWords(database: Kysely<Tables>, { id, words }: DropWords): Promise<void> {
  const number = await numberOf(database, id);
  if (number === null) throw new Error(`There is no drop ${id}`);
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('searched_drops')
    .values({ drop_number: number })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return;
  await sql`insert into drop_words (rowid, words) values (${number}, ${[...words].join(' ')})`.execute(
    database,
  );
}

/**
 * Drops that are finished and can't be found by their words yet: of the newest first, then from the oldest on. Keeps in
 * mind up to where all are known, so that asking again costs nothing.
 */
export async function wordlessDrops(database: Kysely<Tables>, limit: number): Promise<DropRecord[]> {
  const known = await knownUpTo(database);
  const { rows: newest } = await sql<Selectable<DropTable>>`
    select * from drops where number > max(${known}, (select max(number) from drops) - ${NEWEST})
      and finished_at is not null and not exists (select 1 from searched_drops where drop_number = number)
    order by number desc limit ${limit}
  `.execute(database);
  if (newest.length > 0) return newest.map(toRecord);
  const { rows: oldest } = await sql<Selectable<DropTable>>`
    select * from drops where number > ${known}
      and finished_at is not null and not exists (select 1 from searched_drops where drop_number = number)
    order by number limit ${limit}
  `.execute(database);
  return oldest.map(toRecord);
}

/** Drops are numbered as they are written down, so that nothing has to be counted but what is known out of turn. */
export async function searchProgress(database: Kysely<Tables>): Promise<SearchProgress | null> {
  if ((await wordlessDrops(database, 1)).length === 0) return null;
  const { rows } = await sql<{ readonly known: bigint; readonly of: bigint }>`
    select known + (select count(*) from searched_drops where drop_number > known) as known,
      (select max(number) from drops) as "of"
    from search_progress
  `.execute(database);
  const { known = 0n, of = 0n } = rows[0] ?? {};
  return { known: Number(known), of: Number(of) };
}

/** Every drop up to this number can be found. Moved on where more can be found by now, and only then written. */
async function knownUpTo(database: Kysely<Tables>): Promise<bigint> {
  const { rows } = await sql<{ readonly known: bigint; readonly now: bigint }>`
    select known, coalesce(
      (select min(number) - 1 from drops where number > known
        and not exists (select 1 from searched_drops where drop_number = number)),
      (select max(number) from drops),
      0
    ) as now from search_progress
  `.execute(database);
  const { known = 0n, now = 0n } = rows[0] ?? {};
  if (now > known)
    await sql`update search_progress set known = ${now} where known < ${now}`.execute(database);
  return now;
}

/** As SQLite's full-text index takes it: quoted, so that nothing in a word is an operator. */
function matching(terms: readonly SearchTerm[]): string {
  return terms
    .map(({ word, isBeginning }) => `"${word.replaceAll('"', '')}"${isBeginning ? '*' : ''}`)
    .join(' AND ');
}

async function numberOf(database: Kysely<Tables>, id: string): Promise<bigint | null> {
  const row = await database.selectFrom('drops').select('number').where('id', '=', id).executeTakeFirst();
  return row?.number ?? null;
}
