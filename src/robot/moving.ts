/**
 * Moving a file or a folder within the root: at once or not at all, never over something else, and tried again while
 * another program is in the way.
 */
import { lstat, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../storage/file-system.ts';
import { retrying } from '../storage/retry.ts';
import { isSyncRefusal } from '../storage/target-folder.ts';

/** Something stands where a file or folder was to appear. */
export class PlaceTaken extends Error {
  override readonly name = 'PlaceTaken';
  /** As the system calls it. */
  readonly code = 'EEXIST';
  readonly path: string;

  constructor(path: string) {
    super(`There is something at ${path}`);
    this.path = path;
  }
}

/** Throws `PlaceTaken` where something is there already, else what the system says. */
export async function move(from: string, to: string): Promise<void> {
  if (await exists(to)) throw new PlaceTaken(to);
  await retrying(() => rename(from, to));
}

/** The same, and has both names written to the disk. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await move(from, to);
  await flushFolder(dirname(to));
}

/** Whether anything has this name, also a link that leads nowhere. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** Has the names in a folder written to the disk, where the system lets itself be asked. */
export async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isSyncRefusal(error, process.platform)) throw error;
  }
}
