/**
 * The robot over many small batches: how many it delivers in a second (fsync, register and archive included) against
 * only copying the same files to the disk, how soon a single one is in place, and whether its memory stays flat.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inTurns } from '../measuring.mjs';
import { ratioRow, shownPeakRow, verdictOf } from '../report.mjs';
import { grouped } from '../workshop.mjs';

const LIMIT = 5;
const ROUNDS = 3;
const LATE_LIMIT_MS = 300;
const SINGLE_DROPS = 100;
/** What a process that does twice as much may hold more; a leak would hold twice as much. Both are warm by then. */
const GROWTH_LIMIT = 1.1;
const BATCH = { entries: 10, documents: 3, documentBytes: 20_000, companyFiles: 20 };

export async function measureRobot(workshop) {
  const drops = workshop.size(2_000);
  const few = drops / 2;
  const folder = workshop.resultPath();
  mkdirSync(folder);
  const lots = join(folder, 'lots');
  await makeDrops(workshop, { folder: lots, drops, first: 0 });
  const { robot, copy } = await inTurns(ROUNDS, {
    robot: () => robotOver(workshop, folder, drops),
    copy: () => copyOf(workshop, lots),
  });
  const { small } = await inTurns(ROUNDS, { small: () => robotOver(workshop, folder, few) });
  const late = await lateness(workshop, folder, workshop.size(SINGLE_DROPS));
  rmSync(folder, { recursive: true });
  return [
    ratioRow(
      `robot: ${grouped(drops)} batches of 30 lines and 3 documents / copying their files to the disk`,
      robot,
      copy,
      LIMIT,
    ),
    {
      measure: 'its drops a second',
      result: (drops / robot.seconds).toFixed(1),
      limit: 'none',
      verdict: '',
    },
    growthRow(`its peak memory / that over ${grouped(few)} batches`, robot, small),
    shownPeakRow('that peak', robot),
    late,
  ];
}

function makeDrops(workshop, description) {
  return workshop.child('make-drops.mjs', JSON.stringify({ ...BATCH, ...description }));
}

/** Batches that lie there when the robot starts, until the last of them is delivered. */
async function robotOver(workshop, folder, drops) {
  const root = join(folder, 'root');
  await makeDrops(workshop, { folder: join(root, 'depot-ami'), drops, first: 0 });
  const configuration = join(folder, 'once.json');
  writeFileSync(configuration, JSON.stringify({ root, settleSeconds: 0 }));
  try {
    return await workshop.program('watch', '--once', '--config', configuration);
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function copyOf(workshop, lots) {
  const copy = workshop.resultPath();
  try {
    return await workshop.child('copy-folder.mjs', lots, copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Single batches in front of a robot that watches: how much later than the time to settle the 99th of 100 is. */
async function lateness(workshop, folder, drops) {
  const settleSeconds = 0.2;
  const root = join(folder, 'root');
  const lots = join(folder, 'singles');
  const configuration = join(folder, 'watch.json');
  mkdirSync(join(root, 'depot-ami'), { recursive: true });
  mkdirSync(join(root, 'depot-isacompta'));
  writeFileSync(configuration, JSON.stringify({ root, settleSeconds }));
  await makeDrops(workshop, { folder: lots, drops: drops + 1, first: 0 });
  const description = { program: join(dirname(folder), 'program', 'cli.js'), configuration, root, lots };
  const script = fileURLToPath(new URL('../children/single-drops.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(description)]);
  rmSync(root, { recursive: true });
  const waits = JSON.parse(stdout).sort((a, b) => a - b);
  const percentile = (part) => Math.round(waits[Math.ceil(part * waits.length) - 1] - settleSeconds * 1_000);
  const late = percentile(0.99);
  return {
    measure: `from the last byte of a single batch to its \`.ECR\`, beyond the time to settle (99 % of ${waits.length}; half: ${percentile(0.5)} ms)`,
    result: `${late} ms`,
    limit: `${LATE_LIMIT_MS} ms`,
    verdict: verdictOf(late, LATE_LIMIT_MS),
  };
}

function growthRow(measure, many, few) {
  const growth = many.peakMiB / few.peakMiB;
  return {
    measure,
    result: `${Math.round(many.peakMiB)} / ${Math.round(few.peakMiB)} MiB = ${growth.toFixed(2)}`,
    limit: `${GROWTH_LIMIT.toFixed(1)} times`,
    verdict: verdictOf(growth, GROWTH_LIMIT),
  };
}
