/**
 * A dropped folder as a batch: finds its files and reads them. Follows no link, opens nothing but plain files, and
 * stops as soon as there is more than a batch may hold.
 */
import type { Stats } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileRange, openPlainly } from '../format/file-range.ts';
import { innerPath, visibleName } from '../format/inner-path.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { Findings } from '../model/findings.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';
import { type BatchFile, type BatchSource, sortByPath, VISITS_PER_FILE } from './batch-file.ts';

export async function openFolder(
  path: string,
  limits: Limits,
  findings: Findings,
): Promise<BatchSource | null> {
  const walk = new FolderWalk(path, limits, findings);
  await walk.run();
  if (walk.isUnsafe) return null;
  return { kind: 'folder', name: basename(path), files: sortByPath(walk.files), close: async () => {} };
}

/** What a file on disk was when it was looked at: bytes, and the time of its last change. */
type SeenFile = Pick<Stats, 'size' | 'mtimeMs'>;

/** A file on disk. One that is no longer what was seen fails when it is read. */
export function diskFile(location: string, path: string, seen: SeenFile): BatchFile {
  const stream = () => Readable.from(readUnchanged(location, path, seen), { objectMode: false });
  return { path, size: seen.size, open: async () => stream() };
}

class FolderWalk {
  readonly files: BatchFile[] = [];
  isUnsafe = false;
  readonly #root: string;
  readonly #limits: Limits;
  readonly #findings: Findings;
  readonly #paths = new Set<string>();
  /** Folders still to be looked into, relative to the root. */
  readonly #folders: string[] = [''];
  #visits = 0;
  #bytes = 0;

  constructor(root: string, limits: Limits, findings: Findings) {
    this.#root = root;
    this.#limits = limits;
    this.#findings = findings;
  }

  async run(): Promise<void> {
    for (let folder = this.#folders.pop(); folder !== undefined; folder = this.#folders.pop()) {
      for await (const { name } of await opendir(join(this.#root, folder))) {
        this.#visits += 1;
        if (this.#visits > this.#limits.files * VISITS_PER_FILE) throw this.#tooMany();
        if (!isTechnicalFile(name)) await this.#visit(folder === '' ? name : `${folder}/${name}`, name);
      }
    }
  }

  async #visit(relative: string, name: string): Promise<void> {
    const inner = innerPath(relative);
    // A backslash is an ordinary character here, but whoever names the file elsewhere means a separator by it.
    if ('fault' in inner || name.includes('\\')) return this.#refuse(relative, 'name');
    const stats = await lstat(join(this.#root, relative)).catch((error) => changed(inner.path, error));
    if (stats.isSymbolicLink()) return this.#refuse(relative, 'link');
    if (stats.isDirectory()) this.#folders.push(relative);
    else if (stats.isFile()) this.#keep(relative, inner.path, stats);
    else this.#refuseSpecial(inner.path);
  }

  #keep(relative: string, path: string, seen: SeenFile): void {
    // Two names can be one once their accents are composed.
    if (this.#paths.has(path)) {
      this.#refuse(relative, 'name');
      return;
    }
    this.#paths.add(path);
    this.files.push(diskFile(join(this.#root, relative), path, seen));
    this.#bytes += seen.size;
    if (this.files.length > this.#limits.files) throw this.#tooMany();
    if (this.#bytes > this.#limits.batchMiB * BYTES_PER_MIB) throw this.#tooLarge();
  }

  #refuse(relative: string, fault: 'link' | 'name'): void {
    const shown = visibleName(relative);
    this.#findings.add('PATH_UNSAFE', { file: shown, value: shown }, { fault });
    this.isUnsafe = true;
  }

  #refuseSpecial(path: string): void {
    this.#findings.add('BATCH_UNREADABLE', { file: path }, { reason: 'special-file' });
    this.isUnsafe = true;
  }

  #tooMany(): DropFault {
    const details = { reason: 'too-many-files', limit: this.#limits.files } as const;
    return new DropFault('BATCH_UNREADABLE', { file: basename(this.#root) }, details);
  }

  #tooLarge(): DropFault {
    const details = { reason: 'too-large', limit: this.#limits.batchMiB } as const;
    return new DropFault('BATCH_UNREADABLE', { file: basename(this.#root) }, details);
  }
}

/**
 * Everything happens when the first byte is asked for, so that a stream nobody reads holds no file open; and the file
 * is closed also where the reader leaves early.
 */
async function* readUnchanged(location: string, path: string, seen: SeenFile): AsyncGenerator<Buffer> {
  const handle = await openPlainly(location).catch((error) => changed(path, error));
  try {
    if (!(await handle.stat()).isFile()) throw fileChanged(path);
    let bytesSeen = 0;
    // One byte beyond the size is asked for, to notice that the file grew.
    for await (const bytes of fileRange(handle, 0, seen.size + 1)) {
      bytesSeen += bytes.length;
      if (bytesSeen > seen.size) throw fileChanged(path);
      yield bytes;
    }
    if (bytesSeen < seen.size || (await handle.stat()).mtimeMs !== seen.mtimeMs) throw fileChanged(path);
  } finally {
    await handle.close();
  }
}

/** What the system says where there is no such file any more, or a folder in its place. */
const GONE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** A file that is gone, or gave way to a link, since the folder was listed. Other errors are the machine's. */
function changed(path: string, error: NodeJS.ErrnoException): never {
  if (error.code === 'ELOOP')
    throw new DropFault('PATH_UNSAFE', { file: path, value: path }, { fault: 'link' }, error);
  if (GONE.has(error.code ?? '')) throw fileChanged(path, error);
  throw error;
}

function fileChanged(path: string, cause?: unknown): DropFault<'BATCH_UNREADABLE'> {
  return new DropFault('BATCH_UNREADABLE', { file: path }, { reason: 'file-changed' }, cause);
}
