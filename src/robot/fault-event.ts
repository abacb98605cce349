/** An error as an event: a fault of the machine has a code of the system; everything else is a defect of the program. */
import { ArchiveError } from '../archive/fault.ts';
import { RegisterFault } from '../register/fault.ts';
import { errorCode } from '../storage/file-system.ts';
import { FolderMissing } from '../storage/folder-missing.ts';
import type { AfterFault, RobotEvent } from './events.ts';

export function faultEvent(error: unknown, next: AfterFault): RobotEvent {
  if (error instanceof RegisterFault)
    return { kind: 'register-unusable', fault: error.kind, path: error.path, next: withoutRegister(next) };
  if (error instanceof ArchiveError)
    return { kind: 'archive-unusable', archive: error.archive, faults: error.faults, next };
  if (error instanceof FolderMissing)
    return { kind: 'folder-missing', path: error.path, dossier: error.dossier, next };
  const code = errorCode(error);
  if (code !== null) return { kind: 'fault-of-machine', code, path: pathOf(error), next };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'fault-of-program', stack, next };
}

/**
 * What keeps the system from announcing changes. Its codes mean something else than elsewhere: ENOSPC, that it watches as
 * many folders as it may.
 */
export function notAnnouncedEvent(error: unknown): RobotEvent {
  const code = errorCode(error);
  if (code === null) return faultEvent(error, 'goes-on');
  return { kind: 'not-announced', code, path: pathOf(error) };
}

/** Empty where the system names none. */
function pathOf(error: unknown): string {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : '';
}

/** Nothing can be done without the register, but to show why. */
function withoutRegister(next: AfterFault): AfterFault {
  return next === 'page-goes-on' ? next : 'stops';
}
