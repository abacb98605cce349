/** A register that is made again knows what the old one alone knew, and says what nobody knows any more. */
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { csvText, purchase } from '../support/batch.ts';
import { damageLastPage } from '../support/damaged-page.ts';
import { jsonOf, withPlainSpaces } from '../support/program.ts';
import { Bureau } from './robot-process.ts';

function drop(at: Bureau, name: string, ...pieces: readonly string[]): void {
  writeFileSync(at.path(`depot-ami/${name}`), csvText(pieces.flatMap((piece) => purchase(piece))));
}

async function sweep(at: Bureau): Promise<void> {
  const { exitCode, stderr } = await at.run(['watch', '--once']);
  expect(exitCode, stderr).toBe(0);
}

/** The archives of three batches are purged, that of a fourth is there; the first was integrated before. */
async function purgedBureau(): Promise<Bureau> {
  const at = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => at.remove());
  for (const each of [1, 2, 3]) drop(at, `888_${each}.csv`, `P${each}`, `Q${each}`);
  await sweep(at);
  const [first = ''] = at.imports('888');
  rmSync(at.path(`a-integrer/888/${first}`));
  expect((await at.run(['pending'])).exitCode).toBe(0);
  const purged = await at.run(['archive', 'purge', '--before', '2090-01-01', '--force']);
  expect(purged.exitCode, purged.stderr).toBe(0);
  drop(at, '888_4.csv', 'P4', 'Q4');
  await sweep(at);
  expect([at.files('archives').length, at.imports('888').length]).toEqual([1, 3]);
  return at;
}

async function told(at: Bureau, command: string): Promise<unknown> {
  return jsonOf(await at.run([command, '--json']));
}

describe('with an old register that can be read', () => {
  test('what was purged is taken over: deliveries, entries, what waits, and that it was purged', async () => {
    const at = await purgedBureau();
    const before = [
      await told(at, 'list'),
      await told(at, 'pending'),
      jsonOf(await at.run(['archive', 'list', '--json'])),
    ];
    const rebuilt = await at.run(['register', 'rebuild', '--force']);
    expect([rebuilt.exitCode, rebuilt.stderr]).toEqual([0, '']);
    expect(withPlainSpaces(rebuilt.stdout)).toContain(
      '3 dépôts dont l’archive a été supprimée par archive purge ont été gardés de l’ancien registre.',
    );
    expect([
      await told(at, 'list'),
      await told(at, 'pending'),
      jsonOf(await at.run(['archive', 'list', '--json'])),
    ]).toEqual(before);
    expect((await at.run(['archive', 'verify'])).exitCode).toBe(0);

    for (const name of at.imports('888')) rmSync(at.path(`a-integrer/888/${name}`));
    for (const each of [1, 2, 3, 4]) drop(at, `888_encore${each}.csv`, `P${each}`, `Q${each}`);
    drop(at, '888_autre.csv', 'P2', 'R2');
    await sweep(at);
    expect(at.imports('888')).toEqual([]);
    expect(at.files('doublons').filter((name) => name.endsWith('.csv'))).toHaveLength(4);
    expect(await at.run(['list', '--state', 'refused', '--json'])).toMatchObject({
      stdout: expect.stringContaining('888_autre'),
    });
  });

  test('a second time nothing is lost either', async () => {
    const at = await purgedBureau();
    const before = await told(at, 'list');
    for (const _ of [1, 2]) {
      const rebuilt = jsonOf(await at.run(['register', 'rebuild', '--force', '--json']));
      expect(rebuilt).toMatchObject({ rebuilt: 1, old: 'whole', unknown: [], faults: [] });
      expect(rebuilt.kept).toEqual({ purged: 3, unusable: 0, missing: 0 });
      // The name of the old one tells the second.
      for (const name of readdirSync(at.root)) if (/^registre-/.test(name)) rmSync(join(at.root, name));
    }
    expect(await told(at, 'list')).toEqual(before);
  });

  test('an archive that somebody removed is named as missing, and its batch is not forgotten', async () => {
    const at = await purgedBureau();
    rmSync(at.path('archives'), { recursive: true });
    mkdirSync(at.path('archives'));
    drop(at, '888_5.csv', 'P5');
    await sweep(at);
    const rebuilt = await at.run(['register', 'rebuild', '--force']);
    expect(withPlainSpaces(rebuilt.stdout)).toContain('1 dépôt dont l’archive n’est pas là a été gardé');
    expect((await at.run(['archive', 'verify'])).exitCode).toBe(1);
    drop(at, '888_encore4.csv', 'P4', 'Q4');
    await sweep(at);
    expect(at.files('doublons').filter((name) => name.endsWith('.csv'))).toHaveLength(1);
  });
});

test('of a damaged register, what stands on its sound pages is taken over, and it is told that not all could be', async () => {
  const at = await purgedBureau();
  damageLastPage(at.path('registre.db'), 'delivered_entries');
  const rebuilt = await at.run(['register', 'rebuild', '--force']);
  expect(rebuilt.exitCode).toBe(1);
  expect(withPlainSpaces(rebuilt.stderr)).toContain('L’ancien registre est endommagé');
  expect(withPlainSpaces(rebuilt.stdout)).toContain('3 dépôts dont l’archive a été supprimée');
  drop(at, '888_encore2.csv', 'P2', 'Q2');
  await sweep(at);
  expect(at.imports('888')).toHaveLength(3);
  expect(at.files('doublons').filter((name) => name.endsWith('.csv'))).toHaveLength(1);
});

describe('what nobody knows any more is said', () => {
  test('where the old register is lost, with the files that wait and belong to nobody', async () => {
    const at = await purgedBureau();
    for (const name of readdirSync(at.root)) if (/^registre/.test(name)) rmSync(join(at.root, name));
    const rebuilt = await at.run(['register', 'rebuild']);
    expect(rebuilt.exitCode).toBe(0);
    const said = withPlainSpaces(rebuilt.stderr);
    expect(said).toContain('archive purge');
    expect(said).toContain('livré une seconde fois');
    expect(said).toContain('register rebuild --force');
    expect(said.match(/a-integrer\/888\/.*\.ECR : aucun dépôt du nouveau registre/g)).toHaveLength(2);
    const english = await at.run(['register', 'rebuild', '--force', '--lang', 'en']);
    expect(english.stderr).toMatch(/a-integrer\/888\/.*\.ECR: no drop of the new register/);
    // Nothing is known less than before.
    expect(english.stderr).not.toContain('The old register is missing');
  });

  test('where the old register is damaged within, which is told and does not keep it from being made', async () => {
    const at = await purgedBureau();
    damageBehind(at.path('registre.db'), 6);
    const rebuilt = await at.run(['register', 'rebuild', '--force']);
    expect(rebuilt.stdout).toContain('Registre refait');
    expect(withPlainSpaces(rebuilt.stderr)).toMatch(
      /L’ancien registre (?:est endommagé|manque ou ne se lit pas)/,
    );
    expect(rebuilt.stderr).not.toMatch(/Défaut du programme|\.ts:/);
  });
});

/** Overwrites what stands behind the first pages with what is no page. */
function damageBehind(path: string, pages: number): void {
  const descriptor = openSync(path, 'r+');
  try {
    const size = statSync(path).size;
    for (let at = pages * 4_096; at < size; at += 4_096)
      writeSync(descriptor, Buffer.alloc(4_096, 0xa5), 0, 4_096, at);
  } finally {
    closeSync(descriptor);
  }
}
