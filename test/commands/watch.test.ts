/** The robot on the built program: real files, real processes. One robot serves the tests that need no other. */
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { jsonOf, withPlainSpaces } from '../support/program.ts';
import { rawZip } from '../support/raw-zip.ts';
import { Bureau, type RobotOptions, RobotProcess } from './robot-process.ts';

const IS_WINDOWS = process.platform === 'win32';
const IS_ROOT = process.getuid?.() === 0;
const SETTLE_MS = 300;

/** A sound batch with a document, in `depot-ami/`; its piece is that of the company file unless told. */
function dropBatch(bureau: Bureau, name: string, piece = `P${name.slice(0, 3)}`, lot?: string): string {
  return writeBatch(bureau.path('depot-ami'), name, {
    csv: csvText(purchase(piece, { documents: 'facture.pdf' })),
    documents: { 'facture.pdf': PDF },
    ...(lot === undefined ? {} : { notice: { lot } }),
  });
}

/** The same batch as `dropBatch` writes, zipped one folder down. */
function zipped(folder: string): Buffer {
  const names = ['ecritures.csv', 'documents/facture.pdf'];
  return rawZip(
    names.map((name) => ({ name: `lot/${name}`, content: readFileSync(join(folder, ...name.split('/'))) })),
  );
}

/** A bureau and its robot, both gone when the test ends. */
function robotOn(
  configuration: Readonly<Record<string, unknown>>,
  options: RobotOptions = {},
): { readonly bureau: Bureau; readonly robot: RobotProcess } {
  const bureau = new Bureau(configuration);
  const robot = new RobotProcess(bureau, options);
  onTestFinished(async () => {
    await robot.end('SIGKILL');
    bureau.remove();
  });
  return { bureau, robot };
}

function bureauAlone(configuration: Readonly<Record<string, unknown>> = {}): Bureau {
  const bureau = new Bureau(configuration);
  onTestFinished(() => bureau.remove());
  return bureau;
}

describe('a robot that watches', () => {
  let bureau: Bureau;
  let robot: RobotProcess;

  beforeAll(async () => {
    bureau = new Bureau();
    robot = new RobotProcess(bureau);
    await robot.started();
  });

  afterAll(async () => {
    const { exitCode } = await robot.end();
    const left = bureau.files('en-cours');
    bureau.remove();
    expect([exitCode, left]).toEqual([0, []]);
  });

  test('delivers a folder, a zip, a lone CSV and what lies in a company file’s folder, as convert does', async () => {
    const apart = bureauAlone();
    dropBatch(apart, '101_dossier');
    const names = { '101': '101_dossier', '102': '102_zip.zip', '103': '103_seul.csv', '104': '104' };
    writeFileSync(apart.path('depot-ami/102_zip.zip'), zipped(dropBatch(apart, '102_dossier')));
    writeFileSync(apart.path('depot-ami/103_seul.csv'), csvText(purchase('P103')));
    mkdirSync(apart.path('depot-ami/104'));
    renameSync(dropBatch(apart, '104_dossier'), apart.path('depot-ami/104/lot'));
    for (const name of Object.values(names))
      cpSync(apart.path(`depot-ami/${name}`), bureau.path(`depot-ami/${name}`), { recursive: true });
    for (const [dossier, name] of Object.entries(names)) {
      await robot.until(() => bureau.imports(dossier).length === 1, name);
      const out = join(apart.folder, dossier);
      const drop = apart.path(`depot-ami/${dossier === '104' ? '104/lot' : name}`);
      await apart.run(['convert', drop, '--out', out]);
      for (const file of bureau.files(`a-integrer/${dossier}`))
        expect(readFileSync(bureau.path(`a-integrer/${dossier}/${file}`)), file).toEqual(
          readFileSync(join(out, file)),
        );
    }
    expect(bureau.files('depot-ami')).toEqual([]);
    expect(existsSync(bureau.path('depot-ami/104'))).toBe(true);
  });

  test('waits for a slow writer that pauses, and takes the whole', async () => {
    const path = bureau.path('depot-ami/110_lent.csv');
    const text = csvText([...purchase('P110'), ...purchase('P2'), ...purchase('P3')]);
    const part = Math.ceil(text.length / 8);
    let written = 0;
    for (let at = 0; at < text.length; at += part) {
      appendFileSync(path, text.slice(at, at + part));
      written = Date.now();
      await delay(SETTLE_MS / 2);
      expect(bureau.imports('110')).toEqual([]);
      expect(existsSync(path)).toBe(true);
    }
    await robot.until(() => bureau.imports('110').length === 1);
    expect(Date.now() - written).toBeGreaterThanOrEqual(SETTLE_MS);
    const entries = readFileSync(bureau.path(`a-integrer/110/${bureau.imports('110')[0]}`), 'latin1');
    expect(entries.match(/^ECR {3}/gm)).toHaveLength(3);
  });

  test('passes over a temporary name until it has another', async () => {
    writeFileSync(bureau.path('depot-ami/111_lot.csv.part'), csvText(purchase('P111')));
    mkdirSync(bureau.path('depot-ami/112_lot'));
    writeFileSync(bureau.path('depot-ami/112_lot/ecritures.csv.filepart'), csvText(purchase('P112')));
    await delay(SETTLE_MS * 3);
    expect(bureau.files('depot-ami')).toEqual(['111_lot.csv.part', '112_lot/ecritures.csv.filepart']);
    renameSync(bureau.path('depot-ami/111_lot.csv.part'), bureau.path('depot-ami/111_lot.csv'));
    const inner = bureau.path('depot-ami/112_lot/ecritures.csv');
    renameSync(`${inner}.filepart`, inner);
    await robot.until(() => bureau.imports('111').length + bureau.imports('112').length === 2);
  });

  test('refuses one bad drop among many with the drop as it came, and delivers the others', async () => {
    const bad = csvText(purchase('P122').slice(0, 2));
    writeFileSync(bureau.path('depot-ami/122_faux.csv'), bad);
    writeFileSync(bureau.path('depot-ami/123_image.bmp'), 'BM');
    for (const dossier of ['120', '121', '124', '125']) dropBatch(bureau, `${dossier}_lot`);
    const count = (): number => ['120', '121', '124', '125'].flatMap((each) => bureau.imports(each)).length;
    await robot.until(() => count() === 4 && bureau.files('refuses/123_image.bmp').length === 4);
    await robot.until(() => bureau.files('refuses/122_faux.csv').length === 4);
    expect(bureau.files('refuses/122_faux.csv')).toEqual([
      '122_faux.csv',
      'anomalies.csv',
      'rapport.json',
      'rapport.txt',
    ]);
    expect(readFileSync(bureau.path('refuses/122_faux.csv/122_faux.csv'), 'utf8')).toBe(bad);
    expect(codesIn(bureau, '122_faux.csv')).toContain('ENTRY_UNBALANCED');
    expect(codesIn(bureau, '123_image.bmp')).toEqual(['BATCH_UNREADABLE']);
  });

  test('puts the same content aside, also in another form, with a note', async () => {
    const zip = zipped(dropBatch(bureau, '130_lot'));
    await robot.until(() => bureau.imports('130').length === 1);
    writeFileSync(bureau.path('depot-ami/130_encore.zip'), zip);
    await robot.until(() => bureau.files('doublons').includes('130_encore.zip'));
    expect(readFileSync(bureau.path('doublons/130_encore.zip'))).toEqual(zip);
    expect(readFileSync(bureau.path('doublons/130_encore.zip.txt'), 'utf8')).toContain(
      bureau.imports('130')[0],
    );
    dropBatch(bureau, '130_lot');
    await robot.until(() => bureau.files('doublons').includes('130_lot/ecritures.csv'));
    expect(bureau.imports('130')).toHaveLength(1);
  });

  test('refuses another content under a batch id that was delivered', async () => {
    dropBatch(bureau, '140_un', 'P1', 'LOT-A');
    await robot.until(() => bureau.imports('140').length === 1);
    dropBatch(bureau, '140_deux', 'P2', 'LOT-A');
    await robot.until(() => bureau.files('refuses/140_deux').includes('rapport.json'));
    expect(codesIn(bureau, '140_deux')).toEqual(expect.arrayContaining(['BATCH_ID_REUSED']));
    expect(bureau.imports('140')).toHaveLength(1);
  });

  test('refuses an entry that another batch brought, unless its amounts are others', async () => {
    writeFileSync(bureau.path('depot-ami/150_un.csv'), csvText(purchase('P150')));
    await robot.until(() => bureau.imports('150').length === 1);
    writeFileSync(bureau.path('depot-ami/150_deux.csv'), csvText([...purchase('P150'), ...purchase('P2')]));
    await robot.until(() => bureau.files('refuses/150_deux.csv').includes('rapport.json'));
    expect(codesIn(bureau, '150_deux.csv')).toContain('ENTRY_DUPLICATE');
    const others = csvText(purchase('P150')).replaceAll('120,00', '240,00').replace('100,00', '220,00');
    writeFileSync(bureau.path('depot-ami/150_trois.csv'), others);
    const elsewhere = csvText(purchase('P150', { label: 'AUTRE DOSSIER' }));
    writeFileSync(bureau.path('depot-ami/151_un.csv'), elsewhere);
    await robot.until(() => bureau.imports('150').length + bureau.imports('151').length === 3);
    const told = async (dossier: string): Promise<unknown> => {
      const { batches } = jsonOf(
        await bureau.run(['list', '--dossier', dossier, '--state', 'delivered', '--json']),
      );
      const [{ id }] = batches as [{ id: string }];
      const one = jsonOf(await bureau.run(['list', id, '--json']));
      const [{ findings }] = one.batches as [{ findings: { code: string; message: string }[] }];
      return findings.filter(({ code }) => code === 'PIECE_REUSED').map(({ message }) => message);
    };
    expect(await told('150')).toEqual([
      expect.stringMatching(
        /«\sP150\s» a déjà été livrée le .*\s: 120,00 au débit alors, 240,00 maintenant/u,
      ),
    ]);
    expect(await told('151')).toEqual([]);
  });

  test('tells status and the register what it did', async () => {
    const status = await bureau.run(['status', '--json']);
    expect(jsonOf(status)).toMatchObject({
      root: bureau.root,
      robot: { mode: 'watch', running: true },
      waiting: { count: 0 },
    });
    const { batches } = jsonOf(await bureau.run(['list', '--dossier', '130', '--json']));
    expect((batches as { status: string }[]).map((each) => each.status).sort()).toEqual([
      'delivered',
      'duplicate',
      'duplicate',
    ]);
    expect((await bureau.run(['archive', 'verify'])).exitCode).toBe(0);
  });
});

/** The codes in the report of a refused drop, each once. */
function codesIn(bureau: Bureau, name: string): string[] {
  const report = JSON.parse(readFileSync(bureau.path(`refuses/${name}/rapport.json`), 'utf8'));
  const { findings } = report.batches?.[0] ?? report;
  return [...new Set((findings as { code: string }[]).map(({ code }) => code))];
}

describe('one sweep', () => {
  test('works on everything that has settled by its end, and says how much', async () => {
    const bureau = bureauAlone();
    for (const dossier of ['888', '889', '890']) dropBatch(bureau, `${dossier}_lot`);
    writeFileSync(bureau.path('depot-ami/LISEZMOI.txt'), 'Déposez ici');
    const ended = await bureau.run(['watch', '--once', '--json']);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(jsonOf(ended)).toEqual({ seen: 3, taken: 3, waiting: 0, faults: 0 });
    // Once, when it is done.
    expect(ended.stderr.match(/Passage terminé.*/g)?.map(withPlainSpaces)).toEqual([
      expect.stringMatching(/ : 3 dépôts vus, 3 traités, 0 en attente\.$/),
    ]);
    expect(jsonOf(await bureau.run(['status', '--json']))).toMatchObject({
      robot: { lastSweep: { seen: 3, taken: 3, waiting: 0 } },
    });
    expect(['888', '889', '890'].flatMap((dossier) => bureau.imports(dossier))).toHaveLength(3);
    expect(bureau.files('depot-ami')).toEqual(['LISEZMOI.txt']);
    expect(bureau.files('en-cours')).toEqual([]);
  });

  test('compares a batch with the settings that lie there with it', async () => {
    const bureau = bureauAlone({ settleSeconds: 0 });
    const sample = (name: string): string =>
      fileURLToPath(new URL(`../../samples/settings/${name}`, import.meta.url));
    cpSync(join(sample('lot'), 'input', '0742_novembre'), bureau.path('depot-ami/0742_novembre'), {
      recursive: true,
    });
    cpSync(
      join(sample('creation-native'), 'input', 'parametrage'),
      bureau.path('depot-isacompta/parametrage'),
      {
        recursive: true,
      },
    );
    expect((await bureau.run(['watch', '--once'])).exitCode).toBe(0);
    const [name = ''] = bureau.imports('0742');
    const [expected = ''] = readdirSync(join(sample('lot'), 'expected')).filter((each) =>
      each.endsWith('.ECR'),
    );
    expect(name).toBe(expected);
    expect(readFileSync(bureau.path(`a-integrer/0742/${name}`), 'latin1')).toBe(
      readFileSync(join(sample('lot'), 'expected', expected), 'latin1'),
    );
  });

  test('names the file that is in the way in a-integrer, and what to do', async () => {
    const bureau = bureauAlone();
    const apart = bureauAlone();
    await apart.run(['convert', dropBatch(apart, '888_lot'), '--out', apart.path('a-integrer/888')]);
    const [name = ''] = apart.imports('888');
    mkdirSync(bureau.path('a-integrer/888'), { recursive: true });
    writeFileSync(bureau.path(`a-integrer/888/${name}`), 'un autre');
    dropBatch(bureau, '888_lot');
    const ended = await bureau.run(['watch', '--once', '--json']);
    expect(ended.exitCode).toBe(3);
    expect(withPlainSpaces(ended.stderr)).toContain(
      `a-integrer/888/${name} : un autre fichier porte déjà ce nom ; renommez-le ou mettez-le ailleurs`,
    );
    expect(jsonOf(ended)).toMatchObject({ seen: 1, taken: 0, waiting: 1 });
    expect(existsSync(bureau.path('depot-ami/888_lot/ecritures.csv'))).toBe(true);
  }, 60_000);

  test.skipIf(IS_WINDOWS || (IS_ROOT && process.platform !== 'linux'))(
    'names the folder that refuses a drop, and says where the drop is',
    async () => {
      const bureau = bureauAlone();
      mkdirSync(bureau.path('refuses'));
      chmodSync(bureau.path('refuses'), 0o555);
      writeFileSync(bureau.path('depot-ami/888_faux.csv'), csvText(purchase('P1').slice(0, 2)));
      // Root may write everywhere by a capability, which it gives up here.
      const launcher = IS_ROOT ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override'] : [];
      const ended = await bureau.run(['watch', '--once'], { launcher });
      chmodSync(bureau.path('refuses'), 0o755);
      expect(ended.exitCode).toBe(3);
      expect(withPlainSpaces(ended.stderr)).toContain(
        `${bureau.path('refuses/888_faux.csv')} : accès refusé`,
      );
      const [claimed] = bureau.files('en-cours').filter((name) => name.endsWith('888_faux.csv'));
      const place = claimed === undefined ? 'Le dépôt reste à sa place' : 'Le dépôt reste dans en-cours';
      expect(ended.stderr).toContain(place);
    },
  );

  test('that never gets through is not taken for a robot that has just begun', async () => {
    const bureau = bureauAlone();
    dropBatch(bureau, '888_lot');
    await bureau.run(['watch', '--once']);
    const beat = JSON.parse(readFileSync(bureau.path('robot.json'), 'utf8'));
    const lastSweepAt = new Date(Date.now() - 3_600_000).toISOString();
    writeFileSync(bureau.path('robot.json'), JSON.stringify({ ...beat, lastSweepAt }));
    renameSync(bureau.path('a-integrer'), bureau.path('ailleurs'));
    const failed = await bureau.run(['watch', '--once', '--json']);
    expect(failed.exitCode, failed.stderr).toBe(3);
    expect(jsonOf(failed)).toEqual({ faults: expect.any(Number) });
    const status = await bureau.run(['status', '--json']);
    expect(status.exitCode).toBe(1);
    expect(jsonOf(status)).toMatchObject({
      reasons: [{ code: 'no-sweep' }, { code: 'sweep-faults' }, { code: 'folder-missing' }],
    });
    renameSync(bureau.path('ailleurs'), bureau.path('a-integrer'));
    await bureau.run(['watch', '--once']);
    expect((await bureau.run(['status'])).exitCode).toBe(0);
  });

  test.skipIf(IS_WINDOWS)('ends early when it is told to, and loses nothing', async () => {
    const bureau = bureauAlone({ settleSeconds: 0 });
    const dossiers = Array.from({ length: 60 }, (_, index) => String(101 + index));
    for (const dossier of dossiers) dropBatch(bureau, `${dossier}_lot`);
    const ended = await bureau.run(['watch', '--once'], {
      onStart: async (child) => {
        while (bureau.files('a-integrer').length < 6 && child.exitCode === null) await delay(5);
        child.kill('SIGTERM');
      },
    });
    expect(ended.exitCode, ended.stderr).toBe(0);
    const delivered = dossiers.filter((dossier) => bureau.imports(dossier).length === 1);
    const waiting = dossiers.filter((dossier) => existsSync(bureau.path(`depot-ami/${dossier}_lot`)));
    expect([...delivered, ...waiting].sort()).toEqual(dossiers);
    expect(waiting.length).toBeGreaterThan(0);
    expect(bureau.files('en-cours')).toEqual([]);
  });
});

describe.skipIf(IS_WINDOWS)('an end while a large batch is in hand', () => {
  /** A batch of about so many movements. */
  function largeBatch(bureau: Bureau, movements: number): void {
    const rows = Array.from({ length: 1_000 }, (_, index) => csvText(purchase(`P${index}`)));
    const [first = ''] = rows;
    const header = first.slice(0, first.indexOf('\n') + 1);
    const body = rows.map((text) => text.slice(header.length)).join('');
    const blocks = Array.from({ length: movements / 3_000 }, (_, index) =>
      body.replaceAll(';P', `;${index}P`),
    );
    writeFileSync(bureau.path('depot-ami/888_grand.csv'), header + blocks.join(''));
  }

  test.each([
    // It takes longer than there is time on a slow machine, and not on a fast one.
    ['SIGTERM', 1, 210_000],
    ['SIGINT', 2, 90_000],
  ] as const)(
    'by %s, %d times, comes within ten seconds, and nothing is lost',
    async (signal, times, movements) => {
      const { bureau, robot } = robotOn({ settleSeconds: 0 });
      await robot.started();
      largeBatch(bureau, movements);
      await robot.until(() => robot.output.includes('pris en charge'));
      await delay(200);
      for (let time = 1; time < times; time += 1) {
        robot.signal(signal);
        await delay(100);
      }
      const { exitCode, milliseconds } = await robot.end(signal);
      expect(exitCode, robot.output).toBe(0);
      expect(milliseconds).toBeLessThan(10_000);
      expect(robot.output).toContain('Arrêt demandé');
      expect(robot.output).not.toMatch(/erreur|Défaut/);
      if (bureau.imports('888').length === 1) return;
      const ended = await bureau.run(['watch', '--once']);
      expect(ended.exitCode, ended.stderr).toBe(0);
      expect(bureau.imports('888')).toHaveLength(1);
      expect(bureau.files('en-cours')).toEqual([]);
      expect(bureau.files('a-integrer').filter((name) => name.endsWith('.part'))).toEqual([]);
    },
  );
});

test('two robots on one root share the work, and nothing is delivered twice', async () => {
  const bureau = bureauAlone({ settleSeconds: 0.1 });
  const robots = [new RobotProcess(bureau), new RobotProcess(bureau)];
  onTestFinished(async () => {
    for (const robot of robots) await robot.end('SIGKILL');
  });
  await Promise.all(robots.map((robot) => robot.started()));
  const dossiers = Array.from({ length: 30 }, (_, index) => String(101 + index));
  for (const dossier of dossiers) {
    dropBatch(bureau, `${dossier}_lot`);
    cpSync(bureau.path(`depot-ami/${dossier}_lot`), bureau.path(`depot-ami/${dossier}_bis`), {
      recursive: true,
    });
  }
  const [first, second] = robots;
  const done = (): boolean =>
    bureau.files('depot-ami').length === 0 && bureau.files('en-cours').every((name) => /verrou/.test(name));
  await first?.until(done);
  for (const robot of robots) expect((await robot.end()).exitCode).toBe(0);
  for (const dossier of dossiers) expect(bureau.imports(dossier)).toHaveLength(1);
  const says = (robot: RobotProcess | undefined, what: string): number =>
    robot?.output.split(what).length ?? 0;
  expect(says(first, '» livré') - 1 + says(second, '» livré') - 1).toBe(30);
  expect(says(first, 'déjà été livré') - 1 + says(second, 'déjà été livré') - 1).toBe(30);
  for (const robot of robots) {
    expect(says(robot, 'pris en charge')).toBeGreaterThan(1);
    expect(robot.output).not.toMatch(/ erreur {2}|interrompu/);
  }
}, 60_000);

test('with polling, a share that announces nothing is looked at again and again', async () => {
  const { bureau, robot } = robotOn({ polling: true }, { nodeOptions: ['--import', DEAF] });
  await robot.started();
  dropBatch(bureau, '888_lot');
  await robot.until(() => bureau.imports('888').length === 1);
});

test('where events get lost, the next sweep finds the drop', async () => {
  const { bureau, robot } = robotOn({ sweepMinutes: 0.02 }, { nodeOptions: ['--import', DEAF] });
  await robot.started();
  dropBatch(bureau, '888_lot');
  await robot.until(() => bureau.imports('888').length === 1);
});

/** The system announces nothing any more. */
const DEAF = `data:text/javascript,${encodeURIComponent(`
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
fs.watch = () => Object.assign(new EventEmitter(), { close() {}, ref() {}, unref() {} });
syncBuiltinESMExports();
`)}`;

/** Root may read and write everywhere by capabilities, which it gives up here. */
const WITHOUT_PRIVILEGE =
  process.getuid?.() === 0
    ? [
        'setpriv',
        '--bounding-set=-dac_override,-dac_read_search',
        '--inh-caps=-dac_override,-dac_read_search',
      ]
    : [];

describe.skipIf(IS_WINDOWS || (process.getuid?.() === 0 && process.platform !== 'linux'))(
  'a drop stays',
  () => {
    test('while nobody may read it, and is taken then; it is never refused for that', async () => {
      const { bureau, robot } = robotOn({ sweepMinutes: 0.02 }, { launcher: WITHOUT_PRIVILEGE });
      await robot.started();
      const held = dropBatch(bureau, '888_tenu');
      chmodSync(join(held, 'documents', 'facture.pdf'), 0o000);
      dropBatch(bureau, '889_libre');
      await robot.until(() => bureau.imports('889').length === 1);
      await delay(SETTLE_MS * 3);
      expect([bureau.imports('888'), bureau.files('refuses')]).toEqual([[], []]);
      await robot.until(() => /facture\.pdf.*EACCES/.test(robot.output));
      chmodSync(join(held, 'documents', 'facture.pdf'), 0o644);
      await robot.until(() => bureau.imports('888').length === 1);
    });

    test('while its target can’t be written, the message says what to do, and the next sweep delivers it', async () => {
      const { bureau, robot } = robotOn({ sweepMinutes: 0.02 }, { launcher: WITHOUT_PRIVILEGE });
      await robot.started();
      mkdirSync(bureau.path('a-integrer'));
      chmodSync(bureau.path('a-integrer'), 0o555);
      dropBatch(bureau, '888_lot');
      await robot.until(() => robot.output.includes('EACCES'));
      expect(robot.output).toContain('accès refusé, vérifiez les droits du compte du robot (EACCES)');
      expect(robot.output).toContain('Le dépôt reste à sa place et sera repris au prochain passage.');
      expect(bureau.files('refuses')).toEqual([]);
      chmodSync(bureau.path('a-integrer'), 0o755);
      await robot.until(() => bureau.imports('888').length === 1);
      expect(bureau.files('archives')).toHaveLength(1);
    });

    test('while the root has vanished; the robot goes on when it is back', async () => {
      const { bureau, robot } = robotOn({ sweepMinutes: 0.02 });
      await robot.started();
      renameSync(bureau.root, `${bureau.root}-parti`);
      await robot.until(() => robot.output.includes('ENOENT'));
      expect(existsSync(bureau.root)).toBe(false);
      renameSync(`${bureau.root}-parti`, bureau.root);
      dropBatch(bureau, '888_lot');
      await robot.until(() => bureau.imports('888').length === 1);
    });
  },
);

describe('it does not begin', () => {
  test('where the root is missing: wrong usage, and the root is not made', async () => {
    const bureau = bureauAlone();
    const root = join(bureau.folder, 'partage');
    const ended = await bureau.run(['watch', '--once', '--json', '--root', root]);
    expect(ended.exitCode).toBe(2);
    expect(jsonOf(ended)).toMatchObject({ error: { message: expect.stringContaining('init') } });
    expect(ended.stderr).toContain(root);
    expect(existsSync(root)).toBe(false);
  });

  test('where the register is damaged: a fault of the machine, and no drop is touched', async () => {
    const bureau = bureauAlone();
    dropBatch(bureau, '888_lot');
    writeFileSync(bureau.path('registre.db'), Buffer.alloc(8_192, 'endommagé'));
    const ended = await bureau.run(['watch', '--once', '--json']);
    expect(ended.exitCode).toBe(3);
    expect(jsonOf(ended)).toMatchObject({ error: { code: expect.stringMatching(/^REGISTER_/) } });
    expect(ended.stderr).toContain(bureau.path('registre.db'));
    expect(existsSync(bureau.path('depot-ami/888_lot/ecritures.csv'))).toBe(true);
  });
});
