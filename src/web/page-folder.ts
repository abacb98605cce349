/**
 * The folder that the page has for itself in `en-cours/`: what is being received, and what was taken out of an archive to
 * be shown. It holds a lock like a robot's, so that what a crash left is known and removed at the next start. Nothing in
 * it is the only copy of anything.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Folders } from '../configuration/folders.ts';
import { LockedFolder, lockedFolders } from '../robot/locked-folder.ts';
import { errorCode } from '../storage/file-system.ts';
import { remove } from '../storage/removal.ts';

const BEGINNING = 'page-';

export class PageFolder {
  readonly #folder: LockedFolder;

  private constructor(folder: LockedFolder) {
    this.#folder = folder;
  }

  /** A new one of this process; those whose pages are no more are removed. */
  static async open({ claimed }: Pick<Folders, 'claimed'>): Promise<PageFolder> {
    for (const path of lockedFolders(claimed, BEGINNING)) {
      // Another account's, for one: it is in nobody's way.
      await unlessMachine(async () => {
        const folder = LockedFolder.at(path);
        if (folder !== null) await emptied(folder);
      });
    }
    return new PageFolder(LockedFolder.open(claimed, BEGINNING));
  }

  /** A path in it where nothing is yet. */
  newPath(ending = '.part'): string {
    return join(this.#folder.path, `${randomBytes(8).toString('hex')}${ending}`);
  }

  /** Removes what is at such a path; what can't be removed now goes with the folder. */
  async remove(path: string): Promise<void> {
    await unlessMachine(() => remove(path));
  }

  async close(): Promise<void> {
    await unlessMachine(() => emptied(this.#folder));
  }
}

/** While it is held: once it is not, what is in it may be another page's. */
async function emptied(folder: LockedFolder): Promise<void> {
  try {
    for (const name of folder.names()) await remove(join(folder.path, name));
  } finally {
    await folder.close();
  }
}

/** What the machine says is for the next start, which removes what is left. */
async function unlessMachine(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (errorCode(error) === null) throw error;
  }
}
