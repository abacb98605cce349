/**
 * `register rebuild`: the register made again from the archives, with what the old one alone knew. A register that can be
 * read stays where it is, unless that is asked for; and the old one is always kept aside.
 */
import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import { type Restoration, restoration } from '../archive/rebuild.ts';
import { type Folders, foldersOf } from '../configuration/folders.ts';
import { RegisterFault } from '../register/fault.ts';
import { unknownImports } from '../register/integration.ts';
import { openRegister } from '../register/open-register.ts';
import { type RebuiltRegister, rebuiltRegister } from '../robot/rebuilt-register.ts';
import { refuseOutdatedRegister, requireNotLost } from '../robot/register-guard.ts';
import { unsettledDrops } from '../robot/unsettled.ts';
import { progressOf } from './progress.ts';
import { tellRegisterFault } from './register-access.ts';
import type { ExitCode, Run } from './run.ts';
import { styled } from './streams.ts';

export interface RegisterRebuildOptions {
  readonly force?: true;
}

export async function registerRebuild(run: Run, { force }: RegisterRebuildOptions): Promise<ExitCode> {
  const folders = foldersOf(run.configuration);
  const { register, archives } = folders;
  const unsettled = await unsettledDrops(folders);
  if (unsettled.isAtWork) return refuse(run, run.wording.archive.robotAtWork);
  const state = await stateOf(folders);
  // The database of another program is never replaced: somebody wrote the wrong path.
  if (state instanceof RegisterFault && (state.kind === 'foreign' || (state.kind === 'newer' && !force))) {
    return tellRegisterFault(run, state);
  }
  if (state === 'readable' && force !== true) {
    return refuse(run, run.wording.archive.registerExists(register));
  }
  const restored = await verified(run, archives);
  tellUnusable(run, restored);
  if (restored.count === 0) return refuse(run, run.wording.archive.nothingToRebuild(archives), restored);
  const sources = { restored, hasOld: mayBeRead(state), unsettled };
  const rebuilt = await rebuiltRegister(sources, register, asideName(register, new Date()));
  report(run, restored, { ...rebuilt, register, unknown: await unknownFiles(folders) });
  return restored.unusable.length === 0 && rebuilt.old !== 'in-part' ? 0 : 1;
}

type State = 'missing' | 'readable' | RegisterFault;

/** What can be read of the register without going through all of it. */
async function stateOf(folders: Folders): Promise<State> {
  const { register: path } = folders;
  if (!existsSync(path)) return 'missing';
  try {
    // What does not know what was delivered is in nobody's way.
    await requireNotLost(folders);
    const register = await openRegister(path, { readonly: true });
    try {
      await register.archives();
      await refuseOutdatedRegister(folders, register);
    } finally {
      await register.close();
    }
    return 'readable';
  } catch (error) {
    if (error instanceof RegisterFault) return error;
    throw error;
  }
}

/** Of a damaged one some pages may be sound. */
function mayBeRead(state: State): boolean {
  if (state instanceof RegisterFault) return state.kind === 'outdated' || state.kind === 'damaged';
  return state === 'readable';
}

async function verified(run: Run, archives: string): Promise<Restoration> {
  const progress = progressOf(run);
  try {
    return await restoration(archives, progress.onProgress);
  } finally {
    progress.clear();
  }
}

/** Files that wait for ISACOMPTA, and of which the new register knows nothing. */
async function unknownFiles({ register: path, root }: Folders): Promise<readonly string[]> {
  const register = await openRegister(path, { readonly: true });
  try {
    return await unknownImports(register, root);
  } finally {
    await register.close();
  }
}

/** `registre-2026-11-24-101500.db`, beside the register. */
function asideName(register: string, now: Date): string {
  const { dir, name, ext } = parse(register);
  const moment = now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  return join(dir, `${name}-${moment}${ext}`);
}

function tellUnusable({ streams, wording }: Run, { unusable }: Restoration): void {
  for (const { archive, faults } of unusable) {
    for (const fault of faults) {
      const message = wording.archive.fault(fault);
      streams.errors.write(`${styled(streams.errors, 'red', archive)}${wording.colon}${message}\n`);
    }
  }
}

function refuse(run: Run, message: string, restored: Restoration | null = null): ExitCode {
  const { streams, json } = run;
  streams.errors.write(`${styled(streams.errors, 'red', message)}\n`);
  if (json) {
    const told = { rebuilt: 0, register: null, aside: null, faults: faultsOf(run, restored), message };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
  }
  return 1;
}

interface Rebuilt extends RebuiltRegister {
  readonly register: string;
  /** Paths from the root. */
  readonly unknown: readonly string[];
}

function report(run: Run, restored: Restoration, rebuilt: Rebuilt): void {
  const { streams, json } = run;
  const { count } = restored;
  const { register, aside, kept, old, unknown } = rebuilt;
  const words = run.wording.archive;
  for (const place of unknown)
    streams.errors.write(`${styled(streams.errors, 'yellow', words.unknownImport(place))}\n`);
  // What no archive tells is gone with the register, and nobody can say how much that is.
  if (old !== 'whole') streams.errors.write(`${styled(streams.errors, 'yellow', words.oldUnread(old))}\n`);
  if (json) {
    const faults = faultsOf(run, restored);
    const told = { rebuilt: count, register, aside, kept, old, unknown, faults, message: null };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  streams.output.write(`${words.rebuilt(count, restored.unusable.length, register)}\n`);
  for (const reason of ['purged', 'unusable', 'missing'] as const) {
    if (kept[reason] > 0) streams.output.write(`${words.keptFromOld[reason](kept[reason])}\n`);
  }
  if (aside !== null) streams.output.write(`${words.setAside(aside)}\n`);
}

function faultsOf({ wording }: Run, restored: Restoration | null): object[] {
  const unusable = restored?.unusable ?? [];
  return unusable.flatMap(({ archive, faults }) =>
    faults.map((fault) => ({ archive, message: wording.archive.fault(fault) })),
  );
}
