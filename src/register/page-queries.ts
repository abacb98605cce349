/** What only the page asks of the register: which refusals a person has seen, and which company files there are. */
import { type Kysely, sql } from 'kysely';
import type { Timestamp } from '../model/drop-record.ts';
import type { Tables } from './schema.ts';

/** The first look counts. */
export async function noteSeen(database: Kysely<Tables>, id: string, at: Timestamp): Promise<void> {
  await sql`
    insert into seen_drops (drop_number, seen_at) select number, ${at} from drops where id = ${id}
    on conflict do nothing
  `.execute(database);
}

/** When each of the drops was seen; those that nobody has seen are missing. */
export async function seenTimes(
  database: Kysely<Tables>,
  ids: readonly string[],
): Promise<Map<string, Timestamp>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('drops')
    .innerJoin('seen_drops', 'seen_drops.drop_number', 'drops.number')
    .select(['drops.id', 'seen_at'])
    .where('drops.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.seen_at]));
}

/** How many refusals nobody has seen, up to `most`. */
export async function countUnseen(database: Kysely<Tables>, most: number): Promise<number> {
  const { rows } = await sql<{ readonly count: bigint }>`
    select count(*) as count from (
      select 1 from drops where outcome = 'refused' and finished_at is not null
        and not exists (select 1 from seen_drops where drop_number = number)
      limit ${most}
    )
  `.execute(database);
  return Number(rows[0]?.count ?? 0n);
}

/** In the order of their text; found from one to the next, since a register may have a million drops of a few. */
export async function knownDossiers(database: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ readonly dossier: string }>`
    with recursive known (dossier) as (
      select min(dossier) from drops
      union all
      select (select min(drops.dossier) from drops where drops.dossier > known.dossier)
      from known where known.dossier is not null
    )
    select dossier from known where dossier is not null
  `.execute(database);
  return rows.map(({ dossier }) => dossier);
}

/** Another number as soon as another connection has written anything. */
export async function dataVersion(database: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ readonly data_version: bigint }>`pragma data_version`.execute(database);
  return Number(rows[0]?.data_version ?? 0n);
}
