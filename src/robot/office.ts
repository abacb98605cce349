/**
 * What everybody who works on drops needs: the folders, the register, and the decisions by the configuration. Owns how
 * these are opened and closed together.
 */

import { type Folders, foldersOf } from '../configuration/folders.ts';
import type { Configuration } from '../configuration/values.ts';
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import { decideBatch, type Rerun } from './batch-work.ts';
import type { Office } from './carrying-out.ts';
import type { Claim } from './claims.ts';
import type { Decision } from './decision.ts';
import { PublishedSettingsCache } from './published-settings.ts';
import { RegisterFile, refuseOutdatedRegister, requireNotLost } from './register-guard.ts';
import { decideSettings } from './settings-work.ts';

export interface OpenedOffice extends Office {
  /** What becomes of a claim. `rerun` is of a batch that is run again. */
  decide(claim: Claim, rerun?: Rerun): Promise<Decision>;
  close(): Promise<void>;
}

/** Throws a `RegisterFault` where the register can't be used, is gone, or does not know what was delivered. */
export async function openOffice(
  configuration: Configuration,
  clock: Pick<Office, 'now' | 'today'>,
): Promise<OpenedOffice> {
  const folders: Folders = foldersOf(configuration);
  await requireNotLost(folders);
  const register = await openRegister(folders.register);
  const file = await checkedFile(folders, register);
  const settings = new PublishedSettingsCache(register);
  const office: Office = {
    folders,
    register,
    now: clock.now,
    today: clock.today,
    requireRegister: () => file.require(),
  };
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

/** The file of a register that was opened; closes the register again where it does not know what was delivered. */
async function checkedFile(folders: Folders, register: Register): Promise<RegisterFile> {
  try {
    await refuseOutdatedRegister(folders, register);
    return new RegisterFile(folders.register);
  } catch (error) {
    await register.close();
    throw error;
  }
}
