/**
 * Follows the robot for the pages that are open: looks every second whether anything was written into the register or
 * moved in the folders, and tells it as server-sent events. While nobody looks, it does not look either.
 */
import type { ServerResponse } from 'node:http';
import type { SearchProgress } from '../register/register.ts';
import type { Desk } from './desk.ts';
import { type RobotSight, robotSentence } from './robot-state.ts';
import type { PageWording } from './wording.ts';
import { progressText } from './work-view.ts';
import type { Work } from './works.ts';

const LOOK_MS = 1_000;
/** A proxy takes a silent connection for a dead one. */
const SILENCE_MS = 25_000;
const MOST_LISTENERS = 200;

export interface Listener {
  readonly response: ServerResponse;
  readonly words: PageWording;
  /** Whether it may still be told anything. */
  readonly isAdmitted: () => boolean;
}

export class Live {
  readonly #desk: Desk;
  readonly #listeners = new Set<Listener>();
  readonly #endListening: () => void;
  #timer: NodeJS.Timeout | null = null;
  #version = '';
  #sight = '';
  #spokeAt = 0;
  #isLooking = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#endListening = desk.works.listen((work) => this.#tellWork(work));
  }

  /** False where there are too many already. */
  add(listener: Listener): boolean {
    if (this.#listeners.size >= MOST_LISTENERS) return false;
    const { response } = listener;
    this.#listeners.add(listener);
    response.on('close', () => this.#remove(listener));
    response.write(':\n\n');
    void this.#greet(listener);
    if (this.#timer === null) {
      this.#timer = setInterval(() => void this.#look(), LOOK_MS);
      this.#timer.unref();
    }
    return true;
  }

  close(): void {
    this.#endListening();
    this.#end(this.#listeners);
  }

  /** What happened between the page and its first look must not be missed: it compares what it is told with itself. */
  async #greet({ response, words }: Listener): Promise<void> {
    try {
      const { robot } = this.#desk;
      response.write(eventText('robot', robotSentence(await robot.sight(), words)));
      response.write(eventText('changement', await this.#desk.version()));
    } catch (error) {
      this.#desk.onFault(error);
    }
  }

  #end(listeners: Iterable<Listener>): void {
    for (const listener of [...listeners]) {
      this.#remove(listener);
      listener.response.end();
    }
  }

  /** Who has left, or whose session is over, is told nothing any more. */
  #dismiss(): void {
    this.#end([...this.#listeners].filter(({ isAdmitted }) => !isAdmitted()));
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#dismiss();
    try {
      const version = await this.#desk.version();
      const sight = await this.#desk.robot.sight();
      const isChanged = version !== this.#version;
      this.#version = version;
      if (JSON.stringify(sight) !== this.#sight) this.#tellSight(sight);
      if (isChanged) this.#send('changement', () => version);
      else if (Date.now() - this.#spokeAt > SILENCE_MS) this.#write(() => ':\n\n');
    } catch (error) {
      this.#desk.onFault(error);
    } finally {
      this.#isLooking = false;
    }
  }

  #tellSight(sight: RobotSight | null): void {
    this.#sight = JSON.stringify(sight);
    this.#send('robot', (words) => robotSentence(sight, words));
  }

  /** How far the search is; an empty text where it finds everything. */
  tellSearch(progress: SearchProgress | null): void {
    this.#send('recherche', ({ filters }) =>
      progress === null ? '' : filters.incomplete(progress.known, progress.of),
    );
  }

  #tellWork(work: Work): void {
    const ended = work.result !== null || work.error !== null;
    this.#send('travail', (words) => ({
      number: work.number,
      done: work.done,
      of: work.of,
      ended,
      text: progressText(work, { words }),
    }));
  }

  #send(event: string, dataFor: (words: PageWording) => unknown): void {
    this.#write((words) => eventText(event, dataFor(words)));
  }

  #write(textFor: (words: PageWording) => string): void {
    this.#spokeAt = Date.now();
    this.#dismiss();
    for (const { response, words } of this.#listeners) response.write(textFor(words));
  }
}

function eventText(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
