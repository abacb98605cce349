/** How a command comes by the register, and what it says where that can't be read. */
import { type Folders, foldersOf } from '../configuration/folders.ts';
import { RegisterFault } from '../register/fault.ts';
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import { isRegisterThere, refuseOutdatedRegister, requireNotLost } from '../robot/register-guard.ts';
import { errorCode } from '../storage/file-system.ts';
import { FolderMissing } from '../storage/folder-missing.ts';
import type { ExitCode, Run } from './run.ts';
import { styled } from './streams.ts';
import { requireRoot } from './watched-root.ts';

/** What a command reads. */
export interface RegisterAccess {
  /** Null where nothing was received yet. */
  readonly register: Register | null;
  readonly folders: Folders;
}

export interface AccessOptions {
  /** Nothing is to be noted in the register. */
  readonly readonly?: boolean;
  /** The command has something to say of archives that no register knows. */
  readonly worksWithout?: boolean;
  /** What comes of a register that is older than the archives; nobody looks where nothing is said. */
  readonly whereOutdated?: 'refuse' | 'warn';
}

/** Runs what reads the register, and closes that at the end. Makes none where there is none. */
export async function withRegister(
  run: Run,
  { readonly = false, worksWithout = false, whereOutdated }: AccessOptions,
  action: (access: RegisterAccess) => Promise<ExitCode>,
): Promise<ExitCode> {
  requireRoot(run);
  const folders = foldersOf(run.configuration);
  try {
    // Without one there may be batches that nobody could list.
    const isThere = worksWithout ? isRegisterThere(folders) : await requireNotLost(folders);
    if (!isThere) return await action({ register: null, folders });
    const register = await openRegister(folders.register, { readonly });
    try {
      if (whereOutdated === 'refuse') await refuseOutdatedRegister(folders, register);
      if (whereOutdated === 'warn') await warnOfOutdated(run, folders, register);
      return await action({ register, folders });
    } finally {
      await register.close();
    }
  } catch (error) {
    if (error instanceof RegisterFault) return tellRegisterFault(run, error);
    if (error instanceof FolderMissing) return tellMissingFolder(run, error);
    throw error;
  }
}

/** What is shown then is what was known on an earlier day. Archives that can't be listed keep nothing from being shown. */
async function warnOfOutdated(
  { streams, wording }: Run,
  folders: Folders,
  register: Register,
): Promise<void> {
  try {
    await refuseOutdatedRegister(folders, register);
  } catch (error) {
    if (error instanceof RegisterFault) {
      const { fault, incomplete } = wording.register;
      const message = `${fault(error.kind, error.path)}. ${incomplete}`;
      streams.errors.write(`${styled(streams.errors, 'yellow', message)}\n`);
      return;
    }
    if (errorCode(error) === null) throw error;
  }
}

/** One of the watched folders is not there: which batches were integrated can't be told. */
function tellMissingFolder({ streams, wording, json }: Run, { path, dossier }: FolderMissing): ExitCode {
  const message = wording.register.folderMissing(path, dossier);
  streams.errors.write(`${styled(streams.errors, 'red', message)}\n`);
  if (json) streams.output.write(`${JSON.stringify({ error: { code: 'ENOENT', message } }, null, 2)}\n`);
  return 3;
}

/** A register that can't be used, as a person should read it. */
export function tellRegisterFault({ streams, wording, json }: Run, { kind, path }: RegisterFault): ExitCode {
  const message = wording.register.fault(kind, path);
  streams.errors.write(`${styled(streams.errors, 'red', message)}\n`);
  const code = FAULT_CODES[kind];
  if (json) streams.output.write(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);
  return 3;
}

const FAULT_CODES: Readonly<Record<RegisterFault['kind'], string>> = {
  damaged: 'REGISTER_DAMAGED',
  foreign: 'REGISTER_FOREIGN',
  newer: 'REGISTER_NEWER',
  lost: 'REGISTER_LOST',
  empty: 'REGISTER_LOST',
  outdated: 'REGISTER_OUTDATED',
  replaced: 'REGISTER_REPLACED',
};
