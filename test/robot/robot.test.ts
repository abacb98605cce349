/** What a robot does with drops and tells of them, on real folders, with work that does what a test says. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Claim, removeClaim } from '../../src/robot/claims.ts';
import type { RobotEvent } from '../../src/robot/events.ts';
import type { OpenedOffice } from '../../src/robot/office.ts';
import { Robot } from '../../src/robot/robot.ts';
import { delivery } from '../register/records.ts';
import { newRoot, openedOffice } from './robot-root.ts';

interface Scene {
  readonly office: OpenedOffice;
  readonly robot: Robot;
  readonly told: RobotEvent[];
  /** The looks that the robot asked for, in milliseconds. */
  readonly asked: number[];
}

/** A robot for which every drop has settled at once. */
async function scene(work: (claim: Claim, office: OpenedOffice) => Promise<RobotEvent>): Promise<Scene> {
  const office = await openedOffice(newRoot());
  const told: RobotEvent[] = [];
  const asked: number[] = [];
  const robot = await Robot.start({
    office,
    settleSeconds: 0,
    hands: 2,
    ticks: () => performance.now(),
    tell: (event) => told.push(event),
    work: (claim) => work(claim, office),
    onSettlingSoon: (milliseconds) => asked.push(milliseconds),
  });
  onTestFinished(async () => {
    robot.stop();
    await robot.idle();
    await robot.close();
  });
  return { office, robot, told, asked };
}

test('a drop that is finished in spite of a fault is told as finished, and one of its name is taken', async () => {
  const claims: string[] = [];
  const { office, robot, told } = await scene(async (claim, { register }) => {
    claims.push(claim.id);
    const record = delivery(claim.id, { name: claim.name, places: [] });
    if (claims.length > 1) throw new Error('Told as a fault');
    await register.intend({ record, entries: [], payload: null, staged: [] });
    throw new Error('Behind the intent');
  });
  const path = join(office.folders.amiDrops, '888_lot.csv');
  writeFileSync(path, 'one');
  await robot.sweep();
  await robot.idle();
  expect(told).toMatchObject([
    { kind: 'drop-claimed' },
    { kind: 'fault-of-program', next: 'goes-on' },
    { kind: 'recovered-finished', drop: claims[0], name: '888_lot.csv', outcome: 'delivered' },
  ]);
  writeFileSync(path, 'two');
  await robot.look();
  await robot.idle();
  expect(claims).toHaveLength(2);
});

/** Work that goes on until it is let go, and then removes the claim. */
function held(): { readonly work: (claim: Claim) => Promise<RobotEvent>; readonly release: () => void } {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const work = async (claim: Claim): Promise<RobotEvent> => {
    await released;
    await removeClaim(claim);
    return { kind: 'unchanged', drop: claim.id, name: claim.name, dossier: '888' };
  };
  return { work, release };
}

const EXPORT = ['888.ECR', 'entreprise.csv'];

test('loose files that settle while others are worked on are looked at when that is done', async () => {
  const { work, release } = held();
  const { office, robot, asked, told } = await scene(work);
  const drop = (): void => {
    for (const name of EXPORT) writeFileSync(join(office.folders.isacomptaDrops, name), name);
  };
  drop();
  await robot.sweep();
  await vi.waitFor(() => expect(told).toMatchObject([{ kind: 'drop-claimed', name: '888' }]));
  expect(robot.inHand).toEqual(['888']);
  drop();
  await robot.look();
  expect(asked).toEqual([]);
  release();
  await robot.idle();
  expect(asked).toEqual([0]);
  await robot.look();
  await robot.idle();
  expect(told.filter(({ kind }) => kind === 'drop-claimed')).toHaveLength(2);
});

/** Work that takes a moment, and what began and ended of it, in order. */
function noted(): { readonly work: (claim: Claim) => Promise<RobotEvent>; readonly steps: string[] } {
  const steps: string[] = [];
  const work = async (claim: Claim): Promise<RobotEvent> => {
    steps.push(`${claim.name} begins`);
    await delay(30);
    await removeClaim(claim);
    steps.push(`${claim.name} ends`);
    return { kind: 'unchanged', drop: claim.id, name: claim.name, dossier: '888' };
  };
  return { work, steps };
}

test('settings are worked on one at a time, in the order in which they came, and batches behind them', async () => {
  const { work, steps } = noted();
  const { office, robot } = await scene(work);
  writeFileSync(join(office.folders.amiDrops, '888_lot.csv'), 'x');
  for (const name of ['888_premier', '888_dernier', '888_autre']) {
    mkdirSync(join(office.folders.isacomptaDrops, name));
    writeFileSync(join(office.folders.isacomptaDrops, name, 'comptes.csv'), name);
    await delay(20);
  }
  await robot.sweep();
  await robot.idle();
  const drops = ['888_premier', '888_dernier', '888_autre', '888_lot.csv'];
  expect(steps).toEqual(drops.flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test('settings that a crash left are worked on before those that came behind them', async () => {
  const { work, steps } = noted();
  const { office, robot } = await scene(work);
  const left = join(office.folders.claimed, 'robot-0a1b2c3d', '20261124-101400-3f2a9c', 'depot-isacompta');
  mkdirSync(left, { recursive: true });
  writeFileSync(join(office.folders.isacomptaDrops, '888_dernier.zip'), 'x');
  await delay(20);
  writeFileSync(join(left, '888_premier.zip'), 'x');
  await robot.sweep();
  await robot.idle();
  expect(steps.filter((step) => step.endsWith('begins'))).toEqual([
    '888_premier.zip begins',
    '888_dernier.zip begins',
  ]);
});

test('what is left of loose files that another robot is claiming is not taken for an export', async () => {
  const { work, release } = held();
  release();
  const { office, robot, asked, told } = await scene(work);
  const gathering = join(office.folders.claimed, 'robot-0a1b2c3d', '20261124-101500-3f2a9c', 'rassemblement');
  mkdirSync(gathering, { recursive: true });
  const path = join(office.folders.isacomptaDrops, 'entreprise.csv');
  writeFileSync(path, 'x');
  await robot.look();
  await robot.idle();
  expect([told, existsSync(path)]).toEqual([[], true]);
  expect(asked).toEqual([expect.any(Number)]);
  rmSync(gathering, { recursive: true });
  await robot.look();
  await robot.idle();
  expect(told).toMatchObject([{ kind: 'drop-claimed' }, { kind: 'unchanged' }]);
});
