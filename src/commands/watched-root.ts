/** Whether the root is there, for the commands that look into it or work on it. Makes nothing. */
import { statSync } from 'node:fs';
import { errorCode } from '../storage/file-system.ts';
import { type Run, UsageFault } from './run.ts';

/** Throws a UsageFault where the root is not there, or is no folder: neither may pass for one that is empty. */
export function requireRoot({ configuration: { root } }: Pick<Run, 'configuration'>): void {
  if (!isFolder(root)) throw new UsageFault(({ robot }) => robot.root.isAFile(root));
}

function isFolder(root: string): boolean {
  try {
    return statSync(root).isDirectory();
  } catch (error) {
    const code = errorCode(error);
    // A share that is not there must not become a folder of its name.
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UsageFault(({ robot }) => robot.root.isMissing(root));
    throw error;
  }
}
