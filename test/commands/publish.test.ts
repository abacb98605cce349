/** `publish` as a user runs it: the built program, a real export, real files. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isPayload } from '../../src/ami/payload-validation.ts';
import { ENGLISH_PUBLICATION } from '../../src/commands/wording-publication-en.ts';
import { codesOf, jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { ROWS, SHEET, writeSettings } from '../support/settings-export.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Place {
  readonly folder: string;
  readonly export: string;
  readonly out: string;
  /** The first payload. */
  readonly creation: string;
}

/** A folder with an export that was published once. */
async function published(): Promise<Place> {
  const folder = temporaryFolder();
  const place = { folder, export: writeSettings(join(folder, '888_export')), out: join(folder, 'out') };
  const ended = await runProgram(['publish', place.export, '--out', place.out]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  return { ...place, creation: join(place.out, '888_0001_creation.json') };
}

describe('a creation', () => {
  test('is one payload, told in a few lines', async () => {
    const folder = temporaryFolder();
    const path = writeSettings(join(folder, '888_export'));
    const ended = await runProgram(['publish', path, '--out', join(folder, 'out')]);
    expect(ended.exitCode).toBe(0);
    expect(withPlainSpaces(ended.stdout)).toMatch(
      /^Paramétrage, dossier 888 : publié\n {2}Création, publication n° 1\n {2}\d+ avertissements\.\n {2}.*888_0001_creation\.json\n$/,
    );
    expect(readdirSync(join(folder, 'out'))).toEqual(['888_0001_creation.json']);
    const payload: unknown = JSON.parse(readFileSync(join(folder, 'out', '888_0001_creation.json'), 'utf8'));
    expect(isPayload(payload)).toBe(true);
    expect(payload).toMatchObject({
      dossier: '888',
      company: { registration: { siret: '73282932000074', capital: '7500.00' } },
      vatLiability: { regime: 'normal-monthly' },
      fiscalYears: [{ start: '2022-01-01', end: '2022-12-31', open: true }],
      vatCodes: [{ code: 'B5', account: '44566000', rate: '20.00' }],
      thirdParties: [{ account: '401ORANGE', name: 'ORANGE', city: 'ISSY' }],
    });
  });

  test('has the same bytes each time, and as JSON its whole shape', async () => {
    const { export: path, creation, folder } = await published();
    const again = join(folder, 'again');
    const ended = await runProgram(['publish', path, '--out', again, '--json']);
    expect(readFileSync(join(again, '888_0001_creation.json'))).toEqual(readFileSync(creation));
    const { findings, ...rest } = jsonOf(ended);
    expect(rest).toEqual({
      dossier: '888',
      status: 'published',
      kind: 'creation',
      sequence: 1,
      file: '888_0001_creation.json',
      changes: [],
    });
    expect(findings).toBeInstanceOf(Array);
  });

  test('that takes the place of another says so, and not where it is the same', async () => {
    const { export: path, creation, out } = await published();
    const again = await runProgram(['publish', path, '--out', out, '--json']);
    expect(again.stderr).not.toContain('remplacé');
    writeSettings(path, { accounts: [...ROWS.accounts, '60210000;SEMENCES;B5;'] });
    const ended = await runProgram(['publish', path, '--out', out, '--json']);
    expect(jsonOf(ended)).toMatchObject({ status: 'published' });
    expect(withPlainSpaces(ended.stderr)).toContain(
      `Fichier remplacé, dont le contenu était différent : ${creation}\n`,
    );
  });

  test('says what becomes of the payloads that start from the one that it takes the place of', async () => {
    const { export: path, creation, out } = await published();
    const first = ROWS.accounts;
    const publishSince = async (since: string, accounts: readonly string[]) => {
      writeSettings(path, { accounts });
      return runProgram(['publish', path, '--out', out, '--since', since]);
    };
    const second = join(out, '888_0002_modification.json');
    await publishSince(creation, [...first, '60210000;SEMENCES;B5;']);
    const unlike = await publishSince(creation, [...first, '60220000;ENGRAIS;B5;']);
    expect(withPlainSpaces(unlike.stderr)).toContain(
      'Si AMI COMPTA a déjà reçu celle qui vient d’être remplacée',
    );
    await publishSince(second, first);
    const again = await publishSince(creation, [...first, '60230000;PLANTS;B5;']);
    expect(again.exitCode).toBe(0);
    expect(withPlainSpaces(again.stderr)).toContain(
      `ne convient plus : 888_0003_modification.json. Publiez-la de nouveau, avec --since ${second}.`,
    );
    const same = await publishSince(creation, [...first, '60230000;PLANTS;B5;']);
    expect(same.stderr).not.toContain('remplacée');
  });

  test('takes the number of --dossier', async () => {
    const folder = temporaryFolder();
    const path = writeSettings(join(folder, 'export'));
    const ended = await runProgram(['publish', path, '--out', join(folder, 'out'), '--dossier', 'AB-12']);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(readdirSync(join(folder, 'out'))).toEqual(['AB-12_0001_creation.json']);
  });

  test('that a check refuses leaves nothing', async () => {
    const folder = temporaryFolder();
    const path = writeSettings(join(folder, '888_export'), { sheet: { ...SHEET, 'Numéro SIRET': '' } });
    const ended = await runProgram(['publish', path, '--out', join(folder, 'out'), '--json']);
    expect(ended.exitCode).toBe(1);
    const json = jsonOf(ended);
    expect(json).toMatchObject({
      dossier: '888',
      status: 'refused',
      kind: 'creation',
      sequence: null,
      file: null,
      changes: [],
    });
    expect(codesOf(json)).toContain('SIRET_MISSING');
    expect(existsSync(join(folder, 'out'))).toBe(false);
    const told = await runProgram(['publish', path, '--out', join(folder, 'out')]);
    expect(withPlainSpaces(told.stdout)).toContain('Paramétrage, dossier 888 : refusé');
    expect(told.stdout).toContain('Rien n’a été écrit.');
    expect(told.stderr).toContain('[SIRET_MISSING]');
  });
});

describe('a modification', () => {
  test('tells what changed, and the next one goes on from it', async () => {
    const { export: path, out, creation } = await published();
    writeSettings(path, {
      sheet: { ...SHEET, 'Nom commercial': 'LES PRÉS', Régime: 'Franchise en base' },
      years: ['01/01/2023;31/12/2023'],
      accounts: [...ROWS.accounts.slice(0, 3), '60210000;SEMENCES;B5;', '62260000;HONORAIRES;;'],
      vatCodes: ['B5;TVA 20 %;44566000;19,60'],
    });
    const ended = await runProgram(['publish', path, '--out', out, '--since', creation]);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(
      withPlainSpaces(ended.stdout)
        .split('\n')
        .slice(0, 8)
        .map((line) => line.trim().replace(/ +/g, ' ')),
    ).toEqual([
      'Paramétrage, dossier 888 : publié',
      'Modification, publication n° 2, 6 changements',
      'Fiche entreprise nom commercial (vide) → LES PRÉS',
      'Exercice ajouté 01/01/2023 → 31/12/2023',
      'Compte ajouté 60210000 SEMENCES',
      'Compte modifié 62260000 code TVA : B5 → (vide)',
      'Code TVA modifié B5 taux : 20,00 % → 19,60 %',
      'Assujettissement à la TVA régime réel normal mensuel → franchise en base',
    ]);
    const second = join(out, '888_0002_modification.json');
    const payload = JSON.parse(readFileSync(second, 'utf8'));
    expect(isPayload(payload)).toBe(true);
    expect(payload.previousHash).toBe(JSON.parse(readFileSync(creation, 'utf8')).settingsHash);
    expect(payload.fiscalYears).toHaveLength(2);

    writeSettings(path, { accounts: ROWS.accounts });
    const third = jsonOf(await runProgram(['publish', path, '--out', out, '--since', second, '--json']));
    expect(third).toMatchObject({ sequence: 3, file: '888_0003_modification.json', kind: 'modification' });
    expect(third.changes).toContainEqual(
      expect.objectContaining({ kind: 'account-removed', key: '60210000' }),
    );
  });

  test('says how much of each list it takes away', async () => {
    const { export: path, out, creation } = await published();
    writeSettings(path, {
      accounts: ['44566000;TVA DÉDUCTIBLE;;', '62260000;HONORAIRES;;'],
      vatCodes: [],
      thirdParties: [],
    });
    const args = ['publish', path, '--out', out, '--since', creation];
    const told = withPlainSpaces((await runProgram(args)).stdout).split('\n');
    expect(told[2]).toBe('  2 comptes sur 4 supprimés, 1 tiers sur 1 supprimé, 1 code TVA sur 1 supprimé');
    const english = (await runProgram([...args, '--lang', 'en'])).stdout.split('\n');
    expect(english[2]).toBe('  2 of 4 accounts removed, 1 of 1 third party removed, 1 of 1 VAT code removed');
    expect(Object.keys(jsonOf(await runProgram([...args, '--json'])))).not.toContain('removals');
  });

  test('of nothing is no file, and no fault', async () => {
    const { export: path, out, creation } = await published();
    writeSettings(path, {
      sheet: { ...SHEET, 'Capital social': '7500.00' },
      accounts: ROWS.accounts.toReversed(),
    });
    const ended = await runProgram(['publish', path, '--out', out, '--since', creation, '--json']);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(jsonOf(ended)).toMatchObject({
      status: 'unchanged',
      kind: 'modification',
      sequence: 1,
      file: null,
      changes: [],
    });
    expect(readdirSync(out)).toEqual(['888_0001_creation.json']);
    const told = await runProgram(['publish', path, '--out', out, '--since', creation]);
    expect(withPlainSpaces(told.stdout)).toContain('Paramétrage, dossier 888 : rien n’a changé');
  });
});

describe('a --since that is no payload to start from', () => {
  test.each<[string, string, string, (place: Place) => string | Buffer | null]>([
    ['broken JSON', 'n’est pas lisible comme JSON', 'cannot be read as JSON', () => '{"kind": "crea'],
    ['an empty file', 'est un fichier vide', 'is an empty file', () => ''],
    ['another encoding', 'n’est pas en UTF-8', 'is not in UTF-8', () => Buffer.from('{"é": 1}', 'latin1')],
    ['a foreign JSON', 'n’est pas une publication', 'is not a payload', () => '{"kind": "creation"}'],
    [
      'a payload changed by hand',
      'a été modifié depuis sa publication',
      'was changed since it was published',
      ({ creation }) => readFileSync(creation, 'utf8').replace('HONORAIRES', 'CONSEIL'),
    ],
    ['a file that is not there', 'n’existe pas. Vérifiez-le', 'does not exist. Check it', () => null],
  ])('%s', async (_what, french, english, content) => {
    const place = await published();
    const since = join(place.folder, 'since.json');
    const text = content(place);
    if (text !== null) writeFileSync(since, text);
    const args = ['publish', place.export, '--out', join(place.folder, 'other'), '--since', since];
    const ended = await runProgram(args);
    expect(ended.exitCode).toBe(2);
    expect(withPlainSpaces(ended.stderr)).toContain(french);
    expect(ended.stdout).toBe('');
    expect((await runProgram([...args, '--lang', 'en'])).stderr).toContain(english);
    expect(existsSync(join(place.folder, 'other'))).toBe(false);
  });

  test.each([
    ['export.ECR', 'VER   0200000', 'un fichier d’échange d’ISACOMPTA', 'an exchange file of ISACOMPTA'],
    ['export.zip', Buffer.from('PK\u0003\u0004\u00ff\u00fe', 'latin1'), 'une archive .zip', 'a .zip archive'],
    ['comptes.csv', Buffer.from('Libellé;é', 'latin1'), 'un CSV', 'a CSV'],
  ])('another file, called by its kind: %s', async (name, content, french, english) => {
    const place = await published();
    const since = join(place.folder, name);
    writeFileSync(since, content);
    const args = ['publish', place.export, '--out', place.out, '--since', since];
    const ended = await runProgram(args);
    expect(ended.exitCode).toBe(2);
    expect(withPlainSpaces(ended.stderr)).toContain(
      `est ${french}, et non une publication. L’export se donne`,
    );
    expect((await runProgram([...args, '--lang', 'en'])).stderr).toContain(
      `is ${english}, not a publication`,
    );
  });

  test('a folder', async () => {
    const { export: path, out } = await published();
    const ended = await runProgram(['publish', path, '--out', out, '--since', out]);
    expect(ended.exitCode).toBe(2);
    expect(withPlainSpaces(ended.stderr)).toContain('est un dossier. Indiquez le fichier');
  });

  test('a payload of another company file', async () => {
    const { export: path, out, creation } = await published();
    const args = ['publish', path, '--out', out, '--since', creation, '--dossier', '889'];
    const ended = await runProgram(args);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('est une publication du dossier 888, l’export est celui du dossier 889');
    expect(jsonOf(await runProgram([...args, '--json']))).toMatchObject({ error: { code: 'USAGE' } });
    expect(readdirSync(out)).toEqual(['888_0001_creation.json']);
  });
});

test('a folder that has the name of the payload is told by that name, and nothing is left', async () => {
  const { export: path, folder } = await published();
  const out = join(folder, 'taken');
  const name = '888_0001_creation.json';
  mkdirSync(join(out, name, 'inside'), { recursive: true });
  const ended = await runProgram(['publish', path, '--out', out]);
  expect(ended.exitCode).toBe(3);
  expect(withPlainSpaces(ended.stderr)).toContain(`Emplacement : ${join(out, name)}`);
  expect(ended.stderr).not.toContain('.part');
  expect(readdirSync(out)).toEqual([name]);
});

test.skipIf(process.platform !== 'linux')('a target that nobody can make a folder in', async () => {
  const { export: path } = await published();
  const ended = await runProgram(['publish', path, '--out', '/proc/publications']);
  expect(ended.exitCode).toBe(3);
  expect(withPlainSpaces(ended.stderr)).toBe(
    'Ce dossier ne peut pas être créé : le système n’accepte aucun fichier à cet endroit. Choisissez un autre emplacement. Emplacement : /proc/publications\n',
  );
});

test('English names of fields have no French in them', () => {
  expect(Object.values(ENGLISH_PUBLICATION.fields).join()).not.toMatch(/[é]/);
});
