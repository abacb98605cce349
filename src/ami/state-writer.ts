/**
 * Makes the state that is published out of settings while they are still being read: accounts and third parties become
 * lines one by one, and are not kept. Knows not which settings are sound.
 */
import type { Settings, SettingsAccount, SettingsListName, SettingsThirdParty } from '../model/settings.ts';
import type { ScratchFile } from './byte-source.ts';
import { withKnownFiscalYears } from './differences.ts';
import type { ItemLines } from './item-lines.ts';
import { ItemLinesWriter } from './item-writer.ts';
import { withKnownCompany } from './known-company.ts';
import type { KnownItems } from './known-items.ts';
import { publishedItems } from './line-differences.ts';
import {
  keyOf,
  type PublishedItems,
  type PublishedListName,
  publishedAccount,
  publishedHead,
  publishedJournal,
  publishedThirdParty,
  publishedVatCode,
} from './published-settings.ts';
import type { ItemCheck, PublishedState } from './published-state.ts';

/** Settings without what was shown to the writer before. */
export type RestOfSettings = Omit<Settings, 'accounts' | 'thirdParties'>;

export class StateWriter {
  readonly #check: ItemCheck;
  readonly #makeScratch: () => ScratchFile;
  readonly #accounts: ItemLinesWriter<PublishedItems['accounts']>;
  readonly #thirdParties: ItemLinesWriter<PublishedItems['thirdParties']>;

  /**
   * The check is shown every item, and throws where one must not leave. A list that is too long to hold goes to a
   * scratch file, which must stay as long as the state is used.
   */
  constructor(check: ItemCheck, makeScratch: () => ScratchFile) {
    this.#check = check;
    this.#makeScratch = makeScratch;
    this.#accounts = this.#writer('accounts');
    this.#thirdParties = this.#writer('thirdParties');
  }

  /** One that is shown again takes the place of the one before it. */
  account(account: SettingsAccount): void {
    this.#accounts.add(publishedAccount(account));
  }

  thirdParty(thirdParty: SettingsThirdParty): void {
    this.#thirdParties.add(publishedThirdParty(thirdParty));
  }

  /**
   * The state that the settings lead to. A list that the export does not have stays as it was published before: it is
   * not told to be empty. Throws a `PayloadError` where an item that was published is none.
   */
  finish(settings: RestOfSettings, before: PublishedState | null): PublishedState {
    const head = publishedHead(settings);
    const known = (name: SettingsListName & PublishedListName): ItemLines | null =>
      before !== null && settings.absent?.includes(name) === true ? this.#again(name, before) : null;
    const lists = {
      accounts: this.#accounts.finish(),
      journals: known('journals') ?? this.#written('journals', settings.journals.map(publishedJournal)),
      thirdParties: known('thirdParties') ?? this.#thirdParties.finish(),
      vatCodes: known('vatCodes') ?? this.#written('vatCodes', settings.vatCodes.map(publishedVatCode)),
    };
    if (before === null) return { head, lists };
    return { head: withKnownFiscalYears(before.head, withKnownCompany(before.head, head)), lists };
  }

  /** The same state with these items in the place of those of their keys. */
  withKnownItems({ head, lists }: PublishedState, known: KnownItems): PublishedState {
    const fiscalYears = head.fiscalYears.map((year) => known.fiscalYears.get(year.start) ?? year);
    const replaced = <N extends PublishedListName>(name: N): ItemLines =>
      known.lists[name].size === 0
        ? lists[name]
        : this.#written(
            name,
            withReplaced(publishedItems(name, lists[name], this.#check), known.lists[name]),
          );
    return {
      head: { ...head, fiscalYears },
      lists: {
        accounts: replaced('accounts'),
        journals: replaced('journals'),
        thirdParties: replaced('thirdParties'),
        vatCodes: replaced('vatCodes'),
      },
    };
  }

  #again<N extends PublishedListName>(name: N, before: PublishedState): ItemLines {
    return this.#written(name, publishedItems(name, before.lists[name], this.#check));
  }

  #written<N extends PublishedListName>(name: N, items: Iterable<PublishedItems[N]>): ItemLines {
    const writer = this.#writer(name);
    for (const item of items) writer.add(item);
    return writer.finish();
  }

  #writer<N extends PublishedListName>(name: N): ItemLinesWriter<PublishedItems[N]> {
    const assertItem = (item: PublishedItems[N]): void => this.#check.assertItem(name, item);
    return new ItemLinesWriter<PublishedItems[N]>(keyOf, assertItem, this.#makeScratch);
  }
}

function* withReplaced<Item extends PublishedItems[PublishedListName]>(
  items: Iterable<Item>,
  replacements: ReadonlyMap<string, Item>,
): Generator<Item> {
  for (const item of items) yield replacements.get(keyOf(item)) ?? item;
}
