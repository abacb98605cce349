/**
 * Lists everything in a drop as it lies on the disk: every file at any depth, also the hidden and technical ones, and
 * the folders that hold nothing. Follows nothing, opens nothing, judges nothing: a drop is archived as it came.
 */
import { lstatSync, readdirSync, type Stats } from 'node:fs';
import type { SeenFile } from '../format/seen-file.ts';
import { giveTurn } from '../format/turn.ts';
import type { SkippedKind, SkippedMember } from './manifest.ts';
import { type DiskPath, diskPath, memberPart } from './member-name.ts';

export interface FoundFile {
  /** The name that it gets in the archive. */
  readonly member: string;
  readonly path: DiskPath;
  readonly seen: SeenFile;
}

export interface FoundDrop {
  readonly files: readonly FoundFile[];
  readonly folders: readonly string[];
  readonly skipped: readonly SkippedMember[];
}

/** Sorted by member, so that the same drop gives the same archive. Throws what the machine says. */
export async function walkDrop(path: string, member: string): Promise<FoundDrop> {
  const files: FoundFile[] = [];
  const folders: string[] = [];
  const skipped: SkippedMember[] = [];
  const open: { readonly member: string; readonly path: DiskPath }[] = [{ member, path }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    await giveTurn();
    const stats = lstatSync(next.path);
    if (stats.isFile()) {
      files.push({ ...next, seen: { size: stats.size, mtimeMs: stats.mtimeMs } });
    } else if (stats.isDirectory()) {
      const names = readdirSync(next.path, { encoding: 'buffer' });
      if (names.length === 0) folders.push(next.member);
      for (const name of names) {
        open.push({ member: `${next.member}/${memberPart(name)}`, path: diskPath(next.path, name) });
      }
    } else {
      skipped.push({ path: next.member, kind: skippedKind(stats) });
    }
  }
  return {
    files: files.sort((one, other) => compare(one.member, other.member)),
    folders: folders.sort(compare),
    skipped: skipped.sort((one, other) => compare(one.path, other.path)),
  };
}

function skippedKind(stats: Stats): SkippedKind {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}

/** By code units: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
