/**
 * What a file that should be a native export opens with. Owns how an exchange file is told from one that is empty or was
 * saved in another form; reads nothing behind its head.
 */
import type { BatchFile } from '../ami/batch-file.ts';
import { startsAsPayload } from '../ami/payload-head.ts';
import { HEAD_BYTES } from '../format/file-head.ts';
import { FILE_HEADER } from '../isacompta/layouts.ts';

/** `unicode`: an editor saved it in UTF-16, or with a byte-order mark. */
export type NativeForm = 'exchange-file' | 'empty' | 'unicode' | 'payload' | 'other';

/** How a native exchange file may be called. */
export const NATIVE_NAME = /\.(?:ecr|isa|txt)$/i;
/** A name that only an exchange file has. */
const OWN_NAME = /\.(?:ecr|isa)$/i;

export interface Native {
  readonly file: BatchFile;
  readonly form: NativeForm;
}

export async function nativeForm(file: BatchFile): Promise<NativeForm> {
  const head = await headOf(file);
  if (head.startsWith(FILE_HEADER.key)) return 'exchange-file';
  if (head.trim() === '') return 'empty';
  if (startsAsPayload(head)) return 'payload';
  const bare = head.replace(/^(?:\xff\xfe|\xfe\xff|\xef\xbb\xbf)/, '').replaceAll('\0', '');
  return bare !== head && bare.startsWith(FILE_HEADER.key.trim()) ? 'unicode' : 'other';
}

/** The native exports at the top of a folder: what is one, or was meant to be. */
export async function nativeFiles(files: readonly BatchFile[]): Promise<Native[]> {
  const natives: Native[] = [];
  for (const file of files) {
    if (!NATIVE_NAME.test(file.path) || file.path.includes('/')) continue;
    const form = await nativeForm(file);
    const isMeant = form === 'exchange-file' || form === 'unicode';
    if (isMeant || OWN_NAME.test(file.path)) natives.push({ file, form });
  }
  return natives;
}

/** The first bytes of a file that may stand in a zip, each as one character. */
async function headOf(file: BatchFile): Promise<string> {
  let head = '';
  for await (const chunk of (await file.open()) as AsyncIterable<Buffer>) {
    head += chunk.toString('latin1', 0, HEAD_BYTES);
    if (head.length >= HEAD_BYTES) break;
  }
  return head.slice(0, HEAD_BYTES);
}
