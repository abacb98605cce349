/** What the commands say of a root that is not what they expect: missing, a file, without its register or a folder. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { registerRoot } from './register-root.ts';

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['list', ['list']],
  ['pending', ['pending']],
  ['history', ['history']],
  ['archive list', ['archive', 'list']],
  ['archive verify', ['archive', 'verify']],
  ['archive extract', ['archive', 'extract', '1']],
  ['replay', ['replay', '1']],
  ['watch', ['watch', '--once']],
];

describe.each(COMMANDS)('%s', (_name, words) => {
  test('tells a root that is not there, and one that is a file', async () => {
    const folder = temporaryFolder();
    const missing = join(folder, 'nexist');
    const file = join(folder, 'fichier');
    writeFileSync(file, '');
    const [french, json, ofFile, english] = await Promise.all([
      runProgram([...words, '--root', missing]),
      runProgram([...words, '--root', missing, '--json']),
      runProgram([...words, '--root', file]),
      runProgram([...words, '--root', file, '--lang', 'en']),
    ]);
    expect([french, json, ofFile, english].map(({ exitCode }) => exitCode)).toEqual([2, 2, 2, 2]);
    expect(french.stdout).toBe('');
    expect(withPlainSpaces(french.stderr)).toContain(`Le dossier racine ${missing} n’existe pas.`);
    expect(jsonOf(json)).toMatchObject({ error: { code: 'USAGE' } });
    expect(ofFile.stderr).toContain(`${file} est un fichier`);
    expect(english.stderr).toContain(`${file} is a file`);
  });
});

test.each([['list'], ['pending'], ['history']])(
  '%s with archives and no register says that it was lost, and how to make it again',
  async (command) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'archives', '2026', '11'), { recursive: true });
    writeFileSync(join(root, 'archives', '2026', '11', '20261124-101500-3f2a9c.zip'), '');
    const ended = await runProgram([command, '--root', root, '--json']);
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain('ami-isacompta register rebuild');
    expect(jsonOf(ended)).toMatchObject({ error: { code: 'REGISTER_LOST' } });
  },
);

test.each([['list'], ['pending']])(
  '%s without a-integrer names it, and says what init would do',
  async (command) => {
    const { root, deliver } = await registerRoot();
    await deliver('1');
    renameSync(join(root, 'a-integrer'), join(root, 'ailleurs'));
    const ended = await runProgram([command, '--root', root]);
    expect(ended.exitCode).toBe(3);
    expect(withPlainSpaces(ended.stderr)).toContain(`« ${join(root, 'a-integrer')} » n’existe pas`);
    expect(ended.stderr).toContain('ami-isacompta init');
    rmSync(join(root, 'ailleurs'), { recursive: true });
  },
);
