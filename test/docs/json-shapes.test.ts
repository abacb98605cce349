/** The table of what `--json` prints, in docs/exploitation.md: every command is in it, with every key that it prints. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { csvText, purchase, writeBatch } from '../support/batch.ts';
import { jsonOf, runProgram } from '../support/program.ts';
import { writeSettings } from '../support/settings-export.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/exploitation.md', import.meta.url));

/** What stands beside each command. */
function shapes(): Map<string, string> {
  const text = readFileSync(DOCUMENT, 'utf8');
  const section = text.slice(text.indexOf('## Les sorties `--json`')).split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([a-z ]+)` \| (.+) \|$/gm)];
  return new Map(rows.map(([, command = '', shape = '']) => [command, shape]));
}

test('every command is there', async () => {
  const { stdout } = await runProgram(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name = '']) => name);
  expect(commands.length).toBeGreaterThan(10);
  const told = [...shapes().keys()].map((command) => command.split(' ')[0]);
  expect(commands.filter((name) => !told.includes(name))).toEqual([]);
});

test('every key that a command prints is named', async () => {
  const folder = temporaryFolder();
  const root = join(folder, 'root');
  const here = ['--config', join(folder, 'ami.json'), '--root', root, '--json'];
  const batch = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1')) });
  const settings = writeSettings(join(folder, '888_export'));
  const runs: readonly (readonly [string, readonly string[]])[] = [
    ['init', ['init', root, '--config', join(folder, 'ami.json'), '--json']],
    ['convert', ['convert', batch, '--out', join(folder, 'out'), ...here]],
    ['check', ['check', batch, ...here]],
    ['show', ['show', batch, ...here]],
    ['publish', ['publish', settings, '--out', join(folder, 'out'), ...here]],
    ['list', ['list', ...here]],
    ['pending', ['pending', ...here]],
    ['history', ['history', '--refused', ...here]],
    ['archive list', ['archive', 'list', ...here]],
    ['archive verify', ['archive', 'verify', ...here]],
    ['status', ['status', ...here]],
  ];
  const named = shapes();
  for (const [command, args] of runs) {
    const printed = jsonOf(await runProgram([...args]));
    const shape = named.get(command) ?? '';
    const keys = Object.entries(printed).flatMap(([key, value]) =>
      key === 'findings' || !Array.isArray(value) ? [key] : [key, ...Object.keys(value[0] ?? {})],
    );
    expect(
      keys.filter((key) => !shape.includes(`\`${key}\``)),
      command,
    ).toEqual([]);
  }
});
