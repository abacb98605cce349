/** Debian's Chromium, headless, on the page as a process of its own: the built program, `watch --web`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Bureau } from '../commands/robot-process.ts';
import { PROGRAM } from '../support/program.ts';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** As root, and without asking anybody anything. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** What a page must never do: say something went wrong, or ask anybody else. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export async function watchedPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const page = await browser.newPage({ locale: 'fr-FR', ...options });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    const isOwn = url.startsWith(address) || /^(?:about:|blob:|chrome:|chrome-extension:)/.test(url);
    if (!isOwn) complaints.push(`request ${url}`);
  });
  return { page, complaints };
}

export interface ServedPage {
  readonly address: string;
  end(): Promise<number | null>;
}

/** `command` with the configuration of the bureau, which gets a port of its own. */
export async function served(
  bureau: Bureau,
  command: readonly string[],
  configuration: Readonly<Record<string, unknown>> = {},
): Promise<ServedPage> {
  const port = await freePort();
  bureau.configure({ settleSeconds: 0.2, ...configuration, web: { port } });
  const child = spawn(process.execPath, [PROGRAM, ...command, '--config', bureau.configuration], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  await ready(child, `:${port}/`);
  return {
    address: `http://127.0.0.1:${port}/`,
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        await exit;
      }
      return child.exitCode;
    },
  };
}

function ready(child: ChildProcess, sign: string): Promise<void> {
  return new Promise((done, failed) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes(sign)) done();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => failed(new Error(`It ended with ${code}:\n${said}`)));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
