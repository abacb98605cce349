/**
 * What lies in `en-cours/` when the register has to be made again: whether a robot is at work, and which archived drops
 * a crash kept from reaching their places. Such a drop is no delivery yet; the robot works on it again.
 */
import type { Folders } from '../configuration/folders.ts';
import type { DropRecord } from '../model/drop-record.ts';
import { workerFolders } from './claim-folders.ts';
import { Workplace } from './claims.ts';
import { namesIn } from './drops.ts';

export interface Unsettled {
  /** Whether a robot works on these folders now. */
  readonly isAtWork: boolean;
  /** Whether the drop's archive tells what did not come about. */
  has(record: Pick<DropRecord, 'id' | 'outcome'>): boolean;
}

export async function unsettledDrops(folders: Folders): Promise<Unsettled> {
  const workers = workerFolders(folders);
  const withDrop = new Set<string>();
  const abandoned = await Workplace.abandoned(folders);
  for (const place of abandoned) {
    for (const claim of place.claims()) if (claim.path !== null) withDrop.add(claim.id);
    await place.close();
  }
  const held = [...namesIn(folders.toIntegrate), ...namesIn(folders.toPublish)];
  return {
    isAtWork: abandoned.length < workers.length,
    // What was delivered has no temporary name any more; what was refused has left its claim.
    has: ({ id, outcome }) =>
      outcome === 'refused' ? withDrop.has(id) : held.some((name) => name.startsWith(`.${id}-`)),
  };
}
