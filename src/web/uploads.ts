/**
 * Files that a browser sends, on their way into a drop folder: streamed to the disk beside it, within the limits of the
 * configuration, and moved there only when all of them are complete. Owns that way; which drops they make stands next
 * door, and what is in them is for the robot to judge.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isDossier } from '../ami/dossier.ts';
import type { Folders } from '../configuration/folders.ts';
import type { DropKind } from '../model/drop-record.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';
import { BATCH_NAME } from '../robot/drops.ts';
import { retrying } from '../storage/retry.ts';
import { layFile, layFolder } from './laying.ts';
import type { PageFolder } from './page-folder.ts';
import { PartlyDropped, UploadFault } from './upload-fault.ts';
import { sentName, sentPath } from './upload-names.ts';
import { type PlannedDrop, plannedDrops, type ReceivedFile } from './upload-plan.ts';

export interface UploadSurroundings {
  readonly folders: Folders;
  readonly folder: PageFolder;
  readonly limits: Limits;
  readonly now: () => Date;
}

/** What only has to be given its name in the drop folder. */
interface ReadyDrop {
  readonly lay: (from: string, to: string) => Promise<boolean>;
  readonly path: string;
  readonly stem: string;
  readonly ending: string;
}

export class Upload {
  /** A batch unless told; null where what was told is neither. */
  kind: DropKind | null = 'batch';
  dossier = '';
  readonly #around: UploadSurroundings;
  readonly #files: ReceivedFile[] = [];
  /** Those that were put together, until they lie in their place. */
  readonly #folders: string[] = [];
  #bytes = 0;

  constructor(around: UploadSurroundings) {
    this.#around = around;
  }

  /** Takes a file that was sent alone. Throws an `UploadFault`, and what the machine says. */
  async take(name: string, content: Readable): Promise<void> {
    await this.#receive([sentName(name)], content);
  }

  /** Takes a file of a folder that was sent whole, by its path from that folder on. */
  async takeOfFolder(path: string, content: Readable): Promise<void> {
    const parts = sentPath(path);
    if (parts === null) content.resume();
    else await this.#receive(parts, content);
  }

  /** Lays everything into its drop folder; gives the names under which it lies there. */
  async drop(): Promise<string[]> {
    if (this.dossier !== '' && !isDossier(this.dossier)) throw new UploadFault('dossier');
    const { kind } = this;
    if (kind === null) throw new UploadFault('nature');
    if (this.#files.length === 0) throw new UploadFault('empty');
    const drops = plannedDrops(this.#files, kind);
    const target = this.#target();
    await mkdir(target, { recursive: true });
    const ready: ReadyDrop[] = [];
    for (const drop of drops) ready.push(await this.#ready(drop));
    const names: string[] = [];
    for (const drop of ready) {
      try {
        names.push(await this.#lay(target, drop));
      } catch (error) {
        // What the robot may have in hand already can't be taken back, and must not be said to be nothing.
        throw names.length === 0 ? error : new PartlyDropped(names, error);
      }
    }
    return names;
  }

  /** Removes what was received and not dropped. */
  async discard(): Promise<void> {
    for (const path of [...this.#files.map((file) => file.path), ...this.#folders]) {
      await this.#around.folder.remove(path);
    }
  }

  async #receive(parts: readonly string[], content: Readable): Promise<void> {
    const { folder, limits } = this.#around;
    if (this.#files.length === limits.files) throw new UploadFault('too-many');
    const path = folder.newPath();
    const handle = await open(path, 'wx');
    try {
      this.#files.push({ parts, path });
      for await (const bytes of content as AsyncIterable<Buffer>) {
        this.#bytes += bytes.length;
        if (this.#bytes > limits.batchMiB * BYTES_PER_MIB) throw new UploadFault('too-large');
        await handle.appendFile(bytes);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  #target(): string {
    const { folders } = this.#around;
    if (this.kind === 'settings') return folders.isacomptaDrops;
    return this.dossier === '' ? folders.amiDrops : join(folders.amiDrops, this.dossier);
  }

  /** What can fail of a drop is done before the first one lies there: a folder is put together, and is there at once. */
  async #ready(drop: PlannedDrop): Promise<ReadyDrop> {
    if (drop.kind === 'file') {
      const ending = /\.[^.]+$/.exec(drop.name)?.[0] ?? '';
      const sent = drop.name.slice(0, drop.name.length - ending.length);
      const stem = BATCH_NAME.test(drop.name) ? this.#newName() : sent;
      return { lay: layFile, path: drop.file.path, stem, ending };
    }
    const path = this.#around.folder.newPath('');
    this.#folders.push(path);
    await mkdir(path);
    for (const { file, place } of drop.files) {
      const to = join(path, ...place);
      await mkdir(dirname(to), { recursive: true });
      await retrying(() => rename(file.path, to));
    }
    return { lay: layFolder, path, stem: this.#folderName(drop.name), ending: '' };
  }

  async #lay(target: string, { lay, path, stem, ending }: ReadyDrop): Promise<string> {
    for (let name = `${stem}${ending}`; ; name = `${stem}-${this.#newName()}${ending}`) {
      if (await lay(path, join(target, name))) return name;
    }
  }

  /** Settings are told by it whose they are, where a person said so. */
  #folderName(sent: string | null): string {
    const name = sent ?? this.#newName();
    const isToTell = this.kind === 'settings' && this.dossier !== '' && !name.startsWith(`${this.dossier}_`);
    return isToTell ? `${this.dossier}_${name}` : name;
  }

  /** Without an underscore, in front of which a company file's number would be looked for. */
  #newName(): string {
    const digits = this.#around.now().toISOString().replace(/\D/g, '');
    return `page-${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomBytes(2).toString('hex')}`;
  }
}
