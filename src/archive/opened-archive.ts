/**
 * An archive that is open for reading: its members by name. It tells a damaged archive from a fault of the machine, and
 * leaves it to others whether the members are what they should be.
 *
 * Members are stored, never deflated, so that no archive holds more than its own bytes.
 */
import { lstat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { InflationGuard } from '../format/inflation-guard.ts';
import { type ZipEntry, ZipReader } from '../format/zip-reader.ts';
import { DropFault } from '../model/drop-fault.ts';
import { ArchiveError, type ArchiveFault } from './fault.ts';

const METHOD_STORED = 0;

/** What is archived was within the limits of its day, which may have been others. */
const NO_LIMITS = {
  documentMiB: Number.POSITIVE_INFINITY,
  batchMiB: Number.POSITIVE_INFINITY,
  files: Number.POSITIVE_INFINITY,
};

/** What the system says where there is no such file. */
const MISSING = new Set(['ENOENT', 'ENOTDIR']);

export class OpenedArchive {
  /** As it is told: `2026/11/20261124-101500-3f2a9c.zip`. */
  readonly name: string;
  /** In the order of the zip. Folders without the `/` at their end. */
  readonly files: ReadonlyMap<string, ZipEntry>;
  readonly folders: ReadonlySet<string>;
  readonly #reader: ZipReader;
  readonly #guard = new InflationGuard(NO_LIMITS);

  private constructor(
    name: string,
    reader: ZipReader,
    files: ReadonlyMap<string, ZipEntry>,
    folders: ReadonlySet<string>,
  ) {
    this.name = name;
    this.files = files;
    this.folders = folders;
    this.#reader = reader;
  }

  /** Throws an ArchiveError for an archive that is missing, can't be read or is no whole zip. */
  static async open(path: string, name: string): Promise<OpenedArchive> {
    return orArchiveError(name, async () => {
      if (!(await lstat(path)).isFile()) {
        throw new ArchiveError(name, [{ kind: 'damaged', detail: 'not a file' }]);
      }
      const reader = await ZipReader.open(path, name);
      try {
        const files = new Map<string, ZipEntry>();
        const folders = new Set<string>();
        for await (const entry of reader.entries()) take(entry, files, folders, name);
        return new OpenedArchive(name, reader, files, folders);
      } catch (error) {
        await reader.close();
        throw error;
      }
    });
  }

  /** The bytes of a member, which fail with a DropFault where they are not what the zip itself announces. */
  read(member: string): Readable {
    const entry = this.files.get(member);
    if (entry === undefined) throw new Error(`${this.name} has no member ${member}`);
    return this.#reader.read(entry, member, this.#guard);
  }

  /** A member that is small enough to hold. Throws an ArchiveError where it is missing or damaged. */
  async readWhole(member: string, ifMissing: ArchiveFault): Promise<Buffer> {
    if (!this.files.has(member)) throw new ArchiveError(this.name, [ifMissing]);
    return orArchiveError(this.name, async () => Buffer.concat(await this.read(member).toArray()));
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}

function take(entry: ZipEntry, files: Map<string, ZipEntry>, folders: Set<string>, archive: string): void {
  const isPlain = entry.kind !== 'link' && !entry.isEncrypted && entry.method === METHOD_STORED;
  const name = entry.kind === 'folder' ? entry.name.replace(/\/$/, '') : entry.name;
  if (!isPlain || files.has(name) || folders.has(name)) {
    throw new ArchiveError(archive, [{ kind: 'damaged', detail: name }]);
  }
  if (entry.kind === 'folder') folders.add(name);
  else files.set(name, entry);
}

/** Runs a reading of an archive; what is wrong with the archive, or with getting at it, is thrown as an ArchiveError. */
export async function orArchiveError<T>(archive: string, reading: () => Promise<T>): Promise<T> {
  try {
    return await reading();
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    throw new ArchiveError(archive, [fault], error);
  }
}

/** What an error says of the archive; null where it is none of the archive's. */
export function faultOf(error: unknown): ArchiveFault | null {
  if (error instanceof DropFault) return { kind: 'damaged', detail: detailOf(error) };
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  const code = String(error.code);
  return MISSING.has(code) ? { kind: 'missing' } : { kind: 'unreadable', code };
}

/** `CRC-32`, `directory`, `size`: what gave the damage away. */
function detailOf({ code, details }: DropFault): string {
  return 'detail' in details && details.detail !== undefined ? String(details.detail) : code;
}
