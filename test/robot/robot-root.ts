/** A root with its folders, and an office with a real register on it, for the tests of the robot's parts. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { onTestFinished } from 'vitest';
import { FOLDER_NAMES, type Folders, foldersOf } from '../../src/configuration/folders.ts';
import { type Configuration, DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import { type Claim, Workplace } from '../../src/robot/claims.ts';
import { type OpenedOffice, openOffice } from '../../src/robot/office.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export const NOW = new Date('2026-11-24T10:15:00.000Z');
export const CLAIM_ID = '20261124-101500-3f2a9c';

/** A new root with both drop folders and the folder of claims. */
export function newRoot(): Folders {
  const root = temporaryFolder();
  for (const name of [FOLDER_NAMES.amiDrops, FOLDER_NAMES.isacomptaDrops, FOLDER_NAMES.claimed])
    mkdirSync(join(root, name));
  return foldersOf({ root, database: null });
}

/** Closed when the test ends. */
export async function openedOffice(
  { root }: Pick<Folders, 'root'>,
  changes: Partial<Configuration> = {},
): Promise<OpenedOffice> {
  const office = await openOffice(
    { ...DEFAULT_CONFIGURATION, root, ...changes },
    { now: () => NOW, today: () => 20261124 as CalendarDate },
  );
  onTestFinished(() => office.close());
  return office;
}

/** A workplace that is given up when the test ends. */
export async function openedPlace(folders: Folders): Promise<Workplace> {
  const place = await Workplace.open(folders);
  onTestFinished(() => place.close());
  return place;
}

/** Claims a drop that is there. */
export async function claimed(
  place: Workplace,
  folders: Folders,
  ...path: readonly string[]
): Promise<Claim> {
  const drop = { from: path.slice(0, -1), name: path.at(-1) ?? '', parts: null };
  const claim = await place.claim(drop, folders.root, CLAIM_ID);
  if (claim === null) throw new Error(`${path.join('/')} can't be claimed`);
  return claim;
}

/** Every file and link below a folder, as paths from it with `/`; folders that are empty end with `/`. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => !entry.isDirectory() || readdirSync(path).length === 0)
    .map(({ entry, path }) => relative(folder, path).split(sep).join('/') + (entry.isDirectory() ? '/' : ''))
    .sort();
}
