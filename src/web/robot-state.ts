/** Whether a robot is at work, and how much waits for it: seen from outside, in its sign of life and in the folders. */
import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isDossier } from '../ami/dossier.ts';
import { type Folders, README_NAME } from '../configuration/folders.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import { claimFolders } from '../robot/claim-folders.ts';
import { BATCH_NAME } from '../robot/drops.ts';
import { type Heartbeat, isAlive, readHeartbeat } from '../robot/heartbeat.ts';
import { errorCode } from '../storage/file-system.ts';
import type { PageWording } from './wording.ts';

export interface RobotSight {
  readonly isRunning: boolean;
  readonly waiting: number;
  readonly inHand: number;
}

/** A robot on another machine shows itself at every sweep; after two without a sign it is taken for gone. */
const SWEEPS_WITHOUT_SIGN = 2;

export async function robotSight(folders: Folders, sweepMinutes: number, now: Date): Promise<RobotSight> {
  const beat = await readHeartbeat(folders.heartbeat).catch(() => null);
  return {
    isRunning: beat !== null && isRunning(beat, sweepMinutes, now),
    waiting: (await batchesIn(folders.amiDrops)) + (await dropsIn(folders.isacomptaDrops)).length,
    inHand: claimsIn(folders),
  };
}

export function robotSentence({ isRunning, waiting, inHand }: RobotSight, { robot }: PageWording): string {
  return isRunning ? robot.running(waiting, inHand) : robot.stopped(waiting);
}

function isRunning(
  { host, pid, mode, stoppedAt, writtenAt }: Heartbeat,
  sweepMinutes: number,
  now: Date,
): boolean {
  if (stoppedAt !== null || mode === 'once') return false;
  if (host !== hostname()) {
    return now.getTime() - Date.parse(writtenAt) < SWEEPS_WITHOUT_SIGN * sweepMinutes * 60_000;
  }
  return isAlive(pid);
}

/** What lies in `depot-ami`, and in the folders there that are company files'. */
async function batchesIn(folder: string): Promise<number> {
  let count = 0;
  for (const name of await dropsIn(folder)) {
    const inner = isDossier(name) ? await dropsIn(join(folder, name)) : null;
    const isBatch = inner === null || inner.some((each) => BATCH_NAME.test(each));
    count += isBatch ? 1 : inner.length;
  }
  return count;
}

/** None where nobody may look. */
function claimsIn(folders: Folders): number {
  try {
    return claimFolders(folders).length;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return 0;
  }
}

async function dropsIn(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => !isTechnicalFile(name) && name !== README_NAME);
}

/** None where there is no such folder, or where nobody may look. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return [];
  }
}
