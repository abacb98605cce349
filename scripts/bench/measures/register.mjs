/**
 * A register of 1,000,000 batches asked for one company file: how long its own answers take, in a process that has just
 * opened it, and how long the commands take from start to end.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inTurns } from '../measuring.mjs';
import { shownRow, verdictOf } from '../report.mjs';
import { grouped } from '../workshop.mjs';

const LIMIT_SECONDS = 0.1;
const ROUNDS = 7;
const COMPANY_FILES = 1_000;
const PENDING = 20;
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

export async function measureRegister(workshop) {
  const batches = workshop.size(1_000_000);
  const root = workshop.resultPath();
  const path = join(root, 'registre.db');
  const bundle = await registerBundle(workshop);
  mkdirSync(root);
  const { dossier, files } = child('fill-register.mjs', bundle, path, batches, COMPANY_FILES, PENDING);
  for (const file of files) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), 'VER');
  }
  const ask = (question) => child('ask-register.mjs', bundle, path, dossier, question);
  const command = (name) => workshop.program(name, '--dossier', dossier, '--root', root, '--json');
  const measured = await inTurns(ROUNDS, {
    list: () => ask('list'),
    pending: () => ask('pending'),
    listCommand: () => command('list'),
    pendingCommand: () => command('pending'),
  });
  rmSync(root, { recursive: true });
  const size = `${grouped(batches)} batches`;
  return [
    limitRow(`\`list\` of a company file, the register's answer (${size})`, measured.list),
    limitRow(
      `\`pending\` of a company file, the register's answer (${PENDING} of ${size})`,
      measured.pending,
    ),
    shownRow('`list --dossier N --json` from start to end', measured.listCommand),
    shownRow('`pending --dossier N --json` from start to end', measured.pendingCommand),
  ];
}

/** A wait that a person notices is a number of seconds, on any machine. */
function limitRow(measure, { seconds }) {
  return {
    measure,
    result: `${(seconds * 1_000).toFixed(1)} ms`,
    limit: `${LIMIT_SECONDS * 1_000} ms`,
    verdict: verdictOf(seconds, LIMIT_SECONDS),
  };
}

/** The register alone, built for a child to load; gives its path. */
export async function registerBundle(workshop) {
  const outfile = `${workshop.resultPath()}.mjs`;
  const addon = pathToFileURL(join(REPOSITORY, 'node_modules', 'better-sqlite3', 'lib', 'index.js')).href;
  await build({
    absWorkingDir: REPOSITORY,
    entryPoints: ['src/register/open-register.ts'],
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

/** Runs a script of children/, and gives the JSON that it prints. */
function child(name, ...args) {
  const script = fileURLToPath(new URL(`../children/${name}`, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, ...args.map(String)], { encoding: 'utf8' }));
}
