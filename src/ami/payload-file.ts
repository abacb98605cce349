/**
 * Reads a payload that was published before. Owns whether it can be trusted: its form, its hash, and that it says
 * what its schema promises.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { type ByteSource, fill, HeldBytes } from './byte-source.ts';
import { canonicalDocument } from './canonical-json.ts';
import { LIST_NAMES, type PreviousPayload } from './payload.ts';
import { PayloadError } from './payload-error.ts';
import { payloadParts } from './payload-layout.ts';
import type { PublishedHead } from './published-settings.ts';
import { type PublishedState, settingsHash } from './published-state.ts';

export { PayloadError, type PayloadFault } from './payload-error.ts';

/** The settings of the largest company files take a few tens of mebibytes. */
const LARGEST_BYTES = 256 * 1_024 * 1_024;

/** What `isPayload` has seen. */
interface Frame extends PublishedHead {
  readonly sequence: number;
  readonly settingsHash: string;
}

type IsPayload = (value: unknown) => boolean;

/** A payload whose lists are read from its file as they are wanted. */
export interface OpenPayload extends PreviousPayload {
  /** Throws a `PayloadError` where the file is no longer what it was when it was opened. */
  assertUnchanged(): void;
  close(): void;
}

/**
 * Throws a `PayloadError` where it is none that can be trusted. One thing is left to whoever compares it: the items of
 * its lists, where its bytes are those that we would have written (see `lineDifferences`).
 */
export async function openPayload(path: string): Promise<OpenPayload> {
  const { isPayload } = await import('./payload-validation.ts');
  const file = new PayloadFile(path);
  try {
    const previous = inOurForm(file, file.size, isPayload) ?? writtenAnew(file, isPayload);
    return { ...previous, assertUnchanged: () => file.assertUnchanged(), close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The file as it is read: never held as a whole, since only a part of it may be looked at. */
class PayloadFile implements ByteSource {
  readonly #descriptor: number;
  readonly #seen: Stats;

  constructor(path: string) {
    // A pipe is not waited for, where the system can promise it.
    this.#descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    this.#seen = fstatSync(this.#descriptor);
  }

  get size(): number {
    const { size } = this.#seen;
    if (!this.#seen.isFile() || size > LARGEST_BYTES) throw new PayloadError({ kind: 'unreadable' });
    return size;
  }

  read(block: Buffer, offset: number, length: number, position: number): void {
    try {
      fill(
        (wanted, at, from) => readSync(this.#descriptor, wanted, at, wanted.length - at, from),
        block,
        offset,
        length,
        position,
      );
    } catch (error) {
      if (error instanceof RangeError) throw new PayloadError({ kind: 'altered' }, error);
      throw error;
    }
  }

  assertUnchanged(): void {
    const { size, mtimeMs } = fstatSync(this.#descriptor);
    if (size !== this.#seen.size || mtimeMs !== this.#seen.mtimeMs)
      throw new PayloadError({ kind: 'altered' });
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/**
 * Somebody touched it, if only its white space: what counts is what it says, so it is read as JSON and written as we
 * write it.
 */
function writtenAnew(file: PayloadFile, isPayload: IsPayload): PreviousPayload {
  const bytes = Buffer.allocUnsafe(file.size);
  file.read(bytes, 0, bytes.length, 0);
  const value = parsed(bytes.toString('utf8'));
  if (!isPayload(value)) throw new PayloadError({ kind: 'foreign' });
  const document = Buffer.from(canonicalDocument(value), 'utf8');
  const previous = inOurForm(new HeldBytes(document), document.length, isPayload);
  if (previous === null) throw new PayloadError({ kind: 'altered' });
  return previous;
}

/**
 * A payload as we write it, byte for byte, and with the right hash; null for every other file. Only what stands
 * around the items of the long lists is read as JSON.
 */
function inOurForm(source: ByteSource, size: number, isPayload: IsPayload): PreviousPayload | null {
  const { lists, around } = payloadParts(source, size);
  const frame = parsedOrNull(around);
  if (!isFrame(frame, isPayload) || canonicalDocument(frame) !== around) return null;
  const { dossier, company, fiscalYears, vatLiability, sequence } = frame;
  const head = { dossier, company, fiscalYears, vatLiability };
  if (settingsHash(head, lists) !== frame.settingsHash) return null;
  const state: PublishedState = { head, lists, hash: frame.settingsHash };
  return { sequence, state };
}

/** Whether it is a payload without items, which is what is left of one of ours. */
function isFrame(value: unknown, isPayload: IsPayload): value is Frame {
  return isPayload(value) && LIST_NAMES.every((name) => isEmptyList(value, name));
}

function isEmptyList(value: unknown, name: string): boolean {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return Array.isArray(list) && list.length === 0;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new PayloadError({ kind: 'unreadable' }, error);
  }
}
