/**
 * Lists that an export has and that are empty in it. A table that is missing leaves what was published as it is, and one
 * that lost its rows takes everything away: owns that this is told, with how much it is.
 */
import type { PublishedState } from '../ami/published-state.ts';
import type { Removal } from '../ami/removals.ts';
import { tableOf } from '../isacompta/settings-tables.ts';
import type { Findings } from '../model/findings.ts';

/** `hasTables`: the export is one of tables, so that each list is a file. */
export function tellEmptied(
  removals: readonly Removal[],
  { lists }: PublishedState,
  hasTables: boolean,
  findings: Findings,
): void {
  for (const { list, removed } of removals) {
    if (!lists[list].isEmpty) continue;
    findings.add('SETTINGS_LIST_EMPTIED', { file: hasTables ? tableOf(list) : null }, { list, removed });
  }
}
