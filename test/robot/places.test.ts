/** Where a drop ends, and that no name is used twice. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Folders } from '../../src/configuration/folders.ts';
import type { Claim } from '../../src/robot/claims.ts';
import {
  clearClaim,
  duplicatePlaces,
  fromRoot,
  mendingFolder,
  noteFolder,
  refusalPlaces,
  reportsFolder,
} from '../../src/robot/places.ts';
import { CLAIM_ID, claimed, filesBelow, newRoot, openedPlace } from './robot-root.ts';

async function claimOf(folders: Folders): Promise<Claim> {
  writeFileSync(join(folders.amiDrops, '888_lot.csv'), 'x');
  return claimed(await openedPlace(folders), folders, 'depot-ami', '888_lot.csv');
}

const temporaryOf = (claim: Claim, folders: Folders, ...parts: readonly string[]): string =>
  fromRoot(join(claim.folder, ...parts), folders);

describe('a refusal', () => {
  test('is its reports, then the drop as it came, below its name', async () => {
    const folders = newRoot();
    const claim = await claimOf(folders);
    expect(await refusalPlaces(claim, folders)).toEqual([
      { temporary: temporaryOf(claim, folders, 'rapports'), place: 'refuses/888_lot.csv' },
      {
        temporary: temporaryOf(claim, folders, 'depot-ami', '888_lot.csv'),
        place: 'refuses/888_lot.csv/888_lot.csv',
      },
    ]);
  });

  test('has what is left to be mended, where there is any', async () => {
    const folders = newRoot();
    const claim = await claimOf(folders);
    mkdirSync(mendingFolder(claim));
    const places = (await refusalPlaces(claim, folders)).map(({ place }) => place);
    expect(places).toEqual([
      'refuses/888_lot.csv',
      'refuses/888_lot.csv/a-corriger',
      'refuses/888_lot.csv/888_lot.csv',
    ]);
  });

  test('of a batch out of the archive is its reports alone', async () => {
    const folders = newRoot();
    const claim = { ...(await claimOf(folders)), from: null };
    expect((await refusalPlaces(claim, folders)).map(({ place }) => place)).toEqual(['refuses/888_lot.csv']);
  });

  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a file', (path: string) => writeFileSync(path, '')],
    ['a link that leads nowhere', (path: string) => symlinkSync(`${path}-perdu`, path)],
  ])('never gets the name of %s that is there', async (_, make) => {
    const folders = newRoot();
    const claim = await claimOf(folders);
    mkdirSync(folders.refused);
    make(join(folders.refused, '888_lot.csv'));
    const [reports] = await refusalPlaces(claim, folders);
    expect(reports?.place).toBe(`refuses/888_lot.csv_${CLAIM_ID}`);
  });
});

describe('a duplicate', () => {
  test('is a note, then the drop, beside each other', async () => {
    const folders = newRoot();
    const claim = await claimOf(folders);
    const note = join(noteFolder(claim), 'note.txt');
    expect(await duplicatePlaces(claim, note, folders)).toEqual([
      { temporary: fromRoot(note, folders), place: 'doublons/888_lot.csv.txt' },
      { temporary: fromRoot(claim.path, folders), place: 'doublons/888_lot.csv' },
    ]);
  });

  test.each(['888_lot.csv', '888_lot.csv.txt'])('has another name where %s is there', async (name) => {
    const folders = newRoot();
    const claim = await claimOf(folders);
    mkdirSync(folders.duplicates);
    writeFileSync(join(folders.duplicates, name), '');
    const places = await duplicatePlaces(claim, join(noteFolder(claim), 'note.txt'), folders);
    expect(places.map(({ place }) => place)).toEqual([
      `doublons/888_lot.csv_${CLAIM_ID}.txt`,
      `doublons/888_lot.csv_${CLAIM_ID}`,
    ]);
  });
});

test('clearing a claim leaves its drop alone', async () => {
  const folders = newRoot();
  const claim = await claimOf(folders);
  for (const folder of [reportsFolder(claim), noteFolder(claim), mendingFolder(claim)]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), '');
  }
  await clearClaim(claim);
  expect(filesBelow(claim.folder)).toEqual(['depot-ami/888_lot.csv']);
  await clearClaim(claim);
  expect(existsSync(claim.path)).toBe(true);
});
