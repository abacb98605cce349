/**
 * The page beside the robot of `watch --web`. Where its address can't be had the robot does its work without it, and the
 * page is opened once it can be.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { RobotEvent } from '../robot/events.ts';
import { AddressFault, type OpenedPage, openPage, type PageOptions, servingText } from './page.ts';
import type { Run } from './run.ts';

const PAUSE_MS = 10_000;

export class RobotPage {
  readonly #run: Run;
  readonly #options: PageOptions;
  readonly #end = new AbortController();
  #page: OpenedPage | null = null;
  #trying: Promise<void> = Promise.resolve();

  private constructor(run: Run, options: PageOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** Comes back when the page is there, or is told as one that is not. Throws any other fault than that. */
  static async open(run: Run, options: PageOptions, tell: (event: RobotEvent) => void): Promise<RobotPage> {
    const page = new RobotPage(run, options);
    const code = await page.#try();
    if (code !== null) {
      const { host, port } = run.configuration.web;
      tell({ kind: 'page-unavailable', code, host, port });
      page.#trying = page.#tryOn();
    }
    return page;
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#trying;
    await this.#page?.close();
  }

  /** Null where the page is opened, else what the system says. */
  async #try(): Promise<string | null> {
    try {
      this.#page = await openPage(this.#run, this.#options);
      this.#run.streams.errors.write(`${servingText(this.#run, this.#page)}\n`);
      return null;
    } catch (error) {
      if (error instanceof AddressFault) return error.code;
      throw error;
    }
  }

  /** Any other fault that lasts is told once. */
  async #tryOn(): Promise<void> {
    const { signal } = this.#end;
    let told = '';
    for (;;) {
      await delay(PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        if ((await this.#try()) === null) return;
      } catch (error) {
        if (String(error) !== told) this.#options.onFault(error);
        told = String(error);
      }
    }
  }
}
