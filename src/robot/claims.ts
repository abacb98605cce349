/**
 * Claims (prises en charge): a drop is somebody's own once it was renamed into `en-cours/`, which only one of several
 * robots can do. There it lies under the path that it came from, so that its place alone says where it belongs:
 *
 *     en-cours/<worker>/<claim>/depot-ami/888/<name>
 *     en-cours/<worker>/<claim>/ensemble/<name>/      files that lay loose in depot-isacompta and are one export
 *     en-cours/<worker>/<claim>/rassemblement/<name>/ the same, until all of them are there
 *
 * Every worker has a folder with a lock in it. Claims in the folder of a worker whose lock can be had are left from a
 * crash. Owns these folders; knows nothing of what is done with a drop.
 */
import { type Dirent, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { rm, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FOLDER_NAMES, type Folders } from '../configuration/folders.ts';
import { isSystemFile } from '../format/technical-files.ts';
import type { DropKind } from '../model/drop-record.ts';
import { errorCode } from '../storage/file-system.ts';
import { requireFolder } from '../storage/folder-missing.ts';
import {
  type ClaimFolder,
  claimFoldersIn,
  GATHERING_FOLDER,
  WORKER_BEGINNING,
  workerFolders,
} from './claim-folders.ts';
import { type DropPlace, dropNamesIn, isCompanyFolder, namesIn } from './drops.ts';
import { LEAVES_FOLDER, LockedFolder } from './locked-folder.ts';
import { move } from './moving.ts';

/** A drop that somebody works on. */
export interface Claim {
  /** `20261124-101500-3f2a9c`: when it was taken, and what makes it unique. */
  readonly id: string;
  /** Full path of the claim's folder. */
  readonly folder: string;
  readonly kind: DropKind;
  readonly name: string;
  /** Where it came from, part by part from the root; null for a batch that is run again out of its archive. */
  readonly from: readonly string[] | null;
  /** Whether it is a folder of files that lay loose there. */
  readonly isLoose: boolean;
  /** Full path of the drop in the claim. */
  readonly path: string;
}

/** Where a batch that is run again lies in its claim. */
export const REPLAY_FOLDER = 'rejeu';

/** Where files that lay loose are, once all of them are there. */
const LOOSE_FOLDER = 'ensemble';

/** The folder of a worker's claims, held by a lock. */
export class Workplace {
  readonly #locked: LockedFolder;

  private constructor(locked: LockedFolder) {
    this.#locked = locked;
  }

  get folder(): string {
    return this.#locked.path;
  }

  /** A new one of this process. */
  static async open({ claimed }: Folders): Promise<Workplace> {
    return new Workplace(LockedFolder.open(claimed, WORKER_BEGINNING));
  }

  /** Those whose workers are no more. They are held until they are closed. */
  static async abandoned(folders: Folders): Promise<Workplace[]> {
    const places: Workplace[] = [];
    try {
      for (const folder of workerFolders(folders)) {
        const locked = LockedFolder.at(folder);
        if (locked !== null) places.push(new Workplace(locked));
      }
    } catch (error) {
      // A place that stayed held would be nobody's to recover as long as this program runs.
      for (const place of places) await place.close();
      throw error;
    }
    return places;
  }

  /**
   * Claims a drop; null where it is not there any more. Throws what the system says where somebody holds it (Windows
   * renames nothing that is open), or it is another account's: a later look will tell.
   */
  async claim({ name, from, parts }: DropPlace, root: string, id: string): Promise<Claim | null> {
    const folder = join(this.folder, id);
    const kind = kindOf(from);
    if (parts !== null) return gathered({ id, folder, kind, name, from, isLoose: true }, parts, root);
    const claim = { id, folder, kind, name, from, isLoose: false, path: join(folder, ...from, name) };
    mkdirSync(dirname(claim.path), { recursive: true });
    try {
      await move(join(root, ...from, name), claim.path);
    } catch (error) {
      removeEmpty(folder);
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
    return claim;
  }

  /** The claims in it, oldest first. A folder without a drop is one, too: what was done with it is in the register. */
  claims(): (Claim | EmptyClaim)[] {
    return claimFoldersIn(this.folder).map(claimIn);
  }

  /** Gives the folder up; claims that could not be worked on stay for the next look. */
  async close(): Promise<void> {
    await this.#locked.close();
  }
}

/**
 * Files that lie loose become a claim once all of them are there, so that nobody takes what is left of them for an export
 * meanwhile. Null where one of them is gone.
 */
async function gathered(
  drop: Omit<Claim, 'path' | 'from'> & { readonly from: readonly string[] },
  parts: readonly string[],
  root: string,
): Promise<Claim | null> {
  const { folder, name, from } = drop;
  const gathering = join(folder, GATHERING_FOLDER);
  mkdirSync(join(gathering, name), { recursive: true });
  try {
    for (const part of parts) await move(join(root, ...from, part), join(gathering, name, part));
    await move(gathering, join(folder, LOOSE_FOLDER));
  } catch (error) {
    await putBack({ ...drop, path: join(gathering, name) }, root);
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  return { ...drop, path: join(folder, LOOSE_FOLDER, name) };
}

/** A claim whose drop has gone where it belongs. */
export interface EmptyClaim {
  readonly id: string;
  readonly folder: string;
  readonly path: null;
}

/**
 * Brings a drop back to where it came from; false where something of its name is there by now. Throws `FolderMissing`
 * where the root is away: a folder of its name must not be made in its stead.
 */
export async function putBack(claim: Claim, root: string): Promise<boolean> {
  if (claim.from === null) return false;
  const folder = join(root, ...claim.from);
  requireFolder(root);
  mkdirSync(folder, { recursive: true });
  const taken = new Set(namesIn(folder).map((name) => name.toLowerCase()));
  const names = claim.isLoose ? namesIn(claim.path) : [claim.name];
  if (names.some((name) => taken.has(name.toLowerCase()))) return false;
  const parent = claim.isLoose ? claim.path : dirname(claim.path);
  for (const name of names) await move(join(parent, name), join(folder, name));
  removeEmpty(claim.folder);
  return true;
}

/** Removes the folders of a claim, and nothing else but what a system left in them: what might be in them stays. */
export function removeEmpty(folder: string): void {
  for (const entry of entriesIn(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeEmpty(path);
    else if (isSystemFile(entry.name)) rmSync(path, { force: true });
  }
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!LEAVES_FOLDER.has(errorCode(error) ?? '')) throw error;
  }
}

function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

/** Removes what is left of a claim: what it held is where it belongs. */
export async function removeClaim({ folder }: Pick<Claim, 'folder'>): Promise<void> {
  try {
    await removeTree(folder);
  } catch {
    // Another program may be in the way, for a moment.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** Beside the program: removing a name waits for whatever is being written to the disk. */
async function removeTree(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? removeTree(path) : unlink(path));
  }
  await rmdir(folder);
}

function kindOf(from: readonly string[]): DropKind {
  return from[0] === FOLDER_NAMES.isacomptaDrops ? 'settings' : 'batch';
}

function claimIn({ id, folder }: ClaimFolder): Claim | EmptyClaim {
  const empty = { id, folder, path: null } as const;
  const [top] = namesIn(folder).filter((name) => DROP_PARENTS.has(name));
  if (top === undefined) return empty;
  const parent = join(folder, top);
  // A file browser may have left something of its own beside it. The folder of loose files has the name that we gave it.
  const isLoose = top === LOOSE_FOLDER || top === GATHERING_FOLDER;
  const [first] = isLoose ? foldersIn(parent) : dropNamesIn(parent);
  if (first === undefined) return empty;
  const path = join(parent, first);
  const claim = { id, folder, name: first, path, isLoose };
  if (top === REPLAY_FOLDER) return { ...claim, kind: 'batch', from: null };
  const from = [claim.isLoose ? FOLDER_NAMES.isacomptaDrops : top];
  const kind = kindOf(from);
  if (kind === 'settings' || !isCompanyFolder(path, first)) return { ...claim, kind, from };
  const [name] = dropNamesIn(path);
  return name === undefined ? empty : { ...claim, kind, name, from: [top, first], path: join(path, name) };
}

function foldersIn(folder: string): string[] {
  const folders = entriesIn(folder).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).sort();
}

const DROP_PARENTS: ReadonlySet<string> = new Set([
  FOLDER_NAMES.amiDrops,
  FOLDER_NAMES.isacomptaDrops,
  LOOSE_FOLDER,
  GATHERING_FOLDER,
  REPLAY_FOLDER,
]);
