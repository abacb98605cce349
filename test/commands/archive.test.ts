/** The archive as a user meets it: the built program, real zips, a real register. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseIsoDate } from '../../src/model/calendar-date.ts';
import type { DropRecord } from '../../src/model/drop-record.ts';
import { openRegister } from '../../src/register/open-register.ts';
import { DROP_FILES, ENTRIES, LATER, type SealedDrop, type Sealing, seal } from '../support/archive.ts';
import { type Ended, jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [FIRST, SECOND, THIRD] = ['20260105-080000-000001', '20260105-090000-000002', '20260210-080000-000003'];

interface Root {
  readonly root: string;
  readonly drops: readonly SealedDrop[];
}

/** Three drops of three company files, archived and in the register. */
async function filledRoot(changes: readonly Partial<DropRecord>[] = [{}, {}, {}]): Promise<Root> {
  const root = temporaryFolder();
  const drops: SealedDrop[] = [];
  for (const [index, id] of [FIRST, SECOND, THIRD].entries()) {
    const batch = `lot-${index + 1}`;
    const record: Partial<DropRecord> = {
      id,
      name: `88${index}_${batch}`,
      dossier: `88${index}`,
      batch,
      receivedAt: `${id?.slice(0, 4)}-${id?.slice(4, 6)}-${id?.slice(6, 8)}T08:00:00.000Z`,
      ...changes[index],
    };
    drops.push(await seal(root, { record } as Sealing));
  }
  await register(root, drops);
  return { root, drops };
}

async function register(root: string, drops: readonly SealedDrop[]): Promise<void> {
  const opened = await openRegister(join(root, 'registre.db'));
  try {
    for (const { record, archive, manifestHash } of drops) {
      const intent = { record: { ...record, archive, manifestHash }, entries: [], payload: null, staged: [] };
      expect(await opened.intend(intent)).toBeNull();
      await opened.finish(record.id, LATER);
    }
  } finally {
    await opened.close();
  }
}

async function listed(root: string): Promise<readonly DropRecord[]> {
  const opened = await openRegister(join(root, 'registre.db'));
  try {
    return await opened.list({ limit: 10 });
  } finally {
    await opened.close();
  }
}

function run(root: string, ...args: string[]): Promise<Ended> {
  return runProgram([...args, '--root', root], { cwd: root });
}

describe('archive verify', () => {
  test('says how many are as they were', async () => {
    const { root } = await filledRoot();
    const plain = await run(root, 'archive', 'verify');
    expect([plain.exitCode, withPlainSpaces(plain.stdout), plain.stderr]).toEqual([
      0,
      '3 archives intactes, aucune anomalie.\n',
      '',
    ]);
    const json = await run(root, 'archive', 'verify', '--json');
    expect([json.exitCode, jsonOf(json)]).toEqual([0, { verified: 3, faults: [] }]);
  });

  test('names those that were removed, changed and exchanged, and what to do', async () => {
    const { root, drops } = await filledRoot();
    const [first, second, third] = drops.map(({ path }) => path);
    renameSync(first ?? '', `${second}.x`);
    renameSync(second ?? '', first ?? '');
    renameSync(`${second}.x`, second ?? '');
    chmodSync(third ?? '', 0o644);
    const bytes = readFileSync(third ?? '');
    bytes[bytes.indexOf('401ORANGE')] = 0x35;
    writeFileSync(third ?? '', bytes);
    const json = await run(root, 'archive', 'verify', '--json');
    expect(json.exitCode).toBe(1);
    expect(jsonOf(json)).toEqual({
      verified: 0,
      faults: [
        { archive: `2026/01/${FIRST}.zip`, message: expect.stringContaining(`autre dépôt, ${SECOND}.`) },
        { archive: `2026/01/${SECOND}.zip`, message: expect.stringContaining(`autre dépôt, ${FIRST}.`) },
        { archive: `2026/02/${THIRD}.zip`, message: expect.stringMatching(/ecritures\.csv.*a changé/) },
      ],
    });
    rmSync(third ?? '');
    const plain = await run(root, 'archive', 'verify', '--lang', 'en');
    expect(plain.exitCode).toBe(1);
    expect(plain.stdout).toBe('0 archives unchanged, 3 faults.\n');
    expect(plain.stderr).toContain(`2026/02/${THIRD}.zip: The archive is missing. Put the archive back`);
  });

  test('one archive alone, by its id or its batch id', async () => {
    const { root, drops } = await filledRoot();
    rmSync(drops[0]?.path ?? '');
    expect(jsonOf(await run(root, 'archive', 'verify', 'lot-2', '--json'))).toEqual({
      verified: 1,
      faults: [],
    });
    expect((await run(root, 'archive', 'verify', FIRST ?? '')).exitCode).toBe(1);
    const unknown = await run(root, 'archive', 'verify', 'lot-9');
    expect(unknown.exitCode).toBe(2);
    expect(withPlainSpaces(unknown.stderr)).toContain('« lot-9 ». Cherchez-la avec archive list.');
  });

  test('without a register, every archive is one that it does not know', async () => {
    const { root } = await filledRoot();
    for (const name of readdirSync(root)) if (name.startsWith('registre')) rmSync(join(root, name));
    const ended = await run(root, 'archive', 'verify');
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('register rebuild');
    expect(existsSync(join(root, 'registre.db'))).toBe(false);
    const empty = await run(temporaryFolder(), 'archive', 'verify', '--json');
    expect([empty.exitCode, jsonOf(empty)]).toEqual([0, { verified: 0, faults: [] }]);
  });
});

describe('archive list', () => {
  test('by company file, period, text and number, newest first', async () => {
    const { root } = await filledRoot();
    const ids = async (...options: string[]): Promise<unknown> => {
      const { archives } = jsonOf(await run(root, 'archive', 'list', '--json', ...options));
      return (archives as { readonly id: string }[]).map(({ id }) => id);
    };
    expect(await ids()).toEqual([THIRD, SECOND, FIRST]);
    expect(await ids('--dossier', '881')).toEqual([SECOND]);
    expect(await ids('--from', '06/01/2026')).toEqual([THIRD]);
    expect(await ids('--to', '2026-01-05')).toEqual([SECOND, FIRST]);
    expect(await ids('--text', 'lot-3')).toEqual([THIRD]);
    expect(await ids('--limit', '2')).toEqual([THIRD, SECOND]);
    expect((await run(root, 'archive', 'list', '--from', '31/02/2026')).exitCode).toBe(2);
    expect((await run(root, 'archive', 'list', '--limit', '0')).exitCode).toBe(2);
  });

  test('as a table, with what is not there any more', async () => {
    const { root, drops } = await filledRoot();
    rmSync(drops[1]?.path ?? '');
    const ended = await run(root, 'archive', 'list');
    expect(ended.exitCode).toBe(0);
    const lines = withPlainSpaces(ended.stdout).split('\n');
    expect(lines[0]).toMatch(/^Reçu le +Dossier +Lot +État +Taille +Archive$/);
    expect(lines[2]).toMatch(/882 +lot-3 +livré +\d,\d Kio +2026\/02\/20260210-080000-000003\.zip$/);
    expect(lines[3]).toMatch(/881 +lot-2 +livré +MANQUE +2026\/01\//);
    expect(lines.at(-2)).toBe('3 archives.');
    const [{ bytes }] = jsonOf(await run(root, 'archive', 'list', '--json')).archives as [{ bytes: number }];
    expect(bytes).toBe(readFileSync(drops[2]?.path ?? '').length);
  });

  test('before anything was received', async () => {
    const root = temporaryFolder();
    const ended = await run(root, 'archive', 'list', '--json');
    expect([ended.exitCode, jsonOf(ended)]).toEqual([0, { archives: [] }]);
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('archive extract', () => {
  test('gives the drop back, into a folder of its id or the one that is told', async () => {
    const { root } = await filledRoot();
    const ended = await run(root, 'archive', 'extract', SECOND ?? '', '--json');
    expect(ended.exitCode).toBe(0);
    expect(jsonOf(ended)).toMatchObject({ id: SECOND, files: 4, skipped: [], faults: [] });
    for (const [name, content] of Object.entries(DROP_FILES)) {
      expect(readFileSync(join(root, SECOND ?? '', '881_lot-2', name))).toEqual(Buffer.from(content));
    }
    const out = join(root, 'a', 'b');
    const told = await run(root, 'archive', 'extract', 'lot-1', '--out', out);
    expect([told.exitCode, readdirSync(out)]).toEqual([0, ['880_lot-1']]);
    expect(told.stdout).toContain(out);
    const again = await run(root, 'archive', 'extract', 'lot-1', '--out', out, '--json');
    expect([again.exitCode, jsonOf(again)]).toMatchObject([2, { error: { code: 'USAGE' } }]);
  });

  test('a batch id that two archives have is not enough', async () => {
    const { root } = await filledRoot([{}, { batch: 'lot-1', outcome: 'refused' }, {}]);
    const ended = await run(root, 'archive', 'extract', 'lot-1');
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain(`${SECOND}, ${FIRST}`);
  });

  test('nothing out of an archive that changed', async () => {
    const { root, drops } = await filledRoot();
    chmodSync(drops[0]?.path ?? '', 0o644);
    writeFileSync(drops[0]?.path ?? '', readFileSync(drops[0]?.path ?? '').subarray(0, -3));
    const ended = await run(root, 'archive', 'extract', FIRST ?? '', '--json');
    expect(ended.exitCode).toBe(1);
    expect(jsonOf(ended)).toMatchObject({ folder: null, faults: [{ archive: `2026/01/${FIRST}.zip` }] });
    expect(existsSync(join(root, FIRST ?? ''))).toBe(false);
  });

  test('also where the register is lost', async () => {
    const { root } = await filledRoot();
    for (const name of readdirSync(root)) if (name.startsWith('registre')) rmSync(join(root, name));
    expect((await run(root, 'archive', 'extract', THIRD ?? '')).exitCode).toBe(0);
    expect(readdirSync(join(root, THIRD ?? ''))).toEqual(['882_lot-3']);
  });
});

describe('archive purge', () => {
  const OLD = parseIsoDate('2010-12-31');

  test('refuses all where one must be kept, says which and until when', async () => {
    const { root, drops } = await filledRoot([{ fiscalYearEnd: OLD }, { fiscalYearEnd: null }, {}]);
    const ended = await run(root, 'archive', 'purge', '--before', '01/02/2026');
    expect(ended.exitCode).toBe(1);
    expect(withPlainSpaces(ended.stdout)).toContain('Rien n’a été supprimé : 1 archive');
    expect(ended.stderr).toContain(`2026/01/${SECOND}.zip`);
    expect(ended.stderr).toContain('exercice inconnu, à conserver jusqu’au 31/12/2036 compris');
    expect(drops.every(({ path }) => existsSync(path))).toBe(true);
    const json = await run(root, 'archive', 'purge', '--before', '2026-02-01', '--json');
    expect(jsonOf(json)).toMatchObject({ purged: [], refused: [{ archive: `2026/01/${SECOND}.zip` }] });
  });

  test('says which day would be accepted, and that one is', async () => {
    const args = ['archive', 'purge', '--before'];
    const { root } = await filledRoot([
      { fiscalYearEnd: OLD },
      { fiscalYearEnd: OLD },
      { fiscalYearEnd: null },
    ]);
    const refused = await run(root, ...args, '2026-03-01');
    expect([refused.exitCode, withPlainSpaces(refused.stdout)]).toEqual([
      1,
      'Rien n’a été supprimé : 1 archive de cette période doit encore être conservée. Avec --before 10/02/2026, 2 archives seraient supprimées ; --force supprime tout malgré tout.\n',
    ]);
    expect(jsonOf(await run(root, ...args, '2026-03-01', '--json'))).toMatchObject({ before: '2026-02-10' });
    const passed = await run(root, ...args, '10/02/2026');
    expect([passed.exitCode, withPlainSpaces(passed.stdout)]).toEqual([
      0,
      expect.stringContaining('2 archives supprimées'),
    ]);
    const again = await run(root, ...args, '2026-03-01', '--lang', 'en');
    expect([again.exitCode, again.stdout]).toEqual([
      1,
      'Nothing was removed: 1 archive of this time must still be kept. No earlier day would remove anything; --force removes all of them all the same.\n',
    ]);
  });

  test('removes what is old enough, with --force the rest, and records it', async () => {
    const { root, drops } = await filledRoot([{ fiscalYearEnd: OLD }, { fiscalYearEnd: OLD }, {}]);
    const none = await run(root, 'archive', 'purge', '--before', '2026-01-05');
    expect([none.exitCode, none.stdout]).toEqual([
      0,
      'Aucune archive d’un dépôt reçu avant le 05/01/2026.\n',
    ]);
    const json = await run(root, 'archive', 'purge', '--before', '2026-02-01', '--json');
    expect([json.exitCode, jsonOf(json)]).toEqual([
      0,
      { purged: [`2026/01/${FIRST}.zip`, `2026/01/${SECOND}.zip`], refused: [] },
    ]);
    expect(drops.map(({ path }) => existsSync(path))).toEqual([false, false, true]);
    expect(jsonOf(await run(root, 'archive', 'verify', '--json'))).toEqual({ verified: 1, faults: [] });
    const forced = await run(root, 'archive', 'purge', '--before', '2026-03-01', '--force');
    expect([forced.exitCode, existsSync(drops[2]?.path ?? '')]).toEqual([0, false]);
    expect(forced.stdout).toContain(`2026/02/${THIRD}.zip`);
    // What had still to be kept is told, and nothing else is.
    expect(withPlainSpaces(forced.stderr)).toMatch(
      new RegExp(
        `^2026/02/${THIRD}\\.zip : exercice clos le .*, devait être conservée jusqu’au .* compris.*\n$`,
      ),
    );
    const { archives } = jsonOf(await run(root, 'archive', 'list', '--json'));
    expect(archives).toMatchObject([{ purgedAt: expect.any(String), bytes: null }, {}, {}]);
    const gone = await run(root, 'archive', 'extract', FIRST ?? '');
    expect([gone.exitCode, gone.stderr]).toEqual([2, expect.stringContaining('archive purge')]);
  });

  test('says of no archive when its fiscal year was closed where nobody knows that', async () => {
    const place = { file: null, line: null, column: null, value: null };
    const told = { code: 'FISCAL_YEAR_UNKNOWN', severity: 'info', message: 'Exercice inconnu.' } as const;
    const findings = [{ ...place, ...told, details: {} }];
    const { root } = await filledRoot([{ fiscalYearEnd: parseIsoDate('2025-12-05'), findings }, {}, {}]);
    const args = ['archive', 'purge', '--before', '2026-01-06'];
    const before = [await run(root, ...args), await run(root, ...args, '--force')];
    for (const { stderr } of before)
      expect(withPlainSpaces(stderr)).toContain(`${FIRST}.zip : exercice inconnu`);
  });

  test('asks for the day', async () => {
    const { root } = await filledRoot();
    expect((await run(root, 'archive', 'purge')).exitCode).toBe(2);
    expect((await run(root, 'archive', 'purge', '--before', 'hier')).exitCode).toBe(2);
  });
});

describe('register rebuild', () => {
  test('makes a lost register again', async () => {
    const { root } = await filledRoot();
    const before = await listed(root);
    for (const name of readdirSync(root)) if (name.startsWith('registre')) rmSync(join(root, name));
    const ended = await run(root, 'register', 'rebuild', '--json');
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(jsonOf(ended)).toEqual({
      rebuilt: 3,
      register: join(root, 'registre.db'),
      aside: null,
      kept: { purged: 0, unusable: 0, missing: 0 },
      old: 'not',
      unknown: [],
      faults: [],
      message: null,
    });
    expect(jsonOf(await run(root, 'archive', 'verify', '--json'))).toEqual({ verified: 3, faults: [] });
    // When a drop was finished only the register knew.
    const told = before.map((record) => ({ ...record, finishedAt: record.receivedAt }));
    expect(await listed(root)).toEqual(told);
    const opened = await openRegister(join(root, 'registre.db'));
    const known = await opened.deliveredEntries('880', ENTRIES, { contentHash: 'other' });
    await opened.close();
    expect(known).toMatchObject([{ drop: FIRST, batch: 'lot-1' }]);
  });

  test('leaves a register that can be read, unless it is asked to; then keeps the old one', async () => {
    const { root } = await filledRoot();
    const before = readFileSync(join(root, 'registre.db'));
    const refused = await run(root, 'register', 'rebuild');
    expect(refused.exitCode).toBe(1);
    expect(readFileSync(join(root, 'registre.db')).equals(before)).toBe(true);
    expect(readdirSync(root).filter((name) => /^registre/.test(name) && name.endsWith('.db'))).toHaveLength(
      1,
    );
    expect(refused.stderr).toContain('--force');
    const forced = await run(root, 'register', 'rebuild', '--force');
    expect(forced.exitCode, forced.stderr).toBe(0);
    const aside = readdirSync(root).filter((name) => /^registre-\d{4}-\d\d-\d\d-\d{6}\.db$/.test(name));
    expect(aside).toHaveLength(1);
    expect(readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(jsonOf(await run(root, 'archive', 'verify', '--json'))).toMatchObject({ verified: 3 });
  });

  test('replaces a damaged one, without the archives that can’t be used', async () => {
    const { root, drops } = await filledRoot();
    for (const name of readdirSync(root)) if (name.startsWith('registre')) rmSync(join(root, name));
    writeFileSync(join(root, 'registre.db'), 'no database'.repeat(1_000));
    chmodSync(drops[1]?.path ?? '', 0o644);
    writeFileSync(drops[1]?.path ?? '', 'PK');
    const ended = await run(root, 'register', 'rebuild', '--json');
    expect([ended.exitCode, jsonOf(ended)]).toMatchObject([
      1,
      { rebuilt: 2, faults: [{ archive: `2026/01/${SECOND}.zip` }] },
    ]);
    const { aside } = jsonOf(ended);
    expect(readFileSync(String(aside), 'utf8')).toContain('no database');
  });

  test('leaves nothing of one that is gone beside the new one', async () => {
    const { root } = await filledRoot();
    for (const name of readdirSync(root)) if (name.startsWith('registre')) rmSync(join(root, name));
    for (const ending of ['-wal', '-shm']) writeFileSync(join(root, `registre.db${ending}`), ending);
    const ended = await run(root, 'register', 'rebuild', '--json');
    const { aside } = jsonOf(ended);
    expect([ended.exitCode, readFileSync(String(aside), 'utf8')]).toEqual([0, '-wal']);
    expect(readdirSync(root).filter((name) => /^registre\.db-/.test(name))).toEqual([]);
    expect(await listed(root)).toHaveLength(3);
  });

  test('keeps what the old register knew of archives that can’t be used', async () => {
    const { root, drops } = await filledRoot();
    const before = await listed(root);
    chmodSync(drops[1]?.path ?? '', 0o644);
    writeFileSync(drops[1]?.path ?? '', 'PK');
    const ended = await run(root, 'register', 'rebuild', '--force');
    expect(ended.exitCode).toBe(1);
    expect(withPlainSpaces(ended.stdout)).toContain('1 dépôt dont l’archive n’a pas pu servir a été gardé');
    expect((await listed(root)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const faults = jsonOf(await run(root, 'archive', 'verify', '--json'));
    expect(faults).toMatchObject({ verified: 2, faults: [{ archive: `2026/01/${SECOND}.zip` }] });
  });

  test('a duplicate tells that its content was delivered, where the first archive is no more', async () => {
    const contentHash = 'c'.repeat(64);
    const { root, drops } = await filledRoot([
      { contentHash, dossier: '888' },
      {},
      { contentHash, dossier: '888', batch: 'lot-1', outcome: 'duplicate', earlier: FIRST ?? '', places: [] },
    ]);
    rmSync(drops[0]?.path ?? '', { force: true });
    for (const name of readdirSync(root)) if (name.startsWith('registre')) rmSync(join(root, name));
    const ended = await run(root, 'register', 'rebuild');
    expect(ended.exitCode, ended.stderr).toBe(0);
    const opened = await openRegister(join(root, 'registre.db'));
    const [first, pending] = [await opened.deliveryOfContent('888', contentHash), await opened.pending()];
    await opened.close();
    expect(first).toMatchObject({ id: FIRST, outcome: 'delivered', batch: 'lot-1', archive: null });
    expect(pending.map(({ id }) => id)).toEqual([SECOND]);
    mkdirSync(join(root, 'a-integrer'));
    expect((await run(root, 'list')).exitCode).toBe(0);
  });

  test('has nothing to begin with where there are no archives', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'archives'));
    writeFileSync(join(root, 'registre.db'), 'no database'.repeat(1_000));
    const ended = await run(root, 'register', 'rebuild');
    expect([ended.exitCode, readdirSync(root).sort()]).toEqual([1, ['archives', 'registre.db']]);
    expect(withPlainSpaces(ended.stderr)).toContain('Aucune archive utilisable');
  });
});
