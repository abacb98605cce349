/**
 * The folder that the page has for itself in `en-cours/`: what is being received, and what was taken out of an archive to
 * be shown. It holds a lock like a robot's, so that what a crash left is known and removed at the next start. Nothing in
 * it is the only copy of anything.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folders } from '../configuration/folders.ts';
import { acquireLock, type Lock } from '../robot/worker-lock.ts';
import { errorCode } from '../storage/file-system.ts';

const BEGINNING = 'page-';
const LOCK_NAME = 'verrou';
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

export class PageFolder {
  readonly #path: string;
  readonly #lock: Lock;

  private constructor(path: string, lock: Lock) {
    this.#path = path;
    this.#lock = lock;
  }

  /** A new one of this process; those whose pages are no more are removed. */
  static async open({ claimed }: Pick<Folders, 'claimed'>): Promise<PageFolder> {
    await removeAbandoned(claimed);
    for (;;) {
      const path = join(claimed, `${BEGINNING}${randomBytes(4).toString('hex')}`);
      await mkdir(path, { recursive: true });
      const lock = acquireLock(join(path, LOCK_NAME));
      if (lock !== null) return new PageFolder(path, lock);
    }
  }

  /** A path in it where nothing is yet. */
  newPath(ending = '.part'): string {
    return join(this.#path, `${randomBytes(8).toString('hex')}${ending}`);
  }

  /** Removes what is at such a path; what can't be removed now goes with the folder. */
  async remove(path: string): Promise<void> {
    try {
      await rm(path, REMOVAL);
    } catch (error) {
      if (errorCode(error) === null) throw error;
    }
  }

  async close(): Promise<void> {
    this.#lock.release();
    await this.remove(this.#path);
  }
}

async function removeAbandoned(claimed: string): Promise<void> {
  const names = await readdir(claimed).catch((error) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((each) => each.startsWith(BEGINNING))) {
    const path = join(claimed, name);
    try {
      const lock = acquireLock(join(path, LOCK_NAME));
      if (lock === null) continue;
      lock.release();
      await rm(path, REMOVAL);
    } catch (error) {
      // Another page is removing it, or the system does not let it be: it is in nobody's way.
      if (errorCode(error) === null) throw error;
    }
  }
}
