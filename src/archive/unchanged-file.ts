/**
 * Reads a file for its archive. It must stay what it was when it was looked at: an archive of a file that grew or shrank
 * meanwhile would hold something that never was.
 */
import { visibleName } from '../format/inner-path.ts';
import { readSeen } from '../format/seen-file.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { FoundFile } from './drop-walk.ts';

/** What the system says where there is no such file any more, or something else in its place. */
const GONE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO']);

/** Throws a DropFault (`file-changed`) where it is no longer what was seen, or what the machine says. */
export function readUnchanged({ member, path, seen }: FoundFile): AsyncGenerator<Buffer> {
  return readSeen(path, seen, (error) =>
    error === undefined || GONE.has(error.code ?? '') ? changed(member, error) : error,
  );
}

function changed(member: string, cause: unknown): DropFault<'BATCH_UNREADABLE'> {
  const details = { reason: 'file-changed' } as const;
  return new DropFault('BATCH_UNREADABLE', { file: visibleName(member) }, details, cause);
}
