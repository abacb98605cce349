/** `status`: its limits as a rule, and the built program on real folders and a real register. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Concern, concernsOf, type StatusFacts } from '../../src/commands/status-health.ts';
import { ENGLISH_ROBOT_COMMANDS } from '../../src/commands/wording-robot-en.ts';
import { FRENCH_ROBOT_COMMANDS } from '../../src/commands/wording-robot-fr.ts';
import type { DropRecord } from '../../src/model/drop-record.ts';
import { openRegister } from '../../src/register/open-register.ts';
import { type Heartbeat, writeHeartbeat } from '../../src/robot/heartbeat.ts';
import { csvText, purchase } from '../support/batch.ts';
import { type Ended, jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const GIBIBYTE = 1_024 ** 3;

function ago(minutes: number, now: Date = NOW): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString();
}

const BEAT: Heartbeat = {
  pid: 4_242,
  host: 'SRV01',
  version: '1.2.3',
  mode: 'watch',
  startedAt: ago(6_000),
  writtenAt: ago(1),
  lastSweepAt: ago(5),
  lastSweep: { seen: 3, taken: 1, waiting: 2 },
  inHand: null,
  stoppedAt: null,
};

const WELL: StatusFacts = {
  now: NOW,
  root: '/r',
  isRootThere: true,
  sweepMinutes: 15,
  heartbeatPath: '/r/robot.json',
  heartbeat: BEAT,
  isRunning: true,
  waiting: { count: 0, oldest: null },
  claimed: 0,
  disk: { freeBytes: 100 * GIBIBYTE, totalBytes: 500 * GIBIBYTE },
  folders: [],
  register: { state: 'read', refused: 12, pending: 3, hasDelivered: true, hasPublished: false },
};

interface Case {
  readonly name: string;
  readonly facts: Partial<StatusFacts>;
  readonly codes: readonly Concern['code'][];
}

const oldest = (minutes: number) => ({ count: 2, oldest: { place: 'depot-ami/888_x', since: ago(minutes) } });
const beat = (different: Partial<Heartbeat>): Heartbeat => ({ ...BEAT, ...different });
const disk = (free: number, total: number) => ({ freeBytes: free * GIBIBYTE, totalBytes: total * GIBIBYTE });

const CASES: readonly Case[] = [
  { name: 'all well; refusals are ordinary', facts: {}, codes: [] },
  {
    name: 'no root: nothing else is said',
    facts: { isRootThere: false, heartbeat: null },
    codes: ['root-missing'],
  },
  { name: 'never a robot', facts: { heartbeat: null, isRunning: null }, codes: ['robot-unknown'] },
  {
    name: 'stopped in order',
    facts: { heartbeat: beat({ stoppedAt: ago(3) }), isRunning: false },
    codes: ['robot-stopped'],
  },
  { name: 'crashed', facts: { isRunning: false }, codes: ['robot-dead'] },
  {
    name: 'crashed in a drop',
    facts: { isRunning: false, claimed: 1 },
    codes: ['robot-dead', 'claims-left'],
  },
  { name: 'working on a drop', facts: { claimed: 1 }, codes: [] },
  { name: 'on another machine', facts: { isRunning: null }, codes: [] },
  {
    name: 'on another machine, and silent',
    facts: { isRunning: null, heartbeat: beat({ lastSweepAt: ago(31) }) },
    codes: ['no-sweep'],
  },
  { name: 'swept 30 minutes ago', facts: { heartbeat: beat({ lastSweepAt: ago(30) }) }, codes: [] },
  { name: 'swept longer ago', facts: { heartbeat: beat({ lastSweepAt: ago(30.1) }) }, codes: ['no-sweep'] },
  {
    name: 'just started',
    facts: { heartbeat: beat({ lastSweepAt: null, lastSweep: null, startedAt: ago(2) }) },
    codes: [],
  },
  {
    name: 'started, and never swept',
    facts: { heartbeat: beat({ lastSweepAt: null, lastSweep: null, startedAt: ago(31) }) },
    codes: ['no-sweep'],
  },
  {
    name: 'one sweep at a time, in between',
    facts: { heartbeat: beat({ mode: 'once', stoppedAt: ago(4) }), isRunning: false },
    codes: [],
  },
  {
    name: 'one sweep at a time, and none any more',
    facts: { heartbeat: beat({ mode: 'once', stoppedAt: ago(40), lastSweepAt: ago(40) }), isRunning: false },
    codes: ['no-sweep'],
  },
  { name: 'a drop waits', facts: { waiting: oldest(30) }, codes: [] },
  { name: 'a drop waits too long', facts: { waiting: oldest(30.1) }, codes: ['drop-waiting'] },
  { name: 'a shorter sweep', facts: { waiting: oldest(11), sweepMinutes: 5 }, codes: ['drop-waiting'] },
  { name: 'a gibibyte of a small disk', facts: { disk: disk(1, 10) }, codes: [] },
  { name: 'less than that', facts: { disk: disk(0.99, 10) }, codes: ['disk-low'] },
  { name: 'five in a hundred', facts: { disk: disk(50, 1_000) }, codes: [] },
  { name: 'less than that', facts: { disk: disk(49, 1_000) }, codes: ['disk-low'] },
  { name: 'no register before the first drop', facts: { register: { state: 'missing' } }, codes: [] },
  {
    name: 'a pass with faults',
    facts: { heartbeat: beat({ lastFaults: [{ code: 'EACCES', path: '/r/depot-ami/x' }] }) },
    codes: ['sweep-faults'],
  },
  {
    name: 'clocks that differ a little',
    facts: { heartbeat: beat({ lastSweepAt: ago(-5) }) },
    codes: [],
  },
  {
    name: 'a sweep to come',
    facts: { heartbeat: beat({ lastSweepAt: ago(-5.1) }) },
    codes: ['sweep-in-future'],
  },
  {
    name: 'folders that are away; nothing was published yet',
    facts: {
      folders: (['amiDrops', 'toIntegrate', 'toPublish'] as const).map((name) => ({
        name,
        path: `/r/${name}`,
        state: 'missing',
      })),
    },
    codes: ['folder-missing', 'folder-missing'],
  },
  {
    name: 'a file in the place of a folder',
    facts: { folders: [{ name: 'isacomptaDrops', path: '/r/depot-isacompta', state: 'file' }] },
    codes: ['folder-is-file'],
  },
  ...(['lost', 'empty', 'outdated'] as const).map(
    (code): Case => ({
      name: `a register that is ${code}`,
      facts: { register: { state: 'unreadable', path: '/r/registre.db', code } },
      codes: ['register-unreadable'],
    }),
  ),
  {
    name: 'a register that is none',
    facts: { register: { state: 'unreadable', path: '/r/registre.db', code: 'damaged' } },
    codes: ['register-unreadable'],
  },
];

test.each(CASES)('$name: $codes', ({ facts, codes }) => {
  expect(concernsOf({ ...WELL, ...facts }).map(({ code }) => code)).toEqual(codes);
});

test('every concern is a sentence with a remedy, in both languages', () => {
  const concerns = CASES.flatMap(({ facts }) => concernsOf({ ...WELL, ...facts }));
  expect(new Set(concerns.map(({ code }) => code)).size).toBe(13);
  for (const concern of concerns) {
    const [french, english] = [FRENCH_ROBOT_COMMANDS, ENGLISH_ROBOT_COMMANDS].map(({ status }) =>
      status.concern(concern, NOW),
    );
    expect(french).not.toBe(english);
    for (const sentence of [french, english]) {
      expect(sentence).toMatch(/^[\p{Lu}\d].*[.:] ?.+\.$/u);
      expect(sentence).not.toMatch(/undefined|null|NaN|'/);
    }
  }
});

test('a concern gives the figures', () => {
  const sentence = (facts: Partial<StatusFacts>): string =>
    withPlainSpaces(
      concernsOf({ ...WELL, ...facts })
        .map((concern) => FRENCH_ROBOT_COMMANDS.status.concern(concern, NOW))
        .join('\n'),
    );
  expect(sentence({ disk: disk(0.5, 10) })).toContain(
    'Il reste 512,0 Mio sur 10,0 Gio (5 %) ; il faut au moins 1,0 Gio et 5 %.',
  );
  expect(sentence({ waiting: oldest(150) })).toContain(
    '2 dépôts attendent, le plus ancien depuis 2 heures, pour 30 minutes au plus : depot-ami/888_x.',
  );
  expect(sentence({ sweepMinutes: 0.1, heartbeat: beat({ lastSweepAt: ago(0.5) }) })).toContain(
    'Aucun passage depuis 30 secondes, pour 12 secondes au plus.',
  );
  expect(sentence({ isRunning: false })).toContain('le processus 4242 de SRV01 n’existe plus');
});

/** A root that `init` made, with the configuration that watches it. */
async function place(configuration: object = {}): Promise<{ cwd: string; root: string }> {
  const cwd = temporaryFolder();
  await runProgram(['init'], { cwd });
  writeFileSync(join(cwd, 'ami-isacompta.config.json'), JSON.stringify(configuration));
  return { cwd, root: join(cwd, 'watch-folders') };
}

function status(cwd: string, ...args: string[]): Promise<Ended> {
  return runProgram(['status', ...args], { cwd });
}

/** The sign of life of a robot that runs: this very process. */
function running(different: Partial<Heartbeat> = {}): Heartbeat {
  const now = new Date();
  const times = { startedAt: ago(60, now), writtenAt: ago(0, now), lastSweepAt: ago(1, now) };
  return { ...BEAT, ...times, host: hostname(), pid: process.pid, ...different };
}

function codesOf(json: Record<string, unknown>): string[] {
  return (json.reasons as { readonly code: string }[]).map(({ code }) => code);
}

describe('the program', () => {
  test('ends with 0 where all is well, and says so first', async () => {
    const { cwd, root } = await place();
    await writeHeartbeat(join(root, 'robot.json'), running());
    const ended = await status(cwd);
    expect(ended.exitCode, ended.stdout).toBe(0);
    const lines = withPlainSpaces(ended.stdout).split('\n');
    expect(lines[0]).toBe('Tout va bien.');
    expect(lines[1]).toContain(
      `Robot : en marche, ${hostname()}, processus ${process.pid}, version 1.2.3, démarré le `,
    );
    expect(lines[2]).toContain('il y a 1 minute (3 dépôts vus, 1 traité, 2 en attente)');
    expect(lines[3]).toBe('Dépôts en attente : 0');
    expect(ended.stderr).toBe('');
  });

  test('makes nothing: no register, no folder', async () => {
    const { cwd, root } = await place();
    await status(cwd);
    expect(existsSync(join(root, 'registre.db'))).toBe(false);
    await status(cwd, '--root', join(cwd, 'absent'));
    expect(existsSync(join(cwd, 'absent'))).toBe(false);
  });

  test('ends with 1 where the robot has crashed, with what it left', async () => {
    const { cwd, root } = await place();
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeHeartbeat(join(root, 'robot.json'), running({ pid }));
    mkdirSync(join(root, 'en-cours', 'robot-0a1b2c3d', '20261124-101500-3f2a9c'), { recursive: true });
    const ended = await status(cwd, '--json');
    expect(ended.exitCode).toBe(1);
    const json = jsonOf(ended);
    expect(codesOf(json)).toEqual(['robot-dead', 'claims-left']);
    expect(json).toMatchObject({ ok: false, claimed: 1, robot: { pid, running: false } });
  });

  test('does not take a process of another machine for this one’s', async () => {
    const { cwd, root } = await place();
    await writeHeartbeat(join(root, 'robot.json'), running({ host: 'ailleurs', pid: 999_999_999 }));
    const ended = await status(cwd, '--json');
    expect(ended.exitCode).toBe(0);
    expect(jsonOf(ended)).toMatchObject({ robot: { running: null } });
  });

  test('finds the drop that waits, however old its own date is', async () => {
    const { cwd, root } = await place({ sweepMinutes: 0.01 });
    await writeHeartbeat(
      join(root, 'robot.json'),
      running({ lastSweepAt: new Date(Date.now() + 60_000).toISOString() }),
    );
    mkdirSync(join(root, 'depot-ami', '888'));
    writeFileSync(join(root, 'depot-ami', '888', 'lot.zip'), 'x');
    await delay(1_300);
    const copied = join(root, 'depot-isacompta', 'ORA.ECR');
    writeFileSync(copied, 'x');
    utimesSync(copied, new Date('2001-01-01'), new Date('2001-01-01'));
    const ended = await status(cwd, '--json');
    expect(ended.exitCode).toBe(1);
    const json = jsonOf(ended);
    expect(codesOf(json)).toEqual(['drop-waiting']);
    expect(json.waiting).toEqual({
      count: 2,
      oldest: { place: 'depot-ami/888/lot.zip', since: expect.any(String) },
    });
  });

  test('counts the refusals of the last 24 hours, which are no concern', async () => {
    const { cwd, root } = await place();
    await writeHeartbeat(join(root, 'robot.json'), running());
    const now = new Date();
    const register = await openRegister(join(root, 'registre.db'));
    for (const [at, hours] of [1, 23, 25, 60].entries()) {
      const record = refusal(String(at), ago(hours * 60, now));
      await register.intend({ record, entries: [], payload: null, staged: [] });
      await register.finish(record.id, record.receivedAt);
    }
    await register.close();
    const ended = await status(cwd, '--json');
    expect(ended.exitCode, ended.stdout).toBe(0);
    expect(jsonOf(ended)).toMatchObject({ refusedLastDay: 2, pending: 0 });
    expect(withPlainSpaces((await status(cwd)).stdout)).toContain('Refus des dernières 24 heures : 2\n');
  });

  test('says that a register is none', async () => {
    const { cwd, root } = await place();
    await writeHeartbeat(join(root, 'robot.json'), running());
    writeFileSync(join(root, 'registre.db'), 'this is no database, and long enough to be looked at as one');
    const ended = await status(cwd, '--lang', 'en');
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toMatch(
      /^1 thing needs a look:\n- The register .*registre\.db can’t be read \(it is damaged\)\./,
    );
  });

  test('says that the register is gone, and that folders are away or files', async () => {
    const { cwd, root } = await place({ settleSeconds: 0 });
    writeFileSync(join(root, 'depot-ami', '888_lot.csv'), csvText(purchase('P1')));
    await runProgram(['watch', '--once'], { cwd });
    expect((await status(cwd)).exitCode).toBe(0);
    renameSync(join(root, 'depot-isacompta'), join(root, 'away'));
    rmSync(join(root, 'depot-ami'), { recursive: true });
    writeFileSync(join(root, 'depot-ami'), '');
    renameSync(join(root, 'a-integrer'), join(root, 'away-too'));
    const folders = await status(cwd, '--json');
    expect(folders.exitCode).toBe(1);
    expect(codesOf(jsonOf(folders))).toEqual(['folder-is-file', 'folder-missing', 'folder-missing']);
    rmSync(join(root, 'registre.db'));
    const lost = await status(cwd);
    expect(lost.exitCode).toBe(1);
    expect(lost.stdout).toMatch(/registre\.db.*n’existe plus.*register rebuild\.\n/);
  });

  test('says that the root is not there', async () => {
    const { cwd } = await place();
    const ended = await status(cwd, '--root', join(cwd, 'absent'), '--json');
    expect(ended.exitCode).toBe(1);
    expect(codesOf(jsonOf(ended))).toEqual(['root-missing']);
  });
});

function refusal(id: string, at: string): DropRecord {
  return {
    id,
    kind: 'batch',
    outcome: 'refused',
    name: `888_${id}.zip`,
    dossier: '888',
    batch: null,
    revision: 0,
    contentHash: id.repeat(64),
    facts: null,
    publication: null,
    fiscalYearEnd: null,
    receivedAt: at,
    finishedAt: null,
    integratedAt: null,
    findings: [],
    places: [`refuses/888_${id}.zip`],
    archive: null,
    manifestHash: null,
    earlier: null,
  };
}
