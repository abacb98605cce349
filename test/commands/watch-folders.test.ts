/** What the robot does where it can't take a drop, or where the folders that others take from are away. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { csvText, purchase } from '../support/batch.ts';
import { type Ended, jsonOf, withPlainSpaces } from '../support/program.ts';
import { Bureau } from './robot-process.ts';

const IS_ROOT = process.getuid?.() === 0;
const WITHOUT_PRIVILEGE = IS_ROOT
  ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-dac_override,-dac_read_search']
  : [];

function bureau(): Bureau {
  const made = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => made.remove());
  return made;
}

function drop(at: Bureau, name: string, piece: string): string {
  const path = at.path(`depot-ami/${name}`);
  writeFileSync(path, csvText(purchase(piece)));
  return path;
}

async function pass(at: Bureau, launcher: readonly string[] = []): Promise<Ended> {
  const ended = await at.run(['watch', '--once'], { launcher });
  return { ...ended, stderr: withPlainSpaces(ended.stderr) };
}

async function pendingFiles(at: Bureau): Promise<number> {
  const { pending } = jsonOf(await at.run(['pending', '--json'])) as { pending: unknown[] };
  return pending.length;
}

describe('the folder a-integrer', () => {
  test('is not made again: the drop stays, nothing is integrated, and all goes on when it is back', async () => {
    const at = bureau();
    drop(at, '888_un.csv', 'P1');
    expect(await pass(at)).toMatchObject({ exitCode: 0 });
    renameSync(at.path('a-integrer'), at.path('parti'));
    drop(at, '888_deux.csv', 'P2');
    const away = await pass(at);
    expect(away.exitCode).toBe(3);
    expect(away.stderr).toMatch(/Le dossier .*a-integrer est introuvable\. Remettez-le en place.*init/);
    expect(away.stderr).not.toContain('intégré dans ISACOMPTA');
    expect([existsSync(at.path('a-integrer')), at.files('depot-ami')]).toEqual([false, ['888_deux.csv']]);
    renameSync(at.path('parti'), at.path('a-integrer'));
    expect(await pass(at)).toMatchObject({ exitCode: 0 });
    expect([at.imports('888').length, await pendingFiles(at)]).toEqual([2, 2]);
  });

  test('that init made anew has taken nothing, and nothing is delivered into it before what waited is back', async () => {
    const at = bureau();
    drop(at, '888_un.csv', 'P1');
    await pass(at);
    renameSync(at.path('a-integrer'), at.path('parti'));
    expect(await at.run(['init'])).toMatchObject({ exitCode: 0 });
    drop(at, '888_deux.csv', 'P2');
    const away = await pass(at);
    expect(away.exitCode).toBe(3);
    expect(away.stderr).toMatch(/a-integrer.888 est introuvable, où des lots du dossier 888 attendaient/);
    expect(away.stderr).not.toContain('intégré dans ISACOMPTA.');
    const listed = await at.run(['pending']);
    expect([listed.exitCode, withPlainSpaces(listed.stderr)]).toEqual([
      3,
      expect.stringMatching(
        /a-integrer.888 ».* n’existe pas.* si ISACOMPTA a bien intégré ces lots, recréez-le, vide/,
      ),
    ]);
    renameSync(at.path('parti/888'), at.path('a-integrer/888'));
    expect(await pass(at)).toMatchObject({ exitCode: 0 });
    expect([at.imports('888').length, await pendingFiles(at)]).toEqual([2, 2]);
  });

  test('what comes back there waits again, and that is told', async () => {
    const at = bureau();
    drop(at, '888_un.csv', 'P1');
    await pass(at);
    const [name = ''] = at.imports('888');
    const apart = mkdtempSync(join(at.folder, 'ailleurs-'));
    renameSync(at.path(`a-integrer/888/${name}`), join(apart, name));
    expect((await pass(at)).stderr).toContain('intégré dans ISACOMPTA');
    renameSync(join(apart, name), at.path(`a-integrer/888/${name}`));
    expect((await pass(at)).stderr).toMatch(/888_un\.csv.*de nouveau dans a-integrer/);
    expect(await pendingFiles(at)).toBe(1);
  });
});

test.each(['missing', 'a file'])(
  'one sweep without a drop folder, which is %s, is a fault',
  async (state) => {
    const at = bureau();
    renameSync(at.path('depot-ami'), at.path('parti'));
    if (state === 'a file') writeFileSync(at.path('depot-ami'), '');
    const ended = await at.run(['watch', '--once', '--json']);
    expect(ended.exitCode).toBe(3);
    expect(jsonOf(ended)).toMatchObject({ seen: 0, faults: 1 });
    expect(ended.stderr).toMatch(/depot-ami est introuvable/);
  },
);

describe.skipIf(process.platform !== 'linux')(
  'a drop that can’t be taken is told, counted, and ends with 3',
  () => {
    test('one that is another account’s, once', async () => {
      const at = bureau();
      mkdirSync(at.path('depot-ami/888_lot'));
      writeFileSync(at.path('depot-ami/888_lot/ecritures.csv'), csvText(purchase('P1')));
      chmodSync(at.path('depot-ami/888_lot'), 0o555);
      drop(at, '889_libre.csv', 'P2');
      const ended = await pass(at, WITHOUT_PRIVILEGE);
      expect(ended.exitCode).toBe(3);
      expect(ended.stderr.match(/888_lot.*EACCES/g)).toHaveLength(1);
      expect(ended.stderr).toContain('2 dépôts vus');
      expect(at.imports('889')).toHaveLength(1);
      chmodSync(at.path('depot-ami/888_lot'), 0o755);
      expect(await pass(at, WITHOUT_PRIVILEGE)).toMatchObject({ exitCode: 0 });
      expect(at.imports('888')).toHaveLength(1);
    });

    test.each(['', '888', '888_lot/documents'])('one with a name that is no UTF-8: %s', async (folder) => {
      const at = bureau();
      mkdirSync(at.path(`depot-ami/${folder}`), { recursive: true });
      const name = Buffer.from('888_\xe9\xff.csv', 'latin1');
      const path = Buffer.concat([Buffer.from(at.path(`depot-ami/${folder}`)), Buffer.from('/'), name]);
      writeFileSync(path, csvText(purchase('P1')));
      const ended = await at.run(['watch', '--once', '--json']);
      expect(ended.exitCode).toBe(3);
      expect(jsonOf(ended)).toMatchObject({ seen: 1, taken: 0, waiting: 1, faults: 1 });
      expect(withPlainSpaces(ended.stderr).match(/UTF-8.* Renommez .*EILSEQ/g)).toHaveLength(1);
      const status = await at.run(['status']);
      expect(status.exitCode).toBe(1);
      expect(withPlainSpaces(status.stdout)).toMatch(/EILSEQ .*888_.*UTF-8\. Renommez/);
      expect(withPlainSpaces(status.stdout)).toContain('Dépôts en attente : 1');
    });

    test.each(['888_lot', '888'])('one that nobody may look into: %s', async (name) => {
      const at = bureau();
      mkdirSync(at.path(`depot-ami/${name}/documents`), { recursive: true });
      chmodSync(at.path(`depot-ami/${name}`), 0o000);
      onTestFinished(() => chmodSync(at.path(`depot-ami/${name}`), 0o755));
      const ended = await at.run(['watch', '--once', '--json'], { launcher: WITHOUT_PRIVILEGE });
      expect(ended.exitCode).toBe(3);
      expect(jsonOf(ended)).toMatchObject({ seen: 1, taken: 0, waiting: 1, faults: 1 });
      expect(withPlainSpaces(ended.stderr).match(/EACCES/g)).toHaveLength(1);
    });
  },
);
