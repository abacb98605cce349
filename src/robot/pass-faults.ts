/**
 * What kept a pass of the robot from its work, for whoever watches it: of what many drops have in common, and of what is
 * told again and again, only the first.
 */
import type { RobotEvent } from './events.ts';
import { faultEvent } from './fault-event.ts';
import type { PassFault } from './heartbeat.ts';

/** More than this nobody reads. */
const MOST_KEPT = 20;

export class PassFaults {
  #faults = new Map<string, PassFault>();

  /** A pass begins. */
  clear(): void {
    this.#faults.clear();
  }

  list(): readonly PassFault[] {
    return [...this.#faults.values()];
  }

  addEvent(event: RobotEvent): void {
    if (event.kind === 'fault-of-machine') this.#add(event.code, event.path);
    if (event.kind === 'folder-missing') this.#add('ENOENT', event.path);
    if (event.kind === 'register-unusable') this.#add('REGISTER', event.path);
    if (event.kind === 'fault-of-program') this.#add('BUG', '');
  }

  /** Why a drop is still left, which is not told again. */
  addError(error: Error): void {
    this.addEvent(faultEvent(error, 'next-sweep'));
  }

  #add(code: string, path: string): void {
    if (this.#faults.size < MOST_KEPT) this.#faults.set(`${code} ${path}`, { code, path });
  }
}
