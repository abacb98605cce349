/**
 * Moving a file or a folder within the root: at once or not at all, never over something else, and tried again while
 * another program is in the way.
 */
import { lstatSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../storage/file-system.ts';
import { retrying } from '../storage/retry.ts';
import { TargetFolder } from '../storage/target-folder.ts';

/** Something stands where a file or folder was to appear. */
export class PlaceTaken extends Error {
  override readonly name = 'PlaceTaken';
  /** As the system calls it. */
  readonly code = 'EEXIST';
  readonly syscall = 'rename';
  readonly path: string;

  constructor(path: string) {
    super(`There is something at ${path}`);
    this.path = path;
  }
}

/** Throws `PlaceTaken` where something is there already, else what the system says. */
export async function move(from: string, to: string): Promise<void> {
  if (exists(to)) throw new PlaceTaken(to);
  await retrying(() => renameSync(from, to));
}

/** The same, into a folder that is made where it is missing; and has the names written to the disk. */
export async function moveDurably(from: string, to: string): Promise<void> {
  const folder = new TargetFolder(dirname(to));
  folder.make();
  try {
    await move(from, to);
  } catch (error) {
    throw refusedBy(to, error);
  }
  await folder.sync();
}

/** What the system says of a rename names the source alone, which was written a moment ago: it is the target that refuses. */
function refusedBy(target: string, error: unknown): unknown {
  const isRefusal = error instanceof Error && 'dest' in error && REFUSALS.has(errorCode(error) ?? '');
  return isRefusal ? Object.assign(error, { path: target }) : error;
}

const REFUSALS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTEMPTY', 'EXDEV']);

/** Whether anything has this name, also a link that leads nowhere. */
export function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
