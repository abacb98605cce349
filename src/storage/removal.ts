/** Removing what is of no use any more, tried again while another program is in the way. Knows nothing of which files. */
import { rm } from 'node:fs/promises';
import { defaultRetryOptions, type RetryOptions, retrying } from './retry.ts';

/** A file, also a read-only one, or a folder with everything in it; what is gone already is as good. */
export function remove(path: string, retry: RetryOptions = defaultRetryOptions): Promise<void> {
  return retrying(() => rm(path, { recursive: true, force: true }), retry);
}
