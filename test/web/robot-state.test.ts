/** What the page sees of the robot from outside, and what it says where it sees nothing. */
import { mkdirSync, renameSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listDrops } from '../../src/robot/drops.ts';
import { newRoot } from '../robot/robot-root.ts';
import { PlainBrowser, testPage } from './opened-page.ts';

test('what waits is counted as the robot counts it', async () => {
  const folders = newRoot();
  const { desk } = await testPage(folders.root);
  for (const name of ['entreprise', 'exercices', 'comptes', 'journaux', 'tva', 'tiers'])
    writeFileSync(join(folders.isacomptaDrops, `${name}.csv`), 'x');
  expect(await desk.robot.sight()).toEqual({ isRunning: false, waiting: 1, inHand: 0 });
  writeFileSync(join(folders.isacomptaDrops, '12.zip'), 'x');
  mkdirSync(join(folders.amiDrops, 'vide'));
  mkdirSync(join(folders.amiDrops, '888'));
  for (const name of ['a.csv', 'b.csv', 'c.part']) writeFileSync(join(folders.amiDrops, '888', name), 'x');
  mkdirSync(join(folders.amiDrops, '999', 'documents'), { recursive: true });
  for (const name of ['1.pdf', '2.pdf']) writeFileSync(join(folders.amiDrops, '999', 'documents', name), 'x');
  expect((await desk.robot.sight())?.waiting).toBe((await listDrops(folders)).length);
  expect((await desk.robot.sight())?.waiting).toBe(5);
});

test.skipIf(process.platform === 'win32')(
  'folders that the machine does not show are told once, on the page and in the log, until they can be seen',
  async () => {
    const folders = newRoot();
    const opened = await testPage(folders.root);
    const browser = new PlainBrowser(opened);
    renameSync(folders.amiDrops, `${folders.amiDrops}-away`);
    expect((await browser.get('/lots')).body).toContain('Aucun robot ne travaille.');
    symlinkSync(folders.amiDrops, folders.amiDrops);
    for (const path of ['/lots', '/depot']) {
      const { statusCode, body } = await browser.get(path);
      expect(statusCode).toBe(200);
      expect(body).toContain('Le dossier de travail n’a pas pu être lu');
      expect(body).not.toContain('Aucun robot');
    }
    expect(opened.faults).toEqual([expect.objectContaining({ code: 'ELOOP' })]);
    unlinkSync(folders.amiDrops);
    renameSync(`${folders.amiDrops}-away`, folders.amiDrops);
    expect((await browser.get('/depot')).body).toContain('Aucun robot ne travaille en ce moment');
    mkdirSync(folders.heartbeat);
    expect((await browser.get('/lots')).body).toContain('n’a pas pu être lu');
    expect(opened.faults).toHaveLength(2);
    rmdirSync(folders.heartbeat);
  },
);
