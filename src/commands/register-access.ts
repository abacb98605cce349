/** How a command comes by the register, and what it says where that can't be read. */
import { existsSync } from 'node:fs';
import { type Folders, foldersOf } from '../configuration/folders.ts';
import { RegisterFault } from '../register/fault.ts';
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import type { ExitCode, Run } from './run.ts';
import { styled } from './streams.ts';

/** What a command reads. */
export interface RegisterAccess {
  /** Null where nothing was received yet. */
  readonly register: Register | null;
  readonly folders: Folders;
}

export interface AccessOptions {
  /** Nothing is to be noted in the register. */
  readonly readonly?: boolean;
}

/** Runs what reads the register, and closes that at the end. Makes none where there is none. */
export async function withRegister(
  run: Run,
  { readonly = false }: AccessOptions,
  action: (access: RegisterAccess) => Promise<ExitCode>,
): Promise<ExitCode> {
  const folders = foldersOf(run.configuration);
  try {
    if (!existsSync(folders.register)) return await action({ register: null, folders });
    const register = await openRegister(folders.register, { readonly });
    try {
      return await action({ register, folders });
    } finally {
      await register.close();
    }
  } catch (error) {
    if (!(error instanceof RegisterFault)) throw error;
    return tellRegisterFault(run, error);
  }
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
