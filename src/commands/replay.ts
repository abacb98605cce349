/** `replay ID`: runs a batch again out of its archive. */
import { ArchiveError } from '../archive/fault.ts';
import { foldersOf } from '../configuration/folders.ts';
import type { DropRecord } from '../model/drop-record.ts';
import { RegisterFault } from '../register/fault.ts';
import type { Register } from '../register/register.ts';
import { openOffice } from '../robot/office.ts';
import { requireNotLost } from '../robot/register-guard.ts';
import { rerunOf, runAgain } from '../robot/replay.ts';
import { namedDrop } from './named-drop.ts';
import { tellRegisterFault } from './register-access.ts';
import { tellReplay, tellReplayRefusal } from './replay-text.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import { today } from './today.ts';
import { requireRoot } from './watched-root.ts';

export interface ReplayOptions {
  readonly again?: true;
}

export async function replay(run: Run, id: string, { again }: ReplayOptions): Promise<ExitCode> {
  requireRoot(run);
  try {
    if (!(await requireNotLost(foldersOf(run.configuration))))
      throw new UsageFault(({ robot }) => robot.replay.unknown(id));
    const office = await openOffice(run.configuration, { now: () => new Date(), today });
    try {
      const drop = await namedDrop(office.register, id);
      const rerun = await rerunOf(drop, again === true, office.register);
      if ('kind' in rerun) return tellReplayRefusal(run, drop, rerun);
      await refusePurged(office.register, rerun.of);
      return tellReplay(run, await runAgain(office, rerun));
    } finally {
      await office.close();
    }
  } catch (error) {
    if (error instanceof RegisterFault) return tellRegisterFault(run, error);
    if (error instanceof ArchiveError)
      return tellReplayRefusal(run, null, {
        kind: 'archive',
        archive: error.archive,
        faults: error.faults,
      });
    throw error;
  }
}

/** An archive that a purge removed is not one that got lost. */
async function refusePurged(register: Register, { id }: DropRecord): Promise<void> {
  const at = (await register.archives()).find(({ drop }) => drop === id)?.purgedAt ?? null;
  if (at !== null) throw new UsageFault(({ archive }) => archive.purgedBefore(id, at));
}
