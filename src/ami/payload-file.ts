/** Reads a payload that was published before, and makes sure that one of ours is what its schema promises. */
import { readFile, stat } from 'node:fs/promises';
import { type Payload, settingsHash, settingsOf } from './payload.ts';

/** The settings of the largest company files take a few tens of mebibytes. */
const LARGEST_BYTES = 256 * 1_024 * 1_024;

/** Why a file is not the payload that a modification can start from. */
export type PayloadFault =
  /** Not a file, too large, or not JSON. */
  | { readonly kind: 'unreadable' }
  /** JSON, but no payload. */
  | { readonly kind: 'foreign' }
  /** Its hash is not that of its content: it was changed by hand, or damaged. */
  | { readonly kind: 'altered' }
  | { readonly kind: 'other-company-file'; readonly found: string; readonly expected: string };

/** Thrown where the payload to start from is none; the drop itself may be sound. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
  readonly fault: PayloadFault;

  constructor(fault: PayloadFault, cause?: unknown) {
    super(`Not a payload to start from: ${JSON.stringify(fault)}`, cause === undefined ? {} : { cause });
    this.fault = fault;
  }
}

/** Reads a payload that was published before. Throws a `PayloadError` where it is none that can be trusted. */
export async function readPayload(path: string): Promise<Payload> {
  const stats = await stat(path);
  if (!stats.isFile() || stats.size > LARGEST_BYTES) throw new PayloadError({ kind: 'unreadable' });
  const value = parsed(await readFile(path, 'utf8'));
  const { isPayload } = await import('./payload-validation.ts');
  if (!isPayload(value)) throw new PayloadError({ kind: 'foreign' });
  if (settingsHash(settingsOf(value)) !== value.settingsHash) throw new PayloadError({ kind: 'altered' });
  return value;
}

/** Throws where a payload of ours is not what its schema promises: it must not leave. */
export async function assertPayload(payload: Payload): Promise<void> {
  const { payloadProblems } = await import('./payload-validation.ts');
  const problems = payloadProblems(payload);
  if (problems !== '') throw new Error(`The payload does not fit its schema: ${problems}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new PayloadError({ kind: 'unreadable' }, error);
  }
}
