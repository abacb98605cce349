/**
 * Runs the built program on every sample, writes what comes of it into `expected/`, and shows what became different
 * (`npm run golden`). What it writes is a claim that somebody has read, so that it never runs where nobody does.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';

if (process.env.CI) {
  console.error('npm run golden does not run in CI: look at the differences where you can read them.');
  process.exit(1);
}

await import('./build.mjs');
const root = fileURLToPath(new URL('..', import.meta.url));
const { rewriteSamples } = await bundled('scripts/rewrite-samples.ts');

const work = mkdtempSync(join(tmpdir(), 'ami-isacompta-golden-'));
try {
  const faults = await rewriteSamples({
    samples: join(root, 'samples'),
    program: join(root, 'dist', 'cli.js'),
    work,
    print: console.log,
  });
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}
