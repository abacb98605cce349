/** `list` as a user runs it: the built program on a register that a robot has open. */
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { delivered, publication } from '../register/records.ts';
import { jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type RegisterRoot, registerRoot } from './register-root.ts';

const list = (root: string, ...args: readonly string[]) => runProgram(['list', '--root', root, ...args]);

async function listedIds(root: string, ...args: readonly string[]): Promise<unknown[]> {
  const { batches } = jsonOf(await list(root, '--json', ...args));
  if (!Array.isArray(batches)) throw new Error('No batches');
  return batches.map(({ id }) => id);
}

/** One batch in each state, and settings that are none. */
async function filled(): Promise<RegisterRoot> {
  const place = await registerRoot();
  await place.deliver('1', { receivedAt: '2026-11-20T10:00:00.000Z' });
  await place.deliver('2', { receivedAt: '2026-11-21T10:00:00.000Z', dossier: '1024', batch: 'Octobre' });
  await place.deliver('3', {
    receivedAt: '2026-11-22T10:00:00.000Z',
    outcome: 'refused',
    batch: null,
    facts: null,
    name: '888_octobre-à-revoir.zip',
    places: ['refuses/888_octobre-à-revoir.zip'],
    findings: [
      { code: 'A', severity: 'error', file: null, line: null, column: null, value: null, message: '' },
      { code: 'B', severity: 'warning', file: null, line: null, column: null, value: null, message: '' },
      { code: 'C', severity: 'info', file: null, line: null, column: null, value: null, message: '' },
    ],
  });
  await place.deliver('4', {
    receivedAt: '2026-11-23T10:00:00.000Z',
    outcome: 'duplicate',
    places: ['doublons/888_4.zip'],
    archive: null,
    manifestHash: null,
    earlier: '1',
  });
  await delivered(place.register, publication('5', 1));
  return place;
}

describe('a list', () => {
  test('is a table for people, that fits a line of 100 characters', async () => {
    const { root } = await filled();
    rmSync(join(root, 'a-integrer', '888', '888_20220930_120000_1.ECR'));
    const ended = await list(root);
    expect(ended.exitCode, ended.stderr).toBe(0);
    const lines = withPlainSpaces(ended.stdout).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(lines[0]).toMatch(/^Reçu le +Dossier Lot +État +Écr\. +Débit Doc\. Anom\. Identifiant$/);
    expect(lines.slice(2)).toEqual([
      expect.stringMatching(/^23\/11\/2026 \d\d:00 888 +lot-4 +doublon +4 +302,26 +4 +0 4$/),
      expect.stringMatching(/^22\/11\/2026 \d\d:00 888 +888_octobre-à-rev.* refusé +2 3$/),
      expect.stringMatching(/^21\/11\/2026 \d\d:00 1024 +Octobre +livré +4 +302,26 +4 +0 2$/),
      expect.stringMatching(/^20\/11\/2026 \d\d:00 888 +lot-1 +intégré +4 +302,26 +4 +0 1$/),
      '4 lots.',
      '',
    ]);
  });

  test('says of which batches entries were left to be mended', async () => {
    const { root, deliver } = await registerRoot();
    const places = ['refuses/888_1/rapport.json', 'refuses/888_1/a-corriger', 'a-integrer/888/888_1.ECR'];
    await deliver('1', { places, receivedAt: '2026-11-21T10:00:00.000Z' });
    await deliver('2', { receivedAt: '2026-11-22T10:00:00.000Z' });
    const states = async (): Promise<string[]> =>
      withPlainSpaces((await list(root)).stdout)
        .split('\n')
        .slice(2, 4)
        .map((line) => /lot-\d +(\S.*?) {2,}4 /.exec(line)?.[1] ?? line);
    expect(await states()).toEqual(['livré', 'livré en partie']);
    rmSync(join(root, 'a-integrer', '888', '888_1.ECR'));
    expect(await states()).toEqual(['livré', 'intégré, livré en partie']);
    const replayed = await runProgram(['replay', '1', '--root', root]);
    expect(withPlainSpaces(replayed.stderr)).toMatch(
      /déjà été livré en partie le .* \(a-integrer\/888\/888_1\.ECR\)/,
    );
  });

  test('of one drop whose import file is back says that it waits again', async () => {
    const { root, register, deliver } = await registerRoot();
    await deliver('1', { batch: '1' });
    await register.integrated('1', '2026-11-25T10:00:00.000Z');
    expect(jsonOf(await list(root, '1', '--json'))).toMatchObject({ batches: [{ integrated: false }] });
    expect(await register.find('1')).toMatchObject({ integratedAt: null });
  });

  test('counts findings that are not kept in detail, as the report does', async () => {
    const { root, deliver } = await registerRoot();
    const place = { file: null, line: null, column: null, value: null };
    const findings = [
      { code: 'PIECE_MISSING', severity: 'error', ...place, message: '', details: {} },
      {
        code: 'FINDINGS_OMITTED',
        severity: 'info',
        ...place,
        message: '',
        details: { of: 'PIECE_MISSING', shown: 1, total: 2_500 },
      },
    ] as const;
    await deliver('1', { outcome: 'refused', places: ['refuses/lot'], findings });
    expect(jsonOf(await list(root, '--json'))).toMatchObject({ batches: [{ errors: 2_500, warnings: 0 }] });
    expect(withPlainSpaces((await list(root)).stdout)).toMatch(/ 2500 1$/m);
    expect(withPlainSpaces((await list(root, '1')).stdout)).toContain('2 500 erreurs');
  });

  test('of one drop shows what was found in it, by its id or its batch id', async () => {
    const { root, deliver } = await filled();
    const place = { file: 'ecritures.csv', line: 3, column: null, value: null };
    const message = 'ecritures.csv, ligne 3 : à vérifier.';
    const finding = { code: 'AMOUNT_ZERO', severity: 'warning', ...place, message } as const;
    await deliver('6', { batch: 'Novembre', findings: [finding] });
    for (const id of ['6', 'Novembre']) {
      const ended = await list(root, id);
      expect(ended.exitCode, ended.stderr).toBe(0);
      const lines = withPlainSpaces(ended.stdout).split('\n');
      expect(lines.filter((line) => line.includes('Novembre'))).toHaveLength(1);
      expect(lines).toContain('avertissement [AMOUNT_ZERO] ecritures.csv, ligne 3 : à vérifier.');
      expect(lines).toContain('a-integrer/888/888_20220930_120000_6.ECR');
      expect(lines.at(-2)).toBe('1 avertissement.');
    }
    expect(jsonOf(await list(root, '6', '--json'))).toMatchObject({
      batches: [{ id: '6', warnings: 1, findings: [finding] }],
    });
    expect((await list(root, 'absent')).exitCode).toBe(2);
  });

  test('is one JSON object for programs', async () => {
    const { root, register } = await filled();
    const json = jsonOf(await list(root, '--json', '--dossier', '888'));
    expect(json).toEqual({ batches: [expect.anything(), expect.anything(), expect.anything()] });
    const [duplicate, refused, sound] = json.batches as readonly Record<string, unknown>[];
    expect(sound).toEqual({
      id: '1',
      batch: 'lot-1',
      dossier: '888',
      name: '888_1.zip',
      status: 'delivered',
      integrated: false,
      integratedAt: null,
      revision: 0,
      entries: 4,
      movements: 12,
      debit: '302.26',
      credit: '302.26',
      documents: 4,
      receivedAt: '2026-11-20T10:00:00.000Z',
      finishedAt: '2026-11-24T10:16:00.000Z',
      files: {
        import: 'a-integrer/888/888_20220930_120000_1.ECR',
        documents: 'a-integrer/888/888_20220930_120000_1.zip',
      },
      places: ['a-integrer/888/888_20220930_120000_1.zip', 'a-integrer/888/888_20220930_120000_1.ECR'],
      archive: '2026/11/1.zip',
      earlier: null,
      errors: 0,
      warnings: 0,
    });
    expect(refused).toMatchObject({
      batch: null,
      status: 'refused',
      debit: '0.00',
      files: { import: null, documents: null },
      errors: 1,
      warnings: 1,
    });
    expect(duplicate).toMatchObject({ status: 'duplicate', archive: null, earlier: '1' });
    expect((await register.find('1'))?.integratedAt).toBeNull();
  });

  test('notes and shows what ISACOMPTA took meanwhile', async () => {
    const { root, register } = await filled();
    rmSync(join(root, 'a-integrer', '888', '888_20220930_120000_1.ECR'));
    expect(await listedIds(root, '--state', 'integrated', '--dossier', '888')).toEqual(['1']);
    expect(await listedIds(root, '--state', 'pending')).toEqual(['2']);
    const integratedAt = (await register.find('1'))?.integratedAt;
    expect(Math.abs(Date.parse(integratedAt ?? '') - Date.now())).toBeLessThan(60_000);
    const { batches } = jsonOf(await list(root, '--json', '--text', 'lot-1'));
    expect(batches).toMatchObject([{ id: '1', status: 'delivered', integrated: true, integratedAt }]);
  });

  test.each([
    [
      ['--state', 'delivered'],
      ['2', '1'],
    ],
    [['--state', 'refused'], ['3']],
    [['--state', 'duplicate'], ['4']],
    [
      ['--from', '2026-11-21', '--to', '22/11/2026'],
      ['3', '2'],
    ],
    [
      ['--text', 'octobre'],
      ['3', '2'],
    ],
    [
      ['--limit', '2'],
      ['4', '3'],
    ],
    [
      ['--limit', '2', '--before', '3'],
      ['2', '1'],
    ],
    [['--dossier', '7'], []],
  ])('with %j', async (args, ids) => {
    const { root } = await filled();
    expect(await listedIds(root, ...args)).toEqual(ids);
  });

  test('says how to go on where there may be more', async () => {
    const { root } = await filled();
    expect(withPlainSpaces((await list(root, '--limit', '2')).stdout)).toContain('La suite : --before 3\n');
    expect((await list(root, '--limit', '5')).stdout).not.toContain('--before');
    expect((await list(root, '--text', 'rien')).stdout).toBe('Aucun lot ne répond à cette recherche.\n');
  });

  test('in English where that is asked for', async () => {
    const { root } = await filled();
    const { stdout } = await list(root, '--lang', 'en', '--dossier', '1024');
    expect(stdout).toMatch(/^Received/);
    expect(stdout).toMatch(/2026-11-21 \d\d:00 1024 +Octobre delivered +4 302\.26/);
  });
});

describe('without a register', () => {
  test('the list is empty, says so, and makes none', async () => {
    const root = temporaryFolder();
    const plain = await list(root);
    expect(plain.exitCode).toBe(0);
    expect(withPlainSpaces(plain.stdout)).toContain('Aucun lot n’a encore été reçu');
    expect(plain.stdout).toContain(join(root, 'registre.db'));
    expect(jsonOf(await list(root, '--json'))).toEqual({ batches: [] });
    expect(existsSync(join(root, 'registre.db'))).toBe(false);
  });

  test.each([['list'], ['pending'], ['history'], ['status'], ['archive', 'list'], ['archive', 'verify']])(
    'a file without tables stays as it is: %j',
    async (...command) => {
      const root = temporaryFolder();
      writeFileSync(join(root, 'registre.db'), '');
      const ended = await runProgram([...command, '--root', root]);
      expect(ended.exitCode, ended.stderr).toBe(command[0] === 'status' ? 1 : 0);
      expect(readdirSync(root)).toEqual(['registre.db']);
      expect(statSync(join(root, 'registre.db')).size).toBe(0);
    },
  );

  test.each([
    ['that is damaged', 'REGISTER_DAMAGED', 'register rebuild'],
    ['of another program', 'REGISTER_FOREIGN', 'register rebuild'],
    ['of a later version', 'REGISTER_NEWER', 'plus récente'],
  ])('but with one %s, it says where and what to do', async (_, code, remedy) => {
    const root = temporaryFolder();
    const path = join(root, 'registre.db');
    if (code === 'REGISTER_DAMAGED') writeFileSync(path, 'pas une base'.repeat(1_000));
    else {
      const sqlite = new SqliteDatabase(path);
      sqlite.exec('create table theirs (name text)');
      if (code === 'REGISTER_NEWER')
        sqlite.exec('pragma application_id = 1095584073; pragma user_version = 9999');
      sqlite.close();
    }
    const ended = await list(root, '--json');
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain(path);
    expect(ended.stderr).toContain(remedy);
    expect(jsonOf(ended)).toMatchObject({ error: { code } });
  });

  test('a database that is configured elsewhere is the one that is read', async () => {
    const { root } = await filled();
    const folder = temporaryFolder();
    const config = join(folder, 'ami-isacompta.config.json');
    writeFileSync(config, JSON.stringify({ root, database: 'ailleurs.db' }));
    const ended = await runProgram(['list', '--config', config]);
    expect(ended.stdout).toContain(join(folder, 'ailleurs.db'));
  });
});

describe('wrong usage', () => {
  test.each([
    [['--limit', '0'], '--limit'],
    [['--limit', 'x'], '--limit'],
    [['--from', '31/02/2026'], '--from'],
    [['--to', 'demain'], '--to'],
    [['--before', 'inconnu'], '--before'],
    [['--state', 'lost'], '--state'],
    [['--dossier', '../x'], '--dossier'],
  ])('%j is told', async (args, option) => {
    const { root } = await registerRoot();
    const ended = await list(root, ...args);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain(option);
    expect(ended.stdout).toBe('');
  });
});
