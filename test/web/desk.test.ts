/** What the page has open, when the register is replaced under it and the other one goes away again at once. */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { wordingFor } from '../../src/commands/languages.ts';
import { DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import { type OpenedOffice, openOffice } from '../../src/robot/office.ts';
import { Desk, type SharedWording } from '../../src/web/desk.ts';
import { NOW, newRoot } from '../robot/robot-root.ts';

test('a register that goes away while it is opened leaves nothing open, and the next one is taken', async () => {
  const folders = newRoot();
  const { register: path } = folders;
  const configuration = { ...DEFAULT_CONFIGURATION, root: folders.root };
  const clock = { now: () => NOW, today: () => 20261124 as CalendarDate };
  const open = new Set<OpenedOffice>();
  const counted = async (): Promise<OpenedOffice> => {
    const office = await openOffice(configuration, clock);
    const own: OpenedOffice = {
      ...office,
      close: async () => {
        expect(open.delete(own)).toBe(true);
        await office.close();
      },
    };
    open.add(own);
    return own;
  };
  let isAway = false;
  const shared = sharedWording();
  const faults: unknown[] = [];
  const desk = await Desk.open({
    configuration,
    office: await counted(),
    reopenOffice: async () => {
      const office = await counted();
      if (isAway) renameSync(path, `${path}.away`);
      return office;
    },
    shared: { fr: shared, en: shared },
    onFault: (error) => faults.push(error),
  });
  onTestFinished(async () => {
    await desk.close();
    for (const office of open) await office.close();
  });
  expect(await desk.isRegisterThere()).toBe(true);

  await replace(path, clock);
  isAway = true;
  for (let count = 0; count < 3; count += 1) {
    expect(await desk.isRegisterThere()).toBe(false);
    expect([open.size, existsSync(path)]).toEqual([1, false]);
    renameSync(`${path}.away`, path);
  }
  isAway = false;
  expect(await desk.isRegisterThere()).toBe(true);
  expect(open.size).toBe(2);
  expect(await desk.isRegisterThere()).toBe(true);
  expect([open.size, faults]).toEqual([2, []]);
});

/** By one that was made elsewhere, and nothing of the old one beside it. */
async function replace(path: string, clock: Parameters<typeof openOffice>[1]): Promise<void> {
  const { root, register } = newRoot();
  const office = await openOffice({ ...DEFAULT_CONFIGURATION, root }, clock);
  await office.close();
  for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
  copyFileSync(register, path);
}

function sharedWording(): SharedWording {
  const { publication, archive } = wordingFor('fr');
  return { changes: publication, archiveFault: (fault) => archive.fault(fault) };
}
