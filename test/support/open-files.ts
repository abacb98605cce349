/** Which files this process holds open, on systems that tell. */
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { errorCode } from '../../src/storage/file-system.ts';

const DESCRIPTORS = '/proc/self/fd';

/** The paths, each as often as it is open; empty where the system does not tell. */
export function openFiles(): string[] {
  if (!existsSync(DESCRIPTORS)) return [];
  return readdirSync(DESCRIPTORS).flatMap((descriptor) => {
    try {
      return [readlinkSync(`${DESCRIPTORS}/${descriptor}`)];
    } catch (error) {
      // It was closed meanwhile: another's, or the one by which the folder was read.
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  });
}
