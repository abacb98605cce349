/** A conversion that is broken off leaves nothing behind; a reader that goes away is no fault. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { csvText, purchase, writeBatch } from '../support/batch.ts';
import { PROGRAM, runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const IS_WINDOWS = process.platform === 'win32';

// The large batches are made here, while another test has its turn.
vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(IS_WINDOWS).each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s in mid-conversion',
  (signal) => {
    test('nothing is left, not even the folder, and the program ends by that signal', async () => {
      const folder = temporaryFolder();
      const path = await largeBatch(folder, 150_000);
      const out = join(folder, 'new', 'out');
      const ended = await runProgram(['convert', path, '--out', out], {
        onStart: async (child) => {
          while (child.exitCode === null && bytesIn(out) < 5_000_000) await delay(2);
          child.kill(signal);
        },
      });
      expect(ended.signal).toBe(signal);
      expect(readdirSync(folder)).toEqual(['888_grand.csv']);
    });
  },
);

test.skipIf(IS_WINDOWS)('killed at once, it leaves only a file that says it is not complete', async () => {
  const folder = temporaryFolder();
  const path = await largeBatch(folder, 100_000);
  const out = join(folder, 'out');
  const ended = await runProgram(['convert', path, '--out', out], {
    onStart: async (child) => {
      while (child.exitCode === null && bytesIn(out) < 1_000_000) await delay(2);
      child.kill('SIGKILL');
    },
  });
  expect(ended.signal).toBe('SIGKILL');
  for (const name of readdirSync(out)) expect(name).toMatch(/^\..*\.part$/);
});

describe.skipIf(IS_WINDOWS)('a reader that goes away', () => {
  test.each([[[]], [['--json']]])('show %j | head ends quietly', async (options) => {
    const folder = temporaryFolder();
    const path = await largeBatch(folder, 30_000);
    const shell = spawn(
      'bash',
      ['-o', 'pipefail', '-c', 'node "$@" | head -n 2', 'bash', PROGRAM, 'show', path, ...options],
      { stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000, killSignal: 'SIGKILL' },
    );
    let stderr = '';
    let stdout = '';
    shell.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    shell.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    const [exitCode] = await once(shell, 'close');
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toHaveLength(3);
  });
});

test('show of a sound batch prints all of it, the totals last', async () => {
  const folder = temporaryFolder();
  const path = writeBatch(folder, '888_lot', {
    csv: csvText([...purchase('P1', { comment: 'vu', documents: '' }), ...purchase('P2')]),
  });
  const ended = await runProgram(['show', path]);
  const lines = ended.stdout.trimEnd().split('\n');
  expect(lines.at(-1)).toContain('2 écritures, 6 mouvements');
  expect(lines.at(-1)).toMatch(/240,00 +240,00/);
  for (const header of ['Date', 'pièce', 'Compte', 'Débit', 'Crédit']) expect(ended.stdout).toContain(header);
  expect(lines.filter((line) => line.startsWith('31/08/2022'))).toHaveLength(6);
});

/** A lone CSV of so many purchases. */
async function largeBatch(folder: string, entries: number): Promise<string> {
  const path = join(folder, '888_grand.csv');
  const stream = createWriteStream(path);
  stream.write(csvText([]));
  const header = csvText([]).length;
  for (let from = 0; from < entries; from += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, entries - from) }, (_, index) =>
      purchase(`P${from + index}`),
    );
    if (!stream.write(csvText(rows.flat()).slice(header))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
  return path;
}

function bytesIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).reduce((bytes, name) => {
    try {
      return bytes + statSync(join(folder, name)).size;
    } catch {
      return bytes;
    }
  }, 0);
}
