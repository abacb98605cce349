/**
 * Names that are no UTF-8, as another system's zip or an old share leaves them on Linux. Nothing can be opened under the
 * text that such a name is read as, so that it looks as if it had just gone away. Only looks.
 */
import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { basename, dirname } from 'node:path';
import { errorCode } from './file-system.ts';

/** What stands there for bytes that are no text. */
const REPLACEMENT = '\ufffd';

/** Something is there that can't be opened under its name. */
export class UnreadableName extends Error {
  override readonly name = 'UnreadableName';
  /** As systems call a sequence of bytes that is no text. */
  readonly code = 'EILSEQ';
  readonly path: string;

  constructor(path: string) {
    super(`EILSEQ: a name that is no UTF-8, ${path}`);
    this.path = path;
  }
}

/** As `lstatSync`; throws `UnreadableName` for what its folder lists, and what only seems to be gone. */
export function lookAt(path: string): Stats {
  try {
    return lstatSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && isUnreadable(path)) throw new UnreadableName(path);
    throw error;
  }
}

function isUnreadable(path: string): boolean {
  const name = basename(path);
  if (!name.includes(REPLACEMENT)) return false;
  try {
    const names = readdirSync(dirname(path), { encoding: 'buffer' });
    return names.some((bytes) => !isUtf8(bytes) && bytes.toString() === name);
  } catch (error) {
    // It has gone away, with its folder.
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
