/** What was decided of a drop: a plan that can be carried out, and how what was written for it is taken back. */

import type { DropRecord } from '../model/drop-record.ts';
import type { Plan } from './carrying-out.ts';
import type { RobotEvent } from './events.ts';

export interface Decision {
  readonly plan: Plan;
  /** What is to be told once it is carried out. */
  told(record: DropRecord): RobotEvent;
  /** Removes what was written beside its place. */
  release(): Promise<void>;
}
