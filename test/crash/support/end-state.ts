/**
 * What must be so once every drop was worked on, whatever happened on the way: each sound one is delivered once, each
 * refused one lies there as it came, nothing is lost and nothing is left over. Asks the files first, and the program's
 * own commands whether they agree.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { batchFiles } from '../../support/batch-files.ts';
import { unzipped } from '../../support/delivered.ts';
import { type Dropped, writeDrop } from './drops.ts';
import { type Site, told } from './robot-process.ts';

/** A batch as `list --json` tells it. */
interface ListedBatch {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly dossier: string | null;
  readonly integrated: boolean;
  readonly archive: string | null;
  readonly places: readonly string[];
}

interface ListedArchive {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly archive: string;
}

/** What ISACOMPTA took away: bytes by the path from the root. */
export type Taken = ReadonlyMap<string, Buffer>;

export async function expectEndState(
  site: Site,
  drops: readonly Dropped[],
  taken: Taken = new Map(),
): Promise<void> {
  expectNothingLeft(site);
  const { exitCode, json } = await told(site, ['archive', 'verify']);
  expect({ exitCode, faults: json.faults }).toEqual({ exitCode: 0, faults: [] });
  const batches = (await told(site, ['list', '--limit', '1000'])).json.batches as readonly ListedBatch[];
  const archives = (await told(site, ['archive', 'list', '--limit', '1000'])).json
    .archives as readonly ListedArchive[];
  expectOutcomes(drops, batches, archives);
  expect(json.verified).toBe(archives.length);
  expectArchived(site, drops, archives);
  expectAsideAsTheyCame(site, drops, batches, archives);
  await expectDelivered(site, drops, batches, taken);
  await expectPublished(site, drops);
  expectNoIntents(site);
  const pending = (await told(site, ['pending'])).json.pending as readonly unknown[];
  const waiting = batches.filter(({ status, integrated }) => status === 'delivered' && !integrated);
  expect(pending.length, 'pending and list agree').toBe(waiting.length);
}

/** Paths from the root of everything that is no folder, sorted, with `/`. */
export function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((each) => !each.isDirectory())
    .map((each) =>
      join(each.parentPath, each.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

function expectNothingLeft({ root }: Site): void {
  const files = filesIn(root);
  const drops = files.filter((file) => /^(?:depot-ami|depot-isacompta)\//.test(file));
  const claims = readdirSync(join(root, 'en-cours'));
  expect({ drops, claims, parts: files.filter((file) => file.endsWith('.part')) }).toEqual({
    drops: ['depot-ami/LISEZMOI.txt', 'depot-isacompta/LISEZMOI.txt'],
    claims: ['LISEZMOI.txt'],
    parts: [],
  });
  const topmost = files.filter((file) => !file.includes('/'));
  expect(topmost).toEqual(['LISEZMOI.txt', 'registre.db', 'robot.json']);
  const strangers = files.filter(
    (file) =>
      /^(?:a-integrer|a-publier)\//.test(file) &&
      !/^[^/]+\/(?:LISEZMOI\.txt|[^/.]+\/[^/.][^/]*\.(?:ECR|zip|json))$/.test(file),
  );
  expect(strangers).toEqual([]);
}

/** Each content was delivered or published once, and every other drop of it is a duplicate. */
function expectOutcomes(
  drops: readonly Dropped[],
  batches: readonly ListedBatch[],
  archives: readonly ListedArchive[],
): void {
  const wanted = drops.filter(({ kind }) => kind === 'batch').map(({ name }) => name);
  expect(batches.map(({ name }) => name).sort(), 'every batch is in the register once').toEqual(
    wanted.sort(),
  );
  const statuses = new Map(batches.map(({ name, status }) => [name, status]));
  for (const { name, status } of archives) statuses.set(name, status);
  const byContent = groupedBy(drops, ({ content }) => content);
  for (const [content, alike] of byContent) {
    const outcomes = alike.map(({ name }) => statuses.get(name) ?? 'lost').sort();
    const [first] = alike;
    const once = [first?.outcome ?? '', ...alike.slice(1).map(() => 'duplicate')].sort();
    expect({ content, outcomes }).toEqual({ content, outcomes: once });
  }
}

/** Every byte of what was dropped is in the archive of its drop. */
function expectArchived({ root }: Site, drops: readonly Dropped[], archives: readonly ListedArchive[]): void {
  for (const { name, files } of drops) {
    const ofThis = archives.filter((each) => each.name === name);
    expect(ofThis.length, `archives of ${name}`).toBe(1);
    const archive = ofThis[0]?.archive ?? '';
    const members = unzipped(readFileSync(join(root, 'archives', archive)));
    for (const [inner, content] of files) {
      const member = `depot/${name}${inner === '' ? '' : `/${inner}`}`;
      expect(members.get(member)?.equals(content), `${member} of ${archive}`).toBe(true);
    }
  }
}

/** What was refused, and what was delivered before, lies where it is put aside, as it came. */
function expectAsideAsTheyCame(
  { root }: Site,
  drops: readonly Dropped[],
  batches: readonly ListedBatch[],
  archives: readonly ListedArchive[],
): void {
  const refused = new Set(
    [...batches, ...archives].filter(({ status }) => status === 'refused').map(({ name }) => name),
  );
  const duplicates = new Set(batches.filter(({ status }) => status === 'duplicate').map(({ name }) => name));
  const aside = (folder: string): string[] =>
    readdirSync(join(root, folder)).filter((name) => name !== 'LISEZMOI.txt');
  expect(aside('refuses').sort()).toEqual([...refused].sort());
  expect(aside('doublons').sort()).toEqual([...duplicates].flatMap((name) => [name, `${name}.txt`]).sort());
  for (const { name, files } of drops) {
    if (refused.has(name)) {
      const folder = join(root, 'refuses', name);
      const names = readdirSync(folder).sort();
      expect(names).toEqual(['anomalies.csv', name, 'rapport.json', 'rapport.txt'].sort());
      expectSameFiles(join(folder, name), files);
    }
    if (duplicates.has(name)) expectSameFiles(join(root, 'doublons', name), files);
  }
}

function expectSameFiles(path: string, files: ReadonlyMap<string, Buffer>): void {
  const found = statSync(path).isDirectory() ? batchFiles(path) : new Map([['', readFileSync(path)]]);
  expect([...found.keys()].sort(), path).toEqual([...files.keys()].sort());
  for (const [inner, content] of files)
    expect(found.get(inner)?.equals(content), `${path} ${inner}`).toBe(true);
}

/** In `a-integrer` is, to the byte, what `convert` makes of each sound batch, and nothing else. */
async function expectDelivered(
  site: Site,
  drops: readonly Dropped[],
  batches: readonly ListedBatch[],
  taken: Taken,
): Promise<void> {
  const found = new Map(taken);
  for (const file of filesIn(join(site.root, 'a-integrer'))) {
    if (file === 'LISEZMOI.txt') continue;
    const path = `a-integrer/${file}`;
    expect(found.has(path), `${path} came back`).toBe(false);
    found.set(path, readFileSync(join(site.root, path)));
  }
  const delivered = new Set(batches.filter(({ status }) => status === 'delivered').map(({ name }) => name));
  const converted = await convertedByHand(
    site,
    drops.filter(({ name, kind }) => kind === 'batch' && delivered.has(name)),
  );
  expect([...found.keys()].sort()).toEqual([...converted.keys()].sort());
  for (const [path, content] of converted) expect(found.get(path)?.equals(content), path).toBe(true);
}

/** As many as two processors take at once. */
const CONVERTED_AT_ONCE = 2;

async function convertedByHand(site: Site, drops: readonly Dropped[]): Promise<ReadonlyMap<string, Buffer>> {
  const converted = new Map<string, Buffer>();
  const waiting = [...drops];
  const work = async (): Promise<void> => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const folder = mkdtempSync(join(site.staging, 'a-la-main-'));
      const [path, out] = [join(folder, each.name), join(folder, 'sortie')];
      writeDrop(each.files, path);
      const args = ['convert', path, '--out', out, '--dossier', each.dossier, '--config', site.configuration];
      const { exitCode, stderr } = await site.run(args);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      for (const file of filesIn(out))
        converted.set(`a-integrer/${each.dossier}/${basename(file)}`, readFileSync(join(out, file)));
      rmSync(folder, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: CONVERTED_AT_ONCE }, work));
  return converted;
}

interface PublishedPayload {
  readonly sequence: number;
  readonly previousHash?: string | null;
  readonly settingsHash: string;
}

/** Every sound export is one payload, its number the next one, and each begins where the one before ended. */
async function expectPublished(site: Site, drops: readonly Dropped[]): Promise<void> {
  const wanted = groupedBy(
    drops.filter(({ outcome }) => outcome === 'published'),
    ({ dossier }) => dossier,
  );
  const publications = (await told(site, ['history'])).json.publications as readonly unknown[];
  expect(publications.length).toBe([...wanted.values()].flat().length);
  const found = filesIn(join(site.root, 'a-publier')).filter((file) => file !== 'LISEZMOI.txt');
  const names: string[] = [];
  for (const [dossier, exports] of wanted) {
    let previousHash: string | null = null;
    for (let sequence = 1; sequence <= exports.length; sequence += 1) {
      const kind = sequence === 1 ? 'creation' : 'modification';
      const name = `${dossier}/${dossier}_${String(sequence).padStart(4, '0')}_${kind}.json`;
      names.push(name);
      expect(found).toContain(name);
      const payload: PublishedPayload = JSON.parse(readFileSync(join(site.root, 'a-publier', name), 'utf8'));
      expect({ sequence: payload.sequence, previousHash: payload.previousHash ?? null }).toEqual({
        sequence,
        previousHash,
      });
      previousHash = payload.settingsHash;
    }
  }
  expect(found).toEqual(names.sort());
}

function groupedBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value)) ?? [];
    groups.set(keyOf(value), [...group, value]);
  }
  return groups;
}

function expectNoIntents({ root }: Site): void {
  const register = new Database(join(root, 'registre.db'), { readonly: true });
  try {
    const unfinished = register.prepare('select id from drops where finished_at is null').all();
    const integrity = register.pragma('integrity_check', { simple: true });
    expect({ unfinished, integrity }).toEqual({ unfinished: [], integrity: 'ok' });
  } finally {
    register.close();
  }
}
