/**
 * The chain of the archives: each link is the SHA-256 over the one before it and the manifest's hash, so that an archive
 * that was removed, changed or exchanged shows, and so does a link that was rewritten.
 */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Timestamp } from '../model/drop-record.ts';
import type { ArchiveLink } from './register.ts';
import type { Tables } from './schema.ts';

/** What stands before the first link. */
const CHAIN_BEGINNING = '0'.repeat(64);

interface ChainedArchive {
  readonly archive: string;
  readonly manifestHash: string;
  /** Null where it is there. */
  readonly purgedAt: Timestamp | null;
}

/** Appends the archive of a drop, in the transaction of the caller. */
export async function appendLink(
  database: Kysely<Tables>,
  dropNumber: bigint,
  { archive, manifestHash, purgedAt }: ChainedArchive,
): Promise<void> {
  const last = await database
    .selectFrom('archive_links')
    .select(['position', 'chain_hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  await database
    .insertInto('archive_links')
    .values({
      position: (last?.position ?? 0n) + 1n,
      drop_number: dropNumber,
      archive,
      manifest_hash: manifestHash,
      chain_hash: chainHashOf(last?.chain_hash ?? CHAIN_BEGINNING, manifestHash),
      purged_at: purgedAt,
    })
    .execute();
}

/** In hexadecimal digits, as both that it is made of. */
export function chainHashOf(previousChainHash: string, manifestHash: string): string {
  return createHash('sha256').update(`${previousChainHash}\n${manifestHash}`).digest('hex');
}

/** From its beginning. */
export async function archiveLinks(database: Kysely<Tables>): Promise<ArchiveLink[]> {
  const rows = await database
    .selectFrom('archive_links')
    .innerJoin('drops', 'drops.number', 'archive_links.drop_number')
    .select([
      'position',
      'drops.id',
      'archive_links.archive',
      'archive_links.manifest_hash',
      'chain_hash',
      'purged_at',
    ])
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    position: Number(row.position),
    drop: row.id,
    archive: row.archive,
    manifestHash: row.manifest_hash,
    chainHash: row.chain_hash,
    purgedAt: row.purged_at,
  }));
}

/** The first removal counts; one that is told again changes nothing. */
export async function markPurged(database: Kysely<Tables>, position: number, at: string): Promise<void> {
  await database
    .updateTable('archive_links')
    .set({ purged_at: at })
    .where('position', '=', BigInt(position))
    .where('purged_at', 'is', null)
    .execute();
}
