/**
 * A folder that one program has for itself as long as it lives, held by a lock in it; one whose lock can be had was left by
 * a crash. Owns how it is taken, found and given up; knows nothing of what is in it.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../storage/file-system.ts';
import { namesIn } from './drops.ts';
import { exists } from './moving.ts';
import { acquireLock, type Lock } from './worker-lock.ts';

const LOCK_NAME = 'verrou';

/** What the system says of a folder that stays: something is in it, or another program is in the way. */
export const LEAVES_FOLDER = new Set(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY', 'EPERM', 'EACCES']);

export class LockedFolder {
  readonly path: string;
  readonly #lock: Lock;

  private constructor(path: string, lock: Lock) {
    this.path = path;
    this.#lock = lock;
  }

  /** A new one of this process, whose name begins like that. */
  static open(parent: string, beginning: string): LockedFolder {
    for (;;) {
      const path = join(parent, `${beginning}${randomBytes(4).toString('hex')}`);
      mkdirSync(path, { recursive: true });
      const folder = LockedFolder.at(path);
      // Another program may take a folder that was just made for one that a crash left.
      if (folder !== null) return folder;
    }
  }

  /** Null where somebody holds it, and where its owner ended and took it away meanwhile. */
  static at(path: string): LockedFolder | null {
    let lock: Lock | null;
    try {
      lock = acquireLock(join(path, LOCK_NAME));
    } catch (error) {
      if (!exists(path)) return null;
      throw error;
    }
    if (lock === null) return null;
    let isHeld = false;
    try {
      // A lock on a file that is gone keeps nobody out: the next one would make the file anew and have that.
      isHeld = exists(join(path, LOCK_NAME));
    } finally {
      if (!isHeld) lock.release();
    }
    return isHeld ? new LockedFolder(path, lock) : null;
  }

  /** The names in it, but for the lock's. */
  names(): string[] {
    return namesIn(this.path).filter((name) => name !== LOCK_NAME);
  }

  /** Gives it up; it goes where nothing is left in it. Throws what the machine says. */
  async close(): Promise<void> {
    const path = join(this.path, LOCK_NAME);
    // While it is still held: whoever has the lock next must see that its file is gone.
    const isRemoved = await rm(path, { force: true }).then(
      () => true,
      () => false,
    );
    this.#lock.release();
    try {
      // Windows removes no file that is open.
      if (!isRemoved) await rm(path, { force: true });
      // Alone, without what is in it: by now that may be another's.
      rmdirSync(this.path);
    } catch (error) {
      if (!LEAVES_FOLDER.has(errorCode(error) ?? '')) throw error;
    }
  }
}

/** The paths of all that begin like that, whoever holds them. */
export function lockedFolders(parent: string, beginning: string): string[] {
  const names = namesIn(parent).filter((name) => name.startsWith(beginning));
  return names.map((name) => join(parent, name));
}
