/** Starts `child.ts` in processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import type { Intent } from '../../src/register/register.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the child into the folder; gives its path. */
export async function builtChild(folder: string): Promise<string> {
  const outfile = join(folder, 'child.mjs');
  const addon = pathToFileURL(join(REPOSITORY, 'node_modules', 'better-sqlite3', 'lib', 'index.js')).href;
  await build({
    absWorkingDir: REPOSITORY,
    entryPoints: ['test/register/child.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
    plugins: [
      {
        name: 'addon',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^better-sqlite3$/ }, () => ({ path: addon, external: true })),
      },
    ],
  });
  return outfile;
}

export class Child {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(script: string, path: string, intents: readonly Intent[]) {
    const argument = JSON.stringify(intents, (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    const child = spawn(process.execPath, [script, path, argument], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    this.#process = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** The next line that it says; null where it has ended. */
  async line(): Promise<string | null> {
    const { value, done } = await this.#lines.next();
    return done === true ? null : value;
  }

  /** Lets it begin. */
  go(): void {
    this.#process.stdin?.write('\n');
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
  }
}
