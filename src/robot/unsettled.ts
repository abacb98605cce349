/**
 * What lies in `en-cours/` when the register has to be made again: whether a robot is at work, and which archived drops
 * a crash kept from reaching their places. Such a drop is no delivery yet; the robot works on it again.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Folders } from '../configuration/folders.ts';
import type { DropRecord } from '../model/drop-record.ts';
import { importPlaceIn, placesToIntegrate } from '../register/integration.ts';
import { remove } from '../storage/removal.ts';
import { workerFolders } from './claim-folders.ts';
import { Workplace } from './claims.ts';
import { namesIn } from './drops.ts';

export interface Unsettled {
  /** Whether a robot works on these folders now. */
  readonly isAtWork: boolean;
  /** Whether the drop's archive tells what did not come about. */
  has(record: Pick<DropRecord, 'id' | 'outcome'>): boolean;
  /**
   * Takes back what appeared of a drop that is worked on again: the documents of an import file that has no name yet would
   * stand in their own way. They are in the archive, and are written again from the drop.
   */
  undo(record: Pick<DropRecord, 'id' | 'outcome' | 'places'>): Promise<void>;
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
    // What was delivered has no temporary name any more; what was put aside has left its claim.
    has: ({ id, outcome }) =>
      outcome === 'refused' || outcome === 'duplicate'
        ? withDrop.has(id)
        : held.some((name) => name.startsWith(`.${id}-`)),
    undo: async ({ id, outcome, places }) => {
      const place = importPlaceIn(places);
      if (outcome !== 'delivered' || place === null || !withDrop.has(id)) return;
      if (existsSync(join(folders.root, place))) return;
      for (const each of placesToIntegrate(places)) await remove(join(folders.root, each));
    },
  };
}
