/**
 * Files that a browser sends, on their way into a drop folder: streamed to the disk beside it, within the limits of the
 * configuration, and moved there under their names only when all of them are complete. Owns what a sent name may be;
 * what is in the files is for the robot to judge.
 */
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isDossier } from '../ami/dossier.ts';
import { type Folders, README_NAME } from '../configuration/folders.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import { isSafeFileName } from '../format/windows-names.ts';
import type { DropKind } from '../model/drop-record.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';
import { errorCode } from '../storage/file-system.ts';
import { retrying } from '../storage/retry.ts';
import type { PageFolder } from './page-folder.ts';
import type { PageWording } from './wording.ts';

export type UploadFaultKind = keyof PageWording['drop']['faults'];

/** Nothing was dropped, and why. */
export class UploadFault extends Error {
  override readonly name = 'UploadFault';
  readonly kind: UploadFaultKind;

  constructor(kind: UploadFaultKind) {
    super(`Upload: ${kind}`);
    this.kind = kind;
  }
}

interface ReceivedFile {
  readonly name: string;
  readonly path: string;
}

export interface UploadSurroundings {
  readonly folders: Folders;
  readonly folder: PageFolder;
  readonly limits: Limits;
  readonly now: () => Date;
}

/** What makes a folder of `depot-ami` a batch and no company file's drop folder. */
const BATCH_NAME = /^(?:ecritures\.csv|lot\.json|documents)$/i;
const LONGEST_NAME = 200;

export class Upload {
  kind: DropKind = 'batch';
  dossier = '';
  readonly #around: UploadSurroundings;
  readonly #files: ReceivedFile[] = [];
  #bytes = 0;

  constructor(around: UploadSurroundings) {
    this.#around = around;
  }

  /** Takes one file. Throws an `UploadFault`, and what the machine says. */
  async take(sentName: string, content: Readable): Promise<void> {
    const name = plainName(sentName);
    const { folder, limits } = this.#around;
    if (this.#files.length === limits.files) throw new UploadFault('too-many');
    const path = folder.newPath();
    const handle = await open(path, 'wx');
    try {
      this.#files.push({ name, path });
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

  /** Lays everything into its drop folder; gives the names under which it lies there. */
  async drop(): Promise<string[]> {
    if (this.dossier !== '' && !isDossier(this.dossier)) throw new UploadFault('dossier');
    if (this.#files.length === 0) throw new UploadFault('empty');
    const lowered = new Set(this.#files.map(({ name }) => name.toLowerCase()));
    if (lowered.size < this.#files.length) throw new UploadFault('twice');
    return this.kind === 'batch' ? this.#dropBatches() : this.#dropSettings();
  }

  /** Removes what was received and not dropped. */
  async discard(): Promise<void> {
    for (const { path } of this.#files) await this.#around.folder.remove(path);
  }

  /** Zips and lone CSVs are lots of their own; anything else beside them makes one lot of all. */
  async #dropBatches(): Promise<string[]> {
    const { folders } = this.#around;
    const target = this.dossier === '' ? folders.amiDrops : join(folders.amiDrops, this.dossier);
    await mkdir(target, { recursive: true });
    const isEachItsOwn = this.#files.every(({ name }) => /\.(?:zip|csv)$/i.test(name));
    if (!isEachItsOwn) {
      const isTop = ({ name }: ReceivedFile): boolean => /\.csv$|^lot\.json$/i.test(name);
      return [await this.#dropFolder(target, this.#newName(), (file) => (isTop(file) ? '' : 'documents'))];
    }
    const names: string[] = [];
    for (const file of this.#files) names.push(await this.#dropFile(target, file));
    return names;
  }

  /** Loose files would be put together with those that somebody else lays there. */
  async #dropSettings(): Promise<string[]> {
    const { folders } = this.#around;
    await mkdir(folders.isacomptaDrops, { recursive: true });
    if (this.#files.every(({ name }) => /\.zip$/i.test(name))) {
      const names: string[] = [];
      for (const file of this.#files) names.push(await this.#dropFile(folders.isacomptaDrops, file));
      return names;
    }
    const name = this.dossier === '' ? this.#newName() : `${this.dossier}_${this.#newName()}`;
    return [await this.#dropFolder(folders.isacomptaDrops, name, () => '')];
  }

  async #dropFile(target: string, { name, path }: ReceivedFile): Promise<string> {
    const ending = /\.[^.]+$/.exec(name)?.[0] ?? '';
    const stem = name.slice(0, name.length - ending.length);
    const wanted = BATCH_NAME.test(name) ? `${this.#newName()}${ending}` : name;
    const free = (await isTaken(join(target, wanted))) ? `${stem}-${this.#newName()}${ending}` : wanted;
    await moveTo(path, join(target, free));
    return free;
  }

  async #dropFolder(target: string, name: string, placeOf: (file: ReceivedFile) => string): Promise<string> {
    const { folder } = this.#around;
    const temporary = folder.newPath('');
    await mkdir(temporary);
    try {
      for (const file of this.#files) {
        const place = join(temporary, placeOf(file));
        await mkdir(place, { recursive: true });
        await moveTo(file.path, join(place, file.name));
      }
      await moveTo(temporary, join(target, name));
    } catch (error) {
      await folder.remove(temporary);
      throw error;
    }
    return name;
  }

  /** Without an underscore, in front of which a company file's number would be looked for. */
  #newName(): string {
    const digits = this.#around.now().toISOString().replace(/\D/g, '');
    return `page-${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomBytes(2).toString('hex')}`;
  }
}

/** The last part of what was sent, as it may stand in a drop folder; whatever else it is, it is refused. */
function plainName(sent: string): string {
  const name = (sent.split(/[/\\]/).at(-1) ?? '').normalize('NFC');
  const isFit =
    name.length <= LONGEST_NAME &&
    isSafeFileName(name) &&
    !name.startsWith('.') &&
    !isTechnicalFile(name) &&
    name.toLowerCase() !== README_NAME.toLowerCase();
  if (!isFit) throw new UploadFault('name');
  return name;
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
