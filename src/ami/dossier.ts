/** Which company file (dossier) a batch belongs to: who says so, in which order, and what a number may look like. */
import { basename, dirname, resolve } from 'node:path';
import { isSafeFileName } from '../format/windows-names.ts';

/**
 * A company file's number: at most 8 letters or digits, hyphens inside. It names a folder, so a name that Windows
 * keeps for a device (CON, NUL) is none.
 */
export function isDossier(number: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,6}[A-Za-z0-9])?$/.test(number) && isSafeFileName(number);
}

/** What says the number, the first that says anything winning: the command, `lot.json`, the drop folder, the name. */
export interface DossierSources {
  readonly asked: string | null;
  readonly announced: string | null;
  /** The path of the drop. */
  readonly path: string;
}

/** The number as the batch says it, valid or not; null where nothing says it. */
export function dossierOf({ asked, announced, path }: DossierSources): string | null {
  return asked ?? announced ?? belowDropFolder(path) ?? beforeUnderscore(path);
}

/**
 * The number that the place or the name of a drop says clearly enough to be held against another one; null where none
 * does. A word before the `_`, a year or a day (`mars_2`, `2025_03`, `20250331_lot`) is none, though it serves where there
 * is nothing else.
 */
export function dossierInPath(path: string): string | null {
  const folder = belowDropFolder(path);
  if (folder !== null) return folder;
  const name = beforeUnderscore(path);
  return name !== null && isDossier(name) && /^(?!20\d\d(?:\d{4})?$)\d+$/.test(name) ? name : null;
}

/** `depot-ami/888/any.zip` says 888. */
function belowDropFolder(path: string): string | null {
  const folder = dirname(resolve(path));
  return basename(dirname(folder)).toLowerCase() === 'depot-ami' ? basename(folder) : null;
}

/** `888_2022-09.zip` says 888. */
function beforeUnderscore(path: string): string | null {
  const name = basename(resolve(path));
  const at = name.indexOf('_');
  return at > 0 ? name.slice(0, at) : null;
}
