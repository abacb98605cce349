/**
 * The payload that a publication starts from: read once, when the company file is known, and what of it stays where an
 * export does not tell everything. Owns which lists and years these are; the rules are in check/.
 */
import { keptFiscalYears } from '../ami/differences.ts';
import { publishedItems } from '../ami/line-differences.ts';
import type { PreviousPayload } from '../ami/payload.ts';
import { type OpenedPayload, PayloadError, readPayload } from '../ami/payload-file.ts';
import { publishedDay } from '../ami/payload-settings.ts';
import { publishedFiscalYear } from '../ami/published-settings.ts';
import type { ItemCheck, PublishedState } from '../ami/published-state.ts';
import type { KeptSettings } from '../check/kept-settings.ts';
import type { FiscalYear } from '../model/entry.ts';
import type { Settings } from '../model/settings.ts';

/** The file of the payload before, or who knows it by the company file; null for a creation. */
export type Since = string | ((dossier: string) => Promise<string | null>) | null;

type Told = Pick<Settings, 'fiscalYears' | 'absent'>;

export class PayloadBefore {
  readonly #since: Since;
  readonly #check: ItemCheck;
  #read: Promise<OpenedPayload | null> | null = null;

  constructor(since: Since, check: ItemCheck) {
    this.#since = since;
    this.#check = check;
  }

  /**
   * Null where there is none. `dossier` is null where the export does not say it. Throws a `PayloadError` where it can't
   * be trusted, or is of another company file.
   */
  async of(dossier: string | null): Promise<PreviousPayload | null> {
    this.#read ??= this.#readFor(dossier);
    const previous = await this.#read;
    const found = previous?.state.head.dossier ?? null;
    if (found !== null && dossier !== null && found !== dossier)
      throw new PayloadError({ kind: 'other-company-file', found, expected: dossier });
    return previous;
  }

  /** What stays as it was published, where there is a payload before. */
  async kept(dossier: string, told: Told): Promise<KeptSettings | null> {
    const previous = await this.of(dossier);
    return previous === null ? null : keptSettings(previous.state, told, this.#check);
  }

  /** Nothing of its lists is needed any more. Throws a `PayloadError` where somebody wrote to the file meanwhile. */
  async finish(): Promise<void> {
    const previous = await this.#read;
    previous?.assertUnchanged();
    await this.close();
  }

  /** Whatever came of it. */
  async close(): Promise<void> {
    const previous = await this.#read?.catch(() => null);
    this.#read = Promise.resolve(null);
    previous?.close();
  }

  async #readFor(dossier: string | null): Promise<OpenedPayload | null> {
    const since = this.#since;
    if (typeof since !== 'function') return since === null ? null : readPayload(since);
    const file = dossier === null ? null : await since(dossier);
    return file === null ? null : readPayload(file);
  }
}

function keptSettings({ head, lists }: PublishedState, told: Told, check: ItemCheck): KeptSettings {
  const isKept = (name: 'vatCodes' | 'thirdParties'): boolean => told.absent?.includes(name) === true;
  const own = told.fiscalYears.map(publishedFiscalYear);
  return {
    fiscalYears: keptFiscalYears(head.fiscalYears, own).map(fiscalYear),
    vatCodes: isKept('vatCodes') ? [...publishedItems('vatCodes', lists.vatCodes, check)] : null,
    thirdParties: isKept('thirdParties') ? thirdPartyAccounts(lists, check) : [],
  };
}

function* thirdPartyAccounts(lists: PublishedState['lists'], check: ItemCheck): Generator<string> {
  for (const { account } of publishedItems('thirdParties', lists.thirdParties, check)) yield account;
}

function fiscalYear({ start, end }: { readonly start: string; readonly end: string }): FiscalYear {
  return { start: publishedDay(start), end: publishedDay(end) };
}
