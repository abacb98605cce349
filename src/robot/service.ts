/**
 * A robot at work: looks when something happened, when a drop may have settled, and at every sweep; beats its heart; and
 * ends in good order when it is told to. Owns the times; what is done with a drop is the robot's own.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../storage/file-system.ts';
import { DropFolders } from './drop-folders.ts';
import type { RobotEvent } from './events.ts';
import { faultEvent, notAnnouncedEvent } from './fault-event.ts';
import { watchFolders } from './folder-events.ts';
import type { SweepFigures } from './heartbeat.ts';
import type { Robot } from './robot.ts';

export interface ServiceOptions {
  readonly folders: readonly string[];
  readonly sweepMinutes: number;
  readonly settleSeconds: number;
  readonly polling: boolean;
  /** The milliseconds of a clock that only goes forward. */
  readonly ticks: () => number;
  readonly tell: (event: RobotEvent) => void;
  readonly onSweepBegins?: () => void;
  /** Something to be done with every sweep, beside looking: what was integrated, the sign of life. */
  readonly onSweep: (counts: SweepFigures, inHand: string | null) => Promise<void>;
}

/** Looks that follow each other in haste would only see a copy grow. */
const LOOK_PAUSE_MS = 50;

/** How long a drop folder that was made again may stay unseen. */
const FOLDERS_MS = 2_000;

/** A timer may come as much too early by another clock. */
const TIMER_MS = 2;

/** The system gives a service ten seconds; what is in hand after this is recovered at the next start. */
const STOP_MS = 8_000;

/** A timer can't be longer than this; a sweep never waits so long. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class RobotService {
  readonly #robot: Robot;
  readonly #options: ServiceOptions;
  #lookTimer: NodeJS.Timeout | null = null;
  #lookAt = Number.POSITIVE_INFINITY;

  constructor(robot: Robot, options: ServiceOptions) {
    this.#robot = robot;
    this.#options = options;
  }

  /** One sweep: everything that has settled by the end of the time to settle is worked on, unless the signal comes. */
  async once(signal: AbortSignal): Promise<void> {
    const { ticks, folders, tell } = this.#options;
    const began = ticks();
    // What is not there is told.
    new DropFolders(folders, tell).look();
    await this.#told(async () => {
      await this.#robot.sweep();
      // Nothing is said yet of what becomes of it.
      const { seen } = this.#robot;
      await this.#options.onSweep({ seen, taken: 0, waiting: seen }, this.#robot.inHand[0] ?? null);
    });
    await delay(this.#options.settleSeconds * 1_000 + TIMER_MS, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await this.#told(() => this.#robot.look());
    await Promise.race([this.#robot.idle(), aborted(signal)]);
    await this.#told(() => this.#tellSwept(began, null));
  }

  /** Works until the signal comes. */
  async run(signal: AbortSignal): Promise<void> {
    const { folders, polling, sweepMinutes, tell } = this.#options;
    const unannounced = new Set<string | null>();
    const events = watchFolders(folders, {
      polling,
      onChange: () => this.lookIn(0),
      onError: (error) => {
        // One folder too many to be watched is seldom the only one.
        if (!unannounced.has(errorCode(error))) tell(notAnnouncedEvent(error));
        unannounced.add(errorCode(error));
      },
    });
    const dropFolders = new DropFolders(folders, tell);
    dropFolders.look();
    const lookingAtFolders = setInterval(() => {
      if (dropFolders.look()) events.renew();
    }, FOLDERS_MS);
    const pause = Math.min(sweepMinutes * 60_000, LONGEST_TIMER_MS);
    try {
      while (!signal.aborted) {
        await this.#sweep();
        await delay(pause, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      clearInterval(lookingAtFolders);
      await events.close();
    }
  }

  /** Stops taking, and waits for what is in hand as long as there is time; false where something is left. */
  async stop(): Promise<boolean> {
    if (this.#lookTimer !== null) clearTimeout(this.#lookTimer);
    this.#robot.stop();
    const ended = await Promise.race([
      this.#robot.idle().then(() => true),
      delay(STOP_MS, false, { ref: false }),
    ]);
    return ended;
  }

  /** A look in so many milliseconds, or sooner where one is due already. */
  lookIn(milliseconds: number): void {
    const at = this.#options.ticks() + Math.max(milliseconds, LOOK_PAUSE_MS);
    if (at >= this.#lookAt) return;
    this.#lookAt = at;
    if (this.#lookTimer !== null) clearTimeout(this.#lookTimer);
    this.#lookTimer = setTimeout(
      () => {
        this.#lookAt = Number.POSITIVE_INFINITY;
        void this.#told(() => this.#robot.look());
      },
      Math.ceil(at - this.#options.ticks()),
    );
    // A look that is to come keeps no robot from its end.
    this.#lookTimer.unref();
  }

  async #sweep(): Promise<void> {
    const { ticks, onSweepBegins } = this.#options;
    const began = ticks();
    onSweepBegins?.();
    await this.#told(async () => {
      await this.#robot.sweep();
      await this.#tellSwept(began, this.#robot.inHand[0] ?? null);
    });
  }

  async #tellSwept(began: number, inHand: string | null): Promise<void> {
    const { ticks, tell, onSweep } = this.#options;
    const counts = this.#robot.counts();
    await onSweep(counts, inHand);
    tell({ kind: 'sweep-done', ...counts, milliseconds: Math.round(ticks() - began) });
  }

  /** A fault must not end the robot: the next look or sweep tries again. */
  async #told(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#options.tell(faultEvent(error, 'later'));
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => done(), { once: true });
  });
}
