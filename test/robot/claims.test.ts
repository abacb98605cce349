/** Claims, on real folders: who has a drop, and where it goes back to. */
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claimedAt, claimId, isGathering } from '../../src/robot/claim-folders.ts';
import { putBack, removeClaim, Workplace } from '../../src/robot/claims.ts';
import { FolderMissing } from '../../src/storage/folder-missing.ts';
import { CLAIM_ID, claimed, filesBelow, newRoot, openedPlace } from './robot-root.ts';

const LOT = 'depot-ami/888/888_lot/ecritures.csv';

/** A root with a file at these paths. */
function rootWith(...paths: readonly string[]): ReturnType<typeof newRoot> {
  const folders = newRoot();
  for (const path of paths) {
    const target = join(folders.root, ...path.split('/'));
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, path);
  }
  return folders;
}

test('an id says when, in UTC, and those of a second follow each other', () => {
  const now = new Date('2026-01-02T03:04:05.678Z');
  const ids = Array.from({ length: 1_000 }, () => claimId(now));
  for (const id of ids) expect(id).toMatch(/^20260102-030405-[0-9a-f]{6}$/);
  expect(new Set(ids).size).toBeGreaterThan(990);
  expect(ids.toSorted()).toEqual(ids);
  expect(claimedAt(ids[0] ?? '')).toBe('2026-01-02T03:04:05.000Z');
});

describe('a claim', () => {
  test.each([
    ['batch', ['depot-ami', '888_lot']],
    ['batch', ['depot-ami', '888_lot.zip']],
    ['batch', ['depot-ami', '888', 'lot.csv']],
    ['settings', ['depot-isacompta', '888']],
  ] as const)('of a %s lies below the worker as it lay in its drop folder: %j', async (kind, parts) => {
    const folders = rootWith([...parts, 'comptes.csv'].join('/'));
    const place = await openedPlace(folders);
    const claim = await claimed(place, folders, ...parts);
    expect(claim).toMatchObject({ id: CLAIM_ID, kind, name: parts.at(-1), from: parts.slice(0, -1) });
    expect(claim.path).toBe(join(place.folder, CLAIM_ID, ...parts));
    expect(filesBelow(claim.path)).toEqual(['comptes.csv']);
    expect(existsSync(join(folders.root, ...parts))).toBe(false);
    expect(await place.claims()).toEqual([claim]);
  });

  test('is one worker’s alone', async () => {
    const folders = rootWith(LOT);
    const places = [await openedPlace(folders), await openedPlace(folders), await openedPlace(folders)];
    const drop = { name: '888_lot', from: ['depot-ami', '888'], parts: null };
    const claims = await Promise.all(
      places.map((place, index) => place.claim(drop, folders.root, `${CLAIM_ID}${index}`)),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    expect(filesBelow(folders.claimed).filter((path) => !path.includes('/verrou'))).toHaveLength(1);
  });

  test('of loose files has them all, or puts back those that it has', async () => {
    const folders = rootWith('depot-isacompta/888.ECR', 'depot-isacompta/entreprise.csv');
    const place = await openedPlace(folders);
    const drop = { name: '888', from: ['depot-isacompta'], parts: ['888.ECR', 'none', 'entreprise.csv'] };
    expect(await place.claim(drop, folders.root, CLAIM_ID)).toBeNull();
    expect(filesBelow(folders.isacomptaDrops)).toEqual(['888.ECR', 'entreprise.csv']);
    expect(place.claims()).toEqual([]);
    const parts = ['888.ECR', 'entreprise.csv'];
    const claim = await place.claim({ ...drop, parts }, folders.root, CLAIM_ID);
    expect(filesBelow(claim?.path ?? '')).toEqual(parts);
    expect([isGathering(folders), place.claims()]).toEqual([false, [claim]]);
  });

  test('of loose files that a crash cut short goes back', async () => {
    const folders = rootWith('depot-isacompta/entreprise.csv');
    const place = await openedPlace(folders);
    const gathering = join(place.folder, CLAIM_ID, 'rassemblement', '888');
    mkdirSync(gathering, { recursive: true });
    writeFileSync(join(gathering, '888.ECR'), 'ECR');
    expect(isGathering(folders)).toBe(true);
    const [claim] = place.claims();
    if (claim === undefined || claim.path === null) throw new Error('No claim');
    expect(await putBack(claim, folders.root)).toBe(true);
    expect(filesBelow(folders.isacomptaDrops)).toEqual(['888.ECR', 'entreprise.csv']);
    expect([isGathering(folders), place.claims()]).toEqual([false, []]);
  });

  test('of what is gone is none, and leaves nothing', async () => {
    const folders = newRoot();
    const place = await openedPlace(folders);
    expect(
      await place.claim({ name: 'none', from: ['depot-ami'], parts: null }, folders.root, CLAIM_ID),
    ).toBeNull();
    expect(filesBelow(place.folder).filter((path) => !path.startsWith('verrou'))).toEqual([]);
  });

  test('of a link takes the link', async () => {
    const folders = newRoot();
    symlinkSync(join(folders.root, 'none'), join(folders.amiDrops, '888_lien'));
    const claim = await claimed(await openedPlace(folders), folders, 'depot-ami', '888_lien');
    expect(filesBelow(folders.amiDrops)).toEqual([]);
    expect(await putBack(claim, folders.root)).toBe(true);
    expect(filesBelow(folders.amiDrops)).toEqual(['888_lien']);
  });
});

describe('goes back', () => {
  test('to where it came from, also where that folder is gone, and the claim with it', async () => {
    const folders = rootWith(LOT);
    const claim = await claimed(await openedPlace(folders), folders, 'depot-ami', '888', '888_lot');
    expect(await putBack(claim, folders.root)).toBe(true);
    expect(readFileSync(join(folders.root, ...LOT.split('/')), 'utf8')).toBe(LOT);
    expect(existsSync(claim.folder)).toBe(false);
  });

  test.each(['888_lot', '888_LOT'])('never over something else of its name (%s)', async (name) => {
    const folders = rootWith(LOT);
    const claim = await claimed(await openedPlace(folders), folders, 'depot-ami', '888', '888_lot');
    writeFileSync(join(folders.amiDrops, '888', name), 'new');
    expect(await putBack(claim, folders.root)).toBe(false);
    expect(readFileSync(join(folders.amiDrops, '888', name), 'utf8')).toBe('new');
    expect(filesBelow(claim.path)).toEqual(['ecritures.csv']);
  });
});

test.skipIf(process.platform === 'win32')(
  'does not go back into a root that is away, and makes none',
  async () => {
    const folders = rootWith(LOT);
    const claim = await claimed(await openedPlace(folders), folders, 'depot-ami', '888', '888_lot');
    renameSync(folders.root, `${folders.root}-absent`);
    try {
      await expect(putBack(claim, folders.root)).rejects.toBeInstanceOf(FolderMissing);
      expect(existsSync(folders.root)).toBe(false);
    } finally {
      renameSync(`${folders.root}-absent`, folders.root);
    }
  },
);

describe('a workplace', () => {
  test('whose worker is there is not abandoned; it goes when it is closed', async () => {
    const folders = newRoot();
    const place = await Workplace.open(folders);
    expect(await Workplace.abandoned(folders)).toEqual([]);
    await place.close();
    expect(existsSync(place.folder)).toBe(false);
  });

  test('with a claim in it stays, and is found by the next one', async () => {
    const folders = rootWith(LOT);
    const place = await Workplace.open(folders);
    const claim = await claimed(place, folders, 'depot-ami', '888', '888_lot');
    await place.close();
    const [left, ...others] = await Workplace.abandoned(folders);
    expect(others).toEqual([]);
    expect(left?.folder).toBe(place.folder);
    expect(await left?.claims()).toEqual([claim]);
    // It is held meanwhile, so that nobody else recovers the same.
    expect(await Workplace.abandoned(folders)).toEqual([]);
    await removeClaim(claim);
    await left?.close();
    expect(filesBelow(folders.root).filter((path) => path.startsWith('en-cours'))).toEqual(['en-cours/']);
  });

  test('passes over what is not a claim, and tells an empty one', async () => {
    const folders = newRoot();
    const place = await openedPlace(folders);
    writeFileSync(join(place.folder, 'note.txt'), '');
    mkdirSync(join(place.folder, CLAIM_ID, 'rapports'), { recursive: true });
    mkdirSync(join(folders.claimed, 'autre'));
    expect(await place.claims()).toEqual([
      { id: CLAIM_ID, folder: join(place.folder, CLAIM_ID), path: null },
    ]);
    expect(await Workplace.abandoned(folders)).toEqual([]);
    await removeClaim({ folder: join(place.folder, CLAIM_ID) });
  });
});
