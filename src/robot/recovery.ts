/**
 * What a crash left: every claim of a worker that is no more is finished where its intent is in the register, and undone
 * where it is not. Owns how the two are told apart; a drop that was undone is worked on again by its caller.
 */
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { archiveName } from '../archive/archive-files.ts';
import { unsealArchive } from '../archive/unseal.ts';
import type { Folders } from '../configuration/folders.ts';
import { isTemporaryName } from '../storage/durable.ts';
import { remove } from '../storage/removal.ts';
import { complete, type Office } from './carrying-out.ts';
import { claimedAt, claimFolders } from './claim-folders.ts';
import { type Claim, type EmptyClaim, REPLAY_FOLDER, removeClaim, removeEmpty } from './claims.ts';
import { namesIn } from './drops.ts';
import { isAlive, writerOf } from './heartbeat.ts';
import { removeHeld } from './held-output.ts';
import { clearClaim } from './places.ts';

/** `undone`: nothing is left of what was begun, and the claim is as it was when it was made. */
export type Recovery = 'finished' | 'undone' | 'removed';

/** Brings one claim to a clean state. Its worker must be gone. */
export async function recoverClaim(claim: Claim | EmptyClaim, office: Office): Promise<Recovery> {
  const { register, folders } = office;
  const record = await register.find(claim.id);
  if (record !== null && record.finishedAt !== null) {
    await removeHeld(claim.id, folders);
    await removeClaim(claim);
    return 'finished';
  }
  // Of all that is unfinished, entries and payloads are read: only where this is among it.
  const unfinished = record === null ? [] : await register.unfinished();
  const intent = unfinished.find((each) => each.record.id === claim.id);
  // Where it can't be brought about any more it was taken back, and the claim is undone like any other.
  if (intent !== undefined && (await complete(intent, claim, office)) !== null) return 'finished';
  await removeLeftovers(claim.id, folders);
  if (claim.path !== null) await clearClaim(claim);
  if (claim.path !== null && claim.from !== null) return 'undone';
  if (claim.path === null) await removeEmptyClaim(claim);
  // It lies in the archive.
  else await removeClaim(claim);
  return 'removed';
}

/**
 * Removes what is ours in a claim without a drop: reports, a batch that was being extracted. Whatever else might be in
 * it may be all that there is of a drop, and stays.
 */
async function removeEmptyClaim(claim: EmptyClaim): Promise<void> {
  await clearClaim(claim);
  for (const name of namesIn(claim.folder)) {
    if (name === REPLAY_FOLDER || isTemporaryName(name)) await remove(join(claim.folder, name));
  }
  removeEmpty(claim.folder);
}

/**
 * Finishes intents whose claim is nowhere any more: a crash while it was removed, or somebody who tidied up by hand.
 * Gives the records' ids.
 */
export async function finishUnclaimed(office: Office): Promise<string[]> {
  const unfinished = await office.register.unfinished();
  if (unfinished.length === 0) return [];
  const claimed = new Set(claimFolders(office.folders).map(({ id }) => id));
  const finished: string[] = [];
  for (const intent of unfinished) {
    if (claimed.has(intent.record.id)) continue;
    // Its worker may have finished it and removed the claim since.
    if ((await office.register.find(intent.record.id))?.finishedAt !== null) continue;
    if ((await complete(intent, null, office)) !== null) finished.push(intent.record.id);
  }
  return finished;
}

/** What was written beside its place for a claim, and its archive. */
async function removeLeftovers(id: string, folders: Folders): Promise<void> {
  await removeHeld(id, folders);
  await unsealArchive(folders.archives, archiveName(id, claimedAt(id)));
}

/** A sign of life is written in a moment: what is older than this was cut short, whoever has its process number now. */
const CUT_BEAT_MS = 60_000;

/** A register that is made again takes its time. */
const CUT_FILE_MS = 60 * 60_000;

/** What SQLite puts beside a register while it is made. */
const COMPANION = /-(?:wal|shm|journal)$/;

/**
 * Removes what crashes left of signs of life and other files, in the root and where the register is, and which nobody
 * will give their names any more.
 */
export async function removeCutFiles({ folders, now }: Office): Promise<void> {
  for (const folder of new Set([folders.root, dirname(folders.register)])) await removeCutIn(folder, now());
}

async function removeCutIn(folder: string, now: Date): Promise<void> {
  for (const name of namesIn(folder)) {
    const leastAge = leastAgeOf(name);
    if (leastAge === null) continue;
    const path = join(folder, name);
    const isCut = await lstat(path).then(
      (stats) => stats.isFile() && now.getTime() - stats.mtimeMs > leastAge,
      // Another robot's, which has its name by now.
      () => false,
    );
    if (isCut) await remove(path);
  }
}

/** How old a file of this name must be for nobody to be writing it; null for what is none of ours. */
function leastAgeOf(name: string): number | null {
  const writer = writerOf(name);
  // All robots of one root run on one machine.
  if (writer !== null) return isAlive(writer) ? CUT_BEAT_MS : Number.NEGATIVE_INFINITY;
  return isTemporaryName(name.replace(COMPANION, '')) ? CUT_FILE_MS : null;
}
