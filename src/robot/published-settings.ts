/**
 * The settings that batches are checked against: what was published last of their company file. Those of the company
 * files that were asked for last are kept, because a payload may hold a hundred thousand accounts.
 */
import { type PayloadSettings, payloadSettings } from '../ami/payload-settings.ts';
import type { Register } from '../register/register.ts';

const MOST_KEPT = 8;

export class PublishedSettingsCache {
  readonly #register: Register;
  /** By company file; the one that was asked for last stands last. */
  readonly #kept = new Map<string, { readonly drop: string; readonly settings: PayloadSettings }>();

  constructor(register: Register) {
    this.#register = register;
  }

  /** Null where nothing was published of the company file. */
  async of(dossier: string): Promise<PayloadSettings | null> {
    const last = await this.#register.lastPublished(dossier);
    if (last === null) return null;
    const known = this.#kept.get(dossier);
    const settings = known?.drop === last.drop ? known.settings : payloadSettings(last.payload);
    this.#kept.delete(dossier);
    this.#kept.set(dossier, { drop: last.drop, settings });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return settings;
  }
}
