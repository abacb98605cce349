/**
 * Looking at files is asked of the system directly, since going through another thread takes ten times as long. So that
 * what looks at many never keeps signals, timers and the page waiting, it gives them their turn from time to time.
 */
import { setImmediate } from 'node:timers/promises';

/** How long the program may go on without letting anything else happen. */
const LONGEST_MS = 10;

let last = performance.now();

/** Lets everything else that waits happen where it has waited for long; else goes on at once. */
export async function giveTurn(): Promise<void> {
  if (performance.now() - last < LONGEST_MS) return;
  await setImmediate();
  last = performance.now();
}
