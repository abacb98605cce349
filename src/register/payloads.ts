/** The payloads that settings published, deflated: they carry the whole state of a company file and are much alike. */
import { deflateSync, inflateSync } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import type { LastPublished } from './register.ts';
import type { Tables } from './schema.ts';

export async function insertPayload(
  database: Kysely<Tables>,
  dropNumber: bigint,
  payload: string,
): Promise<void> {
  const deflated = deflateSync(Buffer.from(payload, 'utf8'));
  await database.insertInto('payloads').values({ drop_number: dropNumber, deflated }).execute();
}

export async function payloadOf(database: Kysely<Tables>, dropNumber: bigint): Promise<string | null> {
  const row = await database
    .selectFrom('payloads')
    .select('deflated')
    .where('drop_number', '=', dropNumber)
    .executeTakeFirst();
  return row === undefined ? null : textOf(row.deflated);
}

/** Of the highest sequence that is finished: what is only intended may still be taken back. */
export async function lastPayload(database: Kysely<Tables>, dossier: string): Promise<LastPublished | null> {
  const row = await database
    .selectFrom('drops')
    .innerJoin('payloads', 'payloads.drop_number', 'drops.number')
    .select(['drops.id', 'drops.sequence', 'payloads.deflated'])
    .where('drops.outcome', '=', sql.lit('published'))
    .where('drops.dossier', '=', dossier)
    .where('drops.finished_at', 'is not', null)
    .orderBy('drops.sequence', 'desc')
    .orderBy('drops.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { drop: row.id, sequence: Number(row.sequence), payload: textOf(row.deflated) };
}

function textOf(deflated: Uint8Array): string {
  return inflateSync(deflated).toString('utf8');
}
