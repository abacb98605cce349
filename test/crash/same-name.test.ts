/**
 * Drops of one name from several company files, refused and repeated at the same moment: each has a place of its own,
 * and none keeps the other waiting.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complete } from '../../src/robot/carrying-out.ts';
import { delivery } from '../register/records.ts';
import { newRoot, openedOffice } from '../robot/robot-root.ts';
import { batchFiles } from '../support/batch-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { batchDrop, type Dropped, drop } from './support/drops.ts';
import { filesIn } from './support/end-state.ts';
import { Random } from './support/random.ts';
import { claimsIn, makeSite, startRobot, sweep } from './support/robot-process.ts';

const DOSSIERS = ['101', '102', '103', '104', '105', '106', '107', '108'];

test('drops of one name that are refused at once don’t stand in each other’s way', {
  timeout: 120_000,
}, async () => {
  const random = new Random(1);
  const site = await makeSite(temporaryFolder(), { settleSeconds: 0 });
  const drops: readonly Dropped[] = DOSSIERS.map((dossier, number) => ({
    ...batchDrop(number, 'folder', false, random),
    dossier,
    folder: `depot-ami/${dossier}`,
    name: 'lot',
  }));
  for (const each of drops) drop(each, site.root, site.staging);

  // Two robots of several hands each.
  const robots = [startRobot(site), startRobot(site)];
  const latest = performance.now() + 60_000;
  const refused = (): string[] =>
    readdirSync(join(site.root, 'refuses')).filter((name) => name.startsWith('lot'));
  while (refused().length < drops.length && performance.now() < latest)
    await new Promise((resolve) => setTimeout(resolve, 20));
  for (const robot of robots) robot.child.kill('SIGTERM');
  for (const robot of robots) await robot.gone;

  expect((await sweep(site)).exitCode).toBe(0);
  expect(claimsIn(site)).toEqual([]);
  expect(filesIn(join(site.root, 'depot-ami'))).toEqual(['LISEZMOI.txt']);
  const told = robots.map((robot) => robot.text()).join('');
  expect(told).not.toMatch(/ {2}erreur {2}/);
  const csv = new Set<string>();
  for (const name of refused()) {
    const folder = join(site.root, 'refuses', name);
    expect(existsSync(join(folder, 'rapport.json')), name).toBe(true);
    csv.add(batchFiles(join(folder, 'lot')).get('ecritures.csv')?.toString() ?? '');
  }
  expect(csv).toEqual(new Set(drops.map(({ files }) => files.get('ecritures.csv')?.toString())));
});

test('what something else has the place of is taken back while nothing of it has appeared, and only then', async () => {
  const folders = newRoot();
  const office = await openedOffice(folders);
  const [report, lot] = ['rapports', 'lot'].map((name) => join(folders.claimed, 'robot-1', name));
  const write = (path = ''): void => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'contenu.txt'), path);
  };
  const staged = [
    { temporary: 'en-cours/robot-1/rapports', place: 'refuses/lot' },
    { temporary: 'en-cours/robot-1/lot', place: 'refuses/lot/lot' },
  ];
  const record = delivery('20261124-101500-00000a', {
    outcome: 'refused',
    places: ['refuses/lot'],
    archive: null,
  });
  const intent = { record, entries: [], payload: null, staged };
  for (const path of [report, lot]) write(path);
  expect(await office.register.intend(intent)).toBe(null);
  write(join(folders.refused, 'lot'));
  expect(await complete(intent, null, office)).toBe(null);
  expect(await office.register.find(record.id)).toBe(null);
  expect(readFileSync(join(lot ?? '', 'contenu.txt'), 'utf8')).toBe(lot);

  // Begun: the first has its name, and what stands in the way of the second is a fault, not a reason to begin anew.
  rmSync(join(folders.refused, 'lot'), { recursive: true });
  expect(await office.register.intend(intent)).toBe(null);
  renameSync(report ?? '', join(folders.refused, 'lot'));
  write(join(folders.refused, 'lot', 'lot'));
  await expect(complete(intent, null, office)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await office.register.unfinished()).toHaveLength(1);
});
