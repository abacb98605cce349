/** What is told of a drop that was interrupted and is finished now: what became of it, as the register knows it. */
import type { DropRecord } from '../model/drop-record.ts';
import { importPlaceIn } from '../register/integration.ts';
import type { RobotEvent } from './events.ts';

/** `name` is all that is known of a drop that the register does not know. */
export function recoveredEvent(drop: string, name: string, record: DropRecord | null): RobotEvent {
  if (record === null) return { kind: 'recovered-finished', drop, name, outcome: null, place: null };
  const { outcome } = record;
  return { kind: 'recovered-finished', drop, name: record.name, outcome, place: placeOf(record) };
}

/** Where somebody would look; null where nothing appeared. */
function placeOf({ outcome, places }: DropRecord): string | null {
  const place = outcome === 'delivered' ? importPlaceIn(places) : places.at(outcome === 'duplicate' ? -1 : 0);
  return place ?? null;
}
