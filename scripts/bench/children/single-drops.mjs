/**
 * Batches dropped one after the other in front of a robot that watches, as the JSON in the first argument says: the
 * `program`, its `configuration`, the `root`, and the folder with the `lots`. Prints the milliseconds from the last byte
 * of each to its import file in place, as JSON. The first one only shows that the robot is there, and is left out.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 2;
const LONGEST_MS = 60_000;

const { program, configuration, root, lots } = JSON.parse(process.argv[2]);
const robot = spawn(process.execPath, [program, 'watch', '--config', configuration], { stdio: 'ignore' });
try {
  const waits = [];
  for (const name of readdirSync(lots)) waits.push(await waitFor(name));
  process.stdout.write(JSON.stringify(waits.slice(1)));
} finally {
  robot.kill('SIGTERM');
  if (robot.exitCode === null) await once(robot, 'exit');
}

async function waitFor(name) {
  const [, dossier, number] = /^(\d+)_lot-0*(\d+)$/.exec(name);
  cpSync(join(lots, name), join(root, 'depot-ami', name), { recursive: true });
  const written = performance.now();
  while (performance.now() - written < LONGEST_MS) {
    if (namesIn(join(root, 'a-integrer', dossier)).some((file) => file.endsWith(`_BANC-${number}.ECR`)))
      return performance.now() - written;
    await delay(LOOK_MS);
  }
  throw new Error(`${name} was not delivered`);
}

function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
