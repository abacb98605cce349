/** The robot's log, on real files: what it writes, when it changes files, and that nothing brings it down. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { RobotEvent } from '../../src/robot/events.ts';
import { type LogOptions, openLog } from '../../src/robot/log.ts';
import { logLine, sentenceOf } from '../../src/robot/log-line.ts';
import { withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DELIVERED: RobotEvent = {
  kind: 'drop-delivered',
  drop: '20261124-101500-3f2a9c',
  name: '888_2026-11.zip',
  dossier: '888',
  entries: 1_204,
  documents: 1,
  file: 'a-integrer/888/888_20261124_101500_2026-11.ECR',
  entriesLeft: 0,
  placeLeft: null,
  warnings: 0,
};

/** Where the test runs: the file's day is the user's. */
const TODAY = new Intl.DateTimeFormat('sv-SE').format(new Date());

interface Reader {
  readonly lines: string[];
  readonly options: LogOptions;
}

function reader(folder: string | null, options: Partial<LogOptions> = {}): Reader {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) };
  return { lines, options: { folder, stream, isTerminal: false, language: 'fr', ...options } };
}

/** The files of the log, the oldest first. */
function logFiles(folder: string): string[] {
  const number = (name: string): number => Number(/\.(\d+)\.log$/.exec(name)?.[1]);
  return readdirSync(folder).sort((a, b) => number(a) - number(b));
}

function linesIn(folder: string): Record<string, unknown>[] {
  const text = logFiles(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Waits until it holds; the test's own time limit ends it otherwise. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(5);
}

describe('a line', () => {
  test('in the file is JSON with the event, its figures and its sentence', async () => {
    const folder = join(temporaryFolder(), 'journaux');
    const log = await openLog({
      ...reader(folder).options,
      now: () => new Date('2026-11-24T10:15:00.000Z'),
    });
    log.tell(DELIVERED);
    await log.close();
    const { kind, ...facts } = DELIVERED;
    expect(linesIn(folder)).toEqual([
      {
        level: 'info',
        time: '2026-11-24T10:15:00.000Z',
        pid: process.pid,
        host: hostname(),
        event: kind,
        ...facts,
        message: sentenceOf(DELIVERED, 'fr'),
      },
    ]);
  });

  test('is in the file before the next thing happens', async () => {
    const folder = join(temporaryFolder(), 'journaux');
    const log = await openLog(reader(folder).options);
    log.tell({ kind: 'stopped' });
    expect(linesIn(folder)).toMatchObject([{ event: 'stopped' }]);
    await log.close();
  });

  test('for a person has the time, the level and the sentence', async () => {
    const at = new Date(2026, 10, 24, 9, 5, 3);
    const { lines, options } = reader(null);
    const log = await openLog({ ...options, now: () => at });
    log.tell(DELIVERED);
    log.tell({ kind: 'fault-of-machine', code: 'ENOSPC', path: '/root', next: 'next-sweep' });
    await log.close();
    expect(lines.map(withPlainSpaces)).toEqual([
      '2026-11-24 09:05:03  info    « 888_2026-11.zip » livré, dossier 888 : 1 204 écritures, 1 document, dans a-integrer/888/888_20261124_101500_2026-11.ECR.\n',
      '2026-11-24 09:05:03  erreur  /root : disque plein, libérez de la place (ENOSPC). Le dépôt reste à sa place et sera repris au prochain passage.\n',
    ]);
  });

  test('has colours on a terminal alone', () => {
    const at = new Date();
    const event: RobotEvent = { kind: 'stopped' };
    const [plain, coloured] = [false, true].map((hasColours) =>
      logLine(event, { language: 'en', at, hasColours }),
    );
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b');
    expect(stripVTControlCharacters(coloured ?? '')).toBe(plain);
  });

  test('is one line, whatever a drop is called', () => {
    const name = 'a\nb\u001b[2Jc\u202ed';
    const line = logLine(
      { kind: 'drop-claimed', drop: '1', name },
      { language: 'fr', at: new Date(), hasColours: false },
    );
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

const EVENTS: readonly RobotEvent[] = [
  DELIVERED,
  { ...DELIVERED, kind: 'drop-delivered', entriesLeft: 2, placeLeft: 'refuses/n/a-corriger', warnings: 3 },
  { kind: 'started', root: '/r', version: '1.0.0', sweepMinutes: 0.5 },
  { kind: 'drop-claimed', drop: '1', name: 'n' },
  { kind: 'drop-refused', drop: '1', name: 'n', dossier: null, errors: 1, place: 'refuses/n' },
  { kind: 'drop-duplicate', drop: '1', name: 'n', earlier: '0', place: 'doublons/n' },
  {
    kind: 'published',
    drop: '1',
    name: 'n',
    dossier: '888',
    sequence: 2,
    changes: 3,
    file: 'f',
    warnings: 1,
  },
  { kind: 'unchanged', drop: '1', name: 'n', dossier: '888' },
  { kind: 'integrated', drop: '1', name: 'n', dossier: '888' },
  { kind: 'returned', drop: '1', name: 'n', dossier: '888' },
  { kind: 'recovered-finished', drop: '1', name: 'n', outcome: null, place: null },
  { kind: 'recovered-finished', drop: '1', name: 'n', outcome: 'refused', place: 'refuses/n' },
  { kind: 'recovered-undone', drop: '1', name: 'n', isBack: true },
  { kind: 'recovered-undone', drop: '1', name: 'n', isBack: false },
  { kind: 'replay-dropped', drop: '1', name: 'n' },
  { kind: 'sweep-done', seen: 2, taken: 1, waiting: 1, milliseconds: 1_234 },
  { kind: 'not-announced', path: '/r', code: 'ENOSPC' },
  { kind: 'fault-of-machine', code: 'E_OTHER', path: '', next: 'goes-on' },
  { kind: 'fault-of-machine', code: 'EACCES', path: '/r', next: 'claimed' },
  { kind: 'fault-of-program', stack: 'Error: x', next: 'later' },
  { kind: 'register-unusable', fault: 'damaged', path: '/r/registre.db', next: 'stops' },
  { kind: 'register-unusable', fault: 'replaced', path: '/r/registre.db', next: 'page-goes-on' },
  { kind: 'folder-missing', path: '/r/a-integrer', dossier: null, next: 'next-sweep' },
  { kind: 'folder-missing', path: '/r/a-integrer/888', dossier: '888', next: 'next-sweep' },
  { kind: 'archive-unusable', archive: 'a.zip', faults: [{ kind: 'missing' }], next: 'page-goes-on' },
  { kind: 'fault-of-program', stack: 'Error: x', next: 'stops' },
  { kind: 'drop-folder-missing', path: '/r/depot-ami' },
  { kind: 'drop-folder-back', path: '/r/depot-ami' },
  ...['EADDRINUSE', 'EACCES', 'ENOTFOUND'].map(
    (code) => ({ kind: 'page-unavailable', code, host: '192.0.2.1', port: 4180 }) as const,
  ),
  { kind: 'log-unwritable', code: 'EACCES', path: '/r' },
  { kind: 'stopping', signal: 'SIGTERM', inHand: 'n' },
  { kind: 'stopping', signal: 'SIGTERM', inHand: null },
  { kind: 'stopped' },
];

test.each(EVENTS)('$kind is a sentence in both languages', (event) => {
  const [french, english] = [sentenceOf(event, 'fr'), sentenceOf(event, 'en')];
  expect(french).not.toBe(english);
  for (const sentence of [french, english]) {
    expect(sentence).toMatch(/^[\p{Lu}«“/]/u);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object|'/);
  }
  expect(french.replace(/"polling"/, '')).not.toContain('"');
});

test('what is left to be mended and what is to be read are told with their places', () => {
  const event = {
    ...DELIVERED,
    entriesLeft: 1,
    placeLeft: 'refuses/n/a-corriger',
    warnings: 2,
  } as RobotEvent;
  expect(withPlainSpaces(sentenceOf(event, 'fr'))).toContain(
    '1 écriture reste à corriger, dans refuses/n/a-corriger. 2 avertissements, à lire avec : ami-isacompta list 20261124-101500-3f2a9c',
  );
  const finished = {
    kind: 'recovered-finished',
    drop: '1',
    name: 'n',
    outcome: 'refused',
    place: 'refuses/n',
  } as const;
  expect(withPlainSpaces(sentenceOf(finished, 'fr'))).toBe(
    '« n » (1) avait été interrompu : son traitement est terminé, il est refusé, dans refuses/n.',
  );
});

test.each([
  'EEXIST',
  'ENOTDIR',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'EMFILE',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EIO',
])('%s is said in words', (code) => {
  const event: RobotEvent = { kind: 'fault-of-machine', code, path: '/r', next: 'later' };
  expect(sentenceOf(event, 'fr')).not.toContain('du système.');
  expect(sentenceOf(event, 'en')).not.toContain('of the system.');
  expect(sentenceOf(event, 'fr')).not.toContain('Le dépôt');
});

describe('the files', () => {
  test('change when one is large, and only the newest are kept', async () => {
    const folder = join(temporaryFolder(), 'journaux');
    const log = await openLog({ ...reader(folder).options, largest: '1k', kept: 3 });
    const newest = (): number => Number(/\.(\d+)\.log$/.exec(logFiles(folder).at(-1) ?? '')?.[1]);
    for (let drop = 0; newest() < 6; drop += 1) {
      log.tell({ ...DELIVERED, kind: 'drop-delivered', drop: String(drop) });
      // The file is changed between two events, as in a robot that waits for its disk.
      await delay(1);
    }
    await until(() => logFiles(folder).length === 3);
    await log.close();
    const names = logFiles(folder);
    expect(names.map((name) => name.replace(/\d{4}-\d{2}-\d{2}/, 'DAY'))).toEqual([
      'robot.DAY.4.log',
      'robot.DAY.5.log',
      'robot.DAY.6.log',
    ]);
    // Nothing is missing between them.
    const drops = linesIn(folder).map(({ drop }) => Number(drop));
    expect(drops).toEqual(drops.map((_, at) => (drops[0] ?? 0) + at));
  });

  test('are named after the day; older days go when the robot starts, and what is not ours stays', async () => {
    const folder = temporaryFolder();
    const older = ['robot.2026-01-02.1.log', 'robot.2026-01-02.9.log', 'robot.2026-01-02.10.log'];
    for (const name of [...older, 'robot.2025-12-31.1.log', 'autre.log', 'LISEZMOI.txt'])
      writeFileSync(join(folder, name), '');
    const log = await openLog({ ...reader(folder).options, kept: 3 });
    await until(() => readdirSync(folder).length === 5);
    await log.close();
    const [today, ...others] = readdirSync(folder).toSorted(
      (a, b) => Number(b.startsWith(`robot.${TODAY}.`)) - Number(a.startsWith(`robot.${TODAY}.`)),
    );
    expect(today).toContain(TODAY);
    expect(others.toSorted()).toEqual(['LISEZMOI.txt', 'autre.log', ...older.slice(1)].toSorted());
  });

  test('go on where the day’s last one ended', async () => {
    const folder = temporaryFolder();
    for (const signal of ['first', 'second']) {
      const log = await openLog(reader(folder).options);
      log.tell({ kind: 'stopping', signal, inHand: null });
      await log.close();
    }
    expect(linesIn(folder).map(({ signal }) => signal)).toEqual(['first', 'second']);
    expect(readdirSync(folder)).toEqual([`robot.${TODAY}.1.log`]);
  });
});

describe('a disk that refuses', () => {
  test('is told once to whoever reads along, and the events go on there', async () => {
    const folder = join(temporaryFolder(), 'journaux');
    writeFileSync(folder, 'a file in the way');
    const { lines, options } = reader(folder);
    const log = await openLog(options);
    log.tell({ kind: 'stopped' });
    log.tell({ kind: 'stopped' });
    await log.close();
    expect(lines.filter((line) => line.includes('erreur'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('Robot arrêté.'))).toHaveLength(2);
  });

  test('is tried again after a minute', async () => {
    const root = join(temporaryFolder(), 'partage');
    const folder = join(root, 'journaux');
    let at = new Date('2026-11-24T10:00:00Z');
    const log = await openLog({ ...reader(folder).options, now: () => at });
    mkdirSync(root);
    log.tell({ kind: 'stopping', signal: 'too early', inHand: null });
    await delay(20);
    expect(readdirSync(root)).toEqual([]);
    at = new Date('2026-11-24T10:01:00Z');
    log.tell({ kind: 'stopping', signal: 'opens it', inHand: null });
    await until(() => readdirSync(root).length === 1 && readdirSync(folder).length === 1);
    await delay(5);
    log.tell({ kind: 'stopping', signal: 'written', inHand: null });
    await log.close();
    expect(linesIn(folder).map(({ signal }) => signal)).toEqual(['written']);
  });

  test.runIf(process.platform === 'linux')('that is full loses lines, and nothing else', async () => {
    const folder = temporaryFolder();
    // Linux has a device that is always full.
    symlinkSync('/dev/full', join(folder, `robot.${TODAY}.1.log`));
    const { lines, options } = reader(folder);
    const log = await openLog(options);
    for (let told = 0; told < 1_000; told += 1) log.tell(DELIVERED);
    await log.close();
    const lost = lines.filter((line) => line.includes('ENOSPC'));
    expect(lost.map((line) => withPlainSpaces(line).slice(21))).toEqual([
      `erreur  Le journal ne peut pas être écrit dans ${folder} (disque plein, libérez de la place (ENOSPC)). Le robot continue sans lui, et réessaiera.\n`,
    ]);
    expect(lines).toHaveLength(1_001);
  });

  test('whoever read along may go', async () => {
    const folder = temporaryFolder();
    const stream = {
      write: () => {
        throw new Error('EPIPE');
      },
    };
    const log = await openLog({ folder, stream, isTerminal: true, language: 'en' });
    log.tell({ kind: 'stopped' });
    await log.close();
    expect(linesIn(folder)).toHaveLength(1);
  });
});
