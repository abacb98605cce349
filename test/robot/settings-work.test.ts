/** What is told of two settings exports of a company file, where they are worked on in the wrong order. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DropRecord } from '../../src/model/drop-record.ts';
import { workOn } from '../../src/robot/work.ts';
import { ROWS, writeSettings } from '../support/settings-export.ts';
import { newRoot, openedOffice, openedPlace } from './robot-root.ts';

const FIRST = '20261124-101400-3f2a9c';
const SECOND = '20261124-101430-0a1b2c';

/** Drops, claims and works on exports of 888 in this order: the id of the claim, and the journals. */
async function worked(...exports: readonly (readonly [string, readonly string[]])[]): Promise<DropRecord[]> {
  const folders = newRoot();
  const office = await openedOffice(folders);
  const place = await openedPlace(folders);
  const done: DropRecord[] = [];
  for (const [id, journals] of exports) {
    const name = `888_${id}`;
    writeSettings(join(folders.isacomptaDrops, name), { journals });
    const claim = await place.claim({ from: ['depot-isacompta'], name, parts: null }, folders.root, id);
    if (claim === null) throw new Error(`${name} is gone`);
    done.push((await workOn(claim, office, (each) => office.decide(each))).record);
  }
  return done;
}

const OTHER = [...ROWS.journals, 'VE;VENTES'];

test('settings that are published over later ones of the company file say so', async () => {
  const [later, older] = await worked([SECOND, OTHER], [FIRST, ROWS.journals]);
  expect(later?.outcome).toBe('published');
  expect(older).toMatchObject({
    outcome: 'published',
    publication: { sequence: 2 },
    findings: expect.arrayContaining([
      expect.objectContaining({
        code: 'SETTINGS_OUTDATED',
        severity: 'warning',
        details: {
          receivedAt: '2026-11-24T10:14:00.000Z',
          laterAt: '2026-11-24T10:14:30.000Z',
          sequence: 1,
        },
      }),
    ]),
  });
});

test('so do those over later ones that changed nothing of what was published', async () => {
  const before = '20261124-101300-3f2a9c';
  const records = await worked([before, ROWS.journals], [SECOND, ROWS.journals], [FIRST, OTHER]);
  expect(records.map(({ outcome }) => outcome)).toEqual(['published', 'unchanged', 'published']);
  const outdated = records[2]?.findings.find(({ code }) => code === 'SETTINGS_OUTDATED');
  expect(outdated?.details).toMatchObject({ sequence: null });
});

test('what seems to be received later than it is now, by a clock that was wrong, is not told', async () => {
  const records = await worked(['20360101-000000-3f2a9c', OTHER], [FIRST, ROWS.journals]);
  expect(records.map(({ outcome }) => outcome)).toEqual(['published', 'published']);
  expect(records[1]?.findings.map(({ code }) => code)).not.toContain('SETTINGS_OUTDATED');
});

test('in their order nothing is told', async () => {
  const records = await worked([FIRST, ROWS.journals], [SECOND, OTHER]);
  expect(records.map(({ publication }) => publication?.sequence)).toEqual([1, 2]);
  expect(records[1]?.findings.map(({ code }) => code)).not.toContain('SETTINGS_OUTDATED');
});
