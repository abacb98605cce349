/** Progress of long work: on the errors, and only where they are a terminal. */
import type { OnProgress } from '../format/counted-stream.ts';
import type { Run } from './run.ts';

const MILLISECONDS_BETWEEN = 200;
const CLEAR_LINE = '\r\u001b[K';

export interface Progress {
  /** Undefined where nobody would see it. */
  readonly onProgress: OnProgress | undefined;
  /** Takes the progress off the screen. */
  clear(): void;
}

export function progressOf(
  { streams, wording, json }: Run,
  now: () => number = performance.now.bind(performance),
): Progress {
  const { errors } = streams;
  if (!errors.isTTY || json) return { onProgress: undefined, clear: () => {} };
  let last = now();
  let isShown = false;
  return {
    onProgress: (done, of) => {
      if (now() - last < MILLISECONDS_BETWEEN) return;
      last = now();
      isShown = true;
      errors.write(
        `${CLEAR_LINE}${wording.progress(of === 0 ? 100 : Math.min(100, Math.floor((done / of) * 100)))}`,
      );
    },
    clear: () => {
      if (isShown) errors.write(CLEAR_LINE);
    },
  };
}
