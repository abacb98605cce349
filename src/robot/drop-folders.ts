/**
 * Whether the drop folders are there, and still the ones that they were: the system announces nothing of a folder that was
 * made in the place of another. Only looks.
 */
import { statSync } from 'node:fs';
import { errorCode } from '../storage/file-system.ts';
import type { RobotEvent } from './events.ts';

/** What the system says where there is no such folder. */
const MISSING: ReadonlySet<string | null> = new Set(['ENOENT', 'ENOTDIR']);

export class DropFolders {
  readonly #folders: readonly string[];
  readonly #tell: (event: RobotEvent) => void;
  /** By their paths, which folder each was at the last look; null for one that was away. */
  readonly #seen = new Map<string, string | null>();

  constructor(folders: readonly string[], tell: (event: RobotEvent) => void) {
    this.#folders = folders;
    this.#tell = tell;
  }

  /** Tells which are away and which are back since the last look. Whether one is there that was not there then. */
  look(): boolean {
    let isOneNew = false;
    for (const path of this.#folders) {
      const before = this.#seen.get(path);
      const now = identityOf(path, before);
      this.#seen.set(path, now);
      if (now === before) continue;
      if (now === null) this.#tell({ kind: 'drop-folder-missing', path });
      else isOneNew = true;
      if (before === null) this.#tell({ kind: 'drop-folder-back', path });
    }
    return isOneNew;
  }
}

/**
 * Null for one that is away, `before` for one that nobody may look at. A new folder may have the number of one that was
 * removed, but not its birth.
 */
function identityOf(path: string, before: string | null = ''): string | null {
  try {
    const stats = statSync(path);
    // A file in its place is no folder that anything could be dropped into.
    if (!stats.isDirectory()) return null;
    const { dev, ino, birthtimeMs } = stats;
    return `${dev} ${ino} ${birthtimeMs}`;
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return MISSING.has(code) ? null : before;
  }
}
