/** The robot without a register that it can rely on: one message with what to do, and exit code 3. */
import {
  closeSync,
  copyFileSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { csvText, purchase } from '../support/batch.ts';
import { jsonOf, withPlainSpaces } from '../support/program.ts';
import { Bureau, RobotProcess } from './robot-process.ts';

async function deliveredBureau(): Promise<Bureau> {
  const at = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => at.remove());
  for (const each of [1, 2, 3])
    writeFileSync(at.path(`depot-ami/888_${each}.csv`), csvText(purchase(`P${each}`)));
  expect(await at.run(['watch', '--once'])).toMatchObject({ exitCode: 0 });
  expect(at.imports('888')).toHaveLength(3);
  return at;
}

/** Overwrites what stands behind the first pages with what is no page. */
function damageInTheMiddle(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    const size = statSync(path).size;
    for (let at = 3 * 4_096; at < size; at += 4_096)
      writeSync(descriptor, Buffer.alloc(4_096, 0xa5), 0, 4_096, at);
  } finally {
    closeSync(descriptor);
  }
}

test('damaged in the middle', async () => {
  const at = await deliveredBureau();
  damageInTheMiddle(at.path('registre.db'));
  writeFileSync(at.path('depot-ami/888_4.csv'), csvText(purchase('P4')));
  const { exitCode, stderr } = await at.run(['watch', '--once']);
  expect(exitCode).toBe(3);
  expect(withPlainSpaces(stderr).match(/est endommagé.*register rebuild/g)).toHaveLength(1);
  expect(stderr).not.toMatch(/Défaut du programme|\.ts:|at /);
  expect(at.imports('888')).toHaveLength(3);
});

test.each([
  ['gone', 'n’existe plus', (path: string) => rmSync(path)],
  ['empty', 'est vide', (path: string) => truncateSync(path, 0)],
])('%s', async (_, words, spoil) => {
  const at = await deliveredBureau();
  for (const ending of ['-wal', '-shm']) rmSync(`${at.path('registre.db')}${ending}`, { force: true });
  spoil(at.path('registre.db'));
  writeFileSync(at.path('depot-ami/888_1.csv'), csvText(purchase('P1')));
  const { exitCode, stderr } = await at.run(['watch', '--once']);
  expect([exitCode, stderr.includes(words), stderr.includes('register rebuild')]).toEqual([3, true, true]);
  const rebuilt = await at.run(['register', 'rebuild']);
  expect(rebuilt).toMatchObject({ exitCode: 0 });
  expect(await at.run(['watch', '--once'])).toMatchObject({ exitCode: 0 });
  expect([at.imports('888').length, at.files('doublons').length > 0]).toEqual([3, true]);
});

test('removed under a robot that runs: it ends with a message, and delivers nothing', async () => {
  const at = await deliveredBureau();
  const robot = new RobotProcess(at);
  onTestFinished(async () => void (await robot.end('SIGKILL')));
  await robot.started();
  rmSync(at.path('registre.db'));
  writeFileSync(at.path('depot-ami/888_4.csv'), csvText(purchase('P4')));
  const { exitCode } = await robot.ended();
  expect(exitCode).toBe(3);
  expect(robot.output.match(/supprimé, déplacé ou remplacé/g)).toHaveLength(1);
  expect([at.imports('888').length, at.files('depot-ami')]).toEqual([3, ['888_4.csv']]);
});

test('older than the archives: what reads it warns, and nothing is purged by it', async () => {
  const at = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => at.remove());
  writeFileSync(at.path('depot-ami/888_1.csv'), csvText(purchase('P1')));
  expect(await at.run(['watch', '--once'])).toMatchObject({ exitCode: 0 });
  const [path, kept] = [at.path('registre.db'), at.path('ancien.db')];
  copyFileSync(path, kept);
  const sound = await at.run(['list']);
  expect([sound.exitCode, sound.stderr]).toEqual([0, '']);
  // Ids tell seconds.
  await delay(1_100);
  writeFileSync(at.path('depot-ami/888_2.csv'), csvText(purchase('P2')));
  expect(await at.run(['watch', '--once'])).toMatchObject({ exitCode: 0 });
  for (const ending of ['-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
  copyFileSync(kept, path);
  for (const command of ['list', 'pending', 'history']) {
    const { exitCode, stderr } = await at.run([command, '--json']);
    expect([command, exitCode, withPlainSpaces(stderr)]).toEqual([
      command,
      0,
      expect.stringMatching(/plus ancien que les archives.*register rebuild/),
    ]);
  }
  const archives = at.files('archives');
  const purge = await at.run(['archive', 'purge', '--before', '2030-01-01', '--force', '--json']);
  expect([purge.exitCode, jsonOf(purge)]).toMatchObject([3, { error: { code: 'REGISTER_OUTDATED' } }]);
  expect(at.files('archives')).toEqual(archives);
});
