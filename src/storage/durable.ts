/**
 * Several files of one folder that appear together: written under temporary names, put on the disk, then renamed in
 * order. Either all of them are there in the end, or what this run brought is gone. Knows nothing of what they hold.
 *
 * One thing can't be undone: a file that took the place of an older one of its name. Where a later file of the same
 * output then fails, the new one stays, since it is complete and the older one is no more.
 */
import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode, type FileSystem, nodeFileSystem } from './file-system.ts';
import { defaultRetryOptions, type RetryOptions, retrying } from './retry.ts';
import { isSameContent } from './same-content.ts';
import { StagedFile } from './staged-file.ts';
import { flushFolder, TargetFolder } from './target-folder.ts';

/** How a file that is not complete ends; it begins with a dot. */
export const TEMPORARY_ENDING = '.part';

/** A name for what is not complete, that no other run comes up with. */
export function temporaryName(): string {
  return temporaryNameOf(randomToken());
}

/** Whether a name is one of those that `temporaryName` gives. */
export function isTemporaryName(name: string): boolean {
  return /^\.[0-9a-f]{16}\.part$/.test(name);
}

/** Gives a file another name, over a file that has it, and has that written to the disk. */
export async function replaceDurably(from: string, to: string): Promise<void> {
  await retrying(() => renameSync(from, to));
  await flushFolder(dirname(to));
}

export interface StagedOutputOptions {
  readonly fileSystem?: FileSystem;
  readonly retry?: RetryOptions;
  /** A name that no other run comes up with. */
  readonly token?: () => string;
  /** Hears of each file that was there and is no more: another content took its name, or it was `removed` as obsolete. */
  readonly onLost?: (path: string, how: 'replaced' | 'removed') => void;
}

/** A file written under a temporary name, and the name in the folder that it is to have. */
export interface Publication {
  readonly staged: StagedFile;
  readonly finalName: string;
}

/** What files are written through, by those who don't care when they get their names. */
export type FileOutput = Pick<StagedOutput, 'stage' | 'publish' | 'discard'>;

export class StagedOutput {
  readonly #folder: TargetFolder;
  readonly #fileSystem: FileSystem;
  readonly #retry: RetryOptions;
  readonly #token: () => string;
  readonly #onLost: StagedOutputOptions['onLost'];
  readonly #staged = new Set<StagedFile>();
  /** Final paths that this run brought and could still take back. */
  readonly #brought = new Set<string>();

  /** Nothing is made before the first `stage`. */
  constructor(folder: string, options: StagedOutputOptions = {}) {
    this.#fileSystem = options.fileSystem ?? nodeFileSystem;
    this.#retry = options.retry ?? defaultRetryOptions;
    this.#token = options.token ?? randomToken;
    this.#onLost = options.onLost;
    this.#folder = new TargetFolder(folder, this.#fileSystem, this.#retry.platform);
  }

  /** The target folder's full path. */
  get folder(): string {
    return this.#folder.path;
  }

  /** A new empty file in the target folder, which is made where it is missing. Throws what the machine says. */
  stage(): StagedFile {
    this.#folder.make();
    const path = join(this.#folder.path, temporaryNameOf(this.#token()));
    const staged = new StagedFile(path, this.#fileSystem);
    this.#staged.add(staged);
    return staged;
  }

  /**
   * Removes the files of an earlier output that this one does not have (`obsolete`), since they would be taken for a
   * part of it, and gives the new ones their final names, in this order: a name is on the disk before the next one
   * appears. On an error everything of this output is taken back, as far as the machine lets it, and the error is
   * thrown.
   */
  async publish(publications: readonly Publication[], obsolete: readonly string[] = []): Promise<void> {
    try {
      for (const { staged } of publications) await staged.seal();
      for (const name of obsolete) await this.#removeObsolete(name);
      for (const publication of publications) await this.#publishOne(publication);
    } catch (error) {
      await this.discard();
      throw error;
    }
    this.#brought.clear();
    if (publications.length > 0) this.#folder.keep();
  }

  /**
   * Has these files on the disk under their temporary names, for whoever gives them their final ones later, and removes
   * everything else that was staged. They are no longer this output's to discard.
   */
  async hold(staged: readonly StagedFile[]): Promise<void> {
    try {
      for (const each of staged) await each.seal();
      await this.#folder.sync();
    } catch (error) {
      await this.discard();
      throw error;
    }
    for (const each of staged) this.#staged.delete(each);
    await this.discard();
  }

  /** Removes everything that was staged and not published, and the folder where it is left empty and new. */
  async discard(): Promise<void> {
    // What the disk says to a file that goes is of no matter.
    await Promise.allSettled([...this.#staged].map((staged) => staged.settle()));
    for (const path of this.#leftovers()) {
      try {
        await retrying(() => this.#fileSystem.remove(path), this.#retry);
      } catch {
        // Tidying up must not hide what went wrong before it; a file that can't be removed is found by its ending.
      }
    }
    this.#folder.removeMade();
  }

  /** The same at once and without waiting, for a program that is being ended. */
  discardSync(): void {
    for (const path of this.#leftovers()) {
      try {
        this.#fileSystem.remove(path);
      } catch {
        // As above.
      }
    }
    this.#folder.removeMade();
  }

  async #removeObsolete(name: string): Promise<void> {
    const path = join(this.#folder.path, name);
    if (!this.#fileSystem.exists(path)) return;
    await retrying(() => this.#fileSystem.remove(path), this.#retry);
    this.#onLost?.(path, 'removed');
  }

  async #publishOne({ staged, finalName }: Publication): Promise<void> {
    if (basename(finalName) !== finalName) throw new Error(`Not a name in the folder: ${finalName}`);
    const path = join(this.#folder.path, finalName);
    const replaces = this.#fileSystem.exists(path);
    const onLost = replaces ? this.#onLost : undefined;
    const isLost = onLost !== undefined && !isSameContent(this.#fileSystem, staged.temporaryPath, path);
    await retrying(() => this.#fileSystem.rename(staged.temporaryPath, path), this.#retry);
    this.#staged.delete(staged);
    if (isLost) onLost(path, 'replaced');
    if (!replaces) this.#brought.add(path);
    await this.#folder.sync();
  }

  /** Closes what is open and says what is to be removed, the last file first: no name is left without those before it. */
  #leftovers(): string[] {
    const paths = [...this.#brought].reverse();
    for (const staged of this.#staged) {
      try {
        // What is still being written to ends with the program.
        if (!staged.isUnderway) staged.close();
      } catch (error) {
        // A descriptor is gone even where closing it reports a fault of the disk.
        if (errorCode(error) === null) throw error;
      }
      paths.push(staged.temporaryPath);
    }
    this.#brought.clear();
    this.#staged.clear();
    return paths;
  }
}

function randomToken(): string {
  return randomBytes(8).toString('hex');
}

function temporaryNameOf(token: string): string {
  return `.${token}${TEMPORARY_ENDING}`;
}
