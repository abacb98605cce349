/**
 * What a crash left: every claim of a worker that is no more is finished where its intent is in the register, and undone
 * where it is not. Owns how the two are told apart; a drop that was undone is worked on again by its caller.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveName } from '../archive/archive-files.ts';
import { unsealArchive } from '../archive/unseal.ts';
import type { Folders } from '../configuration/folders.ts';
import { complete, type Office } from './carrying-out.ts';
import { type Claim, claimedAt, type EmptyClaim, removeClaim } from './claims.ts';
import { namesIn } from './drops.ts';
import { clearClaim } from './places.ts';

/** `undone`: nothing is left of what was begun, and the claim is as it was when it was made. */
export type Recovery = 'finished' | 'undone' | 'removed';

/** Brings one claim to a clean state. Its worker must be gone. */
export async function recoverClaim(claim: Claim | EmptyClaim, office: Office): Promise<Recovery> {
  const { register, folders } = office;
  const record = await register.find(claim.id);
  if (record !== null && record.finishedAt !== null) {
    await removeClaim(claim);
    return 'finished';
  }
  const intent = (await register.unfinished()).find((each) => each.record.id === claim.id);
  if (intent !== undefined) {
    await complete(intent, claim, office);
    return 'finished';
  }
  await removeLeftovers(claim.id, folders);
  if (claim.path !== null) await clearClaim(claim);
  if (claim.path !== null && claim.from !== null) return 'undone';
  // Nothing was taken from a drop folder: an empty claim, or a batch that lies in the archive.
  await removeClaim(claim);
  return 'removed';
}

/**
 * Finishes intents whose claim is nowhere any more: a crash while it was removed, or somebody who tidied up by hand.
 * Gives the records' ids.
 */
export async function finishUnclaimed(office: Office): Promise<string[]> {
  const unfinished = await office.register.unfinished();
  if (unfinished.length === 0) return [];
  const claimed = await claimedIds(office.folders);
  const finished: string[] = [];
  for (const intent of unfinished) {
    if (claimed.has(intent.record.id)) continue;
    // Its worker may have finished it and removed the claim since.
    if ((await office.register.find(intent.record.id))?.finishedAt !== null) continue;
    await complete(intent, null, office);
    finished.push(intent.record.id);
  }
  return finished;
}

/** What was written beside its place for a claim, and its archive. */
export async function removeLeftovers(id: string, folders: Folders): Promise<void> {
  for (const folder of [folders.toIntegrate, folders.toPublish]) {
    for (const name of await namesIn(folder)) {
      if (name.startsWith(`.${id}`)) await rm(join(folder, name), { force: true });
    }
  }
  await unsealArchive(folders.archives, archiveName(id, claimedAt(id)));
}

async function claimedIds(folders: Folders): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const worker of await namesIn(folders.claimed)) {
    for (const id of await namesIn(join(folders.claimed, worker))) ids.add(id);
  }
  return ids;
}
