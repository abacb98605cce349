/**
 * Robots that are killed at any moment and started again: in the end every drop was delivered, refused or published
 * once, and nothing is lost or left over. Short here, whole with `npm run test:crash`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { batchDrop, type Dropped, drop, duplicateOf, type Form, settingsDrop } from './support/drops.ts';
import { expectEndState } from './support/end-state.ts';
import { Isacompta } from './support/isacompta.ts';
import { IS_WHOLE, Random } from './support/random.ts';
import {
  ageCutBeats,
  claimsIn,
  makeSite,
  type RobotProcess,
  type Site,
  startRobot,
  sweep,
} from './support/robot-process.ts';

interface Trial {
  readonly kills: number;
  readonly drops: number;
  readonly robots: number;
  readonly isTakenAway: boolean;
}

const TRIALS: readonly Trial[] = IS_WHOLE
  ? [
      { kills: 100, drops: 50, robots: 1, isTakenAway: false },
      { kills: 60, drops: 30, robots: 2, isTakenAway: false },
      { kills: 60, drops: 30, robots: 2, isTakenAway: true },
    ]
  : [{ kills: 8, drops: 12, robots: 2, isTakenAway: true }];

/** Of all kills, so many have to hit a robot with a claim in its hands, or the test proves little. */
const LEAST_IN_HAND = 0.4;

/** From the first claim on, which takes some tens of milliseconds, and half a second where it is one of settings. */
const LONGEST_WAIT_MS = 500;

const MOST_WAITING = 8;

test.each(TRIALS)(
  '$kills kills of $robots robots over $drops drops lose nothing and deliver nothing twice',
  { timeout: IS_WHOLE ? 3_600_000 : 120_000 },
  async (trial) => {
    const random = Random.told('kills');
    const site = await makeSite(temporaryFolder());
    const isacompta = trial.isTakenAway ? new Isacompta(site) : null;
    const dropped = new Supply(random);
    let inHand = 0;
    try {
      for (let kill = 0; kill < trial.kills || dropped.count < trial.drops; kill += 1) {
        // Always enough to have something in hand, and no more than robots get done.
        while (dropped.waitingIn(site) < MOST_WAITING) drop(dropped.next(), site.root, site.staging);
        const robots = Array.from({ length: trial.robots }, () => startRobot(site));
        inHand += await killAtSomeMoment(robots, site, random);
      }
      await untilDone(site);
    } finally {
      isacompta?.stop();
    }
    console.info(`kills: ${dropped.count} drops, ${inHand} kills with a claim in hand`);
    expect(isacompta?.faults ?? []).toEqual([]);
    await expectEndState(site, dropped.all, isacompta?.taken);
    expect(inHand).toBeGreaterThanOrEqual(trial.kills * LEAST_IN_HAND);
  },
);

/** Drops of all kinds, one after the other. */
class Supply {
  readonly all: Dropped[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  get count(): number {
    return this.all.length;
  }

  waitingIn({ root }: Site): number {
    return this.all.filter(({ folder, name }) => existsSync(join(root, folder, name))).length;
  }

  next(): Dropped {
    const made = this.#make(this.all.length);
    this.all.push(made);
    return made;
  }

  #make(number: number): Dropped {
    const random = this.#random;
    const forms: readonly Form[] = ['folder', 'zip', 'csv'];
    const form = forms[number % forms.length] ?? 'folder';
    const chance = random.next();
    if (number % 4 === 3) return settingsDrop(number, form === 'csv' ? 'zip' : form, chance < 0.8);
    const originals = this.all.filter(({ outcome, kind }) => kind === 'batch' && outcome === 'delivered');
    const original = originals[random.below(originals.length)];
    if (chance < 0.15 && original !== undefined) return duplicateOf(original, number);
    return batchDrop(number, form, chance < 0.85, random);
  }
}

/** Kills them all, one after the other; 1 where something was claimed then, else 0. */
async function killAtSomeMoment(robots: readonly RobotProcess[], site: Site, random: Random): Promise<0 | 1> {
  const latest = performance.now() + 10_000;
  const hasBegun = (): boolean => robots.some((robot) => /pris en charge/.test(robot.text()));
  const isRecovering = random.next() < 0.2;
  // Some while they start and tidy up what those before them left.
  if (isRecovering) await delay(random.below(600));
  else {
    while (!hasBegun() && performance.now() < latest) await delay(1);
    // Rather soon than late: a robot that is done is nothing to interrupt.
    await delay(random.next() ** 2 * LONGEST_WAIT_MS);
  }
  for (const robot of robots) await robot.kill();
  return claimsIn(site).length > 0 ? 1 : 0;
}

/** Until a sweep finds nothing more to do: a drop that was put back on the one before has to settle anew. */
async function untilDone(site: Site): Promise<void> {
  ageCutBeats(site);
  for (let sweeps = 1; ; sweeps += 1) {
    const { exitCode, text } = await sweep(site);
    expect(exitCode, text).toBe(0);
    if (/pris en charge|repris/i.test(text)) expect(sweeps, text).toBeLessThan(6);
    else return;
  }
}
