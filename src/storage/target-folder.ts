/**
 * The folder that an output appears in: made when the first file is, with the folders above it, and taken away again
 * where nothing came of it. Knows nothing of the files in it.
 */
import { dirname, resolve } from 'node:path';
import { errorCode, type FileSystem, nodeFileSystem } from './file-system.ts';

/** Some network shares, and Windows, can't be asked to write a folder's names to the disk: they do it in their time. */
const SYNC_REFUSALS = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EISDIR', 'EBADF']);
const SYNC_REFUSALS_ON_WINDOWS = new Set(['EPERM', 'EACCES', 'ENOENT']);

export class TargetFolder {
  readonly path: string;
  readonly #fileSystem: FileSystem;
  readonly #platform: NodeJS.Platform;
  /** The folders that this run made, the deepest first. */
  #made: string[] = [];

  constructor(
    path: string,
    fileSystem: FileSystem = nodeFileSystem,
    platform: NodeJS.Platform = process.platform,
  ) {
    this.path = resolve(path);
    this.#fileSystem = fileSystem;
    this.#platform = platform;
  }

  /**
   * Makes the folder where it is missing, and those above it one by one: making them all in one call never ends in
   * Node where the system refuses a name in a folder that is there (/proc).
   */
  make(): void {
    for (const folder of this.#missing()) {
      try {
        this.#fileSystem.makeFolder(folder);
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
        continue;
      }
      this.#made.unshift(folder);
    }
  }

  /** Has the names in the folder written to the disk, and those of the folders made for it. */
  async sync(): Promise<void> {
    for (const folder of [this.path, ...this.#made.map(dirname)])
      await flushFolder(folder, this.#fileSystem, this.#platform);
  }

  /** From now on the folder stays. */
  keep(): void {
    this.#made = [];
  }

  /** Removes the folders that this run made, as far as they are empty. */
  removeMade(): void {
    for (const folder of this.#made) {
      try {
        this.#fileSystem.removeFolder(folder);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') break;
      }
    }
    this.#made = [];
  }

  /** The highest first. */
  #missing(): string[] {
    const missing: string[] = [];
    for (let folder = this.path; !this.#fileSystem.exists(folder); folder = dirname(folder)) {
      missing.unshift(folder);
      if (dirname(folder) === folder) break;
    }
    return missing;
  }
}

/** Has the names in a folder written to the disk, where the system lets itself be asked. */
export async function flushFolder(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  try {
    const descriptor = fileSystem.open(folder, 'r');
    try {
      await fileSystem.sync(descriptor);
    } finally {
      fileSystem.close(descriptor);
    }
  } catch (error) {
    if (!isSyncRefusal(error, platform)) throw error;
  }
}

/** Whether an error only says that the system can't be asked to write a folder's names to the disk. */
function isSyncRefusal(error: unknown, platform: NodeJS.Platform): boolean {
  const code = errorCode(error) ?? '';
  return SYNC_REFUSALS.has(code) || (platform === 'win32' && SYNC_REFUSALS_ON_WINDOWS.has(code));
}
