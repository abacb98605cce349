/** The page's own folder, while other pages begin and end beside it. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Lock } from '../../src/robot/worker-lock.ts';
import { PageFolder } from '../../src/web/page-folder.ts';
import { filesBelow, newRoot } from '../robot/robot-root.ts';

/** What another program does around the taking and giving up of a lock. */
const beside = vi.hoisted(() => ({
  before: (_path: string): void => {},
  taken: (_path: string): void => {},
  released: (_path: string): void => {},
}));

vi.mock('../../src/robot/worker-lock.ts', async (importActual) => {
  const actual = await importActual<typeof import('../../src/robot/worker-lock.ts')>();
  return {
    acquireLock: (path: string): Lock | null => {
      beside.before(path);
      const lock = actual.acquireLock(path);
      if (lock === null) return null;
      beside.taken(path);
      return {
        release: () => {
          lock.release();
          beside.released(path);
        },
      };
    },
  };
});

const NOTHING = { before: () => {}, taken: () => {}, released: () => {} };

afterEach(() => {
  Object.assign(beside, NOTHING);
});

async function openedFolder(claimed: string): Promise<PageFolder> {
  const folder = await PageFolder.open({ claimed });
  onTestFinished(() => folder.close());
  return folder;
}

/** Does it the first time only. */
function once(action: (path: string) => void): (path: string) => void {
  let isDone = false;
  return (path) => {
    if (isDone) return;
    isDone = true;
    action(path);
  };
}

test('what a crash left is removed, and what another page holds is not', async () => {
  const { claimed } = newRoot();
  mkdirSync(join(claimed, 'page-0000aaaa', 'inner'), { recursive: true });
  writeFileSync(join(claimed, 'page-0000aaaa', 'inner', 'x.part'), '');
  const first = await openedFolder(claimed);
  writeFileSync(first.newPath(), 'x');
  await openedFolder(claimed);
  expect(existsSync(join(claimed, 'page-0000aaaa'))).toBe(false);
  expect(filesBelow(claimed).filter((path) => !path.includes('/verrou'))).toHaveLength(1);
  await first.close();
  expect(filesBelow(claimed).filter((path) => !path.includes('/verrou'))).toEqual([]);
});

test.each([
  ['before it is locked', { before: once((path) => rmSync(dirname(path), { recursive: true })) }],
  ['while it is locked', { taken: once((path) => rmSync(path)) }],
])('a folder that another page’s start took away %s is made anew', async (_when, other) => {
  const { claimed } = newRoot();
  Object.assign(beside, other);
  const folder = await openedFolder(claimed);
  const path = folder.newPath();
  writeFileSync(path, 'x');
  expect(existsSync(join(dirname(path), 'verrou'))).toBe(true);
});

test('a folder that another page takes while it is swept stays that page’s', async () => {
  const { claimed } = newRoot();
  const path = join(claimed, 'page-0000aaaa');
  mkdirSync(path);
  writeFileSync(join(path, 'left.part'), '');
  beside.released = once((lock) => {
    writeFileSync(lock, '');
    writeFileSync(join(path, 'own.part'), '');
  });
  await openedFolder(claimed);
  expect(filesBelow(path).sort()).toEqual(['own.part', 'verrou']);
});
