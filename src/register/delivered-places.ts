/**
 * Which batch an import file belongs to. There may be a million batches, and no index on their places: but the name of the
 * file has the batch id in it, by which they are found.
 */
import { posix } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { DropRecord } from '../model/drop-record.ts';
import { deliveriesOfBatch, deliveriesOfDossier, records } from './drop-queries.ts';
import { importPlaceOf } from './integration.ts';
import type { Tables } from './schema.ts';

/** Null where no batch was delivered there. */
export async function deliveryAtPlace(database: Kysely<Tables>, place: string): Promise<DropRecord | null> {
  const dossier = posix.basename(posix.dirname(place));
  const name = posix.parse(place).name;
  const isOf = (record: DropRecord): boolean => importPlaceOf(record).toLowerCase() === place.toLowerCase();
  for (const batch of batchIdsIn(name)) {
    const found = (await deliveriesOfBatch(database, dossier, batch)).find(isOf);
    if (found !== undefined) return found;
  }
  if (!CHANGED_ID.test(name)) return null;
  const atPlace = deliveriesOfDossier(database, dossier).where(sql<boolean>`instr(places, ${name}) > 0`);
  return (await records(atPlace)).find(isOf) ?? null;
}

/** `888_20220930_120000_<batch id>`, and `-r1` where it was delivered again. */
const FILE_NAME = /^[^_]+_\d{8}_\d{6}_(.+)$/;

/** An id that can't stand in a file name is changed there, and ends with a digest. */
const CHANGED_ID = /-[0-9a-f]{8}(?:-r\d+)?$/;

/** An id may end like the name of what was delivered again. */
function batchIdsIn(name: string): string[] {
  const id = FILE_NAME.exec(name)?.[1];
  return id === undefined ? [] : [...new Set([id, id.replace(/-r\d+$/, '')])];
}
