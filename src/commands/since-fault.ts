/** What was given to `--since` instead of a payload, as far as its first bytes and its name show it. */
import { open } from 'node:fs/promises';
import type { PayloadFault } from '../ami/payload-file.ts';
import { headOf, startsAsZip } from '../format/file-head.ts';
import { FILE_HEADER } from '../isacompta/layouts.ts';

/** `not-json`: a file of another kind that this program knows. */
export type SinceFault =
  | PayloadFault
  | { readonly kind: 'not-json'; readonly form: 'exchange-file' | 'archive' | 'table' };

/** The same fault, or a plainer one where the file is none that could have been meant as a payload. */
export async function sinceFault(path: string, fault: PayloadFault): Promise<SinceFault> {
  if (fault.kind !== 'unreadable' && fault.kind !== 'encoding') return fault;
  const head = await headOf(await open(path));
  if (head.startsWith(FILE_HEADER.key)) return { kind: 'not-json', form: 'exchange-file' };
  if (startsAsZip(head)) return { kind: 'not-json', form: 'archive' };
  return /\.csv$/i.test(path) ? { kind: 'not-json', form: 'table' } : fault;
}
