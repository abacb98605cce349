/** Gathers the accounts and third parties that a reading of settings shows, as whoever wants them whole does. */
import type { SettingsAudience } from '../../src/isacompta/settings-draft.ts';
import type { SettingsAccount, SettingsThirdParty } from '../../src/model/settings.ts';

export class Gathered implements SettingsAudience {
  readonly #accounts = new Map<string, SettingsAccount>();
  readonly #thirdParties = new Map<string, SettingsThirdParty>();

  account(account: SettingsAccount): void {
    this.#accounts.set(account.number, account);
  }

  thirdParty(thirdParty: SettingsThirdParty): void {
    this.#thirdParties.set(thirdParty.account, thirdParty);
  }

  /** The settings with the whole of what was shown, by key. */
  in<S extends object>(settings: S): Whole<S> {
    return { ...settings, accounts: byKey(this.#accounts), thirdParties: byKey(this.#thirdParties) };
  }
}

type Whole<S> = Omit<S, 'accounts' | 'thirdParties'> & {
  readonly accounts: SettingsAccount[];
  readonly thirdParties: SettingsThirdParty[];
};

function byKey<T>(values: ReadonlyMap<string, T>): T[] {
  return [...values].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}
