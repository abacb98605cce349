/**
 * Reads a file that must stay what it was when it was looked at. An archive of a file that grew or shrank meanwhile
 * would hold something that never was.
 */
import { fileRange, openPlainly } from '../format/file-range.ts';
import { visibleName } from '../format/inner-path.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { FoundFile } from './drop-walk.ts';

/** What the system says where there is no such file any more, or something else in its place. */
const GONE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO']);

/** Throws a DropFault (`file-changed`) where it is no longer what was seen, or what the machine says. */
export async function* readUnchanged({ member, path, seen }: FoundFile): AsyncGenerator<Buffer> {
  const handle = await openPlainly(path).catch((error: NodeJS.ErrnoException) => {
    throw GONE.has(error.code ?? '') ? changed(member, error) : error;
  });
  try {
    if (!(await handle.stat()).isFile()) throw changed(member);
    let size = 0;
    // One byte beyond the size is asked for, to notice that the file grew.
    for await (const bytes of fileRange(handle, 0, seen.size + 1)) {
      size += bytes.length;
      if (size > seen.size) throw changed(member);
      yield bytes;
    }
    if (size < seen.size || (await handle.stat()).mtimeMs !== seen.mtimeMs) throw changed(member);
  } finally {
    await handle.close();
  }
}

function changed(member: string, cause?: unknown): DropFault<'BATCH_UNREADABLE'> {
  return new DropFault('BATCH_UNREADABLE', { file: visibleName(member) }, { reason: 'file-changed' }, cause);
}
