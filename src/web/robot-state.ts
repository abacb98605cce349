/** Whether a robot is at work, and how much waits for it: seen from outside, in its sign of life and in the folders. */
import { hostname } from 'node:os';
import type { Folders } from '../configuration/folders.ts';
import { claimFolders } from '../robot/claim-folders.ts';
import { countDrops } from '../robot/drops.ts';
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

interface LookoutOptions {
  readonly folders: Folders;
  readonly sweepMinutes: number;
  /** Told why nothing can be seen: once, until something can be, or for another reason. */
  readonly onFault: (error: unknown) => void;
}

/** Looks for the robot, as often as it is asked. */
export class RobotLookout {
  readonly #options: LookoutOptions;
  #told: string | null = null;

  constructor(options: LookoutOptions) {
    this.#options = options;
  }

  /** Null where the machine does not let the folders be seen: that is not the same as a robot that is not there. */
  async sight(): Promise<RobotSight | null> {
    try {
      const sight = await robotSight(this.#options, new Date());
      this.#told = null;
      return sight;
    } catch (error) {
      const code = errorCode(error);
      if (code === null) throw error;
      if (code !== this.#told) this.#options.onFault(error);
      this.#told = code;
      return null;
    }
  }
}

async function robotSight(
  { folders, sweepMinutes }: Omit<LookoutOptions, 'onFault'>,
  now: Date,
): Promise<RobotSight> {
  const beat = await readHeartbeat(folders.heartbeat);
  return {
    isRunning: beat !== null && isRunning(beat, sweepMinutes, now),
    waiting: await countDrops(folders),
    inHand: claimFolders(folders).length,
  };
}

export function robotSentence(sight: RobotSight | null, { robot }: PageWording): string {
  if (sight === null) return robot.unseen;
  const { isRunning, waiting, inHand } = sight;
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
