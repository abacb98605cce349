/** What the first bytes of a file show of it. Knows no accounting. */
import type { FileHandle } from 'node:fs/promises';
import { fileRange } from './file-range.ts';

/** As many bytes as are looked at. */
export const HEAD_BYTES = 64;

/** The first bytes of an opened file, each as one character; closes it. */
export async function headOf(handle: FileHandle): Promise<string> {
  try {
    const { value: head } = await fileRange(handle, 0, HEAD_BYTES).next();
    return head?.toString('latin1') ?? '';
  } finally {
    await handle.close();
  }
}

/** A local file header, or the end record of an empty archive. */
export function startsAsZip(head: string): boolean {
  return head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006');
}
