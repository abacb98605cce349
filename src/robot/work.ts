/**
 * The work on one claim: decide, carry out, and decide again where somebody else delivered the same in the meantime.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DropRecord } from '../model/drop-record.ts';
import { pauseBefore } from '../storage/retry.ts';
import { carryOut, type Office } from './carrying-out.ts';
import type { Claim } from './claims.ts';
import type { Decision } from './decision.ts';
import type { RobotEvent } from './events.ts';
import { exists, PlaceTaken } from './moving.ts';
import { clearClaim } from './places.ts';

export interface WorkDone {
  readonly record: DropRecord;
  readonly event: RobotEvent;
}

/**
 * Where it throws, the claim is to be recovered: what is written of it may be half of what was decided. What others are
 * about to deliver is known once they are done, so each new look waits a little longer; where they are not done after
 * some seconds, something else is in the way.
 */
export async function workOn(
  claim: Claim,
  office: Office,
  decide: (claim: Claim) => Promise<Decision>,
): Promise<WorkDone> {
  for (let attempt = 1; ; attempt += 1) {
    const decision = await decide(claim);
    const record = await carryOut(decision.plan, claim, office);
    if (record !== null) return { record, event: decision.told(record) };
    await decision.release();
    await clearClaim(claim);
    const milliseconds = pauseBefore(attempt);
    if (milliseconds === null) throw new PlaceTaken(takenPlace(decision, office) ?? claim.path);
    await delay(milliseconds);
  }
}

/** The place where something else stands; the first one where nothing does any more. */
function takenPlace({ plan: { staged } }: Decision, { folders }: Office): string | undefined {
  const taken = staged.find(({ place }) => exists(join(folders.root, place)));
  return (taken ?? staged[0])?.place;
}
