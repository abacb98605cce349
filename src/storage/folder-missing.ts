/**
 * A folder that must be there and is not: a share that is away, or a folder that somebody moved. Only looks, and makes
 * none.
 */
import { statSync } from 'node:fs';
import { errorCode } from './file-system.ts';

/** A folder that others take from is not there, or something else is in its place. */
export class FolderMissing extends Error {
  override readonly name = 'FolderMissing';
  /** As the system calls it. */
  readonly code: string;
  readonly path: string;
  /** Whose it is: one of a company file in the folder that they are all in; null for that one. */
  readonly dossier: string | null;

  constructor(path: string, code: string, dossier: string | null = null) {
    super(`${code}: there is no folder ${path}`);
    this.path = path;
    this.code = code;
    this.dossier = dossier;
  }
}

/** Throws `FolderMissing`, or what else the system says of it. */
export function requireFolder(path: string): void {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    const code = errorCode(error);
    throw code === 'ENOENT' || code === 'ENOTDIR' ? new FolderMissing(path, code) : error;
  }
  if (!isFolder) throw new FolderMissing(path, 'ENOTDIR');
}
