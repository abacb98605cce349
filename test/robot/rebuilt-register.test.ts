/** Which drops a register that is made again has, and what is taken back of those that are worked on again. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DropRecord, KeptDrop } from '../../src/model/drop-record.ts';
import { type RebuildSources, rebuiltRegister } from '../../src/robot/rebuilt-register.ts';
import { delivery, opened } from '../register/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const AT = '2026-11-24T10:15:00.000Z';
const LATER = '2026-11-24T10:15:01.000Z';

const FIRST = delivery('first', { contentHash: 'alike', receivedAt: LATER, finishedAt: LATER });
/** Received before the delivery that it repeats: the two came at once. */
const REPEATING = delivery('repeating', {
  outcome: 'duplicate',
  contentHash: 'alike',
  receivedAt: AT,
  finishedAt: AT,
  places: ['doublons/888_repeating.zip'],
  earlier: 'first',
});

/** The archives of these drops; of those that are named there is something left in their claims. */
function sources(records: readonly DropRecord[], unsettled: readonly string[] = []) {
  const undone: string[] = [];
  const given: RebuildSources = {
    restored: {
      count: records.length,
      ids: new Set(records.map(({ id }) => id)),
      unusable: [],
      drops: async function* (): AsyncGenerator<KeptDrop> {
        for (const record of records) yield { record, entries: [], payload: null, purgedAt: null };
      },
    },
    hasOld: false,
    unsettled: {
      isAtWork: false,
      has: ({ id }) => unsettled.includes(id),
      undo: async ({ id }) => void undone.push(id),
    },
  };
  return { given, undone };
}

async function rebuilt(given: RebuildSources) {
  const path = join(temporaryFolder(), 'registre.db');
  await rebuiltRegister(given, path, `${path}.old`);
  const register = await opened(path);
  return (await register.list({ limit: 9 })).map(({ id, outcome }) => `${id} ${outcome}`);
}

test('a duplicate that was received before what it repeats', async () => {
  const { given } = sources([REPEATING, FIRST]);
  expect(await rebuilt(given)).toEqual(['first delivered', 'repeating duplicate']);
});

test('a duplicate of what no archive tells any more', async () => {
  const { given } = sources([REPEATING]);
  expect(await rebuilt(given)).toEqual(['repeating duplicate', 'first delivered']);
});

test('what is worked on again is no delivery yet, whatever repeats it', async () => {
  const { given, undone } = sources([REPEATING, FIRST], ['first']);
  expect(await rebuilt(given)).toEqual(['repeating duplicate']);
  expect(undone).toEqual(['first']);
});

test('nothing is taken back where the old register has to stay', async () => {
  const { given, undone } = sources([FIRST], ['first']);
  const path = join(temporaryFolder(), 'registre.db');
  for (const name of [path, `${path}.old`]) writeFileSync(name, '');
  await expect(rebuiltRegister(given, path, `${path}.old`)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(undone).toEqual([]);
});
