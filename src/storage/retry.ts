/**
 * Trying again what another program is in the way of. On Windows an antivirus, an indexer or a viewer holds a file for
 * a moment after it was written, and renaming or removing it fails meanwhile. Knows nothing of which files.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './file-system.ts';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

/** How often an action is tried again: with the pauses below, for about five seconds. */
export const MOST_RETRIES = 15;

/** What passes on Windows may be a lasting refusal elsewhere, where a file in use can be renamed. */
const PASSING_ON_WINDOWS = new Set(['EPERM', 'EBUSY', 'EACCES']);
const PASSING_ELSEWHERE = new Set(['EBUSY']);

export interface RetryOptions {
  readonly platform: NodeJS.Platform;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

export const defaultRetryOptions: RetryOptions = { platform: process.platform, pause: delay };

/** Milliseconds to wait before the retry of this number (the first is 1); null where it is time to give up. */
export function pauseBefore(retry: number): number | null {
  return retry > MOST_RETRIES ? null : Math.min(FIRST_PAUSE_MS * 2 ** (retry - 1), LONGEST_PAUSE_MS);
}

/** Whether an error is likely to pass. */
export function isPassing(error: unknown, platform: NodeJS.Platform): boolean {
  const code = errorCode(error);
  return code !== null && (platform === 'win32' ? PASSING_ON_WINDOWS : PASSING_ELSEWHERE).has(code);
}

/** Does the action, again while its error is a passing one; throws its last error. */
export async function retrying<T>(
  action: () => T | Promise<T>,
  options: RetryOptions = defaultRetryOptions,
): Promise<T> {
  for (let retry = 1; ; retry += 1) {
    try {
      return await action();
    } catch (error) {
      const pause = isPassing(error, options.platform) ? pauseBefore(retry) : null;
      if (pause === null) throw error;
      await options.pause(pause);
    }
  }
}
