/** Several programs on one register, and one that is ended in the middle. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Intent } from '../../src/register/register.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { builtChild, Child } from './children.ts';
import { delivered, delivery, entry, intentOf, opened } from './records.ts';

/** Batches of the same contents, under ids of this robot's own. */
function robotIntents(robot: string): Intent[] {
  return Array.from({ length: 30 }, (_, index) => {
    const record = delivery(`${robot}-${index}`, { contentHash: `content-${index}`, batch: `lot-${index}` });
    return intentOf(record, { entries: [entry(`P${index}`)] });
  });
}

async function linesUntilDone(child: Child): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const line = await child.line();
    if (line === null) throw new Error(`Ended after ${lines.join(', ')}`);
    if (line === 'done') return lines;
    lines.push(line);
  }
}

test('of robots that intend the same at once, on a register that neither has made yet, one wins each time', async () => {
  const folder = temporaryFolder();
  const script = await builtChild(folder);
  const path = join(folder, 'registre.db');
  const robots = ['a', 'b', 'c'].map((robot) => new Child(script, path, robotIntents(robot)));
  for (const robot of robots) expect(await robot.line()).toBe('ready');
  for (const robot of robots) robot.go();
  const said = await Promise.all(robots.map(linesUntilDone));
  const outcomes = Array.from({ length: 30 }, (_, index) => said.map((lines) => lines[index]).sort());
  expect(outcomes).toEqual(Array.from({ length: 30 }, () => ['content', 'content', 'intended']));
  expect(await (await opened(path)).unfinished()).toHaveLength(30);
});

test('what was intended before the program was killed is unfinished, whole, and can be taken back', async () => {
  const folder = temporaryFolder();
  const script = await builtChild(folder);
  const path = join(folder, 'registre.db');
  const staged = [{ temporary: 'a-integrer/888/.1.part', place: 'a-integrer/888/888_1.ECR' }];
  const intent = intentOf(delivery('1'), { entries: [entry('P1'), entry('P2')], staged });
  const child = new Child(script, path, [intent]);
  expect(await child.line()).toBe('ready');
  child.go();
  expect(await child.line()).toBe('intended');
  await child.kill();
  const register = await opened(path);
  expect(await register.unfinished()).toEqual([intent]);
  await register.abandon('1');
  await delivered(register, delivery('2', { contentHash: 'content-1', batch: 'lot-1' }), {
    entries: [entry('P1')],
  });
});

test('a reader sees what a running robot wrote, and notes what is integrated', async () => {
  const path = join(temporaryFolder(), 'registre.db');
  const robot = await opened(path);
  await delivered(robot, delivery('1'));
  const reader = await opened(path);
  expect((await reader.pending()).map(({ id }) => id)).toEqual(['1']);
  await reader.integrated('1', '2026-11-25T08:00:00.000Z');
  expect(await robot.pending()).toEqual([]);
});
