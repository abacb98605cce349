/**
 * Every single call to the file system in the life of a drop fails once; a sweep that nothing disturbs then has to bring
 * everything to where it would be without. The same for the sweep that finds what a robot left whose disk was gone from
 * some call on. Sampled here, every call with `npm run test:crash`.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { batchDrop, type Dropped, drop, duplicateOf, settingsDrop } from './support/drops.ts';
import { expectEndState, filesIn } from './support/end-state.ts';
import {
  FAULTS,
  type FaultyCall,
  FaultyProgram,
  type FaultyRun,
  type FaultyRunOptions,
} from './support/faulty-program.ts';
import { IS_WHOLE, Random } from './support/random.ts';
import { ageCutBeats, makeSite, type Site } from './support/robot-process.ts';

/** How many of the calls fail, of each drop, where not every one does. */
const SAMPLED = 10;

/** How many stops are recovered from, of each drop. */
const STOPS = 12;

interface Life {
  readonly name: string;
  /** Dropped and worked on before. */
  readonly before: readonly Dropped[];
  readonly dropped: Dropped;
}

const random = Random.told('faults');
const sound = batchDrop(3, 'folder', true, random);
const LIVES: readonly Life[] = [
  { name: 'a batch with documents', before: [], dropped: sound },
  { name: 'a zip', before: [], dropped: batchDrop(4, 'zip', true, random) },
  { name: 'a lone CSV', before: [], dropped: batchDrop(5, 'csv', true, random) },
  { name: 'a refused batch', before: [], dropped: batchDrop(6, 'folder', false, random) },
  { name: 'a duplicate', before: [sound], dropped: duplicateOf(sound, 7) },
  { name: 'settings', before: [settingsDrop(8, 'folder', true)], dropped: settingsDrop(10, 'folder', true) },
  { name: 'refused settings', before: [], dropped: settingsDrop(11, 'zip', false) },
];

const program = new FaultyProgram();
afterAll(() => program.end());

const LIMIT = { timeout: IS_WHOLE ? 3_600_000 : 120_000 };

test.each(LIVES)('whatever call fails once in the life of $name', LIMIT, async (life) => {
  const trial = await Trial.of(life);
  const faults = faultyCalls(trial.calls, IS_WHOLE ? trial.calls : SAMPLED);
  expect(await trial.brokenBy(faults, {})).toEqual([]);
  console.info(`faults: ${faults.length}, in ${trial.calls} calls`);
  // The commands are asked once, of what the last fault left.
  await expectEndState(trial.site, trial.drops);
});

test.each(LIVES)('whatever call fails once in the recovery of $name', LIMIT, async (life) => {
  const trial = await Trial.of(life);
  const stops = IS_WHOLE ? STOPS : 1;
  for (let stop = 0; stop < stops; stop += 1) {
    const at = 1 + Math.floor(((stop + random.next()) * trial.calls) / stops);
    const calls = await trial.stopAt(at);
    const faults = faultyCalls(calls, IS_WHOLE ? SAMPLED * 4 : SAMPLED / 2);
    expect(await trial.brokenBy(faults, { isFromStart: true }), `stopped at ${at}`).toEqual([]);
    console.info(`faults: ${faults.length}, in ${calls} calls after a stop at ${at} of ${trial.calls}`);
  }
  await expectEndState(trial.site, trial.drops);
});

/** A root as it is before the run that is disturbed, and how it has to be in the end. */
class Trial {
  readonly site: Site;
  readonly drops: readonly Dropped[];
  /** How many calls the life of the drop is, undisturbed. */
  calls = 0;
  readonly #beginning: string;
  #wanted: ReadonlyMap<string, string> = new Map();

  private constructor(site: Site, drops: readonly Dropped[], beginning: string) {
    this.site = site;
    this.drops = drops;
    this.#beginning = beginning;
  }

  static async of({ before, dropped }: Life): Promise<Trial> {
    const folder = temporaryFolder();
    const site = await makeSite(folder, { settleSeconds: 0 }, (command) => program.run(command));
    const trial = new Trial(site, [...before, dropped], join(folder, 'depart'));
    for (const each of before) drop(each, site.root, site.staging);
    if (before.length > 0) expect((await trial.#sweep({})).exitCode).toBe(0);
    drop(dropped, site.root, site.staging);
    copyTree(site.root, trial.#beginning);
    const undisturbed = await trial.#sweep({ root: site.root });
    expect(undisturbed.exitCode, undisturbed.stderr).toBe(0);
    await expectEndState(site, trial.drops);
    trial.calls = undisturbed.calls.length;
    trial.#wanted = pictureOf(site);
    return trial;
  }

  /** From now on it begins with what is left where the disk is gone from that call on; how many calls a sweep is then. */
  async stopAt(at: number): Promise<number> {
    const { root } = this.site;
    const whole = `${this.#beginning}-entier`;
    if (!existsSync(whole)) copyTree(this.#beginning, whole);
    copyTree(whole, root);
    await this.#sweep({ root, faulty: { at, code: 'EIO', isLasting: true } });
    ageCutBeats(this.site);
    copyTree(root, this.#beginning);
    const undisturbed = await this.#sweep({ root, isFromStart: true });
    expect(complaintOf(this.site, this.#wanted, undisturbed), undisturbed.stderr).toBe(null);
    return undisturbed.calls.length;
  }

  /** What each of the faults left that a calm sweep did not mend. */
  async brokenBy(faults: readonly FaultyCall[], options: FaultyRunOptions): Promise<string[]> {
    const { root } = this.site;
    const broken: string[] = [];
    for (const faulty of faults) {
      copyTree(this.#beginning, root);
      const disturbed = await this.#sweep({ ...options, root, faulty });
      ageCutBeats(this.site);
      const calm = await this.#sweep({});
      const complaint = complaintOf(this.site, this.#wanted, calm);
      if (complaint === null) continue;
      const where = `${faulty.code} at ${faulty.at}, ${disturbed.calls[faulty.at - 1]}`;
      broken.push([`${where}: ${complaint}`, disturbed.stderr, calm.stderr].join('\n'));
    }
    return broken;
  }

  #sweep(options: FaultyRunOptions): Promise<FaultyRun> {
    return program.run(['watch', '--once', '--config', this.site.configuration], options);
  }
}

/** In place of what is there. */
function copyTree(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
}

/** So many of the calls, evenly, from a random one on; where it is all of them, with every code. */
function faultyCalls(calls: number, count: number): FaultyCall[] {
  if (count >= calls)
    return Array.from({ length: calls }, (_, index) => index + 1).flatMap((at) =>
      FAULTS.map((code) => ({ at, code })),
    );
  const step = calls / count;
  const first = random.next() * step;
  return Array.from({ length: count }, (_, index) => ({
    at: 1 + Math.floor(first + index * step),
    code: FAULTS[random.below(FAULTS.length)] ?? 'EIO',
  }));
}

/** What is wrong with how it ended, or null. */
function complaintOf(site: Site, wanted: ReadonlyMap<string, string>, calm: FaultyRun): string | null {
  if (calm.exitCode !== 0) return `the sweep after it ended with ${calm.exitCode}`;
  const found = pictureOf(site);
  const paths = [...new Set([...wanted.keys(), ...found.keys()])].sort();
  const different = paths.filter((path) => wanted.get(path) !== found.get(path));
  if (different.length === 0) return null;
  return different
    .map(
      (path) => `${path} ${found.has(path) ? (wanted.has(path) ? 'differs' : 'is too much') : 'is missing'}`,
    )
    .join(', ');
}

/** Everything below the root whose bytes say how it ended; names that hold an id of a claim are told without it. */
function pictureOf({ root }: Site): Map<string, string> {
  const picture = new Map<string, string>();
  for (const file of filesIn(root)) {
    if (file.startsWith('journaux/') || ['robot.json', 'registre.db'].includes(file)) continue;
    const name = file.replace(/\d{8}-\d{6}-[0-9a-f]{6}/, '<id>');
    // These tell the time.
    const isDated = /^(?:archives|doublons)\/|\/rapport\.txt$/.test(file);
    const content = isDated ? '' : readFileSync(join(root, file)).toString('latin1');
    picture.set(name, `${picture.get(name) ?? ''}${isDated ? '1' : content}`);
  }
  for (const folder of readdirSync(join(root, 'en-cours'))) picture.set(`en-cours/${folder}`, 'folder');
  return picture;
}
