/**
 * File names and paths that Windows accepts, whatever machine they are made on: the same batch gives the same names
 * everywhere. Knows nothing of what a name stands for.
 */
import { win32 } from 'node:path';

/** Signs that no name may hold, control characters, and halves of a character, which no file system keeps. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cs}]/gu;

/** Windows drops dots and spaces at the end of a name, so two names would become one. */
const TRAILING = /[. ]+$/;

/** Names that Windows keeps for devices, with any extension: `NUL.pdf` can't be written. */
const DEVICE = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[1-9¹²³])(?= *(?:\.|$))/i;

/** The longest path that every Windows program takes is 259 characters; a folder must leave room for an 8.3 name. */
const LONGEST_PLAIN_PATH = 247;

/** The text as the name of one file or folder; never empty, never `.` or `..`. Its length is the caller's matter. */
export function safeFileName(text: string): string {
  const name = text.replace(FORBIDDEN, '-').replace(TRAILING, '').replace(DEVICE, '$&_');
  return name === '' ? '_' : name;
}

export function isSafeFileName(name: string): boolean {
  return name === safeFileName(name);
}

/**
 * A path as the file system of this platform is to be given it: on Windows, a long absolute path gets the prefix
 * `\\?\` that lifts the limit on its length.
 */
export function longPath(platform: NodeJS.Platform, path: string): string {
  const plain = platform !== 'win32' || path.length <= LONGEST_PLAIN_PATH || !win32.isAbsolute(path);
  return plain ? path : win32.toNamespacedPath(path);
}
