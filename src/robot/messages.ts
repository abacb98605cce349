/** The sentences of the robot's log: the shape that every language fills. Which event happened is none of its business. */
import type { EventKind, EventLevel, RobotEvent } from './events.ts';

export type EventOf<K extends EventKind> = Extract<RobotEvent, { readonly kind: K }>;

export interface RobotMessages {
  /** As wide as each other, so that lines stand below one another. */
  readonly levels: Readonly<Record<EventLevel, string>>;
  readonly events: { readonly [K in EventKind]: (event: EventOf<K>) => string };
}
