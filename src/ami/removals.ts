/**
 * How much of what was published a modification takes away, list by list: an export that was cut shows in it. Knows no
 * words for it.
 */
import type { Change } from './differences.ts';
import { type ItemLines, LINE_FEED } from './item-lines.ts';
import { LIST_NAMES, type PublishedListName } from './published-settings.ts';
import type { PublishedState } from './published-state.ts';

/** So many of the items that there were. */
export interface Removal {
  readonly list: PublishedListName;
  readonly removed: number;
  readonly before: number;
}

const REMOVED_KINDS: Readonly<Record<PublishedListName, Change['kind']>> = {
  accounts: 'account-removed',
  journals: 'journal-removed',
  thirdParties: 'third-party-removed',
  vatCodes: 'vat-code-removed',
};

/** The lists of which something goes, with the state that it goes from. */
export function removals(changes: readonly Change[], { lists }: PublishedState): Removal[] {
  return LIST_NAMES.flatMap((list) => {
    const removed = changes.filter(({ kind }) => kind === REMOVED_KINDS[list]).length;
    return removed === 0 ? [] : [{ list, removed, before: itemCount(lists[list]) }];
  });
}

/** An item is a line. */
function itemCount(lines: ItemLines): number {
  let count = lines.isEmpty ? 0 : 1;
  for (const piece of lines.pieces())
    for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
