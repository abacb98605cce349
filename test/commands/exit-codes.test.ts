/** Each exit code of the contract, with `--json` and without, on the built program. */
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { codesOf, type Ended, jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SOUND = csvText(purchase('P1'));
const UNBALANCED = csvText(purchase('P1').slice(0, 2));
const IS_WINDOWS = process.platform === 'win32';
const IS_ROOT = process.getuid?.() === 0;

describe('0: done', () => {
  test('convert says what it wrote, and wrote it', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'new', 'out');
    const ended = await convert(writeBatch(folder, '888_lot', { csv: SOUND }), out);
    expect(ended.exitCode).toBe(0);
    expect(withPlainSpaces(ended.stdout)).toMatch(/^Lot [0-9a-f]{8}, dossier 888 : converti\n/);
    expect(ended.stdout).toContain('1 écriture, 3 mouvements, débit 120,00, crédit 120,00');
    const [name = ''] = readdirSync(out);
    expect(name).toMatch(/^888_20220831_000000_[0-9a-f]{8}\.ECR$/);
    expect(ended.stdout).toContain(join(out, name));
  });

  test('convert --json prints one object of the contract’s shape', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const ended = await convert(
      writeBatch(folder, '888_lot', { csv: SOUND, notice: { lot: 'A' } }),
      out,
      '--json',
    );
    expect(ended.exitCode).toBe(0);
    expect(jsonOf(ended)).toEqual({
      batch: 'A',
      dossier: '888',
      status: 'delivered',
      entries: 1,
      movements: 3,
      debit: '120.00',
      credit: '120.00',
      documents: 0,
      files: { import: '888_20220831_000000_A.ECR', documents: null },
      findings: [
        {
          code: 'FISCAL_YEAR_UNKNOWN',
          severity: 'info',
          file: 'lot.json',
          line: null,
          column: null,
          value: null,
          message: expect.stringContaining('exercice'),
        },
      ],
    });
    expect(ended.stderr).toContain('FISCAL_YEAR_UNKNOWN');
  });

  test.each(['check', 'show'])('%s, with --json and without', async (command) => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: SOUND });
    const plain = await runProgram([command, path]);
    const json = await runProgram([command, path, '--json']);
    expect([plain.exitCode, json.exitCode]).toEqual([0, 0]);
    expect(plain.stdout).toContain('120,00');
    expect(jsonOf(json)).toMatchObject({ kind: 'batch', findings: [{ code: 'FISCAL_YEAR_UNKNOWN' }] });
    expect(readdirSync(folder)).toEqual(['888_lot']);
  });

  test('the import file that was written is checked and shown as an exchange file', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    await convert(writeBatch(folder, '888_lot', { csv: SOUND }), out);
    const file = join(out, readdirSync(out)[0] ?? '');
    expect(jsonOf(await runProgram(['check', file, '--json']))).toEqual({
      kind: 'exchange-file',
      findings: [],
    });
    expect(jsonOf(await runProgram(['show', file, '--json']))).toMatchObject({
      kind: 'exchange-file',
      totals: { entries: 1, movements: 3, debit: '120.00', credit: '120.00' },
    });
  });
});

describe('a folder that holds an earlier conversion', () => {
  test('the same bytes are passed over, others and a zip of its own are told', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const notice = { lot: 'A' };
    const documents = { 'a.pdf': PDF };
    const csv = csvText(purchase('P1', { documents: 'a.pdf' }));
    const path = writeBatch(folder, '888_lot', { csv, notice, documents });
    expect((await convert(path, out)).stderr).not.toContain(out);
    expect((await convert(path, out)).stderr).not.toContain(out);
    const other = writeBatch(folder, '888_autre', { csv: SOUND, notice });
    const told = withPlainSpaces((await convert(other, out)).stderr);
    const name = join(out, '888_20220831_000000_A');
    expect(told).toContain(`Fichier remplacé, dont le contenu était différent : ${name}.ECR\n`);
    expect(told).toContain(
      `Fichier supprimé, qui restait d’une conversion précédente du même lot : ${name}.zip\n`,
    );
    expect(readdirSync(out)).toEqual(['888_20220831_000000_A.ECR']);
  });
});

describe('1: refused by a check', () => {
  test('totals that leave out unreadable lines say so', async () => {
    const [first = {}, ...rest] = purchase('P1');
    const csv = csvText([{ ...first, debit: 'cent' }, ...rest]);
    const path = writeBatch(temporaryFolder(), '888_lot', { csv });
    expect((await runProgram(['check', path])).stdout).toContain('crédit 120,00 (hors lignes illisibles), ');
  });

  test('convert says why and leaves no folder behind', async () => {
    const folder = temporaryFolder();
    const ended = await convert(writeBatch(folder, '888_lot', { csv: UNBALANCED }), join(folder, 'a', 'out'));
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain('refusé');
    expect(ended.stdout).toContain('Rien n’a été écrit.');
    expect(ended.stderr).toContain('débit 120,00, crédit 0,00, écart 120,00');
    expect(readdirSync(folder)).toEqual(['888_lot']);
  });

  test('an out folder that was there stays, with what was in it', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'mine.txt'), 'mine');
    const ended = await convert(writeBatch(folder, '888_lot', { csv: UNBALANCED }), out, '--json');
    expect(ended.exitCode).toBe(1);
    expect(jsonOf(ended)).toMatchObject({ status: 'refused', files: { import: null, documents: null } });
    expect(readdirSync(out)).toEqual(['mine.txt']);
  });

  test.each(['check', 'show'])('%s, with --json and without', async (command) => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: UNBALANCED });
    const plain = await runProgram([command, path]);
    const json = await runProgram([command, path, '--json']);
    expect([plain.exitCode, json.exitCode]).toEqual([1, 1]);
    expect(plain.stderr).toContain('ENTRY_UNBALANCED');
    expect(codesOf(jsonOf(json))).toContain('ENTRY_UNBALANCED');
  });

  test('in English where that is asked for', async () => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: UNBALANCED });
    const ended = await runProgram(['convert', path, '--out', join(folder, 'out'), '--lang', 'en']);
    expect(ended.stdout).toMatch(/^Batch [0-9a-f]{8}, company file 888: refused\n/);
    expect(ended.stderr).toContain('debit 120.00, credit 0.00');
  });
});

describe('2: wrong usage or configuration', () => {
  test('--json prints one object, the message goes to the errors', async () => {
    const folder = temporaryFolder();
    const ended = await runProgram(['convert', join(folder, 'none'), '--out', folder, '--json']);
    expect(ended.exitCode).toBe(2);
    expect(jsonOf(ended)).toEqual({
      error: { code: 'USAGE', message: expect.stringContaining('n’existe pas') },
    });
    expect(ended.stderr).toContain('n’existe pas');
  });

  test('a fault of the configuration', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'ami-isacompta.config.json'), '{ "lang": "de" }');
    const path = writeBatch(folder, '888_lot', { csv: SOUND });
    const plain = await runProgram(['check', path], { cwd: folder });
    expect([plain.exitCode, plain.stdout]).toEqual([2, '']);
    const json = await runProgram(['check', path, '--json'], { cwd: folder });
    expect(json.exitCode).toBe(2);
    expect(jsonOf(json)).toMatchObject({ error: { code: 'CONFIGURATION' } });
  });
});

describe('3: a fault of the machine', () => {
  test.skipIf(IS_WINDOWS)('a standard output that is full, also for help and version', async () => {
    const path = writeBatch(temporaryFolder(), '888_lot', { csv: SOUND });
    for (const args of [['--help'], ['--version'], ['convert', '--help'], ['check', path]]) {
      const ended = await runProgram(args, { launcher: ['bash', '-c', 'exec "$@" >/dev/full', 'bash'] });
      expect(ended.exitCode).toBe(3);
      expect(withPlainSpaces(ended.stderr)).toMatch(
        /(?:^|\n)La sortie standard n’a pas pu être écrite : le disque est plein ; .*\n$/,
      );
      expect(ended.stderr).not.toMatch(STACK);
    }
  });

  test.skipIf(IS_WINDOWS)('messages that can’t be written change no exit code', async () => {
    const folder = temporaryFolder();
    const launcher = ['bash', '-c', 'exec "$@" 2>/dev/full', 'bash'];
    for (const [csv, exitCode] of [
      [SOUND, 0],
      [UNBALANCED, 1],
    ] as const) {
      const path = writeBatch(folder, `888_${exitCode}`, { csv });
      expect((await runProgram(['check', path], { launcher })).exitCode).toBe(exitCode);
    }
    expect((await runProgram(['nothing'], { launcher })).exitCode).toBe(2);
  });

  test('an out folder below a file, with --json and without', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const path = writeBatch(folder, '888_lot', { csv: SOUND });
    const plain = await convert(path, join(folder, 'file', 'out'));
    expect([plain.exitCode, plain.stdout]).toEqual([3, '']);
    expect(plain.stderr).not.toMatch(STACK);
    const json = await convert(path, join(folder, 'file', 'out'), '--json');
    expect(json.exitCode).toBe(3);
    expect(jsonOf(json)).toMatchObject({ error: { message: expect.stringContaining(join(folder, 'file')) } });
    expect(readdirSync(folder).sort()).toEqual(['888_lot', 'file']);
  });

  test.skipIf(IS_WINDOWS || (IS_ROOT && process.platform !== 'linux'))(
    'an out folder that may not be written to',
    async () => {
      const folder = temporaryFolder();
      const out = join(folder, 'out');
      mkdirSync(out);
      const path = writeBatch(folder, '888_lot', { csv: SOUND });
      chmodSync(out, 0o555);
      // Root may write everywhere by a capability, which it gives up here.
      const launcher = IS_ROOT ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override'] : [];
      const ended = await runProgram(['convert', path, '--out', out], { launcher });
      expect(ended.exitCode).toBe(3);
      expect(ended.stderr).toContain('Accès refusé.');
      expect(ended.stderr).not.toMatch(STACK);
      expect(readdirSync(out)).toEqual([]);
    },
  );

  test.skipIf(IS_WINDOWS)('a file that must not grow any more, in the entries and in the zip', async () => {
    const folder = temporaryFolder();
    const rows = Array.from({ length: 3_000 }, (_, index) => purchase(`P${index}`)).flat();
    const path = writeBatch(folder, '888_lot', { csv: csvText(rows) });
    const noise = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(2_000_000, 'aBc9')]);
    for (let at = 9; at < noise.length; at += 1) noise[at] = (at * at * 31 + (at >> 7)) & 0xff;
    const withDocument = writeBatch(folder, '888_doc', {
      csv: csvText(purchase('P1', { documents: 'a.pdf' })),
      documents: { 'a.pdf': noise },
    });
    for (const batch of [path, withDocument]) {
      const out = join(folder, 'out');
      const ended = await runProgram(['convert', batch, '--out', out], {
        launcher: ['bash', '-c', 'ulimit -f 64; exec "$@"', 'bash'],
      });
      expect(ended.exitCode).toBe(3);
      expect(ended.stderr).toContain('EFBIG');
      expect(ended.stderr).not.toMatch(STACK);
      expect(readdirSync(folder)).not.toContain('out');
    }
  });
});

const STACK = /\n\s+at |Erreur interne/;

function convert(path: string, out: string, ...options: string[]): Promise<Ended> {
  return runProgram(['convert', path, '--out', out, ...options]);
}
