/** The paths that a user gives on the command line. */
import { lstat, open, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { headOf, startsAsZip } from '../format/file-head.ts';
import { FILE_HEADER } from '../isacompta/layouts.ts';
import { errorCode } from '../storage/file-system.ts';
import { UsageFault } from './run.ts';

export type PathKind = 'batch' | 'settings' | 'exchange-file';

/**
 * What stands at the path. An exchange file opens with `VER`; with a company sheet beside it, it is a settings export,
 * and so is a folder or zip of settings, whatever its name. Anything else is taken for a batch.
 */
export async function kindOf(path: string): Promise<PathKind> {
  const stats = await existing(path);
  if (stats.isDirectory() || /\.zip$/i.test(path))
    return (await looksLikeSettings(path)) ? 'settings' : 'batch';
  if (!stats.isFile()) return 'batch';
  const head = await headOf(await open(path));
  const isExchangeFile = head.startsWith(FILE_HEADER.key);
  if ((isExchangeFile || startsAsZip(head)) && (await looksLikeSettings(path))) return 'settings';
  return isExchangeFile || /\.(?:ecr|isa)$/i.test(path) ? 'exchange-file' : 'batch';
}

async function looksLikeSettings(path: string): Promise<boolean> {
  const settings = await import('../conversion/settings-source.ts');
  return settings.looksLikeSettings(path);
}

/** Throws a UsageFault where nothing stands at the path. */
export async function existing(path: string): Promise<Awaited<ReturnType<typeof stat>>> {
  try {
    await lstat(path);
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) throw new UsageFault(({ usage }) => usage.noSuchPath(path));
    throw error;
  }
}

/** A target folder: it may be missing, but it can be neither a file nor a part of the batch. */
export async function checkTarget(out: string, batch: string): Promise<void> {
  try {
    if (!(await stat(out)).isDirectory()) throw new UsageFault(({ usage }) => usage.outIsAFile(out));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const inside = relative(resolve(batch), resolve(out));
  const isInside =
    inside === '' || (inside !== '..' && !inside.startsWith(`..${sep}`) && resolve(inside) !== inside);
  if (isInside) throw new UsageFault(({ usage }) => usage.outInBatch(out));
}

function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
