/**
 * Takes back an archive that no register knows: what a crash left of it, or that of a drop which somebody else delivered
 * meanwhile. An archive that the register knows is only ever purged.
 */
import { removeArchive, unfinishedName } from './archive-files.ts';

/** Removes it, whole or not; where there is none nothing happens. */
export async function unsealArchive(archives: string, archive: string): Promise<void> {
  await removeArchive(archives, archive);
  await removeArchive(archives, unfinishedName(archive));
}
