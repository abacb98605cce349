/** Every kind of leftover of a crash, made by hand on real files beside a real register, and what becomes of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StagedPlace } from '../../src/register/register.ts';
import type { Claim, Workplace } from '../../src/robot/claims.ts';
import type { OpenedOffice } from '../../src/robot/office.ts';
import { finishUnclaimed, recoverClaim, removeCutFiles } from '../../src/robot/recovery.ts';
import { delivery, entry } from '../register/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { CLAIM_ID, claimed, filesBelow, NOW, newRoot, openedOffice, openedPlace } from './robot-root.ts';

const ARCHIVE = `archives/2026/11/${CLAIM_ID}.zip`;
const UNFINISHED_ARCHIVE = `archives/2026/11/.${CLAIM_ID}.part`;
const ZIP: StagedPlace = { temporary: `a-integrer/.${CLAIM_ID}-1.part`, place: 'a-integrer/888/888_lot.zip' };
const ECR: StagedPlace = { temporary: `a-integrer/.${CLAIM_ID}-2.part`, place: 'a-integrer/888/888_lot.ECR' };

interface Scene {
  readonly office: OpenedOffice;
  readonly place: Workplace;
  readonly claim: Claim;
}

/** A batch that was claimed, and nothing else. */
async function scene(): Promise<Scene> {
  const folders = newRoot();
  const office = await openedOffice(folders);
  const place = await openedPlace(folders);
  write(office, 'depot-ami/888_lot/ecritures.csv');
  return { office, place, claim: await claimed(place, folders, 'depot-ami', '888_lot') };
}

/** A file that holds the path it was written under. */
function write({ folders }: OpenedOffice, ...paths: readonly string[]): void {
  for (const path of paths) {
    const target = join(folders.root, ...path.split('/'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, path);
  }
}

/** What is below the root, without the register's own files and the worker's lock. */
function left({ folders }: OpenedOffice): string[] {
  return filesBelow(folders.root)
    .filter((path) => !/^registre\.db|\/verrou/.test(path))
    .map((path) => path.replace(/robot-[0-9a-f]{8}/, 'robot'));
}

async function intend(office: OpenedOffice, staged: readonly StagedPlace[]): Promise<void> {
  const record = delivery(CLAIM_ID, { places: staged.map(({ place }) => place) });
  const conflict = await office.register.intend({ record, entries: [entry('P1')], payload: null, staged });
  if (conflict !== null) throw new Error(conflict.kind);
}

const CLAIMED_FILE = `en-cours/robot/${CLAIM_ID}/depot-ami/888_lot/ecritures.csv`;
const EMPTY = ['depot-ami/', 'depot-isacompta/'];

describe('before the intent is written down, everything is undone', () => {
  test('a claim alone stays as it is', async () => {
    const { office, claim } = await scene();
    expect(await recoverClaim(claim, office)).toBe('undone');
    expect(left(office)).toEqual([...EMPTY, CLAIMED_FILE]);
  });

  test.each([
    ['what was written beside its place', [ZIP.temporary, ECR.temporary, `a-publier/.${CLAIM_ID}-1.part`]],
    ['an archive that was not complete', [UNFINISHED_ARCHIVE]],
    ['an archive that the register does not know', [ARCHIVE]],
  ])('%s goes', async (_, paths) => {
    const { office, claim } = await scene();
    write(office, ...paths);
    expect(await recoverClaim(claim, office)).toBe('undone');
    expect(left(office).filter((path) => !path.endsWith('/'))).toEqual([CLAIMED_FILE]);
  });

  test.each(['rapports/rapport.txt', 'note/note.txt', 'a-corriger/lot/ecritures.csv'])(
    '%s in the claim goes',
    async (path) => {
      const { office, claim } = await scene();
      mkdirSync(dirname(join(claim.folder, path)), { recursive: true });
      writeFileSync(join(claim.folder, path), '');
      expect(await recoverClaim(claim, office)).toBe('undone');
      expect(left(office)).toEqual([...EMPTY, CLAIMED_FILE]);
    },
  );

  test('what others write at the moment stays', async () => {
    const { office, claim } = await scene();
    const others = [
      'a-integrer/.20261124-101500-ffffff-1.part',
      'archives/2026/11/20261124-101500-ffffff.zip',
    ];
    write(office, ...others);
    expect(await recoverClaim(claim, office)).toBe('undone');
    expect(left(office)).toEqual(expect.arrayContaining(others));
  });
});

describe('once it is written down, everything is finished', () => {
  test.each([
    ['nothing', 0],
    ['the documents', 1],
    ['everything', 2],
  ])('where %s had its name', async (_, renamed) => {
    const { office, claim } = await scene();
    const staged = [ZIP, ECR];
    write(office, ARCHIVE);
    for (const [index, { temporary, place }] of staged.entries())
      write(office, index < renamed ? place : temporary);
    await intend(office, staged);
    expect(await recoverClaim(claim, office)).toBe('finished');
    expect(left(office)).toEqual([ECR.place, ZIP.place, ARCHIVE, ...EMPTY]);
    expect(await office.register.find(CLAIM_ID)).toMatchObject({ finishedAt: NOW.toISOString() });
    expect(await office.register.unfinished()).toEqual([]);
    expect(await office.register.archives()).toMatchObject([{ position: 1, drop: CLAIM_ID }]);
  });

  test('where ISACOMPTA took the import file already, it is not brought again', async () => {
    const { office, claim } = await scene();
    write(office, ZIP.place);
    await intend(office, [ZIP, ECR]);
    expect(await recoverClaim(claim, office)).toBe('finished');
    expect(left(office)).not.toContain(ECR.place);
  });

  test('a refused drop comes out of its claim, also a link that leads nowhere', async () => {
    const { office, place } = await scene();
    symlinkSync(join(office.folders.root, 'none'), join(office.folders.amiDrops, '888_lien'));
    const drop = { name: '888_lien', from: ['depot-ami'], parts: null };
    const id = '20261124-101500-aaaaaa';
    const claim = await place.claim(drop, office.folders.root, id);
    if (claim === null) throw new Error('Not claimed');
    mkdirSync(join(claim.folder, 'rapports'));
    const inClaim = (path: string): string => `en-cours/${place.folder.split(/[/\\]/).at(-1)}/${id}/${path}`;
    const staged = [
      { temporary: inClaim('rapports'), place: 'refuses/888_lien' },
      { temporary: inClaim('depot-ami/888_lien'), place: 'refuses/888_lien/888_lien' },
    ];
    const record = delivery(id, { outcome: 'refused', batch: null, facts: null });
    await office.register.intend({ record, entries: [], payload: null, staged });
    expect(await recoverClaim(claim, office)).toBe('finished');
    expect(left(office)).toContain('refuses/888_lien/888_lien');
    expect(existsSync(claim.folder)).toBe(false);
  });

  test('unless something else lies at its place: that is not written over, and the intent is taken back', async () => {
    const { office, claim } = await scene();
    write(office, ZIP.temporary, ECR.temporary, ECR.place, ARCHIVE);
    await intend(office, [ZIP, ECR]);
    expect(await recoverClaim(claim, office)).toBe('undone');
    expect(readFileSync(join(office.folders.root, ...ECR.place.split('/')), 'utf8')).toBe(ECR.place);
    expect(left(office).filter((path) => !path.endsWith('/'))).toEqual([ECR.place, CLAIMED_FILE]);
    expect(await office.register.find(CLAIM_ID)).toBeNull();
    expect(await office.register.unfinished()).toEqual([]);
  });

  test('a claim of what is finished goes, and nothing else happens', async () => {
    const { office, claim } = await scene();
    write(office, ECR.place);
    await intend(office, [ECR]);
    await office.register.finish(CLAIM_ID, '2026-11-24T10:20:00.000Z');
    expect(await recoverClaim(claim, office)).toBe('finished');
    expect(await office.register.find(CLAIM_ID)).toMatchObject({ finishedAt: '2026-11-24T10:20:00.000Z' });
    expect(existsSync(claim.folder)).toBe(false);
  });
});

describe('a claim is never taken for empty', () => {
  const ID = '20261124-101500-aaaaaa';

  test.each(['SAUVE.TMP', 'LISEZMOI.txt'])(
    'where its files lay loose, whatever they are called together (%s)',
    async (name) => {
      const { office, place } = await scene();
      mkdirSync(join(place.folder, ID, 'ensemble', name), { recursive: true });
      writeFileSync(join(place.folder, ID, 'ensemble', name, `${name}.ECR`), 'ECR');
      const [, claim] = place.claims();
      expect(claim).toMatchObject({ name, isLoose: true, from: ['depot-isacompta'] });
      if (claim === undefined) throw new Error('No second claim');
      expect(await recoverClaim(claim, office)).toBe('undone');
      expect(left(office)).toContain(`en-cours/robot/${ID}/ensemble/${name}/${name}.ECR`);
    },
  );

  test('so that nothing of it goes but what is ours or a system’s', async () => {
    const { office, place } = await scene();
    const inClaim = (path: string): string => join(place.folder, ID, ...path.split('/'));
    for (const folder of ['rapports', 'rejeu/888_lot', '.0a1b2c3d0a1b2c3d.part', 'depot-ami'])
      mkdirSync(inClaim(folder), { recursive: true });
    for (const file of ['rapports/rapport.txt', 'depot-ami/Thumbs.db', 'depot-ami/888.tmp'])
      writeFileSync(inClaim(file), '');
    await recoverClaim({ id: ID, folder: inClaim(''), path: null }, office);
    expect(left(office)).toEqual([...EMPTY, CLAIMED_FILE, `en-cours/robot/${ID}/depot-ami/888.tmp`]);
  });
});

describe('a claim without a drop from a drop folder goes', () => {
  test('where it is empty', async () => {
    const { office, place } = await scene();
    const id = '20261124-101500-aaaaaa';
    mkdirSync(join(place.folder, id, 'depot-ami'), { recursive: true });
    const [, empty] = await place.claims();
    if (empty === undefined) throw new Error('No second claim');
    expect(await recoverClaim(empty, office)).toBe('removed');
    expect(left(office)).toEqual([...EMPTY, CLAIMED_FILE]);
  });

  test('where it came out of the archive, which stays', async () => {
    const { office, place } = await scene();
    const id = '20261124-101500-aaaaaa';
    write(office, 'archives/2026/11/20261123-101500-000000.zip');
    mkdirSync(join(place.folder, id, 'rejeu', '888_lot'), { recursive: true });
    const [, replayed] = await place.claims();
    expect(replayed).toMatchObject({ id, from: null, name: '888_lot' });
    if (replayed === undefined) throw new Error('No second claim');
    expect(await recoverClaim(replayed, office)).toBe('removed');
    expect(left(office)).toContain('archives/2026/11/20261123-101500-000000.zip');
    expect(existsSync(join(place.folder, id))).toBe(false);
  });
});

describe('an intent', () => {
  const RECORD = CLAIM_ID;

  test('without a claim is finished', async () => {
    const office = await openedOffice(newRoot());
    write(office, ZIP.temporary, ECR.temporary);
    await intend(office, [ZIP, ECR]);
    expect(await finishUnclaimed(office)).toEqual([RECORD]);
    expect(left(office)).toEqual(expect.arrayContaining([ECR.place, ZIP.place]));
    expect(await office.register.unfinished()).toEqual([]);
    expect(await finishUnclaimed(office)).toEqual([]);
  });

  test('that somebody works on is left alone', async () => {
    const { office } = await scene();
    write(office, ECR.temporary);
    await intend(office, [ECR]);
    expect(await finishUnclaimed(office)).toEqual([]);
    expect(left(office)).toContain(ECR.temporary);
  });

  test('that somebody finishes meanwhile, its claim gone, is no fault', async () => {
    const office = await openedOffice(newRoot());
    write(office, ECR.place);
    await intend(office, [ECR]);
    const { register } = office;
    const late = {
      unfinished: async () => {
        const intents = await register.unfinished();
        await register.finish(CLAIM_ID, '2026-11-24T10:20:00.000Z');
        return intents;
      },
    };
    const seen = new Proxy(register, {
      get: (target, name) => {
        const own: unknown = Reflect.get(name in late ? late : target, name);
        return typeof own === 'function' ? own.bind(target) : own;
      },
    });
    expect(await finishUnclaimed({ ...office, register: seen })).toEqual([]);
  });
});

describe('files in the root that a crash left without a name', () => {
  const DEAD = spawnSync(process.execPath, ['--version']).pid;

  test.each([
    ['a sign of life of a process that is no more', `.robot-${DEAD}-0a1b2c3d.part`, 0, false],
    ['one that is being written', `.robot-${process.pid}-0a1b2c3d.part`, 30, true],
    ['one of a process number that another has now', `.robot-${process.pid}-0a1b2c3d.part`, 90, false],
    ['a register that may be being made', '.0a1b2c3d0a1b2c3d.part', 3_000, true],
    ['one that nobody makes any more', '.0a1b2c3d0a1b2c3d.part-journal', 4_000, false],
    ['what is not ours', '.0a1b2c3d.part', 1_000_000, true],
  ])('%s', async (_, name, seconds, stays) => {
    const folders = newRoot();
    const office = await openedOffice(folders);
    const path = join(folders.root, name);
    writeFileSync(path, '');
    const changed = new Date(NOW.getTime() - seconds * 1_000);
    utimesSync(path, changed, changed);
    await removeCutFiles(office);
    expect(existsSync(path)).toBe(stays);
  });

  test('also where the register is, outside of the root', async () => {
    const folders = newRoot();
    const elsewhere = temporaryFolder();
    const office = await openedOffice(folders, { database: join(elsewhere, 'registre.db') });
    const path = join(elsewhere, '.0a1b2c3d0a1b2c3d.part');
    writeFileSync(path, '');
    utimesSync(path, 0, 0);
    await removeCutFiles(office);
    expect(existsSync(path)).toBe(false);
  });
});
