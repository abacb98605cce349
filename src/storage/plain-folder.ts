/**
 * A folder of files that is written where nobody looks for it yet: its own name is what makes it appear, and that is
 * the caller's to give. Owns that everything in it is on the disk before it is said to be finished.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { defaultRetryOptions, type RetryOptions, retrying } from './retry.ts';
import { StagedFile } from './staged-file.ts';
import { TargetFolder } from './target-folder.ts';

export class PlainFolder {
  readonly path: string;
  readonly #fileSystem: FileSystem;
  readonly #retry: RetryOptions;
  /** Its folders by path, in the order in which they were made. */
  readonly #folders = new Map<string, TargetFolder>();
  #wrote = false;

  /** Nothing is made before the first file. */
  constructor(
    path: string,
    fileSystem: FileSystem = nodeFileSystem,
    retry: RetryOptions = defaultRetryOptions,
  ) {
    this.path = path;
    this.#fileSystem = fileSystem;
    this.#retry = retry;
  }

  /** Writes a file (its path with `/`, safe), which is not there yet. Throws what its source or the machine says. */
  async write(name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    if (!this.#wrote && this.#fileSystem.exists(this.path)) throw new Error(`It is there: ${this.path}`);
    const path = join(this.path, name);
    this.#make(dirname(path));
    this.#wrote = true;
    const file = new StagedFile(path, this.#fileSystem);
    try {
      for await (const bytes of content) file.write(bytes);
      await file.seal();
    } finally {
      file.close();
    }
  }

  /** Has the names written to the disk, the innermost first. */
  async finish(): Promise<void> {
    for (const folder of [...this.#folders.values()].reverse()) await folder.sync();
  }

  /** Removes the folder with everything in it, as far as the machine lets it. */
  async discard(): Promise<void> {
    if (!this.#wrote) return;
    try {
      await retrying(() => rmSync(this.path, { recursive: true, force: true }), this.#retry);
    } catch {
      // Tidying up must not hide what went wrong before it.
    }
  }

  #make(path: string): void {
    if (this.#folders.has(path)) return;
    const folder = new TargetFolder(path, this.#fileSystem, this.#retry.platform);
    folder.make();
    this.#folders.set(path, folder);
  }
}
