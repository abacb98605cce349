/** Whether and as what a batch may be run again, and that it comes out of its archive as it went in. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ArchiveError } from '../../src/archive/fault.ts';
import { sealArchive } from '../../src/archive/seal.ts';
import type { DropRecord } from '../../src/model/drop-record.ts';
import type { Register } from '../../src/register/register.ts';
import type { OpenedOffice } from '../../src/robot/office.ts';
import { claimReplay, rerunOf, runAgain } from '../../src/robot/replay.ts';
import { delivered, delivery, opened, publication } from '../register/records.ts';
import { filesBelow, NOW, newRoot, openedOffice, openedPlace } from './robot-root.ts';

const REFUSED = { outcome: 'refused' } as const;
const DUPLICATE = { outcome: 'duplicate', archive: null, manifestHash: null } as const;

async function finished(
  register: Register,
  id: string,
  changes: Partial<DropRecord> = {},
): Promise<DropRecord> {
  await delivered(register, delivery(id, changes));
  const record = await register.find(id);
  if (record === null) throw new Error(`${id} is not in the register`);
  return record;
}

describe('a batch', () => {
  test('that was refused is run again as what it was', async () => {
    const register = await opened(newRoot().register);
    const drop = await finished(register, '1', REFUSED);
    expect(await rerunOf(drop, false, register)).toEqual({ of: drop, revision: 0 });
    expect(await rerunOf(drop, true, register)).toEqual({ of: drop, revision: 0 });
  });

  test('that was delivered is only run again where that is asked for, under a new revision', async () => {
    const register = await opened(newRoot().register);
    const drop = await finished(register, '1');
    expect(await rerunOf(drop, false, register)).toEqual({ kind: 'delivered', as: drop });
    expect(await rerunOf(drop, true, register)).toEqual({ of: drop, revision: 1 });
  });

  test('that was refused, and delivered since, counts as delivered', async () => {
    const register = await opened(newRoot().register);
    const refused = await finished(register, '1', { ...REFUSED, contentHash: 'same' });
    const since = await finished(register, '2', { contentHash: 'same', earlier: '1' });
    expect(await rerunOf(refused, false, register)).toEqual({ kind: 'delivered', as: since });
    expect(await rerunOf(refused, true, register)).toEqual({ of: refused, revision: 1 });
  });

  test('that was delivered several times gets the next revision', async () => {
    const register = await opened(newRoot().register);
    const drop = await finished(register, '1', { contentHash: 'same' });
    await finished(register, '2', { contentHash: 'same', batch: 'lot-1', revision: 1, earlier: '1' });
    expect(await rerunOf(drop, true, register)).toEqual({ of: drop, revision: 2 });
  });

  test('that is a duplicate comes out of the archive of what it repeats', async () => {
    const register = await opened(newRoot().register);
    const first = await finished(register, '1', { contentHash: 'same' });
    const second = await finished(register, '2', { ...DUPLICATE, contentHash: 'same', earlier: '1' });
    expect(await rerunOf(second, true, register)).toEqual({ of: first, revision: 1 });
  });

  test('without an archive can’t be run again', async () => {
    const register = await opened(newRoot().register);
    const drop = await finished(register, '1', { ...REFUSED, archive: null, manifestHash: null });
    expect(await rerunOf(drop, true, register)).toEqual({ kind: 'no-archive' });
  });
});

test('settings are not run again', async () => {
  const register = await opened(newRoot().register);
  expect(await rerunOf(publication('1', 1), true, register)).toEqual({ kind: 'settings' });
});

const FILES = { 'ecritures.csv': 'Date;Compte\r\n', 'documents/été.pdf': '%PDF-1.4' } as const;

/** A drop that was archived, as the register would know it. */
async function archived(office: OpenedOffice): Promise<DropRecord> {
  const record = delivery('20261123-080000-aaaaaa', {
    name: '888_lot',
    receivedAt: '2026-11-23T08:00:00.000Z',
  });
  const dropPath = join(office.folders.root, 'ailleurs', '888_lot');
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dropPath, path)), { recursive: true });
    writeFileSync(join(dropPath, path), content);
  }
  const contents = { record, entries: [], dropPath, outputs: [], report: '{}' };
  const { archive, manifestHash } = await sealArchive(contents, office.folders.archives);
  return { ...record, archive, manifestHash };
}

describe('the claim of a batch that is run again', () => {
  test('holds the drop byte for byte, and has no drop folder to go back to', async () => {
    const folders = newRoot();
    const office = await openedOffice(folders);
    const place = await openedPlace(folders);
    const claim = await claimReplay(await archived(office), place, office);
    expect(claim).toMatchObject({ kind: 'batch', name: '888_lot', from: null });
    expect(filesBelow(claim.path)).toEqual(Object.keys(FILES).sort());
    for (const [path, content] of Object.entries(FILES))
      expect(readFileSync(join(claim.path, path), 'utf8')).toBe(content);
    expect(await place.claims()).toEqual([claim]);
  });

  test('is not left where the archive was changed', async () => {
    const folders = newRoot();
    const office = await openedOffice(folders);
    const place = await openedPlace(folders);
    const drop = await archived(office);
    const path = join(folders.archives, ...(drop.archive ?? '').split('/'));
    chmodSync(path, 0o644);
    const bytes = readFileSync(path);
    bytes.write('J', bytes.indexOf('Date;Compte'));
    writeFileSync(path, bytes);
    await expect(claimReplay(drop, place, office)).rejects.toBeInstanceOf(ArchiveError);
    expect(await place.claims()).toEqual([]);
  });

  test('is not left where the archive is gone', async () => {
    const folders = newRoot();
    const office = await openedOffice(folders);
    const place = await openedPlace(folders);
    const drop = { ...(await archived(office)), archive: '2026/11/none.zip' };
    await expect(claimReplay(drop, place, office)).rejects.toThrow();
    expect(await place.claims()).toEqual([]);
  });
});

test('a batch that is finished in spite of a fault was run again', async () => {
  const office = await openedOffice(newRoot());
  const drop = await archived(office);
  let faults = 0;
  const register = new Proxy(office.register, {
    get: (target, name) => {
      const own: unknown = Reflect.get(target, name);
      const bound = typeof own === 'function' ? own.bind(target) : own;
      if (name !== 'finish' || faults > 0) return bound;
      return async () => {
        faults += 1;
        throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
      };
    },
  });
  const record = await runAgain({ ...office, register }, { of: drop, revision: 0 });
  expect([faults, record]).toMatchObject([1, { outcome: 'refused', finishedAt: NOW.toISOString() }]);
  expect(filesBelow(office.folders.claimed)).toEqual([]);
});
