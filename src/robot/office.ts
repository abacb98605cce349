/**
 * What everybody who works on drops needs: the folders, the register, and the decisions by the configuration. Owns how
 * these are opened and closed together.
 */

import { listArchives } from '../archive/archive-files.ts';
import { type Folders, foldersOf } from '../configuration/folders.ts';
import type { Configuration } from '../configuration/values.ts';
import { RegisterFault } from '../register/fault.ts';
import { openRegister } from '../register/open-register.ts';
import { decideBatch, type Rerun } from './batch-work.ts';
import type { Office } from './carrying-out.ts';
import type { Claim } from './claims.ts';
import type { Decision } from './decision.ts';
import { exists } from './moving.ts';
import { PublishedSettingsCache } from './published-settings.ts';
import { decideSettings } from './settings-work.ts';

export interface OpenedOffice extends Office {
  /** What becomes of a claim. `rerun` is of a batch that is run again. */
  decide(claim: Claim, rerun?: Rerun): Promise<Decision>;
  close(): Promise<void>;
}

/** Throws a `RegisterFault` where the register can't be used, or is gone. */
export async function openOffice(
  configuration: Configuration,
  clock: Pick<Office, 'now' | 'today'>,
): Promise<OpenedOffice> {
  const folders: Folders = foldersOf(configuration);
  await refuseLostRegister(folders);
  const register = await openRegister(folders.register);
  const settings = new PublishedSettingsCache(register);
  const office: Office = { folders, register, now: clock.now, today: clock.today };
  return {
    ...office,
    decide: (claim, rerun) =>
      claim.kind === 'settings'
        ? decideSettings(claim, office, configuration)
        : decideBatch(claim, office, {
            configuration,
            settingsOf: (dossier) => settings.of(dossier),
            rerun: rerun ?? null,
          }),
    close: () => register.close(),
  };
}

/** A new register would take every batch of the archives for one that was never delivered. */
async function refuseLostRegister({ register, archives }: Folders): Promise<void> {
  if (exists(register)) return;
  if ((await listArchives(archives)).length > 0) throw new RegisterFault('lost', register);
}
