/**
 * A dropped folder as a batch: finds its files and reads them. Follows no link, opens nothing but plain files, and
 * stops as soon as there is more than a batch may hold.
 */
import { lstatSync, opendirSync, type Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { innerPath, visibleName } from '../format/inner-path.ts';
import { type FaultOfChange, readSeen, readSeenPassing, type SeenFile } from '../format/seen-file.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import { giveTurn } from '../format/turn.ts';
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

/** A file on disk. One that is no longer what was seen fails when it is read. */
export function diskFile(location: string, path: string, seen: SeenFile): BatchFile {
  const fault: FaultOfChange = (error) => faultOf(path, error);
  const read = () => readSeen(location, seen, fault);
  return {
    path,
    size: seen.size,
    read,
    pass: () => readSeenPassing(location, seen, fault),
    open: async () => Readable.from(read(), { objectMode: false }),
  };
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
      for (const name of namesIn(join(this.#root, folder))) {
        await giveTurn();
        this.#visits += 1;
        if (this.#visits > this.#limits.files * VISITS_PER_FILE) throw this.#tooMany();
        if (!isTechnicalFile(name)) this.#visit(folder === '' ? name : `${folder}/${name}`, name);
      }
    }
  }

  #visit(relative: string, name: string): void {
    const inner = innerPath(relative);
    // A backslash is an ordinary character here, but whoever names the file elsewhere means a separator by it.
    if ('fault' in inner || name.includes('\\')) {
      this.#refuse(relative, 'name');
      return;
    }
    const stats = this.#look(relative, inner.path);
    if (stats.isSymbolicLink()) this.#refuse(relative, 'link');
    else if (stats.isDirectory()) this.#folders.push(relative);
    else if (stats.isFile()) this.#keep(relative, inner.path, stats);
    else this.#refuseSpecial(inner.path);
  }

  #look(relative: string, path: string): Stats {
    try {
      return lstatSync(join(this.#root, relative));
    } catch (error) {
      throw faultOf(path, error as NodeJS.ErrnoException);
    }
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

/** One after the other: there may be more of them than there is memory for. */
function* namesIn(folder: string): Generator<string> {
  const opened = opendirSync(folder);
  try {
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) yield entry.name;
  } finally {
    opened.closeSync();
  }
}

/** What the system says where there is no such file any more, or a folder in its place. */
const GONE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** Of a file that is gone, gave way to a link or became another since it was seen. Other errors are the machine's. */
function faultOf(path: string, error?: NodeJS.ErrnoException): unknown {
  if (error?.code === 'ELOOP')
    return new DropFault('PATH_UNSAFE', { file: path, value: path }, { fault: 'link' }, error);
  if (error !== undefined && !GONE.has(error.code ?? '')) return error;
  return new DropFault('BATCH_UNREADABLE', { file: path }, { reason: 'file-changed' }, error);
}
