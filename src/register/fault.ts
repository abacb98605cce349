/**
 * What can be wrong with the register's file, as data; the wording is the commands' own. What the machine brings about
 * (a full disk, a file in use) is told with the system's own codes, like the faults of every other file.
 */

export type RegisterFaultKind =
  /** No SQLite database, or one whose pages no longer hold together. */
  | 'damaged'
  /** A sound SQLite database of another program. */
  | 'foreign'
  /** Written by a later version of this program. */
  | 'newer'
  /** There is none, although drops were archived: a new one would not know what was delivered. */
  | 'lost'
  /** A file without tables, although drops were archived. */
  | 'empty'
  /** Later drops than it knows were archived: a copy of earlier days was put back. */
  | 'outdated'
  /** The file that was opened is not the one of this name any more. */
  | 'replaced';

export class RegisterFault extends Error {
  override readonly name = 'RegisterFault';
  readonly kind: RegisterFaultKind;
  /** The full path of the register's file. */
  readonly path: string;

  constructor(kind: RegisterFaultKind, path: string, cause?: unknown) {
    super(`Register ${path}: ${kind}`, { cause });
    this.kind = kind;
    this.path = path;
  }
}

const DAMAGED = /^SQLITE_(?:NOTADB|CORRUPT)/;

/** The system's code for what SQLite reports of the machine, whatever extension its own code has. */
const SYSTEM_CODES: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_FULL/, 'ENOSPC'],
  [/^SQLITE_(?:BUSY|LOCKED)/, 'EBUSY'],
  [/^SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH)/, 'EACCES'],
  [/^SQLITE_IOERR/, 'EIO'],
];

/** An error of SQLite as the rest of the program knows errors; any other error is given back as it is. */
export function toldFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code } = error;
  if (DAMAGED.test(code)) return new RegisterFault('damaged', path, error);
  const system = SYSTEM_CODES.find(([pattern]) => pattern.test(code));
  if (system === undefined) return error;
  const told = new Error(`${system[1]}: ${error.message}, ${path}`, { cause: error });
  return Object.assign(told, { code: system[1], syscall: 'sqlite', path });
}
