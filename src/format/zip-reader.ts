/**
 * Opens a zip and unpacks its files, each as often as it is asked for. Everything an entry announces is verified while
 * its bytes go by: size, CRC-32, and that it does not grow beyond bounds. It knows no batch, and judges no name.
 */
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { fileRange, openPlainly } from './file-range.ts';
import type { InflationGuard } from './inflation-guard.ts';
import { damaged, readZipDirectory, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

export type { ZipEntry } from './zip-directory.ts';

const METHOD_STORED = 0;
const METHOD_DEFLATED = 8;

export function isMethodRead(method: number): boolean {
  return method === METHOD_STORED || method === METHOD_DEFLATED;
}

export class ZipReader {
  readonly #handle: FileHandle;
  readonly #directory: ZipDirectory;
  readonly #streams = new Set<Readable>();
  #isClosed = false;

  private constructor(handle: FileHandle, directory: ZipDirectory) {
    this.#handle = handle;
    this.#directory = directory;
  }

  /** `file` is what the archive is called in a finding. Errors: DropFault `zip-damaged`, or the machine's own. */
  static async open(path: string, file: string): Promise<ZipReader> {
    const handle = await openPlainly(path);
    try {
      return new ZipReader(handle, await readZipDirectory(handle, file));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get announcedCount(): number {
    return this.#directory.announcedCount;
  }

  /** In the order of the directory; can be walked once. */
  entries(): AsyncGenerator<ZipEntry> {
    return this.#directory.entries();
  }

  /**
   * The unpacked bytes of a stored or deflated entry. `path` is what the file is called in a finding. The stream fails
   * with a DropFault (`zip-damaged`, ARCHIVE_BOMB) or with the machine's own error.
   */
  read(entry: ZipEntry, path: string, guard: InflationGuard): Readable {
    if (this.#isClosed) throw new Error(`${path} is read after its archive was closed`);
    const stream = Readable.from(this.#verified(entry, path, guard), { objectMode: false });
    this.#streams.add(stream);
    stream.once('close', () => this.#streams.delete(stream));
    return stream;
  }

  /** Streams that are still open end here. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const stream of this.#streams) stream.destroy();
    await this.#handle.close();
  }

  async *#verified(entry: ZipEntry, path: string, guard: InflationGuard): AsyncGenerator<Buffer> {
    const start = await this.#directory.dataStart(entry, path);
    const packed = fileRange(this.#handle, start, start + entry.packedSize);
    let size = 0;
    let checksum = 0;
    for await (const { bytes, packedBytes } of unpacked(packed, entry.method, path)) {
      size += bytes.length;
      guard.grow(path, size, packedBytes);
      // Beyond what was announced nothing is handed out; reading on tells a bomb from mere damage.
      if (size > entry.size) continue;
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
    if (size !== entry.size) throw damaged(path, 'size');
    if (checksum !== entry.crc32) throw damaged(path, 'CRC-32');
  }
}

interface Unpacked {
  readonly bytes: Buffer;
  /** How many packed bytes were used up to here. */
  readonly packedBytes: number;
}

async function* unpacked(
  packed: AsyncGenerator<Buffer>,
  method: number,
  path: string,
): AsyncGenerator<Unpacked> {
  if (method === METHOD_STORED) {
    let packedBytes = 0;
    for await (const bytes of packed) {
      packedBytes += bytes.length;
      yield { bytes, packedBytes };
    }
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  // The pipeline ends the reading when the inflating ends, also early; its errors arrive in the loop below.
  pipeline(Readable.from(packed, { objectMode: false }), inflate, () => {});
  try {
    for await (const bytes of inflate) yield { bytes, packedBytes: inflate.bytesWritten };
  } catch (error) {
    throw isInflateError(error) ? damaged(path, 'deflate', error) : error;
  }
}

/** zlib's own codes: Z_DATA_ERROR for bytes that aren't deflated data, Z_BUF_ERROR where they end too early. */
function isInflateError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
