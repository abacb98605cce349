/**
 * The log's file: a new one every day and whenever it has grown too large, the oldest removed. Knows nothing of what the
 * lines say. Whatever the disk answers, it never throws and never waits: a line that can't be written is missing.
 *
 * pino-roll opens and changes the files, without a worker, each line written before the next one; so that a crash leaves
 * the lines that lead to it. Removing is done here: pino-roll only does it when it changes files, which a robot
 * that starts anew each day never sees, and it loses its way on network shares (`\\server\share`).
 */
/// <reference path="../../types/pino-roll.d.ts" />
import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { RollingStream } from 'pino-roll';
import { errorCode } from '../storage/file-system.ts';

export interface LogFileOptions {
  /** Made where it is missing, but not the folder above it: that may be a share that is not there at the moment. */
  readonly folder: string;
  /** `10m`. */
  readonly largest: string;
  /** How many files are kept, the one in use among them. */
  readonly kept: number;
  readonly now: () => Date;
  /** Lines are missing from now on; told once, until a line is written again. */
  readonly onLost: (code: string) => void;
}

/** `robot.2026-11-24.1.log`. */
const NAME = /^robot\.(\d{4}-\d{2}-\d{2})\.(\d+)\.log$/;
const BASE_NAME = 'robot.log';
/** What may wait for a disk that is full. */
const MOST_WAITING_BYTES = 64 * 1_024;
const RETRY_MS = 60_000;

export class LogFile {
  readonly #options: LogFileOptions;
  #stream: RollingStream | null = null;
  #isLost = false;
  #triedAt = 0;
  #opening: Promise<void> | null = null;

  constructor(options: LogFileOptions) {
    this.#options = options;
  }

  /** Opens today's file, or tells that it can't. */
  async open(): Promise<void> {
    this.#triedAt = this.#options.now().getTime();
    try {
      await makeFolder(this.#options.folder);
      const { default: roll } = await import('pino-roll');
      const stream = await roll({
        file: join(this.#options.folder, BASE_NAME),
        size: this.#options.largest,
        frequency: 'daily',
        dateFormat: 'yyyy-MM-dd',
        sync: true,
        maxLength: MOST_WAITING_BYTES,
      });
      stream.on('error', (error) => this.#lose(error));
      stream.on('write', () => {
        this.#isLost = false;
      });
      // Today's file, and each one that follows it.
      stream.on('ready', () => void this.#removeOld());
      this.#stream = stream;
    } catch (error) {
      this.#lose(error);
    }
  }

  /** Writes a line; where there is no file, it is tried to open one from time to time, for the lines that follow. */
  write(line: string): void {
    if (this.#stream === null) {
      const isTime = this.#options.now().getTime() - this.#triedAt >= RETRY_MS;
      if (isTime && this.#opening === null) {
        this.#opening = this.open().finally(() => {
          this.#opening = null;
        });
      }
      return;
    }
    try {
      this.#stream.write(line);
    } catch (error) {
      this.#stream = null;
      this.#lose(error);
    }
  }

  async close(): Promise<void> {
    await this.#opening;
    const stream = this.#stream;
    this.#stream = null;
    if (stream === null || stream.destroyed) return;
    // A disk that is full keeps it from its end, and that must not keep the robot from its own.
    const closed = new Promise<void>((done) => {
      stream.once('close', done);
      stream.once('error', () => done());
    });
    stream.end();
    await closed;
  }

  #lose(error: unknown): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#options.onLost(errorCode(error) ?? String(error));
  }

  /** One that another program holds open on Windows goes the next time. */
  async #removeOld(): Promise<void> {
    const { folder, kept } = this.#options;
    const names = await readdir(folder).catch(() => []);
    const files = names.flatMap((name) => {
      const [, day = '', number] = NAME.exec(name) ?? [];
      return number === undefined ? [] : [{ name, day, number: Number(number) }];
    });
    files.sort((a, b) => (a.day === b.day ? b.number - a.number : a.day < b.day ? 1 : -1));
    await Promise.allSettled(files.slice(kept).map(({ name }) => unlink(join(folder, name))));
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
