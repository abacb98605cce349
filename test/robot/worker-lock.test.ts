/** The lock of a worker, between processes and within one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { acquireLock, type Lock } from '../../src/robot/worker-lock.ts';
import { PROGRAM } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { filesBelow, newRoot } from './robot-root.ts';

function acquired(path: string): Lock {
  const lock = acquireLock(path);
  if (lock === null) throw new Error(`${path} is held`);
  onTestFinished(() => lock.release());
  return lock;
}

test('is had once, and again after it was released', () => {
  const path = join(temporaryFolder(), 'verrou');
  const lock = acquired(path);
  expect(acquireLock(path)).toBeNull();
  expect(acquireLock(path)).toBeNull();
  lock.release();
  acquired(path);
});

test('asking in vain leaves it to who has it', () => {
  const path = join(temporaryFolder(), 'verrou');
  const lock = acquired(path);
  for (let count = 0; count < 20; count += 1) expect(acquireLock(path)).toBeNull();
  lock.release();
  acquired(path).release();
});

test('where the disk has no place for it, it says so', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'verrou'));
  expect(() => acquireLock(join(folder, 'verrou'))).toThrow(/unable to open/);
  expect(() => acquireLock(join(folder, 'none', 'verrou'))).toThrow();
});

test('is lost by whoever dies, however that is', async () => {
  const folders = newRoot();
  const robot = spawn(process.execPath, [PROGRAM, 'watch', '--root', folders.root], { stdio: 'ignore' });
  onTestFinished(() => {
    robot.kill('SIGKILL');
  });
  let names: string[] = [];
  while (names.length === 0) {
    await delay(20);
    names = filesBelow(folders.claimed).filter((name) => name.endsWith('/verrou'));
  }
  const path = join(folders.claimed, ...(names[0] ?? '').split('/'));
  while (isHad(path)) await delay(20);
  expect(isHad(path)).toBe(false);
  const ended = once(robot, 'exit');
  robot.kill('SIGKILL');
  await ended;
  acquired(path);
});

/** Whether the lock can be had at the moment. */
function isHad(path: string): boolean {
  const lock = acquireLock(path);
  lock?.release();
  return lock !== null;
}
