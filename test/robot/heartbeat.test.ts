/** The robot's sign of life, on a real file. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Heartbeat,
  heartbeat,
  type RobotIdentity,
  type RobotState,
  readHeartbeat,
  writeHeartbeat,
} from '../../src/robot/heartbeat.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const IDENTITY: RobotIdentity = {
  pid: 4_242,
  host: 'SRV01',
  version: '1.2.3',
  mode: 'watch',
  startedAt: '2026-11-24T08:00:00.000Z',
};
const STATE: RobotState = {
  lastSweepAt: '2026-11-24T10:00:00.000Z',
  lastSweep: { seen: 3, taken: 1, waiting: 2 },
  inHand: '888_2026-11.zip',
  stoppedAt: null,
};
const BEAT = heartbeat(IDENTITY, STATE, new Date('2026-11-24T10:15:00Z'));

test('says who, what and when', () => {
  expect(BEAT).toEqual({ ...IDENTITY, ...STATE, writtenAt: '2026-11-24T10:15:00.000Z' });
});

test('is read as it was written, takes the place of the one before it, and leaves nothing beside it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'robot.json');
  for (const beat of [BEAT, { ...BEAT, lastSweepAt: null, lastSweep: null, inHand: null }]) {
    await writeHeartbeat(path, beat);
    expect(await readHeartbeat(path)).toEqual(beat);
  }
  expect(readdirSync(folder)).toEqual(['robot.json']);
  expect(readFileSync(path, 'utf8')).toMatch(/^\{\n {2}"pid": 4242,\n[\s\S]*\}\n$/);
});

test('is whole for whoever reads it while it is being written', async () => {
  const path = join(temporaryFolder(), 'robot.json');
  await writeHeartbeat(path, BEAT);
  let isWriting = true;
  const writing = (async () => {
    for (let time = 0; time < 50; time += 1) await writeHeartbeat(path, BEAT);
    isWriting = false;
  })();
  let reads = 0;
  for (; isWriting; reads += 1) expect(await readHeartbeat(path)).toEqual(BEAT);
  await writing;
  expect(reads).toBeGreaterThan(10);
});

test('does not make a root that is not there', async () => {
  const root = join(temporaryFolder(), 'partage');
  await expect(writeHeartbeat(join(root, 'robot.json'), BEAT)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(existsSync(root)).toBe(false);
});

const DAMAGES: readonly Partial<Record<keyof Heartbeat, unknown>>[] = [
  { pid: '1' },
  { host: null },
  { mode: 'sometimes' },
  { startedAt: 'yesterday' },
  { lastSweepAt: 3 },
  { lastSweep: { seen: 1 } },
  { inHand: [] },
  { stoppedAt: undefined },
  { writtenAt: '' },
];

test('anything else is none', async () => {
  const path = join(temporaryFolder(), 'robot.json');
  expect(await readHeartbeat(path)).toBeNull();
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    ...DAMAGES.map((damage) => JSON.stringify({ ...BEAT, ...damage })),
  ]) {
    writeFileSync(path, text);
    expect(await readHeartbeat(path), text).toBeNull();
  }
});
