/**
 * What lies in `en-cours/`: a folder for each worker, and in it one for each of its claims, named after the claim's id. Owns
 * these names and what they tell; only looks. What is in a claim stands in `claims.ts`.
 */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Folders } from '../configuration/folders.ts';
import type { Timestamp } from '../model/drop-record.ts';
import { namesIn } from './drops.ts';
import { lockedFolders } from './locked-folder.ts';
import { exists } from './moving.ts';

/** Of the second of the last claim: the number behind it. */
const lastClaim = { second: '', number: 0 };

/** From which number those of a second begin, and how far the next one is: room for some thousand claims. */
const FIRST_NUMBERS = 2 ** 23;
const NEXT_NUMBERS = 2 ** 10;

/** `20261124-101500-3f2a9c`. Those that a process makes follow each other, also within a second. */
export function claimId(now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '');
  const second = `${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
  const number =
    second === lastClaim.second ? lastClaim.number + 1 + randomInt(NEXT_NUMBERS) : randomInt(FIRST_NUMBERS);
  lastClaim.second = second;
  lastClaim.number = number % 2 ** 24;
  return `${second}-${lastClaim.number.toString(16).padStart(6, '0')}`;
}

/** Whether a name is the id of a claim. */
export function isClaimId(name: string): boolean {
  return /^\d{8}-\d{6}-[0-9a-f]{6}$/.test(name);
}

/** When a claim was made, by its id. */
export function claimedAt(id: string): Timestamp {
  const [, year, month, day, hours, minutes, seconds] =
    /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(id) ?? [];
  return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.000Z`;
}

/** How the folders of workers begin. */
export const WORKER_BEGINNING = 'robot-';

/** The folders of workers, living or not. The page has one for uploads beside them. */
export function workerFolders({ claimed }: Folders): string[] {
  return lockedFolders(claimed, WORKER_BEGINNING);
}

/** A claim of some worker. */
export interface ClaimFolder {
  readonly id: string;
  /** Full path. */
  readonly folder: string;
}

/** Those in a worker's folder, oldest first. */
export function claimFoldersIn(worker: string): ClaimFolder[] {
  const ids = namesIn(worker).filter(isClaimId).sort();
  return ids.map((id) => ({ id, folder: join(worker, id) }));
}

/** Those of all workers. */
export function claimFolders(folders: Folders): ClaimFolder[] {
  return workerFolders(folders).flatMap(claimFoldersIn);
}

/** Where files that lie loose are, until all of them are there. */
export const GATHERING_FOLDER = 'rassemblement';

/** Whether somebody is gathering files that lie loose: what lies there still may belong to them. */
export function isGathering(folders: Folders): boolean {
  return claimFolders(folders).some(({ folder }) => exists(join(folder, GATHERING_FOLDER)));
}
