/** `pending` as a user runs it: what waits in the folders, on a register that a robot has open. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { delivery, intentOf } from '../register/records.ts';
import { jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { registerRoot } from './register-root.ts';

const pending = (root: string, ...args: readonly string[]) =>
  runProgram(['pending', '--root', root, ...args]);

/** Three batches that wait, one that was refused, one that a robot is about to deliver. */
async function filled() {
  const place = await registerRoot();
  await place.deliver('1', { receivedAt: '2026-11-21T10:00:00.000Z' });
  await place.deliver('2', { dossier: '1024', receivedAt: '2026-11-20T10:00:00.000Z' });
  await place.deliver('3', { receivedAt: '2026-11-22T10:00:00.000Z' });
  await place.deliver('4', { outcome: 'refused', places: ['refuses/888_4.zip'] });
  await place.register.intend(intentOf(delivery('5')));
  return place;
}

test('lists by company file what waits, and what was taken no more', async () => {
  const { root, register } = await filled();
  rmSync(join(root, 'a-integrer', '888', '888_20220930_120000_1.ECR'));
  const since = '2026-11-24T10:16:00.000Z';
  expect(jsonOf(await pending(root, '--json'))).toEqual({
    pending: [
      { dossier: '888', batch: 'lot-3', file: 'a-integrer/888/888_20220930_120000_3.ECR', since },
      { dossier: '1024', batch: 'lot-2', file: 'a-integrer/1024/1024_20220930_120000_2.ECR', since },
    ],
  });
  const integratedAt = (await register.find('1'))?.integratedAt;
  expect(Math.abs(Date.parse(integratedAt ?? '') - Date.now())).toBeLessThan(60_000);
  await pending(root);
  expect((await register.find('1'))?.integratedAt).toBe(integratedAt);
});

test('of one company file looks at that alone', async () => {
  const { root, register } = await filled();
  for (const dossier of ['888', '1024']) {
    rmSync(join(root, 'a-integrer', dossier), { recursive: true });
    mkdirSync(join(root, 'a-integrer', dossier));
  }
  expect(jsonOf(await pending(root, '--json', '--dossier', '1024'))).toEqual({ pending: [] });
  expect((await register.pending()).map(({ id }) => id)).toEqual(['1', '3']);
});

test('is a table for people, that fits a line of 100 characters', async () => {
  const { root } = await filled();
  const ended = await pending(root);
  expect(ended.exitCode, ended.stderr).toBe(0);
  const lines = withPlainSpaces(ended.stdout).split('\n');
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  expect(lines[0]).toMatch(/^Dossier Lot +Depuis le +Écr\. Fichier$/);
  expect(lines.slice(2)).toEqual([
    expect.stringMatching(/^888 +lot-1 24\/11\/2026 \d\d:16 +4 a-integrer\/888\/.*_1\.ECR$/),
    expect.stringMatching(/^888 +lot-3 .*_3\.ECR$/),
    expect.stringMatching(/^1024 +lot-2 .*_2\.ECR$/),
    '3 lots à intégrer.',
    '',
  ]);
});

test('folders that can’t be looked at have taken nothing: that is a fault of the machine', async () => {
  const { root, register } = await filled();
  renameSync(join(root, 'a-integrer'), join(root, 'away'));
  const ended = await pending(root, '--json');
  expect(ended.exitCode).toBe(3);
  expect(ended.stderr).toContain(join(root, 'a-integrer'));
  expect(jsonOf(ended)).toMatchObject({ error: { code: 'ENOENT' } });
  expect(await register.pending()).toHaveLength(3);
});

test('without a register or anything that waits says so', async () => {
  const root = temporaryFolder();
  const without = await pending(root);
  expect([without.exitCode, without.stdout]).toEqual([0, 'Rien n’attend l’intégration dans ISACOMPTA.\n']);
  expect(jsonOf(await pending(root, '--json'))).toEqual({ pending: [] });
  const place = await registerRoot();
  expect((await pending(place.root, '--lang', 'en')).stdout).toBe(
    'Nothing waits to be integrated by ISACOMPTA.\n',
  );
});
