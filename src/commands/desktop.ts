/**
 * The desktop of the machine: its default browser, and how a page is opened in it. Owns what a launcher that fails says;
 * knows no address.
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../storage/file-system.ts';

/** Why no browser came up: the machine has no launcher, or it ended with an exit code. */
export type LaunchFault =
  | { readonly kind: 'no-launcher'; readonly code: string }
  | { readonly kind: 'failed'; readonly exitCode: number };

/** What the machine has for a person to look at pages with. */
export interface Desktop {
  /** The name of the default browser; null where the system does not say. */
  browserName(): Promise<string | null>;
  /** Null where it was opened, as far as one can know. */
  open(address: string): Promise<LaunchFault | null>;
}

/** A launcher that fails does so at once; one that works may live as long as its browser. */
const LAUNCHER_MILLISECONDS = 2_000;

export const systemDesktop: Desktop = {
  async browserName() {
    const { default: defaultBrowser } = await import('default-browser');
    try {
      const { name } = await defaultBrowser();
      return name.trim() || null;
    } catch {
      // A server without a desktop has none; the address is printed all the same.
      return null;
    }
  },
  async open(address) {
    const { default: openInBrowser } = await import('open');
    try {
      return await launchFault(await openInBrowser(address));
    } catch (error) {
      const code = errorCode(error);
      if (code === null) throw error;
      return { kind: 'no-launcher', code };
    }
  },
};

/** What a launcher that was started says by its end. */
export async function launchFault(
  launcher: Pick<ChildProcess, 'exitCode' | 'once'>,
  milliseconds = LAUNCHER_MILLISECONDS,
): Promise<LaunchFault | null> {
  const exitCode = launcher.exitCode ?? (await endOf(launcher, milliseconds));
  return exitCode === null || exitCode === 0 ? null : { kind: 'failed', exitCode };
}

/** Its exit code; null where it still runs after so long, or was ended by a signal. */
async function endOf(
  launcher: Pick<ChildProcess, 'exitCode' | 'once'>,
  milliseconds: number,
): Promise<number | null> {
  const waiting = new AbortController();
  const ended = new Promise<number | null>((resolve) => {
    launcher.once('exit', (code) => resolve(code));
  });
  const late = pause(milliseconds, null, { signal: waiting.signal }).catch(() => null);
  const exitCode = await Promise.race([ended, late]);
  waiting.abort();
  return exitCode;
}
