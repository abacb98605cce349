/** What went wrong, in a sentence for whoever looks at the page. What it was exactly goes into the log. */
import { ArchiveError } from '../archive/fault.ts';
import { errorCode } from '../storage/file-system.ts';
import type { Desk } from './desk.ts';
import type { Visit } from './visit.ts';
import type { PageWording } from './wording.ts';

/** What a request was refused for before any view or act looked at it. */
export function statusSentence(status: number, { faults }: PageWording): string {
  if (status === 403) return faults.forbidden;
  if (status === 404 || status === 405) return faults.notFound;
  if (status === 408) return faults.slow;
  return [413, 414, 431].includes(status) ? faults.tooLong : faults.malformed;
}

export function faultSentence(
  error: unknown,
  { words: { faults, lot, colon }, language }: Pick<Visit, 'words' | 'language'>,
  shared: Desk['shared'],
): string {
  if (error instanceof ArchiveError) {
    const told = error.faults.map((fault) => shared[language].archiveFault(fault));
    return `${lot.archiveFault} (${error.archive})${colon}${told.join(' ')}`;
  }
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return faults.diskFull;
  if (isRegisterBusy(error)) return faults.registerBusy;
  if (code === 'ENAMETOOLONG') return faults.nameTooLong;
  return code === null || !/^E[A-Z0-9]+$/.test(code) ? faults.bug : faults.machine(code);
}

/** Whether another program held the register longer than the page waits. */
export function isRegisterBusy(error: unknown): boolean {
  return (
    errorCode(error) === 'EBUSY' && error instanceof Error && 'syscall' in error && error.syscall === 'sqlite'
  );
}
