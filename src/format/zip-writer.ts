/**
 * Writes a zip whose bytes depend on nothing but the names, the contents and the time that it is given: stored, in the
 * order of adding, the same mode everywhere, no clock and no time zone. It knows neither documents nor entries.
 */
import { finished, pipeline, type Readable, Writable } from 'node:stream';
import type { ZipArchive } from 'archiver';

/** A day and a time of day, written as they are. The format counts in steps of two seconds, from 1980 to 2043. */
export interface ZipTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** One call at a time: the next is made when the one before is resolved. A call rejects as soon as the sink fails. */
export interface ZipWriter {
  /** Resolves when the sink has taken the bytes, so that one content at a time is in memory. */
  add(name: string, content: Buffer): Promise<void>;
  /**
   * For a content too large to hold in memory. Its size and checksum are known only behind it, so that they are written
   * there (a data descriptor) and not in the local header; every reader of the central directory takes it.
   */
  addStream(name: string, content: Readable): Promise<void>;
  /** A folder of its own, for one that holds nothing. Its name is given without the `/` that it ends with. */
  addFolder(name: string): Promise<void>;
  /** Writes the directory and ends the sink; resolves when the sink is closed. */
  finish(): Promise<void>;
}

export interface ZipOptions {
  /** Stands behind the directory as the last bytes of the file; ASCII. */
  readonly comment?: string;
}

const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
const LOCAL_HEADER_BYTES = 30;

/** Errors of the sink, or of a stream that is added, reject the call under way and every later one. */
export async function createZip(
  sink: Writable,
  time: ZipTime,
  { comment = '' }: ZipOptions = {},
): Promise<ZipWriter> {
  // Before the library is loaded, so that a sink that fails meanwhile is heard.
  const progress = new SinkProgress(sink);
  // Loaded only where a zip is written: it would take a good part of the program's start.
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ store: true, comment });
  archive.on('warning', (error) => progress.fail(error));
  archive.on('error', (error) => progress.fail(error));
  pipeline(archive, progress.intake, (error) => {
    if (error) progress.fail(error);
  });
  return new ArchiverZip(archive, progress, time);
}

class ArchiverZip implements ZipWriter {
  readonly #archive: ZipArchive;
  readonly #progress: SinkProgress;
  readonly #date: Date;
  /** How many bytes must have gone out, at least, for everything added so far. */
  #leastBytes = 0;

  constructor(archive: ZipArchive, progress: SinkProgress, time: ZipTime) {
    this.#archive = archive;
    this.#progress = progress;
    // The library writes the UTC fields of a Date.
    const { year, month, day, hours, minutes, seconds } = time;
    this.#date = new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
  }

  async add(name: string, content: Buffer): Promise<void> {
    this.#leastBytes += LOCAL_HEADER_BYTES + Buffer.byteLength(name) + content.length;
    this.#append(name, content);
    await this.#progress.reach(this.#leastBytes);
  }

  async addStream(name: string, content: Readable): Promise<void> {
    let size = 0;
    content.on('data', (bytes: Buffer) => {
      size += bytes.length;
    });
    const written = new Promise<void>((done) => this.#archive.once('entry', () => done()));
    finished(content, { writable: false }, (error) => {
      if (error) this.#progress.fail(error);
    });
    try {
      this.#append(name, content);
      await this.#progress.orFail(written);
      this.#leastBytes += LOCAL_HEADER_BYTES + Buffer.byteLength(name) + size;
      await this.#progress.reach(this.#leastBytes);
    } finally {
      content.destroy();
    }
  }

  async addFolder(name: string): Promise<void> {
    assertPlainName(name);
    this.#leastBytes += LOCAL_HEADER_BYTES + Buffer.byteLength(name) + 1;
    this.#archive.append(Buffer.alloc(0), {
      name: `${name}/`,
      type: 'directory',
      date: this.#date,
      mode: FOLDER_MODE,
    });
    await this.#progress.reach(this.#leastBytes);
  }

  async finish(): Promise<void> {
    await this.#progress.orFail(Promise.resolve());
    await this.#progress.orFail(this.#archive.finalize());
    await this.#progress.orFail(this.#progress.closed);
  }

  #append(name: string, content: Buffer | Readable): void {
    assertPlainName(name);
    this.#archive.append(content, { name, date: this.#date, mode: FILE_MODE, store: true });
  }
}

/** Counts what the sink has taken, and tells everybody who waits when it fails: an archive itself would just stop. */
class SinkProgress {
  /** Takes the archive's bytes and hands each chunk on once the one before was taken. */
  readonly intake: Writable;
  /** Resolves when the sink has written everything and is closed. */
  readonly closed: Promise<void>;
  readonly #failed: Promise<never>;
  #fail: (error: unknown) => void = () => {};
  #bytes = 0;
  #waiting: { readonly bytes: number; readonly done: () => void }[] = [];

  constructor(sink: Writable) {
    this.#failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // Whoever waits gets the error; it must not end the process where nobody waits at that moment.
    this.#failed.catch(() => {});
    this.closed = new Promise((done) => {
      finished(sink, { readable: false }, (error) => (error ? this.fail(error) : done()));
    });
    this.intake = new Writable({
      write: (chunk: Buffer, _encoding, taken) => {
        sink.write(chunk, (error) => {
          if (!error) this.#count(chunk.length);
          taken(error);
        });
      },
      final: (ended) => {
        sink.end();
        ended();
      },
    });
  }

  fail(error: unknown): void {
    this.#fail(error);
    this.intake.destroy();
  }

  /** Resolves once so many bytes were taken in all. */
  reach(bytes: number): Promise<void> {
    const reached = new Promise<void>((done) => {
      if (this.#bytes >= bytes) done();
      else this.#waiting.push({ bytes, done });
    });
    return this.orFail(reached);
  }

  /** The promise, unless the sink fails before. */
  orFail<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([this.#failed, promise]);
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    for (const { done } of this.#waiting.filter((waiter) => waiter.bytes <= this.#bytes)) done();
    this.#waiting = this.#waiting.filter((waiter) => waiter.bytes > this.#bytes);
  }
}

/** The library mends names in silence (`C:x`, `../x`, `a\b`); one that it would mend is a mistake of the caller. */
function assertPlainName(name: string): void {
  const parts = name.split('/');
  const isPlain =
    !/\\|^\w+:/.test(name) && parts.every((part) => part !== '' && part !== '.' && part !== '..');
  if (!isPlain) throw new Error(`not a name for an entry of a zip: ${JSON.stringify(name)}`);
}
