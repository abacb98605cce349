/** What axe-core finds on a page, in the light theme and in the dark one. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that a theme can break; every other one looks at what is the same in both. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block', 'target-size'];

export class Axe {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async open(page: Page): Promise<Axe> {
    return new Axe(page, await page.context().newCDPSession(page));
  }

  /** Each rule that is broken, and where. The page is not loaded again for the other theme. */
  async findings(): Promise<string[]> {
    const light = await this.lightFindings();
    await this.#page.emulateMedia({ colorScheme: 'dark' });
    const dark = await this.#run({ runOnly: OF_COLOURS });
    return [...light, ...dark.map((found) => `dark ${found}`)];
  }

  /** In the light theme alone, for a page of which the dark one was looked at in another language. */
  async lightFindings(): Promise<string[]> {
    await this.#page.emulateMedia({ colorScheme: 'light' });
    // The policy of the page lets no script in but its own; the debugger is not asked.
    await this.#session.send('Runtime.evaluate', { expression: AXE });
    return this.#run({});
  }

  async #run(options: object): Promise<string[]> {
    const asked = JSON.stringify({ resultTypes: ['violations'], iframes: false, ...options });
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression: `axe.run(document, ${asked})
        .then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ' ' + nodes[0].html + ' ' + nodes[0].failureSummary)))`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return JSON.parse(String(result.value));
  }
}
