/**
 * Files that a browser sends, on their way into a drop folder: streamed to the disk beside it, within the limits of the
 * configuration, and moved there only when all of them are complete. Owns that way; which drops they make stands next
 * door, and what is in them is for the robot to judge.
 */
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isDossier } from '../ami/dossier.ts';
import type { Folders } from '../configuration/folders.ts';
import type { DropKind } from '../model/drop-record.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';
import { errorCode } from '../storage/file-system.ts';
import { retrying } from '../storage/retry.ts';
import type { PageFolder } from './page-folder.ts';
import { UploadFault } from './upload-fault.ts';
import { sentName, sentPath } from './upload-names.ts';
import { BATCH_NAME, type PlannedDrop, plannedDrops, type ReceivedFile } from './upload-plan.ts';

export interface UploadSurroundings {
  readonly folders: Folders;
  readonly folder: PageFolder;
  readonly limits: Limits;
  readonly now: () => Date;
}

export class Upload {
  kind: DropKind = 'batch';
  dossier = '';
  readonly #around: UploadSurroundings;
  readonly #files: ReceivedFile[] = [];
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
    if (this.#files.length === 0) throw new UploadFault('empty');
    const drops = plannedDrops(this.#files, this.kind);
    const target = this.#target();
    await mkdir(target, { recursive: true });
    const names: string[] = [];
    for (const drop of drops) {
      const laid = drop.kind === 'file' ? this.#layFile(target, drop) : this.#layFolder(target, drop);
      names.push(await laid);
    }
    return names;
  }

  /** Removes what was received and not dropped. */
  async discard(): Promise<void> {
    for (const { path } of this.#files) await this.#around.folder.remove(path);
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

  async #layFile(target: string, { name, file }: PlannedDrop & { kind: 'file' }): Promise<string> {
    const ending = /\.[^.]+$/.exec(name)?.[0] ?? '';
    const stem = name.slice(0, name.length - ending.length);
    const wanted = BATCH_NAME.test(name) ? `${this.#newName()}${ending}` : name;
    const free = (await isTaken(join(target, wanted))) ? `${stem}-${this.#newName()}${ending}` : wanted;
    await moveTo(file.path, join(target, free));
    return free;
  }

  /** The folder is put together beside the drop folder, and is there at once. */
  async #layFolder(target: string, { name, files }: PlannedDrop & { kind: 'folder' }): Promise<string> {
    const { folder } = this.#around;
    const temporary = folder.newPath('');
    await mkdir(temporary);
    try {
      for (const { file, place } of files) {
        await mkdir(join(temporary, ...place.slice(0, -1)), { recursive: true });
        await moveTo(file.path, join(temporary, ...place));
      }
      const free = await this.#folderName(target, name);
      await moveTo(temporary, join(target, free));
      return free;
    } catch (error) {
      await folder.remove(temporary);
      throw error;
    }
  }

  /** Settings are told by it whose they are, where a person said so. */
  async #folderName(target: string, sent: string | null): Promise<string> {
    const name = sent ?? this.#newName();
    const isToTell = this.kind === 'settings' && this.dossier !== '' && !name.startsWith(`${this.dossier}_`);
    const wanted = isToTell ? `${this.dossier}_${name}` : name;
    return (await isTaken(join(target, wanted))) ? `${wanted}-${this.#newName()}` : wanted;
  }

  /** Without an underscore, in front of which a company file's number would be looked for. */
  #newName(): string {
    const digits = this.#around.now().toISOString().replace(/\D/g, '');
    return `page-${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomBytes(2).toString('hex')}`;
  }
}

async function moveTo(from: string, to: string): Promise<void> {
  await retrying(() => rename(from, to));
}

async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
