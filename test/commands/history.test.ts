/** `history` as a user runs it: what was published, on a register that a robot has open. */
import { expect, test } from 'vitest';
import { delivered, intentOf, publication } from '../register/records.ts';
import { jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { registerRoot } from './register-root.ts';

const history = (root: string, ...args: readonly string[]) =>
  runProgram(['history', '--root', root, ...args]);

/** Two publications of a company file, one of another, one that only begins, and one that changed nothing. */
async function filled(): Promise<string> {
  const { root, register } = await registerRoot();
  await delivered(register, publication('1', 1));
  const modified = {
    receivedAt: '2026-11-24T11:00:00.000Z',
    places: ['a-publier/888/888_0002_modification.json'],
  };
  await delivered(register, publication('2', 2, modified));
  await delivered(register, publication('3', 1, { dossier: '1024' }));
  await register.intend(intentOf(publication('4', 3)));
  await delivered(register, publication('5', 4, { outcome: 'unchanged' }));
  return root;
}

test('lists what was published, newest first', async () => {
  const root = await filled();
  const json = jsonOf(await history(root, '--json', '--dossier', '888'));
  expect(json).toEqual({
    publications: [
      {
        id: '2',
        dossier: '888',
        name: '888_2.zip',
        kind: 'modification',
        sequence: 2,
        file: 'a-publier/888/888_0002_modification.json',
        changes: [{ kind: 'journal-added', key: 'VE' }],
        settingsHash: 'settings-2',
        receivedAt: '2026-11-24T11:00:00.000Z',
        publishedAt: '2026-11-24T10:16:00.000Z',
        archive: '2026/11/2.zip',
      },
      expect.objectContaining({ id: '1', kind: 'creation', sequence: 1, changes: [] }),
    ],
  });
});

test('is a table for people, that fits a line of 100 characters', async () => {
  const ended = await history(await filled());
  expect(ended.exitCode, ended.stderr).toBe(0);
  const lines = withPlainSpaces(ended.stdout).split('\n');
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  expect(lines[0]).toMatch(/^Publié le +Dossier Nature +Chang\. Fichier +Identifiant$/);
  expect(lines.slice(2)).toEqual([
    expect.stringMatching(/^24\/11\/2026 \d\d:16 888 +modification +1 888_0002_modification\.json 2$/),
    expect.stringMatching(/ 1024 +création +1024_0001.* 3$/),
    expect.stringMatching(/ 888 +création +888_0001_creation\.json +1$/),
    '3 publications.',
    '',
  ]);
});

test('shows below it the settings that were refused, and gives them to programs that ask', async () => {
  const { root, register } = await registerRoot();
  await delivered(register, publication('1', 1));
  const place = { file: null, line: null, column: null, value: null };
  await delivered(
    register,
    publication('2', 2, {
      outcome: 'refused',
      publication: null,
      dossier: null,
      name: 'parametrage',
      places: ['refuses/parametrage', 'refuses/parametrage/parametrage'],
      findings: [{ code: 'SIRET_MISSING', severity: 'error', ...place, message: '' }],
    }),
  );
  const lines = withPlainSpaces((await history(root)).stdout).split('\n');
  expect(lines).toContain('1 publication.');
  expect(lines.slice(-3)).toEqual([
    expect.stringMatching(/^24\/11\/2026 \d\d:15 +1 refuses\/parametrage +2$/),
    '1 paramétrage refusé.',
    '',
  ]);
  expect(jsonOf(await history(root, '--json'))).toEqual({ publications: [expect.anything()] });
  expect(jsonOf(await history(root, '--refused', '--json'))).toMatchObject({
    publications: [],
    refused: [{ id: '2', name: 'parametrage', errors: 1, place: 'refuses/parametrage' }],
  });
  const none = await history(root, '--refused', '--dossier', '9');
  expect(none.stdout).toBe('Aucun paramétrage n’a été refusé.\n');
});

test('without a register says so', async () => {
  const root = temporaryFolder();
  const plain = await history(root);
  expect([plain.exitCode, plain.stdout]).toEqual([0, 'Aucun paramétrage n’a été publié.\n']);
  expect(jsonOf(await history(root, '--json'))).toEqual({ publications: [] });
});
