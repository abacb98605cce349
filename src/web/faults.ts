/** What went wrong, in a sentence for whoever looks at the page. What it was exactly goes into the log. */
import { ArchiveError } from '../archive/fault.ts';
import { errorCode } from '../storage/file-system.ts';
import type { PageWording } from './wording.ts';

export function faultSentence(error: unknown, { faults, lot }: PageWording): string {
  if (error instanceof ArchiveError) return `${lot.archiveFault} (${error.archive}).`;
  const code = errorCode(error);
  return code === null || !/^E[A-Z0-9]+$/.test(code) ? faults.bug : faults.machine(code);
}
