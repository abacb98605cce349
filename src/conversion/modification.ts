/**
 * What leads from the payload before to the settings of an export. Owns that what the export does not tell of an item
 * stays as it was, and is checked; what is different is compared in ami/.
 */
import { knownItems } from '../ami/known-items.ts';
import { publishedItems } from '../ami/line-differences.ts';
import { type ModificationPayload, modificationPayload, type PreviousPayload } from '../ami/payload.ts';
import type { ItemCheck, PublishedState } from '../ami/published-state.ts';
import type { StateWriter } from '../ami/state-writer.ts';
import { checkKeptAccounts, checkKeptJournals } from '../check/kept-settings.ts';
import type { SettingsPlaces } from '../isacompta/settings-places.ts';
import type { Findings } from '../model/findings.ts';
import type { UntoldFields } from '../model/settings.ts';

export interface Modifying {
  readonly writer: StateWriter;
  readonly schema: ItemCheck;
  readonly findings: Findings;
  readonly untold: UntoldFields;
  /** The export has no journals, so that those that were published stay. */
  readonly keepsJournals: boolean;
  /** Null where the export tells everything of its items. */
  readonly places: SettingsPlaces | null;
}

/**
 * What changed, but for what the export does not tell of an item that it has: that stays as it was, and is checked with
 * the rest. Null where nothing changed.
 */
export function modification(
  previous: PreviousPayload,
  state: PublishedState,
  { writer, schema, findings, untold, keepsJournals, places }: Modifying,
): ModificationPayload | null {
  const told = modificationPayload(previous, state, schema);
  if (told === null) return null;
  const known = knownItems(told.changes, untold);
  const payload =
    known === null ? told : modificationPayload(previous, writer.withKnownItems(state, known), schema);
  const changes = payload?.changes ?? [];
  const removed = new Set(changes.filter(({ kind }) => kind === 'account-removed').map(({ key }) => key));
  const isRemoved = (number: string): boolean => removed.has(number);
  if (payload !== null && removed.size > 0 && (keepsJournals || untold.journals?.includes('counterpart'))) {
    const journals = publishedItems('journals', payload.state.lists.journals, schema);
    checkKeptJournals({ journals, isRemoved, places }, findings);
  }
  if (places !== null) {
    const accounts = {
      untold: untold.accounts ?? [],
      kept: [...(known?.lists.accounts.values() ?? [])],
      changed: changes.flatMap((change) =>
        change.kind === 'account-added' || change.kind === 'account-changed' ? [change.after] : [],
      ),
      isRemoved,
      vatCodes: () => publishedItems('vatCodes', state.lists.vatCodes, schema),
      places,
    };
    checkKeptAccounts(accounts, findings);
  }
  return payload;
}
