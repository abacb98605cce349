/** What a robot does with drops and tells of them, on real folders, with work that does what a test says. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Office } from '../../src/robot/carrying-out.ts';
import type { Claim } from '../../src/robot/claims.ts';
import type { RobotEvent } from '../../src/robot/events.ts';
import type { OpenedOffice } from '../../src/robot/office.ts';
import { Robot } from '../../src/robot/robot.ts';
import { delivery } from '../register/records.ts';
import { newRoot, openedOffice } from './robot-root.ts';

interface Scene {
  readonly office: OpenedOffice;
  readonly robot: Robot;
  readonly told: RobotEvent[];
}

/** A robot for which every drop has settled at once. */
async function scene(work: (claim: Claim, office: Office) => Promise<RobotEvent>): Promise<Scene> {
  const office = await openedOffice(newRoot());
  const told: RobotEvent[] = [];
  const robot = await Robot.start({
    office,
    settleSeconds: 0,
    hands: 2,
    ticks: () => performance.now(),
    tell: (event) => told.push(event),
    work,
    onSettlingSoon: () => undefined,
  });
  onTestFinished(async () => {
    robot.stop();
    await robot.idle();
    await robot.close();
  });
  return { office, robot, told };
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
