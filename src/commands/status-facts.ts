/**
 * What is known of the robot and its folders from outside: its sign of life, the drop folders, the disk and the register.
 * Only looks; judges nothing.
 */
import { lstat, stat, statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative, sep } from 'node:path';
import { type Folders, foldersOf } from '../configuration/folders.ts';
import type { Configuration } from '../configuration/load.ts';
import { formatIsoDate } from '../model/calendar-date.ts';
import { RegisterFault } from '../register/fault.ts';
import { openRegister } from '../register/open-register.ts';
import { claimFolders } from '../robot/claim-folders.ts';
import { listDrops } from '../robot/drops.ts';
import { type Heartbeat, isAlive, readHeartbeat } from '../robot/heartbeat.ts';
import { refuseOutdatedRegister, requireNotLost } from '../robot/register-guard.ts';
import { errorCode } from '../storage/file-system.ts';
import type { Disk, FolderFacts, RegisterFacts, StatusFacts, Waiting } from './status-health.ts';
import { dayOf } from './today.ts';

const DAY_MS = 24 * 60 * 60_000;
/** More than this in a day nobody counts. */
const MOST_REFUSED = 10_000;

export async function statusFacts(configuration: Configuration, now: Date): Promise<StatusFacts> {
  const folders = foldersOf(configuration);
  const { root, heartbeat: heartbeatPath } = folders;
  const isRootThere = await isFolder(root);
  const heartbeat = await readHeartbeat(heartbeatPath);
  return {
    now,
    root,
    isRootThere,
    sweepMinutes: configuration.sweepMinutes,
    heartbeatPath,
    heartbeat,
    isRunning: heartbeat === null ? null : isRunning(heartbeat),
    waiting: await waitingIn(folders),
    claimed: claimFolders(folders).length,
    folders: await folderFacts(folders),
    disk: isRootThere ? await diskOf(root) : null,
    register: await registerFacts(folders, now),
  };
}

async function isFolder(path: string): Promise<boolean> {
  return (await unlessMissing(stat(path)))?.isDirectory() ?? false;
}

/** What is in the places of the folders that the robot takes from and puts into. */
async function folderFacts(folders: Folders): Promise<FolderFacts[]> {
  const facts: FolderFacts[] = [];
  for (const name of ['amiDrops', 'isacomptaDrops', 'toIntegrate', 'toPublish'] as const) {
    const stats = await unlessMissing(stat(folders[name]));
    const state = stats === null ? 'missing' : stats.isDirectory() ? 'folder' : 'file';
    facts.push({ name, path: folders[name], state });
  }
  return facts;
}

/** Null on another machine: a process number says nothing there. */
function isRunning({ host, pid, stoppedAt }: Heartbeat): boolean | null {
  if (stoppedAt !== null) return false;
  if (host !== hostname()) return null;
  return isAlive(pid);
}

/** A drop waits since it came to its place: its own times may be years old, since a copy keeps them. */
async function waitingIn(folders: Folders): Promise<Waiting> {
  const drops = await listDrops(folders);
  let oldest: { path: string; arrivedMs: number } | null = null;
  for (const { name, from } of drops) {
    const path = join(folders.root, ...from, name);
    const stats = await unlessMissing(lstat(path));
    if (stats !== null && (oldest === null || stats.ctimeMs < oldest.arrivedMs))
      oldest = { path, arrivedMs: stats.ctimeMs };
  }
  if (oldest === null) return { count: drops.length, oldest };
  const place = relative(folders.root, oldest.path).split(sep).join('/');
  return { count: drops.length, oldest: { place, since: new Date(oldest.arrivedMs).toISOString() } };
}

/** What the account that asks may use, which is less than what is free. */
async function diskOf(root: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(root);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

async function registerFacts(folders: Folders, now: Date): Promise<RegisterFacts> {
  const { register: path } = folders;
  try {
    if (!(await requireNotLost(folders))) return { state: 'missing' };
    const register = await openRegister(path, { readonly: true });
    try {
      const since = new Date(now.getTime() - DAY_MS);
      const from = formatIsoDate(dayOf(since));
      const refused = await register.list({ outcome: 'refused', from, limit: MOST_REFUSED });
      await refuseOutdatedRegister(folders, register);
      const pending = await register.pending();
      return {
        state: 'read',
        refused: refused.filter(({ receivedAt }) => receivedAt >= since.toISOString()).length,
        pending: pending.length,
        hasDelivered: (await register.list({ outcome: 'delivered', limit: 1 })).length > 0,
        hasPublished: (await register.list({ outcome: 'published', limit: 1 })).length > 0,
      };
    } finally {
      await register.close();
    }
  } catch (error) {
    const code = error instanceof RegisterFault ? error.kind : errorCode(error);
    if (code === null) throw error;
    return { state: 'unreadable', path, code };
  }
}

/** Null where nothing is there (any more). */
async function unlessMissing<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
