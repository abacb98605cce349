/**
 * Measures child processes: how long one takes, how much memory it held at most, and several in turns. Knows nothing
 * of what the children do.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const REPORT_PEAK = fileURLToPath(new URL('children/report-peak.cjs', import.meta.url));

/** A program that is not installed. */
export class NotInstalled extends Error {}

/**
 * Runs a command to its end, which has to be exit code 0. Gives the wall-clock seconds from its start to its end.
 * `output` is the file that takes its standard output; without it that is dropped.
 */
export function timed(command, args, { cwd, output = null, env = process.env }) {
  const file = output === null ? null : openSync(output, 'w');
  const start = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', file ?? 'ignore', 'pipe'] });
  let end = start;
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors = (errors + text).slice(-2_000);
  });
  child.on('exit', () => {
    end = performance.now();
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      reject(error.code === 'ENOENT' ? new NotInstalled(command, { cause: error }) : error);
    });
    child.on('close', (code) => {
      if (code === 0) resolve({ seconds: (end - start) / 1_000 });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${errors}`));
    });
  }).finally(() => {
    if (file !== null) closeSync(file);
  });
}

/** Runs a script of Node; beside the seconds, gives the most memory (RSS) it held, in MiB. */
export async function timedScript(args, { cwd, peakFile, output = null }) {
  const env = { ...process.env, PEAK_FILE: peakFile };
  const { seconds } = await timed(process.execPath, ['--require', REPORT_PEAK, ...args], {
    cwd,
    output,
    env,
  });
  const peakMiB = Number(readFileSync(peakFile, 'utf8')) / 1_024;
  rmSync(peakFile);
  return { seconds, peakMiB };
}

/**
 * Runs every task once a round, one after the other, so that a slow minute of the machine slows all of them. Gives
 * for each task the median of its seconds and the highest of its peaks.
 */
export async function inTurns(rounds, tasks) {
  const runs = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, task] of Object.entries(tasks)) runs[name].push(await task());
  }
  return Object.fromEntries(Object.entries(runs).map(([name, each]) => [name, summary(each)]));
}

function summary(runs) {
  const sorted = runs.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    seconds: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
    peakMiB: Math.max(...runs.map(({ peakMiB = 0 }) => peakMiB)),
  };
}
