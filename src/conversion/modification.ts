/**
 * What leads from the payload before to the settings of an export. Owns that what the export does not tell of an item
 * stays as it was, and is checked; what is different is compared in ami/.
 */
import { knownItems } from '../ami/known-items.ts';
import { publishedItems } from '../ami/line-differences.ts';
import { type ModificationPayload, modificationPayload, type PreviousPayload } from '../ami/payload.ts';
import type { ItemCheck, PublishedState } from '../ami/published-state.ts';
import type { StateWriter } from '../ami/state-writer.ts';
import { checkKeptVatCodes } from '../check/kept-settings.ts';
import type { Findings } from '../model/findings.ts';
import type { UntoldFields } from '../model/settings.ts';

export interface Modifying {
  readonly writer: StateWriter;
  readonly schema: ItemCheck;
  readonly findings: Findings;
  readonly untold: UntoldFields;
}

/**
 * What changed, but for what the export does not tell of an item that it has: that stays as it was, and is checked with
 * the rest. Null where nothing changed.
 */
export function modification(
  previous: PreviousPayload,
  state: PublishedState,
  { writer, schema, findings, untold }: Modifying,
): ModificationPayload | null {
  const payload = modificationPayload(previous, state, schema);
  const known = payload === null ? null : knownItems(payload.changes, untold);
  if (known === null) return payload;
  if (untold.accounts?.includes('vatCode') === true) {
    const vatCodes = publishedItems('vatCodes', state.lists.vatCodes, schema);
    checkKeptVatCodes(known.lists.accounts.values(), vatCodes, findings);
  }
  return modificationPayload(previous, writer.withKnownItems(state, known), schema);
}
