/**
 * The main job on a sample, as its user sees it: the batch as a grid, the conversion, and what came out. Writes into a
 * temporary folder, and says where.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const batch = join('samples', 'accepted', 'grille', 'input', '888_grille');
const out = mkdtempSync(join(tmpdir(), 'ami-isacompta-'));

step('Le lot reçu d’AMI COMPTA, en treize colonnes', ['show', batch]);
step('Sa conversion pour ISACOMPTA', ['convert', batch, '--out', out]);
const entries = readdirSync(out).find((name) => name.endsWith('.ECR'));
if (entries === undefined) throw new Error(`No import file in ${out}`);
step('Le fichier d’import, contrôlé puis relu', ['check', join(out, entries)]);
step(null, ['show', join(out, entries)]);

console.log(`\nDans ${out} :`);
for (const name of readdirSync(out)) {
  console.log(`  ${String(statSync(join(out, name)).size).padStart(8)} octets  ${name}`);
}

function step(title, args) {
  if (title !== null) console.log(`\n── ${title} ──\n`);
  console.log(`$ ami-isacompta ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, [join('dist', 'cli.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
