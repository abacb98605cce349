/** The record of a drop as it is claimed: what every record says, before anything is known of what the drop holds. */
import type { DropRecord } from '../model/drop-record.ts';
import { claimedAt } from './claim-folders.ts';
import type { Claim } from './claims.ts';

/** What only the work on the drop can tell. */
type Found = 'outcome' | 'dossier' | 'contentHash' | 'fiscalYearEnd' | 'findings';

export function newRecord({ id, name, kind }: Claim): Omit<DropRecord, Found> {
  return {
    id,
    kind,
    name,
    batch: null,
    revision: 0,
    facts: null,
    publication: null,
    receivedAt: claimedAt(id),
    finishedAt: null,
    integratedAt: null,
    places: [],
    archive: null,
    manifestHash: null,
    earlier: null,
  };
}
