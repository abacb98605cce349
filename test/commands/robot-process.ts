/** A robot as a process of its own: the built program, `watch`, on a root with a configuration. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../../src/storage/file-system.ts';
import { type Ended, PROGRAM, type RunOptions, runProgram } from '../support/program.ts';

const LONGEST_WAIT_MS = 20_000;

/** A folder with a root in it, and a configuration beside that. */
export class Bureau {
  readonly folder = mkdtempSync(join(tmpdir(), 'ami-isacompta-robot-'));
  readonly root = join(this.folder, 'racine');
  readonly configuration = join(this.folder, 'ami-isacompta.config.json');

  constructor(configuration: Readonly<Record<string, unknown>> = {}) {
    for (const name of ['depot-ami', 'depot-isacompta'])
      mkdirSync(join(this.root, name), { recursive: true });
    this.configure(configuration);
  }

  configure(configuration: Readonly<Record<string, unknown>>): void {
    writeFileSync(
      this.configuration,
      JSON.stringify({ root: this.root, settleSeconds: 0.3, ...configuration }),
    );
  }

  /** A command on this root. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return runProgram([...args, '--config', this.configuration], options);
  }

  /** Full path below the root; `path` with `/`. */
  path(path: string): string {
    return join(this.root, ...path.split('/'));
  }

  /** The files below a folder of the root, as paths from that folder with `/`; none where it is not there. */
  files(folder: string): string[] {
    try {
      return this.#files(this.path(folder));
    } catch (error) {
      // A robot moves folders meanwhile.
      if (errorCode(error) === 'ENOENT') return this.files(folder);
      throw error;
    }
  }

  #files(path: string): string[] {
    if (!existsSync(path)) return [];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  }

  /** Import files of a company file. */
  imports(dossier: string): string[] {
    return this.files(`a-integrer/${dossier}`).filter((name) => name.endsWith('.ECR'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export interface RobotOptions {
  readonly launcher?: readonly string[];
  readonly nodeOptions?: readonly string[];
  /** Of `watch`. */
  readonly options?: readonly string[];
}

export class RobotProcess {
  readonly #child: ChildProcess;
  #output = '';

  constructor(
    { configuration }: Bureau,
    { launcher = [], nodeOptions = [], options = [] }: RobotOptions = {},
  ) {
    const [command = process.execPath, ...rest] = [...launcher, process.execPath, ...nodeOptions, PROGRAM];
    this.#child = spawn(command, [...rest, 'watch', ...options, '--config', configuration], {
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
  }

  /** What it said so far, with plain spaces. */
  get output(): string {
    return this.#output.replace(/[\u00a0\u202f]/g, ' ');
  }

  /** Waits until that is so; says what the robot told where it never is. */
  async until(condition: () => boolean, what = 'It'): Promise<void> {
    for (const start = performance.now(); !condition(); await delay(15)) {
      if (performance.now() - start > LONGEST_WAIT_MS || this.#child.exitCode !== null)
        throw new Error(`${what} never came:\n${this.output}`);
    }
  }

  /** Its first sweep is done. */
  started(): Promise<void> {
    return this.until(() => this.output.includes('Passage terminé'), 'The first sweep');
  }

  /** Waits until it ends by itself. */
  async ended(): Promise<{ exitCode: number | null }> {
    if (this.#child.exitCode === null)
      await once(this.#child, 'exit', { signal: AbortSignal.timeout(LONGEST_WAIT_MS) });
    return { exitCode: this.#child.exitCode };
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it; gives its exit code and the milliseconds that it took. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<{ exitCode: number | null; milliseconds: number }> {
    const start = performance.now();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exit;
    }
    return { exitCode: this.#child.exitCode, milliseconds: performance.now() - start };
  }
}
