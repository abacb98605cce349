/**
 * The few calls of node:fs that the program's writing goes through, so that a test can make any one of them fail as a
 * full disk or an antivirus does. Owns no policy: retrying and tidying up are next door.
 */
import {
  closeSync,
  existsSync,
  fdatasync,
  fsync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  write,
  writeSync,
} from 'node:fs';

export interface FileSystem {
  exists(path: string): boolean;
  /** `wx+` makes a file and fails where there is one; `r` opens a folder, to have its names written to the disk. */
  open(path: string, flags: 'wx+' | 'r'): number;
  /** May write less than it was given, as the system's own call may. */
  write(descriptor: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  /** Writes the first bytes of a block beside the program. May write less than it was given; resolves with how much. */
  writeBeside(
    descriptor: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<number>;
  /** May read less than it was asked for; 0 at the end of the file. */
  read(descriptor: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  /** Has what was written brought to the disk, beside the program. */
  sync(descriptor: number): Promise<void>;
  /** Begins what `sync` does, beside the program; resolves when it is done, whatever came of it. */
  flushAhead(descriptor: number): Promise<void>;
  close(descriptor: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** In a folder that is there. */
  makeFolder(path: string): void;
  /** Fails where the folder is not empty. */
  removeFolder(path: string): void;
}

export const nodeFileSystem: FileSystem = {
  exists: (path) => existsSync(path),
  open: (path, flags) => openSync(path, flags),
  write: (descriptor, bytes, offset, length, position) =>
    writeSync(descriptor, bytes, offset, length, position),
  writeBeside: (descriptor, bytes, offset, length, position) =>
    new Promise((done, fail) =>
      write(descriptor, bytes, offset, length, position, (error, written) =>
        error === null ? done(written) : fail(error),
      ),
    ),
  read: (descriptor, bytes, offset, length, position) =>
    readSync(descriptor, bytes, offset, length, position),
  sync: (descriptor) =>
    new Promise((done, fail) => fsync(descriptor, (error) => (error === null ? done() : fail(error)))),
  flushAhead: (descriptor) => new Promise((done) => fdatasync(descriptor, () => done())),
  close: (descriptor) => closeSync(descriptor),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => unlinkSync(path),
  makeFolder: (path) => mkdirSync(path),
  removeFolder: (path) => rmdirSync(path),
};

/** The code of an error of the system (`ENOSPC`), or null for any other error. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
