/** `init` as a user runs it: the built program, real folders. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseTree } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { readmes } from '../../src/commands/init-readme.ts';
import { FOLDER_NAMES, README_NAME } from '../../src/configuration/folders.ts';
import { CONFIGURATION_FILE_NAME, loadConfiguration } from '../../src/configuration/load.ts';
import { readConfiguration } from '../../src/configuration/reading.ts';
import { configurationJsonSchema, type SchemaNode } from '../../src/configuration/schema.ts';
import { configurationTemplate } from '../../src/configuration/template.ts';
import { type Ended, jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = [...Object.values(FOLDER_NAMES), 'journaux'].toSorted();

async function init(cwd: string, ...args: string[]): Promise<Ended> {
  return runProgram(['init', ...args], { cwd });
}

function treeOf(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

describe('in an empty folder', () => {
  test('makes every folder with its LISEZMOI.txt, and a configuration that means the defaults', async () => {
    const cwd = temporaryFolder();
    const byDefault = await loadConfiguration({ cwd });
    const ended = await init(cwd);
    expect(ended.exitCode, ended.stderr).toBe(0);
    const root = join(cwd, 'watch-folders');
    expect(treeOf(root)).toEqual(
      [README_NAME, ...FOLDERS.flatMap((name) => [name, `${name}/${README_NAME}`])].toSorted(),
    );
    const file = join(cwd, CONFIGURATION_FILE_NAME);
    expect(await loadConfiguration({ cwd })).toEqual({ ...byDefault, file });
    expect(withPlainSpaces(ended.stdout)).toBe(
      `Dossiers surveillés : ${root} (10 dossiers créés)\nConfiguration : ${file} (créée)\nEnsuite : ami-isacompta watch\n`,
    );
  });

  test('with --json says what it made', async () => {
    const cwd = temporaryFolder();
    const file = join(cwd, CONFIGURATION_FILE_NAME);
    const root = join(cwd, 'watch-folders');
    const json = jsonOf(await init(cwd, '--json'));
    expect(json).toEqual({ root, made: expect.any(Array), configuration: { file, made: true, root } });
    expect(json.made).toEqual(expect.arrayContaining(['', ...FOLDERS]));
  });
});

describe('run again', () => {
  test('changes nothing, whatever the user changed meanwhile', async () => {
    const cwd = temporaryFolder();
    await init(cwd);
    const root = join(cwd, 'watch-folders');
    const file = join(cwd, CONFIGURATION_FILE_NAME);
    writeFileSync(join(root, 'refuses', README_NAME), 'à nous');
    writeFileSync(file, '{ "lang": "en" }');
    writeFileSync(join(root, 'depot-ami', '888_lot.csv'), 'Date');
    const before = snapshot(cwd);
    const ended = await init(cwd, '--json');
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(jsonOf(ended)).toEqual({ root, made: [], configuration: { file, made: false, root } });
    expect(snapshot(cwd)).toEqual(before);
  });

  test('mends what is missing', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'watch-folders', 'archives'), { recursive: true });
    expect(jsonOf(await init(cwd, '--json')).made).not.toContain('archives');
    expect(existsSync(join(cwd, 'watch-folders', 'archives', README_NAME))).toBe(true);
    expect(existsSync(join(cwd, 'watch-folders', 'refuses', README_NAME))).toBe(true);
  });
});

/** Bytes and times of everything. */
function snapshot(folder: string): [string, number, string][] {
  return treeOf(folder).map((name) => {
    const stats = statSync(join(folder, name));
    return [name, stats.mtimeMs, stats.isFile() ? readFileSync(join(folder, name), 'utf8') : ''];
  });
}

describe('with a folder', () => {
  test.each([
    { asked: 'données/ami', written: 'données/ami' },
    { asked: '.', written: '.' },
  ])('$asked: the configuration watches it, told from where it stands', async ({ asked, written }) => {
    const cwd = temporaryFolder();
    expect((await init(cwd, asked)).exitCode).toBe(0);
    expect(existsSync(join(cwd, asked, 'depot-ami'))).toBe(true);
    expect((await loadConfiguration({ cwd })).root).toBe(join(cwd, asked).replace(/[/\\]$/, ''));
    expect(readFileSync(join(cwd, CONFIGURATION_FILE_NAME), 'utf8')).toContain(`"root": "${written}"`);
  });

  test('elsewhere: the configuration watches it by its full path, and --root is the same', async () => {
    for (const option of [[], ['--root']]) {
      const [cwd, elsewhere] = [temporaryFolder(), temporaryFolder()];
      expect((await init(cwd, ...option, join(elsewhere, 'ami'))).exitCode).toBe(0);
      expect((await loadConfiguration({ cwd })).root).toBe(join(elsewhere, 'ami'));
    }
  });

  test('that the configuration does not watch: made, and told', async () => {
    const cwd = temporaryFolder();
    await init(cwd);
    const ended = await init(cwd, 'autre', '--json');
    expect(ended.exitCode).toBe(0);
    expect(existsSync(join(cwd, 'autre', 'depot-ami'))).toBe(true);
    expect(withPlainSpaces(ended.stderr)).toMatch(
      /^Attention : la configuration .* surveille .*watch-folders\. /,
    );
    expect(jsonOf(ended)).toMatchObject({ configuration: { root: join(cwd, 'watch-folders') } });
    expect((await init(cwd, 'watch-folders')).stderr).toBe('');
  });
});

describe('with --config', () => {
  test('makes the file there, its root beside it', async () => {
    const cwd = temporaryFolder();
    const ended = await init(cwd, '--config', join('conf', 'prod.json'));
    expect(ended.exitCode, ended.stderr).toBe(0);
    const file = join(cwd, 'conf', 'prod.json');
    expect(treeOf(join(cwd, 'conf', 'watch-folders'))).toContain('depot-ami');
    expect((await loadConfiguration({ cwd, file })).root).toBe(join(cwd, 'conf', 'watch-folders'));
    expect(existsSync(join(cwd, CONFIGURATION_FILE_NAME))).toBe(false);
    expect(ended.stdout).toContain(`watch --config "${file}"`);
  });

  test('takes the root of the file that is there', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'prod.json'), '{"root": "ici"}');
    expect((await init(cwd, '--config', 'prod.json')).exitCode).toBe(0);
    expect(readdirSync(cwd).toSorted()).toEqual(['ici', 'prod.json']);
  });

  test('that is faulty: told, and nothing is made', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, CONFIGURATION_FILE_NAME), '{"rot": "ici"}');
    expect((await init(cwd)).exitCode).toBe(2);
    expect(readdirSync(cwd)).toEqual([CONFIGURATION_FILE_NAME]);
  });
});

describe('a file in the way', () => {
  test.each(['watch-folders', 'watch-folders/archives', 'watch-folders/journaux'])(
    '%s: told, and nothing is made',
    async (name) => {
      const cwd = temporaryFolder();
      if (name.includes('/')) mkdirSync(join(cwd, 'watch-folders'));
      writeFileSync(join(cwd, name), '');
      const before = treeOf(cwd);
      const ended = await init(cwd);
      expect(ended.exitCode).toBe(2);
      expect(withPlainSpaces(ended.stderr)).toContain(`« ${join(cwd, name)} » est un fichier`);
      expect(treeOf(cwd)).toEqual(before);
    },
  );

  test('above the folder asked for', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'fichier'), '');
    const ended = await init(cwd, join('fichier', 'ami'));
    expect(ended.exitCode).toBe(2);
    expect(readdirSync(cwd)).toEqual(['fichier']);
  });
});

test.skipIf(process.platform !== 'linux')(
  'a folder that the system refuses is told with its place',
  async () => {
    const cwd = temporaryFolder();
    const ended = await runProgram(['init', '/proc/ami-isacompta'], { cwd, limitMs: 20_000 });
    expect(ended.exitCode, ended.stderr).toBe(3);
    expect(ended.stderr).toContain('/proc/ami-isacompta');
    expect(readdirSync(cwd)).toEqual([]);
  },
);

describe('the configuration that it writes', () => {
  const text = configurationTemplate({ root: 'ici' });

  test('has a sentence for every key', () => {
    const lines = text.split('\n');
    for (const [key, node] of everyKey(configurationJsonSchema())) {
      if (key === '$schema') continue;
      expect(node.description, key).toMatch(/\.$/);
      const at = lines.findIndex((line) => line.includes(`"${key}":`));
      expect(at, key).toBeGreaterThan(0);
      expect(text, key).toMatch(new RegExp(`// [^"]*${escaped(node.description ?? '')}`));
    }
  });

  test('tells every default and every limit', () => {
    const plain = withPlainSpaces(text);
    expect(plain).toContain('De 0.01 à 1440. Par défaut : 15.\n  "sweepMinutes": 15,');
    expect(plain).toContain('Au choix : fr, en. Par défaut : "fr".\n  "lang": "fr",');
    expect(plain).toContain('true ou false. Par défaut : false.\n  "polling": false,');
    expect(plain).toContain('Par défaut : "watch-folders".\n  "root": "ici",');
  });

  test('is JSON but for its comments, without a comma too many', () => {
    const errors: never[] = [];
    parseTree(text, errors, { allowTrailingComma: false, disallowComments: false });
    expect(errors).toEqual([]);
  });

  test('means something with every example uncommented, too', () => {
    const uncommented = text.replace(/^(\s*)\/\/ (?=")/gm, '$1');
    const reading = readConfiguration(uncommented);
    expect(reading).toMatchObject({
      kind: 'read',
      value: {
        database: expect.any(String),
        companyFiles: { '888': { journal: 'HA', label: expect.any(String) } },
        amiCompta: { url: expect.any(String) },
      },
    });
  });
});

function* everyKey(node: SchemaNode): Generator<[string, SchemaNode]> {
  const member = node.additionalProperties || {};
  for (const [key, child] of Object.entries({ ...node.properties, ...member.properties })) {
    yield [key, child];
    yield* everyKey(child);
  }
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('the folders of the repository say the same', () => {
  const root = join(REPOSITORY, 'watch-folders');
  for (const { folder, text } of readmes()) {
    // A checkout may have other line endings.
    const there = readFileSync(join(root, folder, README_NAME), 'utf8').replace(/\r?\n/g, '\r\n');
    expect(there, folder).toBe(text);
  }
});
