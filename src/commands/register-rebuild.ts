/**
 * `register rebuild`: the register made again from the archives. A register that can be read stays where it is, unless
 * that is asked for; and the old one is always kept aside.
 */
import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import { idOfArchive } from '../archive/archive-files.ts';
import { type Restoration, restoration } from '../archive/rebuild.ts';
import { repeatedDelivery } from '../archive/repeated-delivery.ts';
import { type Folders, foldersOf } from '../configuration/folders.ts';
import type { KeptDrop } from '../model/drop-record.ts';
import { RegisterFault } from '../register/fault.ts';
import { openRegister } from '../register/open-register.ts';
import { keptDrops, RegisterRebuilding } from '../register/rebuilding.ts';
import { refuseOutdatedRegister, requireNotLost } from '../robot/register-guard.ts';
import { type Unsettled, unsettledDrops } from '../robot/unsettled.ts';
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
  const isReadable = state === 'readable' || (state instanceof RegisterFault && state.kind === 'outdated');
  const unusable = restored.unusable.map(({ archive }) => idOfArchive(archive));
  const kept = isReadable ? await keptDrops(register, unusable) : [];
  const aside = asideName(register, new Date());
  const [old] = await rebuild({ restored, kept, unsettled }, register, aside);
  report(run, restored, { register, aside: old ?? null, kept: kept.length });
  return restored.unusable.length === 0 ? 0 : 1;
}

/** What can be read of the register without going through all of it. */
async function stateOf(folders: Folders): Promise<'missing' | 'readable' | RegisterFault> {
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

async function verified(run: Run, archives: string): Promise<Restoration> {
  const progress = progressOf(run);
  try {
    return await restoration(archives, progress.onProgress);
  } finally {
    progress.clear();
  }
}

interface Sources {
  readonly restored: Restoration;
  /** What the old register has of the archives that can't be used. */
  readonly kept: readonly KeptDrop[];
  readonly unsettled: Unsettled;
}

/** Gives the paths of what was kept of the old one. */
async function rebuild(sources: Sources, register: string, aside: string): Promise<readonly string[]> {
  const rebuilding = await RegisterRebuilding.begin(register);
  try {
    for await (const { record, entries, payload } of settledDrops(sources)) {
      const repeated = repeatedDelivery(record);
      if (repeated !== null && !(await rebuilding.hasDelivery(repeated.dossier ?? '', repeated.contentHash)))
        await rebuilding.restore(repeated, [], null);
      await rebuilding.restore(record, entries, payload);
    }
    return await rebuilding.complete(aside);
  } catch (error) {
    await rebuilding.discard();
    throw error;
  }
}

/** In the order in which they were received: what a duplicate repeats comes before it. */
async function* settledDrops({ restored, kept, unsettled }: Sources): AsyncGenerator<KeptDrop> {
  const waiting = [...kept];
  for await (const drop of restored.drops()) {
    while (waiting[0] !== undefined && waiting[0].record.receivedAt <= drop.record.receivedAt)
      yield* waiting.splice(0, 1);
    if (!unsettled.has(drop.record)) yield drop;
  }
  yield* waiting;
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

interface Rebuilt {
  readonly register: string;
  readonly aside: string | null;
  /** How many drops were kept from the old register. */
  readonly kept: number;
}

function report(run: Run, restored: Restoration, { register, aside, kept }: Rebuilt): void {
  const { streams, wording, json } = run;
  const { count, unusable } = restored;
  if (json) {
    const told = { rebuilt: count, register, aside, faults: faultsOf(run, restored), message: null };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  const { archive: words } = wording;
  streams.output.write(`${words.rebuilt(count, unusable.length, register)}\n`);
  if (kept > 0) streams.output.write(`${words.keptFromOld(kept)}\n`);
  if (aside !== null) streams.output.write(`${words.setAside(aside)}\n`);
}

function faultsOf({ wording }: Run, restored: Restoration | null): object[] {
  const unusable = restored?.unusable ?? [];
  return unusable.flatMap(({ archive, faults }) =>
    faults.map((fault) => ({ archive, message: wording.archive.fault(fault) })),
  );
}
