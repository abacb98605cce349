/**
 * What needs a look: the state of the robot and its folders in, concerns out. Pure, so that every limit can be tested;
 * where the facts come from and how a concern is worded is not its business.
 */
import type { Timestamp } from '../model/drop-record.ts';
import type { Heartbeat } from '../robot/heartbeat.ts';

export interface StatusFacts {
  readonly now: Date;
  readonly root: string;
  readonly isRootThere: boolean;
  readonly sweepMinutes: number;
  readonly heartbeatPath: string;
  /** Null where no robot ever gave a sign of life here. */
  readonly heartbeat: Heartbeat | null;
  /** Whether its process runs; null where that can't be known from here, because it is another machine's. */
  readonly isRunning: boolean | null;
  readonly waiting: Waiting;
  /** Drops that were taken, and are not in their final place yet. */
  readonly claimed: number;
  readonly folders: readonly FolderFacts[];
  /** Null where the root is not there. */
  readonly disk: Disk | null;
  readonly register: RegisterFacts;
}

export interface Waiting {
  readonly count: number;
  readonly oldest: { readonly place: string; readonly since: Timestamp } | null;
}

/** What is in the place of a folder of the root. */
export interface FolderFacts {
  readonly name: 'amiDrops' | 'isacomptaDrops' | 'toIntegrate' | 'toPublish';
  readonly path: string;
  readonly state: 'folder' | 'missing' | 'file';
}

export interface Disk {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export type RegisterFacts =
  /** There is none before the first drop. */
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable'; readonly path: string; readonly code: string }
  | {
      readonly state: 'read';
      /** In the last 24 hours. A refusal is the accountants' ordinary work and no concern here. */
      readonly refused: number;
      /** Batches that ISACOMPTA has not taken yet. */
      readonly pending: number;
      readonly hasDelivered: boolean;
      readonly hasPublished: boolean;
    };

export type Concern =
  | { readonly code: 'root-missing'; readonly path: string }
  | { readonly code: 'robot-unknown'; readonly path: string }
  | { readonly code: 'robot-stopped'; readonly host: string; readonly at: Timestamp }
  | {
      readonly code: 'robot-dead';
      readonly host: string;
      readonly pid: number;
      readonly lastSignAt: Timestamp;
    }
  | {
      readonly code: 'no-sweep';
      readonly since: Timestamp;
      readonly limitMinutes: number;
      readonly inHand: string | null;
    }
  | {
      readonly code: 'drop-waiting';
      readonly place: string;
      readonly since: Timestamp;
      readonly count: number;
      readonly limitMinutes: number;
    }
  /** What kept the last pass from its work, the first of so many. */
  | {
      readonly code: 'sweep-faults';
      readonly count: number;
      readonly fault: string;
      readonly path: string;
    }
  | { readonly code: 'sweep-in-future'; readonly at: Timestamp }
  | { readonly code: 'folder-missing' | 'folder-is-file'; readonly path: string }
  | { readonly code: 'claims-left'; readonly count: number }
  | { readonly code: 'disk-low'; readonly freeBytes: number; readonly totalBytes: number }
  | { readonly code: 'register-unreadable'; readonly path: string; readonly fault: string };

const LEAST_FREE_BYTES = 1_024 ** 3;
const LEAST_FREE_PART = 0.05;
/** Clocks of two machines may differ by so much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** Empty where all is well. */
export function concernsOf(facts: StatusFacts): Concern[] {
  // Nothing else can be known then.
  if (!facts.isRootThere) return [{ code: 'root-missing', path: facts.root }];
  return [
    ...robotConcerns(facts),
    ...passConcerns(facts),
    ...dropConcerns(facts),
    ...folderConcerns(facts),
    ...storeConcerns(facts),
  ];
}

function robotConcerns({ heartbeat, isRunning, heartbeatPath, claimed, ...facts }: StatusFacts): Concern[] {
  if (heartbeat === null) return [{ code: 'robot-unknown', path: heartbeatPath }];
  const { mode, host, pid, stoppedAt, writtenAt, lastSweepAt, startedAt, inHand } = heartbeat;
  const concerns: Concern[] = [];
  const hasCrashed = stoppedAt === null && isRunning === false;
  if (hasCrashed) concerns.push({ code: 'robot-dead', host, pid, lastSignAt: writtenAt });
  // One that is started for each sweep (`--once`) is not there in between.
  else if (stoppedAt !== null && mode === 'watch')
    concerns.push({ code: 'robot-stopped', host, at: stoppedAt });
  else {
    const limitMinutes = limitOf(facts);
    const since = lastSweepAt ?? startedAt;
    if (isOlder(since, limitMinutes, facts.now))
      concerns.push({ code: 'no-sweep', since, limitMinutes, inHand: stoppedAt === null ? inHand : null });
  }
  if (claimed > 0 && (hasCrashed || stoppedAt !== null))
    concerns.push({ code: 'claims-left', count: claimed });
  return concerns;
}

function passConcerns({ heartbeat, now }: StatusFacts): Concern[] {
  const concerns: Concern[] = [];
  const { lastFaults = [], lastSweepAt = null } = heartbeat ?? {};
  const [first] = lastFaults;
  if (first !== undefined)
    concerns.push({ code: 'sweep-faults', count: lastFaults.length, fault: first.code, path: first.path });
  if (lastSweepAt !== null && Date.parse(lastSweepAt) - now.getTime() > CLOCKS_DIFFER_MS)
    concerns.push({ code: 'sweep-in-future', at: lastSweepAt });
  return concerns;
}

/** A folder that others take from is made with the first delivery, where `init` did not. */
function folderConcerns({ folders, register }: StatusFacts): Concern[] {
  const isUnused = {
    amiDrops: false,
    isacomptaDrops: false,
    toIntegrate: register.state === 'missing' || (register.state === 'read' && !register.hasDelivered),
    toPublish: register.state === 'missing' || (register.state === 'read' && !register.hasPublished),
  };
  return folders.flatMap(({ name, path, state }): Concern[] => {
    if (state === 'folder' || (state === 'missing' && isUnused[name])) return [];
    return [{ code: state === 'file' ? 'folder-is-file' : 'folder-missing', path }];
  });
}

function dropConcerns({ waiting: { count, oldest }, ...facts }: StatusFacts): Concern[] {
  const limitMinutes = limitOf(facts);
  if (oldest === null || !isOlder(oldest.since, limitMinutes, facts.now)) return [];
  return [{ code: 'drop-waiting', ...oldest, count, limitMinutes }];
}

function storeConcerns({ disk, register }: StatusFacts): Concern[] {
  const concerns: Concern[] = [];
  if (disk !== null) {
    const { freeBytes, totalBytes } = disk;
    const isLow = freeBytes < LEAST_FREE_BYTES || freeBytes < totalBytes * LEAST_FREE_PART;
    if (isLow) concerns.push({ code: 'disk-low', freeBytes, totalBytes });
  }
  if (register.state === 'unreadable')
    concerns.push({ code: 'register-unreadable', path: register.path, fault: register.code });
  return concerns;
}

/** A sweep may take a while, and one may be missed. */
function limitOf({ sweepMinutes }: Pick<StatusFacts, 'sweepMinutes'>): number {
  return 2 * sweepMinutes;
}

function isOlder(at: Timestamp, minutes: number, now: Date): boolean {
  return now.getTime() - Date.parse(at) > minutes * 60_000;
}
