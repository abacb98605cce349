/**
 * The folders that others take from, `a-integrer/` and `a-publier/`. Owns when the robot may make one: only where nothing
 * was ever put there. Later one that is missing is a share that is away or a folder that somebody moved, and an empty one
 * of its name would say that everything was taken.
 */
import { mkdirSync } from 'node:fs';
import { FOLDER_NAMES, type Folders } from '../configuration/folders.ts';
import type { DropKind } from '../model/drop-record.ts';
import { requireWaitingFolders } from '../register/integration.ts';
import type { Register } from '../register/register.ts';
import { errorCode } from '../storage/file-system.ts';
import { FolderMissing, requireFolder } from '../storage/folder-missing.ts';

/** Where is delivered, and what is known of earlier deliveries. */
interface DeliveryPlace {
  readonly folders: Folders;
  readonly register: Pick<Register, 'list' | 'pending'>;
}

/** Where a drop of this kind is delivered. */
function deliveryFolder(kind: DropKind, folders: Folders): string {
  return kind === 'batch' ? folders.toIntegrate : folders.toPublish;
}

/**
 * Makes the folder where it may be made. Throws `FolderMissing` where it or what waits in it is away, and what else the
 * system says of it.
 */
export async function prepareFolder(kind: DropKind, place: DeliveryPlace): Promise<void> {
  const path = deliveryFolder(kind, place.folders);
  try {
    requireFolder(path);
  } catch (error) {
    const isNew = error instanceof FolderMissing && error.code === 'ENOENT';
    if (!isNew || !(await isNeverUsed(kind, place))) throw error;
    makeFolder(path);
  }
  // Its own folder would be made anew, and what waits in the one that is away would count as taken.
  if (kind === 'batch') await requireWaitingFolders(place.register, place.folders.root);
}

/** Not the root above it. Another robot may be making it at this moment. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

async function isNeverUsed(kind: DropKind, { register }: DeliveryPlace): Promise<boolean> {
  const outcome = kind === 'batch' ? 'delivered' : 'published';
  return (await register.list({ outcome, limit: 1 })).length === 0;
}

/** Why nothing of this kind can be delivered now, for want of a folder; null where it can. */
export async function missingFolder(kind: DropKind, place: DeliveryPlace): Promise<FolderMissing | null> {
  try {
    await prepareFolder(kind, place);
    return null;
  } catch (error) {
    if (error instanceof FolderMissing) return error;
    throw error;
  }
}

/** Throws `FolderMissing` where a place (a path from the root) is in a folder that others take from, which is away. */
export function requireFolderOf(place: string, folders: Folders): void {
  for (const name of ['toIntegrate', 'toPublish'] as const)
    if (place.startsWith(`${FOLDER_NAMES[name]}/`)) requireFolder(folders[name]);
}
