/**
 * One file that is being written under a temporary name. Owns its descriptor and its bytes on the disk; knows nothing
 * of the name that it will have.
 */
import { Writable } from 'node:stream';
import type { FileSystem } from './file-system.ts';

/** How many blocks the system may be writing while the program goes on. */
const MOST_BLOCKS_UNDERWAY = 6;
/** How much is written before the system is asked to bring it to the disk. */
const GROWTH_BYTES = 16 * 1_048_576;

export class StagedFile {
  readonly temporaryPath: string;
  readonly #fileSystem: FileSystem;
  #descriptor: number | null;
  #bytes = 0;
  /** How many bytes there were when the system was asked last to bring them to the disk. */
  #flushedBytes = 0;
  readonly #underway = new Set<Promise<void>>();
  /** What the disk said to a block that was written beside the program. */
  #fault: { readonly error: unknown } | null = null;
  readonly #spare: Uint8Array<ArrayBuffer>[] = [];

  /** Makes the file; throws where there is one of this name. */
  constructor(temporaryPath: string, fileSystem: FileSystem) {
    this.temporaryPath = temporaryPath;
    this.#fileSystem = fileSystem;
    this.#descriptor = fileSystem.open(temporaryPath, 'wx+');
  }

  /** How many bytes were written. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether the system is still writing: what was written behind, or everything to the disk. */
  get isUnderway(): boolean {
    return this.#underway.size > 0;
  }

  /** Writes all of the bytes at the end of the file; throws what the disk says (ENOSPC, EIO). */
  write(bytes: Uint8Array): void {
    this.writeAt(bytes, this.#bytes);
  }

  /** Writes all of the bytes from a position on, over what stands there. */
  writeAt(bytes: Uint8Array, position: number): void {
    const descriptor = this.#open();
    for (let offset = 0; offset < bytes.length; ) {
      offset += this.#fileSystem.write(descriptor, bytes, offset, bytes.length - offset, position + offset);
    }
    this.#bytes = Math.max(this.#bytes, position + bytes.length);
  }

  /**
   * Has the first bytes of a block written at the end of the file while the program goes on, and gives a block of the
   * same size to fill meanwhile. What the disk says to it is thrown later, by `settle` at the latest.
   */
  writeBehind(block: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
    this.#throwFault();
    if (this.#underway.size === MOST_BLOCKS_UNDERWAY) {
      this.write(block.subarray(0, length));
      return block;
    }
    const writing = this.#writeBeside(block, length, this.#bytes).finally(() =>
      this.#underway.delete(writing),
    );
    this.#underway.add(writing);
    this.#bytes += length;
    const spare = this.#spare.pop();
    return spare?.length === block.length ? spare : new Uint8Array(block.length);
  }

  /** Waits for the system to have taken everything that was written behind; throws what the disk said. */
  async settle(): Promise<void> {
    await Promise.all(this.#underway);
    this.#spare.length = 0;
    this.#throwFault();
  }

  async #writeBeside(block: Uint8Array<ArrayBuffer>, length: number, position: number): Promise<void> {
    const descriptor = this.#open();
    try {
      for (let offset = 0; offset < length; ) {
        const left = length - offset;
        offset += await this.#fileSystem.writeBeside(descriptor, block, offset, left, position + offset);
      }
      this.#spare.push(block);
    } catch (error) {
      this.#fault ??= { error };
    }
  }

  #throwFault(): void {
    if (this.#fault !== null) throw this.#fault.error;
  }

  /** Reads what was written, from a position on, into block[offset, ...); gives the number of bytes, 0 at the end. */
  readAt(block: Uint8Array, offset: number, position: number): number {
    return this.#fileSystem.read(this.#open(), block, offset, block.length - offset, position);
  }

  /** A stream into the file, for those who write through one. Its end does not close the file. */
  asStream(): Writable {
    return new Writable({
      decodeStrings: true,
      write: (chunk: Uint8Array, _encoding, done) => {
        try {
          this.write(chunk);
          done();
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
        }
      },
    });
  }

  /**
   * Has the system begin to write to the disk what was written so far, while the program goes on. It only saves time:
   * `seal` is what makes sure, and what tells an error.
   */
  flushAhead(): Promise<void> {
    return this.#fileSystem.flushAhead(this.#open());
  }

  /** The same, where the file has grown enough since the last time. */
  flushGrowth(): void {
    if (this.#bytes - this.#flushedBytes < GROWTH_BYTES) return;
    this.#flushedBytes = this.#bytes;
    void this.flushAhead();
  }

  /** Has every byte written to the disk and closes the file: a name must not appear before its content does. */
  async seal(): Promise<void> {
    if (this.#descriptor === null) return;
    this.#throwFault();
    const flushing = this.#fileSystem.sync(this.#descriptor).finally(() => this.#underway.delete(flushing));
    this.#underway.add(flushing);
    await flushing;
    this.close();
  }

  /**
   * Closes the file; Windows renames and removes none that is open. Never while the system still writes to it: the
   * descriptor could be another file's by then.
   */
  close(): void {
    if (this.#underway.size > 0) throw new Error(`Still being written: ${this.temporaryPath}`);
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    if (descriptor !== null) this.#fileSystem.close(descriptor);
  }

  #open(): number {
    if (this.#descriptor === null) throw new Error(`Write to a closed file: ${this.temporaryPath}`);
    return this.#descriptor;
  }
}
