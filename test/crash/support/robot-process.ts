/** A robot as a process of its own that can be killed, and the commands around it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writerOf } from '../../../src/robot/heartbeat.ts';
import { type Ended, PROGRAM, runProgram } from '../../support/program.ts';

/** Runs the program to its end. */
export type RunsProgram = (args: readonly string[]) => Promise<Pick<Ended, 'exitCode' | 'stdout' | 'stderr'>>;

export interface Site {
  readonly root: string;
  readonly configuration: string;
  /** On the file system of the root: what is dropped is written here before. */
  readonly staging: string;
  readonly run: RunsProgram;
}

const inProcessOfItsOwn: RunsProgram = (args) => runProgram(args, { limitMs: 120_000 });

/** Folders as `init` makes them, and a configuration with times for a test. */
export async function makeSite(
  folder: string,
  settings: Readonly<Record<string, unknown>> = {},
  run: RunsProgram = inProcessOfItsOwn,
): Promise<Site> {
  const root = join(folder, 'racine');
  const configuration = join(folder, 'ami-isacompta.config.json');
  writeFileSync(
    configuration,
    JSON.stringify({ root, settleSeconds: 0.02, sweepMinutes: 0.01, ...settings }),
  );
  const made = await run(['init', '--config', configuration]);
  if (made.exitCode !== 0) throw new Error(made.stderr);
  const staging = join(folder, 'a-deposer');
  mkdirSync(staging);
  return { root, configuration, staging, run };
}

export interface RobotProcess {
  readonly child: ChildProcess;
  /** What it wrote so far. */
  text(): string;
  /** Settles when it is gone, however it ended. */
  readonly gone: Promise<void>;
  /** Ends it in the middle of whatever it does, and waits until it is gone. */
  kill(): Promise<void>;
}

export function startRobot({ configuration }: Site): RobotProcess {
  const child = spawn(process.execPath, [PROGRAM, 'watch', '--config', configuration], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  const gone = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  return { child, text: () => text, gone, kill };
}

/** What lies in the claims of all robots. */
export function claimsIn({ root }: Site): string[] {
  const claimed = join(root, 'en-cours');
  const robots = namesIn(claimed).filter((name) => name.startsWith('robot-'));
  return robots.flatMap((robot) =>
    namesIn(join(claimed, robot))
      .filter((name) => /^\d{8}-/.test(name))
      .map((name) => join(claimed, robot, name)),
  );
}

/**
 * A sign of life that was cut short is removed once it is a minute old; two minutes later it is. Other files without a name
 * wait for an hour: nothing in these lives makes one, and one that is left is told by the end state.
 */
export function ageCutBeats({ root }: Site): void {
  const before = Date.now() / 1_000 - 120;
  for (const name of namesIn(root)) if (writerOf(name) !== null) utimesSync(join(root, name), before, before);
}

/** A sweep that nothing disturbs; what it wrote, and how it ended. */
export async function sweep({
  configuration,
  run,
}: Site): Promise<{ exitCode: number | null; text: string }> {
  const { exitCode, stderr } = await run(['watch', '--once', '--config', configuration]);
  return { exitCode, text: stderr };
}

/** What a command says with `--json`. */
export async function told(
  site: Site,
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly json: Record<string, unknown> }> {
  const ended = await site.run([...args, '--json', '--config', site.configuration]);
  const json: Record<string, unknown> = JSON.parse(ended.stdout);
  return { exitCode: ended.exitCode, json };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A robot may just have removed it.
    return [];
  }
}
