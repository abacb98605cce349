/**
 * Lists a zip by its central directory, through yauzl. Owns the difference between a fault of the archive and one of
 * the machine; unpacks nothing and judges no name.
 */
import type { FileHandle } from 'node:fs/promises';
import { Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { DropFault } from '../model/drop-fault.ts';
import { decodeZipName } from './zip-name.ts';

export type ZipEntryKind = 'file' | 'folder' | 'link';

/** One entry as the central directory announces it; nothing of it is verified yet. */
export interface ZipEntry {
  /** As stored, decoded; `/` or `\` between its parts. */
  readonly name: string;
  readonly kind: ZipEntryKind;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated; the others aren't read. */
  readonly method: number;
  /** Bytes, unpacked and packed. */
  readonly size: number;
  readonly packedSize: number;
  readonly crc32: number;
  /** Where its local header begins, and the least place that header and packed data can take. */
  readonly offset: number;
  readonly leastLength: number;
}

export interface ZipDirectory {
  /** How many entries the end of the directory announces. */
  readonly announcedCount: number;
  /** Can be walked once. Errors: DropFault `zip-damaged` or `zip-encrypted`. */
  entries(): AsyncGenerator<ZipEntry>;
  /** Where the packed data of an entry begins, by its local header; `path` names the file in a finding. */
  dataStart(entry: ZipEntry, path: string): Promise<number>;
}

const DIRECTORY_ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_HEADER_BYTES = 30;

/** `file` is what the archive is called in a finding. The handle stays the caller's. */
export async function readZipDirectory(handle: FileHandle, file: string): Promise<ZipDirectory> {
  const { size } = await handle.stat();
  const bytes = new DirectoryBytes(handle, size);
  const zip = await orDamaged(file, () =>
    fromRandomAccessReaderPromise(bytes, size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    }),
  );
  // An error is told to whoever asked for the entry; this only keeps a late one from ending the process.
  zip.on('error', () => {});
  return {
    announcedCount: zip.entryCount,
    entries: () => listEntries(zip, bytes, file),
    dataStart: (entry, path) => findDataStart(zip, entry, path),
  };
}

async function* listEntries(zip: ZipFile, bytes: DirectoryBytes, file: string): AsyncGenerator<ZipEntry> {
  const entries = zip.eachEntry();
  bytes.readAhead = true;
  while (true) {
    const next = await orDamaged(file, () => entries.next());
    if (next.done === true) break;
    const { fileNameRaw, extraFields } = next.value;
    yield zipEntry(next.value, await decodeZipName({ bytes: fileNameRaw, extraFields }));
  }
  bytes.readAhead = false;
  // A count that is too small would hide the entries behind it, and their documents would be lost in silence.
  // The types of yauzl 3 take this offset for a boolean.
  const behind = await bytes.at(Number(zip.readEntryCursor), 4);
  if (behind.length === 4 && behind.readUInt32LE() === DIRECTORY_ENTRY_SIGNATURE)
    throw damaged(file, 'directory');
}

async function findDataStart(zip: ZipFile, entry: ZipEntry, path: string): Promise<number> {
  const header = new Entry();
  header.relativeOffsetOfLocalHeader = entry.offset;
  header.compressedSize = entry.packedSize;
  const { fileDataStart } = await orDamaged(path, () =>
    zip.readLocalFileHeaderPromise(header, { minimal: true }),
  );
  return fileDataStart;
}

function zipEntry(entry: Entry, name: string): ZipEntry {
  return {
    name,
    kind: entryKind(name, entry.externalFileAttributes),
    isEncrypted: entry.isEncrypted(),
    method: entry.compressionMethod,
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    crc32: entry.crc32,
    offset: entry.relativeOffsetOfLocalHeader,
    leastLength: LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize,
  };
}

/**
 * The file type of Unix stands in the upper half of the attributes; archivers of other systems leave it 0. A pipe or a
 * device is no more than bytes once it is in an archive, and `zip` marks what it read from its input as a pipe.
 */
const UNIX_TYPE_MASK = 0o170000;
const UNIX_FOLDER = 0o040000;
const UNIX_LINK = 0o120000;

function entryKind(name: string, attributes: number): ZipEntryKind {
  const type = (attributes >>> 16) & UNIX_TYPE_MASK;
  if (type === UNIX_LINK) return 'link';
  return type === UNIX_FOLDER || /[/\\]$/.test(name) ? 'folder' : 'file';
}

/**
 * The archive's bytes for yauzl. The directory is read entry by entry, so a stretch of it is kept; a position that no
 * file has (a damaged directory names such) reads as the end of the file.
 */
class DirectoryBytes extends RandomAccessReader {
  readAhead = false;
  readonly #handle: FileHandle;
  readonly #size: number;
  #kept: Buffer = Buffer.alloc(0);
  #keptFrom = 0;

  constructor(handle: FileHandle, size: number) {
    super();
    this.#handle = handle;
    this.#size = size;
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.at(position, length).then(
      (bytes) => process.nextTick(callback, null, bytes.copy(target, offset)),
      (error) => process.nextTick(callback, error),
    );
  }

  async at(position: number, length: number): Promise<Buffer> {
    if (!(position >= 0 && position < this.#size)) return Buffer.alloc(0);
    const from = position - this.#keptFrom;
    if (from >= 0 && from + length <= this.#kept.length) return this.#kept.subarray(from, from + length);
    const wanted = Buffer.allocUnsafe(this.readAhead ? Math.max(length, 64 * 1024) : length);
    const { bytesRead } = await this.#handle.read(wanted, 0, wanted.length, position);
    const bytes = wanted.subarray(0, bytesRead);
    if (this.readAhead) {
      this.#kept = bytes;
      this.#keptFrom = position;
    }
    return bytes.subarray(0, length);
  }
}

export function damaged(file: string, detail: string, cause?: unknown): DropFault<'BATCH_UNREADABLE'> {
  return new DropFault('BATCH_UNREADABLE', { file }, { reason: 'zip-damaged', detail }, cause);
}

/** What yauzl says about the archive is a fault of the drop; what the system says of the file goes on as it is. */
async function orDamaged<T>(file: string, reading: () => Promise<T>): Promise<T> {
  try {
    return await reading();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    if (error instanceof Error && error.message.includes('encryption')) {
      throw new DropFault('BATCH_UNREADABLE', { file }, { reason: 'zip-encrypted' }, error);
    }
    throw damaged(file, 'directory', error);
  }
}
