/**
 * Laying a file or a folder under a name that is nobody's yet: whatever else lays there at the same moment, nothing takes
 * the place of anything. Owns the claim of a name; the names to try are the caller's.
 */
import { link, lstat, open, rename, unlink } from 'node:fs/promises';
import { errorCode } from '../storage/file-system.ts';
import { retrying } from '../storage/retry.ts';

/** What a file system says that knows no second name of a file. */
const NO_LINKS = new Set([
  'EPERM',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'EACCES',
  'UNKNOWN',
  'EISDIR',
]);
const TAKEN = new Set(['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EISDIR']);

/** Gives false where something has the name already; then nothing was moved. */
export async function layFile(from: string, to: string): Promise<boolean> {
  try {
    await retrying(() => link(from, to));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.has(code ?? '')) throw error;
    return layClaimed(from, to);
  }
  await retrying(() => unlink(from));
  return true;
}

/** The same for a folder, which must not be empty: no system puts one into the place of another that has something in it. */
export async function layFolder(from: string, to: string): Promise<boolean> {
  if (await isThere(to)) return false;
  try {
    await retrying(() => rename(from, to));
    return true;
  } catch (error) {
    // Windows says of a folder that is there that nobody may touch it.
    if (TAKEN.has(errorCode(error) ?? '') || (await isThere(to))) return false;
    throw error;
  }
}

/** Where there are no links: an empty file of ours has the name until the whole one takes its place. */
async function layClaimed(from: string, to: string): Promise<boolean> {
  try {
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await retrying(() => rename(from, to));
    return true;
  } catch (error) {
    await unlink(to).catch(() => undefined);
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
