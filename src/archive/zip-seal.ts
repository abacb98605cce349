/**
 * The seal of an archive: the zip's comment, which is its last 64 bytes, is the SHA-256 of every byte before it. So a
 * change is found wherever it hits, also where it touches no member (a header, a date, bytes in between), by this
 * program or by hand: `head -c -64 x.zip | sha256sum`.
 *
 * The seal finds accidents. Whoever changes a member and seals again is found by the manifest's hash in the register.
 */
import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { fileRange } from '../format/file-range.ts';
import type { StagedFile } from '../storage/staged-file.ts';

/** A SHA-256 in hexadecimal digits. */
const SEAL_BYTES = 64;

/** The headers of small files come in pieces of a few bytes, and a write for each would cost more than all else. */
const WRITTEN_AT_ONCE = 256 * 1024;

/** Keeps the place of the seal until it is known. */
export const UNSEALED = '0'.repeat(SEAL_BYTES);

/** Takes a zip whose comment is `UNSEALED`, and writes it into a staged file. */
export class SealingSink extends Writable {
  readonly #file: StagedFile;
  readonly #hash: Hash = createHash('sha256');
  /** What is not written yet; its end may be the comment. */
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(file: StagedFile) {
    super();
    this.#file = file;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes < WRITTEN_AT_ONCE) {
      done();
      return;
    }
    try {
      this.#held = [this.#writeHeld()];
      this.#heldBytes = SEAL_BYTES;
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Writes the rest, with the seal in its place; the zip is complete. Throws what the machine says. */
  seal(): void {
    const comment = this.#writeHeld();
    if (comment.toString('latin1') !== UNSEALED) throw new Error('The zip does not end with its comment');
    this.#file.write(Buffer.from(this.#hash.digest('hex'), 'latin1'));
  }

  /** Writes and hashes all but what may be the comment, which it gives back. */
  #writeHeld(): Buffer {
    const bytes = Buffer.concat(this.#held);
    const end = Math.max(0, bytes.length - SEAL_BYTES);
    const body = bytes.subarray(0, end);
    this.#file.write(body);
    this.#hash.update(body);
    return bytes.subarray(end);
  }
}

/** Whether every byte of the archive is as it was sealed. Throws what the machine says. */
export async function isSealed(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const hash = createHash('sha256');
    for await (const bytes of fileRange(handle, 0, size - SEAL_BYTES)) hash.update(bytes);
    const seal = Buffer.alloc(SEAL_BYTES);
    await handle.read(seal, 0, SEAL_BYTES, Math.max(0, size - SEAL_BYTES));
    return seal.toString('latin1') === hash.digest('hex');
  } finally {
    await handle.close();
  }
}
