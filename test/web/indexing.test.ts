/** Lots that can't be made findable by what is in them: told once, and in nobody's way. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { searchTerms } from '../../src/register/search-words.ts';
import { Indexing } from '../../src/web/indexing.ts';
import { OpenedLot } from '../../src/web/opened-lot.ts';
import { Bureau } from '../commands/robot-process.ts';
import { csvText, purchase, writeBatch } from '../support/batch.ts';
import { swept } from './filled-root.ts';
import { type OpenedPage, testPage } from './opened-page.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const NAMES = ['101_lot', '102_lot', '103_lot'];

async function filled(): Promise<OpenedPage> {
  const bureau = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => bureau.remove());
  for (const name of NAMES)
    writeBatch(bureau.path('depot-ami'), name, { csv: csvText(purchase(`PIECE${name.slice(0, 3)}`)) });
  await swept(bureau);
  return testPage(bureau.root);
}

/** As long as it is told, the lot of this name can't be opened. */
function failing(name: string, error: Error): { end: () => void; readonly tries: () => number } {
  const actual = OpenedLot.open.bind(OpenedLot);
  let isOver = false;
  let tries = 0;
  vi.spyOn(OpenedLot, 'open').mockImplementation((record, around) => {
    if (isOver || record.name !== name) return actual(record, around);
    tries += 1;
    return Promise.reject(error);
  });
  return {
    end: () => {
      isOver = true;
    },
    tries: () => tries,
  };
}

async function started({ desk }: OpenedPage): Promise<void> {
  const indexing = new Indexing(desk, () => {});
  indexing.start();
  onTestFinished(() => indexing.stop());
}

/** The lots that are found by the piece in them. */
async function found({ desk }: OpenedPage): Promise<string[]> {
  const names: string[] = [];
  for (const name of NAMES) {
    const terms = searchTerms(`PIECE${name.slice(0, 3)}`);
    names.push(...(await desk.register.search(terms, { limit: 9 })).map((each) => each.name));
  }
  return names;
}

test('by a fault of the program: by its names, and the others by what is in them', async () => {
  const opened = await filled();
  failing('102_lot', new TypeError('a fault'));
  await started(opened);
  await expect.poll(() => opened.desk.register.searchProgress(), { timeout: 5_000 }).toBeNull();
  expect(await found(opened)).toEqual(['101_lot', '103_lot']);
  expect(await opened.desk.register.search(searchTerms('102_lot'), { limit: 9 })).toHaveLength(1);
  expect(opened.faults).toEqual([expect.objectContaining({ message: 'a fault' })]);
});

test('by the machine: later, and the others at once', async () => {
  const opened = await filled();
  const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
  const fault = failing('102_lot', full);
  await started(opened);
  await expect.poll(() => found(opened), { timeout: 5_000 }).toEqual(['101_lot', '103_lot']);
  await expect.poll(fault.tries, { timeout: 8_000 }).toBeGreaterThan(2);
  await delay(50);
  expect(opened.faults).toEqual([full]);
  fault.end();
  await expect.poll(() => found(opened), { timeout: 8_000 }).toEqual(NAMES);
});
