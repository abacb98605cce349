/** The program with a file system that fails on demand, in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROGRAM } from '../../support/program.ts';

export const FAULTS = ['ENOSPC', 'EACCES', 'EBUSY', 'EIO'] as const;

/** A call that fails: the first is 1. */
export interface FaultyCall {
  readonly at: number;
  readonly code: (typeof FAULTS)[number];
  /** Every call after it fails as well: the disk is gone. */
  readonly isLasting?: true;
}

export interface FaultyRunOptions {
  /** Calls below it are counted. */
  readonly root?: string;
  /** Counted from the beginning of the run on, instead of from the first claim. */
  readonly isFromStart?: true;
  readonly faulty?: FaultyCall;
}

export interface FaultyRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The calls of the life of a drop, as `rename depot-ami/lot`; the last of a faulty run may not be the failed one. */
  readonly calls: readonly string[];
}

const RUNNER = join(import.meta.dirname, 'faulty-program.mjs');

/** A process that runs the program again and again grows and slows down, since it is made to run once. */
const MOST_RUNS = 60;

export class FaultyProgram {
  #child: ChildProcess | null = null;
  #runs = 0;

  /** Settles when nothing runs any more. */
  #last: Promise<unknown> = Promise.resolve();

  /** Runs it to its end, one run after the other. Without a call to fail, everything goes well. */
  run(args: readonly string[], options: FaultyRunOptions = {}): Promise<FaultyRun> {
    const ended = this.#last.then(() => this.#run(args, options));
    this.#last = ended.catch(() => undefined);
    return ended;
  }

  async #run(
    args: readonly string[],
    { root, isFromStart = undefined, faulty = undefined }: FaultyRunOptions,
  ): Promise<FaultyRun> {
    if (this.#runs === MOST_RUNS) await this.end();
    this.#child ??= await started();
    this.#runs += 1;
    const child = this.#child;
    const ended = new Promise<FaultyRun>((resolve, reject) => {
      const onExit = (): void => reject(new Error(`The program ended its process: ${args.join(' ')}`));
      child.once('exit', onExit);
      child.once('message', (result) => {
        child.off('exit', onExit);
        resolve(result as FaultyRun);
      });
    });
    const { at = 0, code = '', isLasting = false } = faulty ?? {};
    child.send({ args, root, isFromStart: isFromStart === true, at, code, isLasting });
    return ended;
  }

  async end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.#runs = 0;
    if (child === null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}

async function started(): Promise<ChildProcess> {
  const child = fork(RUNNER, [PROGRAM], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: 'inherit',
    execArgv: [],
  });
  await once(child, 'message');
  return child;
}
