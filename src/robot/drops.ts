/**
 * What lies in the drop folders. Owns what counts as a drop there, and what is seen of it from outside; opens nothing
 * but folders, and follows no link.
 */
import { closeSync, lstatSync, openSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { isDossier } from '../ami/dossier.ts';
import { FOLDER_NAMES, type Folders, README_NAME } from '../configuration/folders.ts';
import { NATIVE_NAME } from '../conversion/native-file.ts';
import { PLAIN_READING } from '../format/file-range.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import { giveTurn } from '../format/turn.ts';
import { isSafeFileName } from '../format/windows-names.ts';
import type { DropKind } from '../model/drop-record.ts';
import { errorCode } from '../storage/file-system.ts';
import { lookAt } from '../storage/unreadable-name.ts';
import type { SeenDrop } from './settling.ts';

/** A drop as it lies in a drop folder. */
export interface Drop extends SeenDrop {
  readonly kind: DropKind;
  readonly name: string;
  /** Full paths of what it is. */
  readonly paths: readonly string[];
  /** Its path from the root, part by part: where it goes back to where it can't be worked on. */
  readonly from: readonly string[];
  /** The files that make it together, where they lie loose in the drop folder; null for one file or folder. */
  readonly parts: readonly string[] | null;
  /** Whether it lies loose in `depot-isacompta/`, and may be but a part of what is being dropped there. */
  readonly isLoose: boolean;
  /** When it came, in milliseconds: the latest change of it or in it. A copy may keep older times of its content. */
  readonly changedAt: number;
  /** Why nobody may look into it, so that it can't be told what it is; null for an ordinary drop. */
  readonly fault: Error | null;
}

/** Where a drop is claimed. */
export type DropPlace = Pick<Drop, 'name' | 'from' | 'parts'>;

/** How much of a drop is looked at; one with more is refused by its reader, for its size. */
const MOST_LOOKED_AT = 200_000;

/** Everything in both drop folders, settled or not. A folder that is not there holds nothing. */
export function listDrops({ root }: Folders): Promise<Drop[]> {
  return listed({ root, most: MOST_LOOKED_AT });
}

/** How many that are. Of each no more is looked at than tells that there is something in it. */
export async function countDrops({ root }: Folders): Promise<number> {
  return (await listed({ root, most: 1 })).length;
}

/** Where drops are looked for, and at how many files of each. */
interface Look {
  readonly root: string;
  readonly most: number;
}

async function listed(look: Look): Promise<Drop[]> {
  return [...(await listBatches(look, [FOLDER_NAMES.amiDrops])), ...(await listSettings(look))];
}

/** Whether a drop is what it was when it was listed. */
export async function isUnchanged(drop: Drop): Promise<boolean> {
  return (await seen(drop.paths, MOST_LOOKED_AT))?.fingerprint === drop.fingerprint;
}

/**
 * Why something in a drop can't be read: a file that another program holds, or that nobody may read yet, is a reason to
 * wait and none to refuse. Null where everything can be.
 */
export async function readingFault({ paths }: Pick<Drop, 'paths'>): Promise<Error | null> {
  try {
    for (const path of paths) {
      for await (const file of plainFiles(path)) closeSync(openSync(file, PLAIN_READING));
    }
    return null;
  } catch (error) {
    if (!(error instanceof Error) || errorCode(error) === null) throw error;
    return error;
  }
}

async function listBatches(look: Look, from: readonly string[]): Promise<Drop[]> {
  const { root } = look;
  const drops: Drop[] = [];
  await giveTurn();
  for (const name of dropNamesIn(join(root, ...from))) {
    try {
      const isCompany = from.length === 1 && isCompanyFolder(join(root, ...from, name), name);
      drops.push(
        ...(isCompany ? await listBatches(look, [...from, name]) : await dropAt('batch', name, look, from)),
      );
    } catch (error) {
      // The others must not wait for that.
      drops.push(...unseenBatch(error, name, root, from));
    }
  }
  return drops;
}

/**
 * Folders and zips are exports of their own. What lies loose beside them is one export: a native file and its company
 * sheet, or tables; unless there are several native files, of which nobody could say whose the sheet is.
 */
async function listSettings(look: Look): Promise<Drop[]> {
  const from = [FOLDER_NAMES.isacomptaDrops];
  const folder = join(look.root, ...from);
  const drops: Drop[] = [];
  const loose: string[] = [];
  for (const name of dropNamesIn(folder)) {
    const isLoose = !/\.zip$/i.test(name) && isPlainFile(join(folder, name));
    if (isLoose) loose.push(name);
    else drops.push(...(await dropAt('settings', name, look, from)));
  }
  const natives = loose.filter((name) => NATIVE_NAME.test(name));
  if (natives.length > 1) {
    for (const name of loose) drops.push(...(await dropAt('settings', name, look, from, { isLoose: true })));
    return drops;
  }
  // One and the same drop, however many files of it are there by now.
  const key = join(folder, '*');
  const [only = ''] = loose;
  if (loose.length === 0) return drops;
  if (loose.length === 1)
    return [...drops, ...(await dropAt('settings', only, look, from, { isLoose: true, key }))];
  const paths = loose.map((part) => join(folder, part));
  const what = await seen(paths, look.most);
  if (what === null) return drops;
  const name = looseNameOf(natives[0]);
  return [...drops, { ...what, paths, key, kind: 'settings', name, from, parts: loose, isLoose: true }];
}

/** What loose tables are called together. */
const LOOSE_EXPORT_NAME = 'parametrage';

/** As the native file among them is called, unless that leaves what is no name of a drop: it would be passed over. */
function looseNameOf(native: string | undefined): string {
  const stem = native?.replace(NATIVE_NAME, '') ?? '';
  return isSafeFileName(stem) && isDropName(stem) ? stem : LOOSE_EXPORT_NAME;
}

async function dropAt(
  kind: DropKind,
  name: string,
  { root, most }: Look,
  from: readonly string[],
  { key, isLoose = false }: { readonly key?: string; readonly isLoose?: boolean } = {},
): Promise<Drop[]> {
  const path = join(root, ...from, name);
  const what = await seen([path], most);
  return what === null
    ? []
    : [{ ...what, paths: [path], key: key ?? path, kind, name, from, parts: null, isLoose }];
}

/** A batch that nobody may look into, as it is told and counted; none for what went away meanwhile. */
function unseenBatch(error: unknown, name: string, root: string, from: readonly string[]): Drop[] {
  const fault = systemFault(error);
  if (fault === null) return [];
  const path = join(root, ...from, name);
  const fingerprint = fault.message;
  return [
    {
      kind: 'batch',
      name,
      from,
      paths: [path],
      key: path,
      parts: null,
      isLoose: false,
      changedAt: 0,
      fingerprint,
      fault,
    },
  ];
}

/** What the system says of something that is there; null where it went away. Throws any other error. */
function systemFault(error: unknown): Error | null {
  const code = errorCode(error);
  if (!(error instanceof Error) || code === null) throw error;
  return code === 'ENOENT' || code === 'ENOTDIR' ? null : error;
}

/** What may be a drop, by its name: not what an operating system or we put there. */
export function dropNamesIn(folder: string): string[] {
  return namesIn(folder).filter(isDropName);
}

function isDropName(name: string): boolean {
  return !isTechnicalFile(name) && name !== README_NAME;
}

function isPlainFile(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch (error) {
    // It went away meanwhile.
    if (errorCode(error) === null) throw error;
    return false;
  }
}

/**
 * `depot-ami/888/` is a company file's drop folder rather than a batch: it is named like one, and holds nothing that
 * makes a folder a batch. Throws what the machine says: a company file's whole folder must not be taken for a batch because
 * nobody could look into it for a moment.
 */
export function isCompanyFolder(path: string, name: string): boolean {
  if (!isDossier(name)) return false;
  if (!lstatSync(path).isDirectory()) return false;
  return !namesIn(path).some((inner) => BATCH_NAME.test(inner));
}

/** What makes a folder of `depot-ami` a batch and no company file's drop folder. */
export const BATCH_NAME = /^(?:ecritures\.csv|lot\.json|documents)$/i;

/** The names in a folder, in order; none where it is not there. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

/** Null for an empty folder, and for what went away meanwhile. */
async function seen(
  paths: readonly string[],
  most: number,
): Promise<Pick<Drop, 'fingerprint' | 'changedAt' | 'fault'> | null> {
  const parts: string[] = [];
  let changedAt = 0;
  try {
    for (const path of paths) {
      const top = lookAt(path);
      // A folder that was moved here has nothing else that tells when.
      changedAt = Math.max(changedAt, top.ctimeMs);
      for await (const [inner, stats] of everything(path, top, '')) {
        changedAt = Math.max(changedAt, stats.ctimeMs);
        parts.push(`${path}${inner}\0${stats.size}\0${stats.mtimeMs}\0${stats.ino}`);
        if (parts.length >= most) break;
      }
    }
  } catch (error) {
    const fault = systemFault(error);
    return fault === null ? null : { fingerprint: fault.message, changedAt, fault };
  }
  return parts.length === 0 ? null : { fingerprint: parts.sort().join('\n'), changedAt, fault: null };
}

/** What is not a folder, at any depth. */
async function* everything(path: string, stats: Stats, inner: string): AsyncGenerator<[string, Stats]> {
  if (!stats.isDirectory()) {
    yield [inner, stats];
    return;
  }
  for (const name of readdirSync(path)) {
    if (isTechnicalFile(name)) continue;
    await giveTurn();
    const child = join(path, name);
    yield* everything(child, lookAt(child), `${inner}/${name}`);
  }
}

/** The full paths of the files in a drop, or its own. */
export async function* plainFiles(path: string): AsyncGenerator<string> {
  for await (const [inner, stats] of everything(path, lookAt(path), '')) {
    if (stats.isFile()) yield `${path}${inner}`;
  }
}
