/**
 * The robot's sign of life (`robot.json` in the root): who works on these folders, since when, and what the last sweep
 * saw. Whoever watches the robot reads it; it decides nothing, and a robot never relies on another's.
 */
import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Timestamp } from '../model/drop-record.ts';
import { StagedOutput } from '../storage/durable.ts';
import { errorCode } from '../storage/file-system.ts';

/** What a robot is from its start to its end. */
export interface RobotIdentity {
  readonly pid: number;
  readonly host: string;
  readonly version: string;
  /** `once`: one sweep, then it ends. */
  readonly mode: 'watch' | 'once';
  readonly startedAt: Timestamp;
}

/** What a sweep saw and did. */
export interface SweepFigures {
  readonly seen: number;
  readonly taken: number;
  readonly waiting: number;
}

/** A fault of a pass: the system's code (`ENOSPC`) or one of ours, and the path where there is one. */
export interface PassFault {
  readonly code: string;
  readonly path: string;
}

/** What becomes different while it runs. */
export interface RobotState {
  readonly lastSweepAt: Timestamp | null;
  readonly lastSweep: SweepFigures | null;
  /** What kept the last pass from its work, each once; missing where nothing did, and in what older programs wrote. */
  readonly lastFaults?: readonly PassFault[];
  /** The name of the drop that it works on. */
  readonly inHand: string | null;
  /** When it ended in good order; null while it runs, and after a crash. */
  readonly stoppedAt: Timestamp | null;
}

export interface Heartbeat extends RobotIdentity, RobotState {
  readonly writtenAt: Timestamp;
}

/** Whether this machine has a process of this number, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There is one, and it is another account's.
    return errorCode(error) === 'EPERM';
  }
}

export function heartbeat(identity: RobotIdentity, state: RobotState, now: Date): Heartbeat {
  return { ...identity, ...state, writtenAt: now.toISOString() };
}

/**
 * Writes the file, so that a reader finds this one or the one before it, never a part. Throws what the machine says. The
 * root is not made where it is missing: a share that is not there must not become a folder of the same name.
 */
export async function writeHeartbeat(path: string, beat: Heartbeat): Promise<void> {
  await stat(dirname(path));
  const output = new StagedOutput(dirname(path), { token: () => unfinishedToken(beat.pid) });
  const staged = output.stage();
  try {
    staged.write(Buffer.from(`${JSON.stringify(beat, null, 2)}\n`));
  } catch (error) {
    await output.discard();
    throw error;
  }
  await output.publish([{ staged, finalName: basename(path) }]);
}

/** Names the process that writes, so that what a crash cuts short can be told from what is being written. */
function unfinishedToken(pid: number): string {
  return `robot-${pid}-${randomBytes(4).toString('hex')}`;
}

/** The process that writes or wrote a sign of life under this name; null for any other name. */
export function writerOf(name: string): number | null {
  const pid = /^\.robot-(\d{1,10})-[0-9a-f]{8}\.part$/.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
}

/** Null where there is none, or something else than a heartbeat. Throws what the machine says otherwise. */
export async function readHeartbeat(path: string): Promise<Heartbeat | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isHeartbeat(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isHeartbeat(value: unknown): value is Heartbeat {
  if (typeof value !== 'object' || value === null) return false;
  const facts = new Map<string, unknown>(Object.entries(value));
  return (
    typeof facts.get('pid') === 'number' &&
    typeof facts.get('host') === 'string' &&
    typeof facts.get('version') === 'string' &&
    (facts.get('mode') === 'watch' || facts.get('mode') === 'once') &&
    isTimestamp(facts.get('startedAt')) &&
    isTimestamp(facts.get('writtenAt')) &&
    ['lastSweepAt', 'stoppedAt'].every((name) => facts.get(name) === null || isTimestamp(facts.get(name))) &&
    (facts.get('inHand') === null || typeof facts.get('inHand') === 'string') &&
    (facts.get('lastSweep') === null || isSweep(facts.get('lastSweep'))) &&
    areFaults(facts.get('lastFaults') ?? [])
  );
}

function isSweep(value: unknown): value is SweepFigures {
  if (typeof value !== 'object' || value === null) return false;
  const facts = new Map<string, unknown>(Object.entries(value));
  return ['seen', 'taken', 'waiting'].every((name) => typeof facts.get(name) === 'number');
}

function areFaults(value: unknown): value is readonly PassFault[] {
  if (!Array.isArray(value)) return false;
  return value.every((each) => {
    if (typeof each !== 'object' || each === null) return false;
    const facts = new Map<string, unknown>(Object.entries(each));
    return ['code', 'path'].every((name) => typeof facts.get(name) === 'string');
  });
}

function isTimestamp(value: unknown): value is Timestamp {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
