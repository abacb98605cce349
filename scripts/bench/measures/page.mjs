/**
 * The page on a register of 1,000,000 lots: how long a browser waits for the server's answer, from the request to its last
 * byte, for the list, one of its pages far back, its filters and a search.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verdictOf } from '../report.mjs';
import { grouped } from '../workshop.mjs';
import { registerBundle } from './register.mjs';

const LIMIT_MS = 150;
const ROUNDS = 9;
const COMPANY_FILES = 1_000;
const PENDING = 2;

export async function measurePage(workshop) {
  const lots = workshop.size(1_000_000);
  const root = workshop.resultPath();
  const folder = dirname(root);
  mkdirSync(join(root, 'a-integrer'), { recursive: true });
  const bundle = await registerBundle(workshop);
  const { dossier, files } = child(
    'fill-register.mjs',
    bundle,
    join(root, 'registre.db'),
    lots,
    COMPANY_FILES,
    PENDING,
  );
  child('fill-search.mjs', join(root, 'registre.db'));
  for (const file of files) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), 'VER');
  }
  const early = `20260101-${String(Math.floor(lots / 10)).padStart(9, '0')}-3f2a9c`;
  const paths = {
    'the list of lots': '/lots',
    'a page far back of it': `/lots?avant=${early}`,
    'the lots of a company file': `/lots?dossier=${dossier}`,
    'the refusals that nobody has seen': '/lots?etat=unseen',
    'the company files': '/dossiers',
    'the archives': '/archives',
    'a search for a piece': `/lots?q=piece${Math.floor(lots / 2)}`,
    'a search for a word of many lots': '/lots?q=fournisseur12',
  };
  const program = join(folder, 'program', 'cli.js');
  const answers = child('serve-page.mjs', program, root, ROUNDS, ...Object.values(paths));
  rmSync(root, { recursive: true });
  return Object.entries(paths).map(([what, path]) => row(`${what} (${grouped(lots)} lots)`, answers[path]));
}

function row(measure, milliseconds) {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  return {
    measure: `The page: ${measure}`,
    result: `${median.toFixed(1)} ms`,
    limit: `${LIMIT_MS} ms`,
    verdict: verdictOf(median, LIMIT_MS),
  };
}

function child(name, ...args) {
  const script = fileURLToPath(new URL(`../children/${name}`, import.meta.url));
  const printed = execFileSync(process.execPath, [script, ...args.map(String)], { encoding: 'utf8' });
  return printed === '' ? null : JSON.parse(printed);
}
