/** What a user gets who asks for something that makes no sense, in both languages; and the help. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvText, purchase, writeBatch } from '../support/batch.ts';
import { jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { writeSettings } from '../support/settings-export.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const COMMANDS = ['convert', 'publish', 'check', 'show', 'open'];

/** The words of the command line; OUT and LOT are a folder and a sound batch of the test. */
const FAULTS: readonly (readonly [string, readonly string[], string, string])[] = [
  [
    'an unknown option',
    ['check', 'LOT', '--ouput', 'x'],
    'L’option --ouput n’existe pas.',
    'There is no option --ouput.',
  ],
  [
    'an unknown command',
    ['convertir', 'LOT'],
    'La commande « convertir » n’existe pas.',
    'There is no command “convertir”.',
  ],
  ['no --out', ['convert', 'LOT'], 'Il manque l’option --out', 'The option --out'],
  [
    '--out without a value',
    ['convert', 'LOT', '--out'],
    'Il manque la valeur de l’option --out',
    'The value of option --out',
  ],
  [
    'an empty --out',
    ['convert', 'LOT', '--out', ''],
    'Il manque la valeur de l’option --out',
    'The value of option --out',
  ],
  [
    'an empty --out of publish',
    ['publish', 'LOT', '--out= '],
    'Il manque la valeur de l’option --out',
    'The value of option --out',
  ],
  ['no path', ['check'], 'Il manque l’argument PATH.', 'The argument PATH is missing.'],
  ['two paths', ['check', 'LOT', 'LOT'], 'Trop d’arguments.', 'Too many arguments.'],
  [
    'a bad --format',
    ['convert', 'LOT', '--out', 'OUT', '--format', 'pdf'],
    '« pdf » n’est pas possible. Valeurs possibles : ecr, csv.',
    '“pdf” is not possible. Possible values: ecr, csv.',
  ],
  [
    'a bad --dossier',
    ['convert', 'LOT', '--out', 'OUT', '--dossier', '../../etc'],
    '--dossier : « ../../etc »',
    '--dossier: “../../etc”',
  ],
  [
    'a --dossier too long',
    ['check', 'LOT', '--dossier', '123456789'],
    '--dossier : « 123456789 »',
    '--dossier: “123456789”',
  ],
  [
    'a --dossier that is a device',
    ['check', 'LOT', '--dossier', 'NUL'],
    '--dossier : « NUL »',
    '--dossier: “NUL”',
  ],
  ['an empty --dossier', ['check', 'LOT', '--dossier', ''], '--dossier', '--dossier'],
  ['a bad --journal', ['show', 'LOT', '--journal', 'ACH'], '--journal : « ACH »', '--journal: “ACH”'],
  [
    'a path that does not exist',
    ['check', 'OUT/none'],
    'n’existe pas. Vérifiez-le',
    'does not exist. Check it',
  ],
  [
    'a path below a file',
    ['check', 'LOT/ecritures.csv/x'],
    'n’existe pas. Vérifiez-le',
    'does not exist. Check it',
  ],
  [
    'an --out that is a file',
    ['convert', 'LOT', '--out', 'LOT/ecritures.csv'],
    'est un fichier. Indiquez un dossier.',
    'is a file. Give a folder.',
  ],
  [
    'an --out inside the batch',
    ['convert', 'LOT', '--out', 'LOT/documents/x'],
    'est à l’intérieur de ce qui doit être lu',
    'is inside what is to be read',
  ],
  [
    'an --out that is the batch',
    ['convert', 'LOT', '--out', 'LOT/.'],
    'est à l’intérieur de ce qui doit être lu',
    'is inside what is to be read',
  ],
  [
    'an --out inside a settings export',
    ['publish', 'LOT', '--out', 'LOT/publications'],
    'est à l’intérieur de ce qui doit être lu',
    'is inside what is to be read',
  ],
  ['publish without --out', ['publish', 'LOT'], 'Il manque l’option --out', 'The option --out'],
  [
    'a --since that does not exist',
    ['publish', 'LOT', '--out', 'OUT', '--since', 'OUT/none.json'],
    'n’existe pas. Vérifiez-le',
    'does not exist. Check it',
  ],
  [
    '--settings that do not exist',
    ['check', 'LOT', '--settings', 'OUT/none'],
    'n’existe pas. Vérifiez-le',
    'does not exist. Check it',
  ],
  [
    'open without an address',
    ['open', '--print'],
    'L’adresse d’AMI COMPTA n’est pas configurée.',
    'The address of AMI COMPTA is not configured.',
  ],
  [
    'a --config that does not exist',
    ['check', 'LOT', '--config', 'OUT/none.json'],
    'le fichier n’existe pas.',
    'the file does not exist.',
  ],
];

describe.each(FAULTS)('%s', (_name, words, french, english) => {
  test.each([
    [french, []],
    [english, ['--lang', 'en']],
    [english, ['--lang=en']],
  ])('%s', async (text, language) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'out'));
    const lot = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1')) });
    const args = words.map((word) => word.replace(/^OUT/, join(folder, 'out')).replace(/^LOT/, lot));
    // The language stands in front of an option that lacks its value.
    const ended = await runProgram([...args.slice(0, 1), ...language, ...args.slice(1)]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stdout).toBe('');
    expect(withPlainSpaces(ended.stderr)).toContain(text);
    expect(ended.stderr).not.toMatch(/\n\s+at |error:/);
  });
});

test('show of a settings export with --json prints one object, which says that it has no entries', async () => {
  const settings = writeSettings(join(temporaryFolder(), 'export'));
  const ended = await runProgram(['show', settings, '--json']);
  expect(ended.exitCode).toBe(2);
  expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'USAGE' } });
  expect(withPlainSpaces(ended.stderr)).toContain(settings);
});

test.each([
  ['sweepMinute', 'sweepMinutes'],
  ['emiter', 'emitter'],
  ['Companyfiles', 'companyFiles'],
])('the configuration key %s is told with its neighbour %s', async (key, neighbour) => {
  const folder = temporaryFolder();
  const config = join(folder, 'ma config.json');
  writeFileSync(config, `{\n  // a comment\n  "${key}": 1\n}`);
  const lot = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1')) });
  const french = await runProgram(['check', lot, '--config', config]);
  expect(french.exitCode).toBe(2);
  expect(withPlainSpaces(french.stderr)).toContain(config);
  expect(withPlainSpaces(french.stderr)).toContain('ligne 3');
  expect(withPlainSpaces(french.stderr)).toContain(`Vouliez-vous dire « ${neighbour} » ?`);
  const english = await runProgram(['check', lot, '--config', config, '--lang', 'en']);
  expect(english.stderr).toContain(`Did you mean “${neighbour}”?`);
});

test.each([
  [
    '{ "lang": "fr"\n',
    'ligne 2, colonne 1 : il manque une accolade fermante',
    'a closing brace “}” is missing',
  ],
  ['{ "lang": fr }', 'ligne 1, colonne 11 : ce mot n’est pas permis ici.', 'this word is not allowed here.'],
  ['{ "lang": "fr", "lang": "en" }', 'cette clé figure deux fois.', 'this key is there twice.'],
  ['{ "x": 1 }', 'Clés possibles ici : $schema, root,', 'Keys that may stand here: $schema, root,'],
])('the configuration %j is told in words', async (text, french, english) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ami-isacompta.config.json'), text);
  const told = await runProgram(['list'], { cwd });
  expect(told.exitCode).toBe(2);
  expect(withPlainSpaces(told.stderr)).toContain(french);
  expect(told.stderr).not.toMatch(/Expected|Invalid|Duplicate/);
  expect((await runProgram(['list', '--lang', 'en'], { cwd })).stderr).toContain(english);
});

test.each([
  [['archive', 'truc'], 'Aide : ami-isacompta archive --help\n'],
  [['archive', 'list', '--truc'], 'Aide : ami-isacompta archive list --help\n'],
  [['check'], 'Aide : ami-isacompta check --help\n'],
  [['truc'], 'Aide : ami-isacompta --help\n'],
])('%j points to its own help', async (words, help) => {
  const ended = await runProgram(words);
  expect(ended.exitCode).toBe(2);
  expect(withPlainSpaces(ended.stderr)).toContain(help);
});

test('options that every command has may stand before it', async () => {
  const root = temporaryFolder();
  const [plain, grouped, equals, help] = await Promise.all([
    runProgram(['--lang', 'en', '--root', root, 'pending']),
    runProgram(['--json', `--root=${root}`, 'archive', 'verify']),
    runProgram(['--lang=en', 'archive', 'truc']),
    runProgram(['--lang', 'en', '--help']),
  ]);
  expect([plain.exitCode, plain.stdout]).toEqual([0, 'Nothing waits to be integrated by ISACOMPTA.\n']);
  expect(jsonOf(grouped)).toEqual({ verified: 0, faults: [] });
  expect(equals.stderr).toContain('There is no command “truc”.');
  expect([help.exitCode, help.stdout]).toEqual([0, expect.stringMatching(/^Usage: ami-isacompta/)]);
  expect((await runProgram(['--lang', 'de', 'list'])).exitCode).toBe(2);
});

test('the language of the configuration holds where --lang says nothing', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'ami-isacompta.config.json'), '{ "lang": "en" }');
  const lot = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1')) });
  expect((await runProgram(['check', lot], { cwd: folder })).stdout).toContain('can be integrated');
  expect((await runProgram(['check', lot, '--lang', 'fr'], { cwd: folder })).stdout).toContain(
    'peut être intégré',
  );
});

describe('--help', () => {
  test.each(COMMANDS)('of %s, in French and in English', async (command) => {
    const french = await runProgram([command, '--help']);
    const english = await runProgram([command, '--help', '--lang', 'en']);
    expect([french.exitCode, english.exitCode]).toEqual([0, 0]);
    expect([french.stderr, english.stderr]).toEqual(['', '']);
    for (const option of ['--config', '--root', '--json', '--lang', '--help']) {
      expect(french.stdout).toContain(option);
      expect(english.stdout).toContain(option);
    }
    expect(withPlainSpaces(french.stdout)).toMatch(/^Utilisation : ami-isacompta/);
    expect(french.stdout).not.toMatch(/Usage:|Options:|Arguments:|default:|choices:/);
    expect(english.stdout).toMatch(/^Usage: ami-isacompta/);
    expect(english.stdout).not.toMatch(/[àâçéèêîôùû]/);
  });

  test('of the program names every command', async () => {
    const french = await runProgram(['--help']);
    const english = await runProgram(['--help', '--lang', 'en']);
    expect([french.exitCode, english.exitCode]).toEqual([0, 0]);
    for (const command of COMMANDS) {
      expect(withPlainSpaces(french.stdout)).toMatch(new RegExp(`^ +${command}`, 'm'));
      expect(english.stdout).toMatch(new RegExp(`^ +${command}`, 'm'));
    }
    expect(withPlainSpaces(french.stdout)).toContain('Commandes :');
  });

  test('no command at all is wrong usage, and shows the help', async () => {
    const ended = await runProgram([]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('convert');
  });

  test('--version is a version', async () => {
    const ended = await runProgram(['--version']);
    expect([ended.exitCode, ended.stderr]).toEqual([0, '']);
    expect(ended.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

test('an empty --out of archive extract is wrong usage, and nothing is written to the working directory', async () => {
  const cwd = temporaryFolder();
  const ended = await runProgram(['archive', 'extract', 'x', '--out', '', '--json'], { cwd });
  expect(ended.exitCode).toBe(2);
  expect(jsonOf(ended)).toMatchObject({ error: { code: 'USAGE' } });
  expect(withPlainSpaces(ended.stderr)).toContain('Il manque la valeur de l’option --out');
});
