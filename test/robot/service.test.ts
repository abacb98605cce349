/** When a robot looks and sweeps, and how it ends: real folders, and work that only takes down what it is given. */
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Folders } from '../../src/configuration/folders.ts';
import { type Claim, removeClaim } from '../../src/robot/claims.ts';
import type { RobotEvent } from '../../src/robot/events.ts';
import type { SweepFigures } from '../../src/robot/heartbeat.ts';
import { Robot } from '../../src/robot/robot.ts';
import { RobotService, type ServiceOptions } from '../../src/robot/service.ts';
import { filesBelow, newRoot, openedOffice } from './robot-root.ts';

interface Scene {
  readonly folders: Folders;
  readonly robot: Robot;
  readonly service: RobotService;
  readonly end: AbortController;
  /** Names of the drops in the order in which work on them began. */
  readonly worked: string[];
  readonly told: RobotEvent[];
  readonly swept: { readonly counts: SweepFigures; readonly inHand: string | null }[];
}

interface SceneOptions extends Partial<ServiceOptions> {
  readonly hands?: number;
  readonly work?: (claim: Claim) => Promise<void>;
}

/** A robot whose work is to remove the claim. It watches nothing unless told: only sweeps find drops. */
async function scene({ hands = 2, work, ...told }: SceneOptions = {}): Promise<Scene> {
  const folders = newRoot();
  const office = await openedOffice(folders);
  const events: RobotEvent[] = [];
  const worked: string[] = [];
  const swept: Scene['swept'] = [];
  const common = {
    settleSeconds: 0.1,
    ticks: () => performance.now(),
    tell: (event: RobotEvent) => events.push(event),
    ...told,
  };
  const robot = await Robot.start({
    ...common,
    office,
    hands,
    work: async (claim) => {
      worked.push(claim.name);
      await work?.(claim);
      await removeClaim(claim);
      return { kind: 'unchanged', drop: claim.id, name: claim.name, dossier: '888' };
    },
    onSettlingSoon: (milliseconds) => service.lookIn(milliseconds),
  });
  const service = new RobotService(robot, {
    folders: [],
    sweepMinutes: 60,
    polling: false,
    onSweep: async (counts, inHand) => {
      swept.push({ counts, inHand });
    },
    ...common,
  });
  const end = new AbortController();
  onTestFinished(async () => {
    end.abort();
    await service.stop();
    await robot.close();
  });
  return { folders, robot, service, end, worked, told: events, swept };
}

/**
 * Another service of the same robot, which hears of the drop folder. At the end of the time to settle the robot asks
 * the first one for a look; both look at the same.
 */
function watching({ robot, folders, told }: Scene): RobotService {
  return new RobotService(robot, {
    folders: [folders.amiDrops],
    sweepMinutes: 60,
    settleSeconds: 0.1,
    polling: false,
    ticks: () => performance.now(),
    tell: (event) => told.push(event),
    onSweep: async () => {},
  });
}

function drop({ amiDrops }: Folders, ...names: readonly string[]): void {
  for (const name of names) writeFileSync(join(amiDrops, name), name);
}

async function until(condition: () => boolean): Promise<void> {
  for (const start = performance.now(); !condition(); await delay(10))
    if (performance.now() - start > 10_000) throw new Error('It never came');
}

/** A promise and what resolves it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const faults = (told: readonly RobotEvent[]): RobotEvent[] =>
  told.filter(({ kind }) => kind.startsWith('fault') || kind.startsWith('recovered'));

describe('one sweep', () => {
  test.each([0, 0.1])(
    'takes all that lies there, settled within %d s, and says how many',
    async (settleSeconds) => {
      const { folders, service, end, worked, swept, told } = await scene({ settleSeconds });
      const names = Array.from({ length: 12 }, (_, index) => `lot-${String(index).padStart(2, '0')}.csv`);
      drop(folders, ...names);
      await service.once(end.signal);
      expect(worked.toSorted()).toEqual(names);
      expect(swept.map(({ counts }) => counts.taken).reduce((sum, each) => sum + each)).toBe(12);
      expect(filesBelow(folders.amiDrops)).toEqual([]);
      expect(faults(told)).toEqual([]);
    },
  );

  test('leaves what still changes', async () => {
    const { folders, service, end, worked } = await scene({ settleSeconds: 0.4 });
    drop(folders, 'fixe.csv', 'croissant.csv');
    const growing = setInterval(
      () => writeFileSync(join(folders.amiDrops, 'croissant.csv'), `${performance.now()}`),
      40,
    );
    await service.once(end.signal);
    clearInterval(growing);
    expect(worked).toEqual(['fixe.csv']);
    expect(filesBelow(folders.amiDrops)).toEqual(['croissant.csv']);
  });

  test('ends when it is told to, with what is in hand, and takes nothing more', async () => {
    const { opened, open } = gate();
    const { folders, service, end, worked } = await scene({ settleSeconds: 0, hands: 1, work: () => opened });
    drop(folders, 'a.csv', 'b.csv', 'c.csv');
    const once = service.once(end.signal);
    await until(() => worked.length === 1);
    end.abort();
    await once;
    const stopped = service.stop();
    open();
    expect(await stopped).toBe(true);
    expect(worked).toEqual(['a.csv']);
    expect(filesBelow(folders.amiDrops)).toEqual(['b.csv', 'c.csv']);
  });
});

describe('what a crash left', () => {
  /** A claim of a robot that is no more. */
  function left({ claimed }: Folders, id: string): string {
    const folder = join(claimed, 'robot-0a1b2c3d', id, 'depot-ami');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(claimed, 'robot-0a1b2c3d', 'verrou'), '');
    writeFileSync(join(folder, 'lot.csv'), 'x');
    return join(folder, 'lot.csv');
  }

  test.each([true, false])('is told as undone when it is back, or not back: %s', async (isBack) => {
    const { folders, robot, told } = await scene();
    left(folders, '20261124-101500-0a1b2c');
    if (!isBack) drop(folders, 'lot.csv');
    await robot.sweep();
    expect(told[0]).toMatchObject({ kind: 'recovered-undone', name: 'lot.csv', isBack });
  });

  test('is not told as undone before it could be put back', async () => {
    const { folders, robot, told } = await scene();
    const path = left(folders, '20261124-101500-0a1b2c');
    // In the way of the drop folder.
    rmdirSync(folders.amiDrops);
    writeFileSync(folders.amiDrops, '');
    await robot.sweep().catch(() => undefined);
    expect(told.map(({ kind }) => kind)).not.toContain('recovered-undone');
    expect(existsSync(path)).toBe(true);
  });
});

describe('a robot that goes on', () => {
  test('finds at the next sweep what no event announced', async () => {
    const { folders, service, end, worked, swept } = await scene({ sweepMinutes: 0.01 });
    const run = service.run(end.signal);
    await until(() => swept.length > 0);
    drop(folders, 'lot.csv');
    await until(() => worked.length > 0);
    expect(swept.length).toBeGreaterThanOrEqual(2);
    end.abort();
    await run;
  });

  test('finds at once, long before the sweep, what an event announces', async () => {
    const here = await scene();
    const watched = watching(here);
    const run = watched.run(here.end.signal);
    await delay(300);
    drop(here.folders, 'lot.csv');
    await until(() => here.worked.length > 0);
    here.end.abort();
    await run;
    await watched.stop();
  });

  test('finds at once what came between its first sweep and the first event that it could hear', async () => {
    const here = await scene();
    vi.spyOn(here.robot, 'sweep').mockImplementationOnce(async () => drop(here.folders, 'lot.csv'));
    const watched = watching(here);
    const run = watched.run(here.end.signal);
    await until(() => here.worked.length > 0);
    here.end.abort();
    await run;
    await watched.stop();
  });

  test.each([
    ['removed', ({ amiDrops }: Folders) => rmSync(amiDrops, { recursive: true })],
    ['moved', ({ amiDrops, root }: Folders) => renameSync(amiDrops, join(root, 'ailleurs'))],
  ])('watches a drop folder again that was %s and made again, and tells both', async (_, takeAway) => {
    const here = await scene();
    const watched = watching(here);
    const run = watched.run(here.end.signal);
    await delay(300);
    takeAway(here.folders);
    const about = (): string[] =>
      here.told.map(({ kind }) => kind).filter((kind) => kind.startsWith('drop-folder'));
    await until(() => about().length === 1);
    mkdirSync(here.folders.amiDrops);
    await until(() => about().length === 2);
    expect(about()).toEqual(['drop-folder-missing', 'drop-folder-back']);
    await delay(300);
    drop(here.folders, 'lot.csv');
    await until(() => here.worked.length > 0);
    // And one that was never seen to be away.
    takeAway({ ...here.folders, root: here.folders.claimed });
    mkdirSync(join(here.folders.amiDrops, '888'), { recursive: true });
    await delay(2_500);
    writeFileSync(join(here.folders.amiDrops, '888', 'autre.csv'), 'x');
    await until(() => here.worked.length > 1);
    here.end.abort();
    await run;
    await watched.stop();
  });

  test('tells a drop folder that is not there when it starts, and takes what comes once it is', async () => {
    const here = await scene();
    rmdirSync(here.folders.amiDrops);
    const watched = watching(here);
    const run = watched.run(here.end.signal);
    await until(() => here.told.length > 0);
    const path = here.folders.amiDrops;
    expect(here.told).toContainEqual({ kind: 'drop-folder-missing', path });
    mkdirSync(path);
    await until(() => here.told.some(({ kind }) => kind === 'drop-folder-back'));
    drop(here.folders, 'lot.csv');
    await until(() => here.worked.length > 0);
    here.end.abort();
    await run;
    await watched.stop();
  });

  test('is not brought down by a sweep that fails', async () => {
    const { service, robot, end, told, swept } = await scene({ sweepMinutes: 0.01 });
    const fault = Object.assign(new Error('gone'), { code: 'ENOENT', path: '/partage' });
    vi.spyOn(robot, 'sweep').mockRejectedValueOnce(fault);
    const run = service.run(end.signal);
    await until(() => swept.length > 0);
    expect(faults(told)).toEqual([
      { kind: 'fault-of-machine', code: 'ENOENT', path: '/partage', next: 'later' },
    ]);
    end.abort();
    await run;
  });

  test('ends while it waits for the next sweep', async () => {
    const { service, end, swept } = await scene();
    const run = service.run(end.signal);
    await until(() => swept.length > 0);
    const start = performance.now();
    end.abort();
    await run;
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('a look that is asked for', () => {
  test('comes at the time, the soonest counting, and once for many', async () => {
    const { service, robot } = await scene();
    const looks: number[] = [];
    vi.spyOn(robot, 'look').mockImplementation(async () => {
      looks.push(performance.now());
    });
    const start = performance.now();
    service.lookIn(5_000);
    for (let count = 0; count < 50; count += 1) service.lookIn(200 + count);
    service.lookIn(3_000);
    await delay(700);
    expect(looks).toHaveLength(1);
    expect((looks[0] ?? 0) - start).toBeGreaterThanOrEqual(199);
    service.lookIn(0);
    await delay(300);
    expect(looks).toHaveLength(2);
  });

  test('never comes after the end', async () => {
    const { service, robot } = await scene();
    const look = vi.spyOn(robot, 'look');
    service.lookIn(60);
    await service.stop();
    await delay(200);
    expect(look).not.toHaveBeenCalled();
  });
});

describe('a drop whose work fails', () => {
  test('goes back, is told, and is taken again at the next sweep, not before', async () => {
    let attempts = 0;
    const { folders, robot, worked, told } = await scene({
      settleSeconds: 0,
      work: async () => {
        attempts += 1;
        if (attempts === 1) throw Object.assign(new Error('full'), { code: 'ENOSPC', path: '/disque' });
      },
    });
    drop(folders, 'lot.csv');
    await robot.sweep();
    await robot.idle();
    expect(faults(told)).toEqual([
      { kind: 'fault-of-machine', code: 'ENOSPC', path: '/disque', next: 'next-sweep' },
    ]);
    expect(filesBelow(folders.amiDrops)).toEqual(['lot.csv']);
    await robot.look();
    await robot.idle();
    expect(worked).toEqual(['lot.csv']);
    await robot.sweep();
    await robot.idle();
    expect(worked).toEqual(['lot.csv', 'lot.csv']);
    expect(filesBelow(folders.root).filter((path) => path.includes('lot.csv'))).toEqual([]);
  });

  test('stops none of the others', async () => {
    const { folders, robot, worked } = await scene({
      settleSeconds: 0,
      hands: 1,
      work: async ({ name }) => {
        if (name === 'b.csv') throw new Error('A defect');
      },
    });
    drop(folders, 'a.csv', 'b.csv', 'c.csv');
    await robot.sweep();
    await robot.idle();
    expect(worked).toEqual(['a.csv', 'b.csv', 'c.csv']);
    expect(filesBelow(folders.amiDrops)).toEqual(['b.csv']);
  });
});

test('sweeps in the middle of work leave alone what is being claimed or worked on', async () => {
  const { folders, robot, worked, told } = await scene({ settleSeconds: 0, hands: 4, work: () => delay(20) });
  const names = Array.from({ length: 40 }, (_, index) => `lot-${String(index).padStart(2, '0')}.csv`);
  drop(folders, ...names);
  await robot.sweep();
  let isIdle = false;
  const idle = robot.idle().then(() => {
    isIdle = true;
  });
  while (!isIdle) await robot.sweep();
  await idle;
  expect(worked.toSorted()).toEqual(names);
  expect(faults(told)).toEqual([]);
});

test('another drop of the same name is taken once the first one is done', async () => {
  const { opened, open } = gate();
  const { folders, robot, worked } = await scene({ settleSeconds: 0, work: () => opened });
  drop(folders, 'lot.csv');
  await robot.sweep();
  await until(() => worked.length === 1);
  drop(folders, 'lot.csv');
  await robot.look();
  expect(worked).toEqual(['lot.csv']);
  open();
  await until(() => worked.length === 2);
  await robot.idle();
  expect(filesBelow(folders.amiDrops)).toEqual([]);
});

test('several are worked on at once, and never more than there are hands', async () => {
  let now = 0;
  let most = 0;
  const { folders, robot } = await scene({
    settleSeconds: 0,
    hands: 3,
    work: async () => {
      now += 1;
      most = Math.max(most, now);
      await delay(30);
      now -= 1;
    },
  });
  mkdirSync(join(folders.amiDrops, '888'));
  drop(folders, 'a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv');
  writeFileSync(join(folders.amiDrops, '888', 'f.csv'), '');
  await robot.sweep();
  await robot.idle();
  expect(most).toBe(3);
});

test('a replay that a crash cut short is told when it is dropped', async () => {
  const { folders, robot, told } = await scene();
  const rerun = join(folders.claimed, 'robot-0a1b2c3d', '20261124-101500-3f2a9c', 'rejeu', '888_lot');
  mkdirSync(rerun, { recursive: true });
  writeFileSync(join(rerun, 'ecritures.csv'), '');
  await robot.sweep();
  expect(told).toContainEqual({ kind: 'replay-dropped', drop: '20261124-101500-3f2a9c', name: '888_lot' });
  expect(existsSync(rerun)).toBe(false);
});
