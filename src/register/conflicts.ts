/**
 * Why a drop can't be delivered or published: the same was, in the meantime. An intent counts as much as what is
 * finished, since a robot is about to bring it about.
 */
import { type Kysely, sql } from 'kysely';
import type { DropRecord, EntryIdentity } from '../model/drop-record.ts';
import { deliveriesOfEntries, latestOfEach } from './delivered-entries.ts';
import {
  deliveriesOfBatch,
  deliveriesOfContent,
  findDrop,
  idOf,
  publicationOfSequence,
  records,
  unfinishedQuery,
} from './drop-queries.ts';
import type { Intent, IntentConflict } from './register.ts';
import type { Tables } from './schema.ts';

export async function conflictOf(database: Kysely<Tables>, intent: Intent): Promise<IntentConflict | null> {
  return (await repetitionOf(database, intent)) ?? (await placeConflict(database, intent.record));
}

/**
 * Two drops of one name must not both take the place that each of them found free. Some file systems take names that
 * differ in case for one.
 */
async function placeConflict(
  database: Kysely<Tables>,
  { places }: DropRecord,
): Promise<IntentConflict | null> {
  const wanted = new Set(places.map((place) => place.toLowerCase()));
  const drop = (await records(unfinishedQuery(database))).find((other) =>
    other.places.some((place) => wanted.has(place.toLowerCase())),
  );
  return drop === undefined ? null : { kind: 'place', drop };
}

async function repetitionOf(
  database: Kysely<Tables>,
  { record, entries }: Intent,
): Promise<IntentConflict | null> {
  if (record.outcome === 'published') return sequenceConflict(database, record);
  if (record.outcome !== 'delivered') return null;
  const { contentHash, dossier, batch } = record;
  if (dossier === null) return null;
  // Of two robots that run the same again at once, the second finds the first one's revision and has to give way.
  const same = await deliveriesOfContent(database, dossier, contentHash);
  const drop = same.find((each) => each.revision >= record.revision);
  if (drop !== undefined) return { kind: 'content', drop };
  for (const drop of batch === null ? [] : await deliveriesOfBatch(database, dossier, batch)) {
    const isOther = drop.contentHash !== contentHash;
    if (isOther && !(await mayRepeat(database, record, drop.id))) return { kind: 'batch-id', drop };
  }
  return entriesConflict(database, record, dossier, entries);
}

async function entriesConflict(
  database: Kysely<Tables>,
  record: DropRecord,
  dossier: string,
  entries: readonly EntryIdentity[],
): Promise<IntentConflict | null> {
  const deliveries = await deliveriesOfEntries(database, dossier, entries, record);
  const drops = new Set(deliveries.map(({ dropNumber }) => dropNumber));
  for (const number of drops) {
    if (await mayRepeat(database, record, await idOf(database, number))) drops.delete(number);
  }
  if (drops.size === 0) return null;
  const conflicting = deliveries.filter(({ dropNumber }) => drops.has(dropNumber));
  return { kind: 'entries', entries: await latestOfEach(database, conflicting) };
}

async function sequenceConflict(
  database: Kysely<Tables>,
  { dossier, publication }: DropRecord,
): Promise<IntentConflict | null> {
  if (dossier === null || publication === null) return null;
  const drop = await publicationOfSequence(database, dossier, publication.sequence);
  return drop === null ? null : { kind: 'sequence', drop };
}

/**
 * Whether a record that is run again may repeat a drop of another content: one of its own line (what it was run again
 * from, and what was run again from the same) and of a lower revision.
 */
async function mayRepeat(
  database: Kysely<Tables>,
  { revision, earlier }: DropRecord,
  id: string,
): Promise<boolean> {
  if (revision === 0 || earlier === null) return false;
  const drop = await findDrop(database, id);
  if (drop === null || drop.revision >= revision) return false;
  const line = new Set(await lineOf(database, earlier));
  return (await lineOf(database, id)).some((each) => line.has(each));
}

/** The drop and those that it came from, each named by the one before. */
async function lineOf(database: Kysely<Tables>, id: string): Promise<string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    with recursive line (id) as (
      values (${id})
      union
      select drops.earlier from line join drops on drops.id = line.id where drops.earlier is not null
    )
    select id from line
  `.execute(database);
  return rows.map((row) => row.id);
}
