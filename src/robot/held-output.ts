/**
 * Files of a drop that are complete and on the disk under temporary names, beside the places where they will appear. What
 * a conversion publishes is only held here: it gets its names once the register knows of it.
 */
import { join } from 'node:path';
import type { ArchivedFile } from '../archive/archive.ts';
import type { Folders } from '../configuration/folders.ts';
import type { StagedPlace } from '../register/register.ts';
import { type FileOutput, type Publication, StagedOutput } from '../storage/durable.ts';
import { requireFolder } from '../storage/folder-missing.ts';
import { remove } from '../storage/removal.ts';
import type { StagedFile } from '../storage/staged-file.ts';
import { namesIn } from './drops.ts';
import { fromRoot } from './places.ts';

export class HeldOutput implements FileOutput {
  readonly #output: StagedOutput;
  readonly #folder: string;
  #held: readonly Publication[] = [];

  /** The temporary names begin with the claim's id, so that what a crash leaves can be told. */
  constructor(folder: string, claim: string) {
    let files = 0;
    this.#folder = folder;
    this.#output = new StagedOutput(folder, {
      token: () => {
        files += 1;
        return `${claim}-${files}`;
      },
    });
  }

  /** As they go into the archive. */
  archived(): ArchivedFile[] {
    return this.#held.map(({ staged, finalName }) => ({ name: finalName, path: staged.temporaryPath }));
  }

  /** In the order in which they are to appear, in the folder of a company file. */
  stagedFor(dossier: string | null, folders: Folders): StagedPlace[] {
    return this.#held.map(({ staged, finalName }) => ({
      temporary: fromRoot(staged.temporaryPath, folders),
      place: `${fromRoot(this.#folder, folders)}/${dossier}/${finalName}`,
    }));
  }

  /** Throws `FolderMissing` where the folder is not there: it is not made again. */
  stage(): StagedFile {
    requireFolder(this.#folder);
    return this.#output.stage();
  }

  async publish(publications: readonly Publication[]): Promise<void> {
    await this.#output.hold(publications.map(({ staged }) => staged));
    this.#held = publications;
  }

  discard(): Promise<void> {
    return this.#output.discard();
  }

  /** Removes what is held: it will not appear. */
  async release(): Promise<void> {
    for (const { staged } of this.#held) await remove(staged.temporaryPath);
    this.#held = [];
  }
}

/** Removes what lies beside its place for a claim, and will not appear. */
export async function removeHeld(claim: string, folders: Folders): Promise<void> {
  for (const folder of [folders.toIntegrate, folders.toPublish]) {
    for (const name of namesIn(folder)) {
      if (name.startsWith(`.${claim}`)) await remove(join(folder, name));
    }
  }
}
