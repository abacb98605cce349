import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArchiveFault } from '../../src/archive/fault.ts';
import { verifyAll } from '../../src/archive/verify-all.ts';
import { verifyArchive } from '../../src/archive/verify-archive.ts';
import { LATER, ListedRegister, type SealedDrop, seal } from '../support/archive.ts';
import { rawZip } from '../support/raw-zip.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SMALL = { files: { 'a.csv': 'Date;Compte\n' }, outputs: { 'lot.ECR': 'VER' } };

async function faultsOf({ path, archive, record, manifestHash }: SealedDrop): Promise<string[]> {
  const faults = await verifyArchive({ path, archive, id: record.id, manifestHash });
  return faults.map(told);
}

function told(fault: ArchiveFault): string {
  return 'member' in fault ? `${fault.kind} ${fault.member}` : fault.kind;
}

describe('one archive', () => {
  test('a byte that is changed, taken out or put in anywhere is found', async () => {
    const sealed = await seal(temporaryFolder(), SMALL);
    const bytes = readFileSync(sealed.path);
    chmodSync(sealed.path, 0o644);
    const change = fc.oneof(
      fc.record({ kind: fc.constant('flip'), by: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ kind: fc.constantFrom('out', 'in'), by: fc.integer({ min: 0, max: 255 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), change, async (at, { kind, by }) => {
        const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
        const changed = (bytes[at] ?? 0) ^ by;
        const middle = { flip: [changed], out: [], in: [by, bytes[at] ?? 0] }[kind] ?? [];
        writeFileSync(sealed.path, Buffer.concat([before, Buffer.from(middle), after]));
        expect(await faultsOf(sealed), `${kind} at ${at}`).not.toEqual([]);
      }),
      { numRuns: 600 },
    );
    writeFileSync(sealed.path, bytes);
    expect(await faultsOf(sealed)).toEqual([]);
  });

  test('cut off anywhere it is damaged', async () => {
    const sealed = await seal(temporaryFolder(), SMALL);
    chmodSync(sealed.path, 0o644);
    for (let { length } = readFileSync(sealed.path); length > 0; length -= 7) {
      truncateSync(sealed.path, length - 1);
      expect(await faultsOf(sealed), String(length)).toEqual(['damaged']);
    }
  });

  test('a member that is changed is named', async () => {
    const sealed = await seal(temporaryFolder());
    const bytes = readFileSync(sealed.path);
    chmodSync(sealed.path, 0o644);
    bytes[bytes.indexOf('401ORANGE')] = 0x35;
    writeFileSync(sealed.path, bytes);
    expect(await faultsOf(sealed)).toEqual(['member-changed depot/888_2022-09/ecritures.csv']);
  });

  test('a date in a header is no member, and is found', async () => {
    const sealed = await seal(temporaryFolder(), SMALL);
    const bytes = readFileSync(sealed.path);
    chmodSync(sealed.path, 0o644);
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    writeFileSync(sealed.path, bytes);
    expect(await faultsOf(sealed)).toEqual(['seal-broken']);
  });

  test('one that is not there, not a file, or not a zip', async () => {
    const sealed = await seal(temporaryFolder(), SMALL);
    rmSync(sealed.path);
    expect(await faultsOf(sealed)).toEqual(['missing']);
    mkdirSync(sealed.path);
    expect(await faultsOf(sealed)).toEqual(['damaged']);
    rmSync(sealed.path, { recursive: true });
    for (const content of ['', 'x', 'x'.repeat(1_000)]) {
      writeFileSync(sealed.path, content);
      expect(await faultsOf(sealed)).toEqual(['damaged']);
    }
  });

  test('one that was made again around its own manifest is not the one that was archived', async () => {
    const sealed = await seal(temporaryFolder(), SMALL);
    const forged = await seal(temporaryFolder(), { ...SMALL, files: { 'a.csv': 'Date;Compte\r' } });
    expect(await faultsOf({ ...sealed, path: forged.path })).toEqual(['replaced']);
    expect(await faultsOf({ ...forged, manifestHash: sealed.manifestHash })).toEqual(['replaced']);
  });

  test('members that are too many, too few, or put in by another hand', async () => {
    const sealed = await seal(temporaryFolder(), SMALL);
    const manifest = (files: object[]): string =>
      JSON.stringify({ version: 1, id: sealed.record.id, files, folders: ['depot/vide'], skipped: [] });
    const write = (entries: Parameters<typeof rawZip>[0]): Promise<string[]> => {
      rmSync(sealed.path);
      writeFileSync(sealed.path, rawZip(entries));
      const { path, archive, record } = sealed;
      return verifyArchive({ path, archive, id: record.id, manifestHash: null }).then((all) => all.map(told));
    };
    const file = { path: 'depot/a', bytes: 1, sha256: '0'.repeat(64) };
    const text = { name: 'manifeste.json', content: manifest([file]) };
    expect(await write([text, { name: 'rapport.json', content: 'x' }])).toEqual([
      'member-missing depot/a',
      'member-missing depot/vide',
      'member-unknown rapport.json',
    ]);
    expect(await write([{ name: 'depot/a', content: 'x' }, { name: 'depot/vide/' }, text])).toEqual([
      'member-changed depot/a',
    ]);
    expect(await write([{ name: 'depot/a', content: 'x' }])).toEqual(['manifest-missing']);
    expect(await write([{ name: 'manifeste.json', content: '{"version":2}' }])).toEqual([
      'manifest-unreadable',
    ]);
    const twice = { name: 'manifeste.json', content: manifest([]) };
    expect(await write([twice, twice])).toEqual(['damaged']);
    expect(await write([{ ...twice, method: 8 }])).toEqual(['damaged']);
    expect(await write([{ ...twice, mode: 0o120777 }])).toEqual(['damaged']);
  });
});

describe('all of them', () => {
  const IDS = ['20260105-080000-000001', '20260105-080000-000002', '20260210-080000-000003'] as const;

  async function three(): Promise<{
    readonly archives: string;
    readonly drops: SealedDrop[];
    readonly register: ListedRegister;
  }> {
    const base = temporaryFolder();
    const drops: SealedDrop[] = [];
    for (const id of IDS) {
      const receivedAt = `${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}T08:00:00.000Z`;
      drops.push(await seal(base, { ...SMALL, record: { id, receivedAt } }));
    }
    return { archives: join(base, 'archives'), drops, register: new ListedRegister(drops) };
  }

  async function listed(archives: string, register: ListedRegister): Promise<[number, string[]]> {
    const { verified, faults } = await verifyAll(archives, register);
    return [verified, faults.map(({ archive, fault }) => `${archive.slice(-10)} ${told(fault)}`)];
  }

  const [first, second, third] = ['000001.zip', '000002.zip', '000003.zip'];

  test('nothing is wrong with what nobody touched', async () => {
    const { archives, register } = await three();
    const seen: string[] = [];
    const found = await verifyAll(archives, register, (place, count) => seen.push(`${place}/${count}`));
    expect(found).toEqual({ verified: 3, faults: [] });
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
    expect(await verifyAll(join(archives, 'none'), new ListedRegister([]))).toEqual({
      verified: 0,
      faults: [],
    });
  });

  test('one that was removed', async () => {
    const { archives, drops, register } = await three();
    rmSync(drops[1]?.path ?? '');
    expect(await listed(archives, register)).toEqual([2, [`${second} missing`]]);
  });

  test('two that took each other’s place', async () => {
    const { archives, drops, register } = await three();
    const [one = '', other = ''] = drops.map(({ path }) => path);
    renameSync(one, `${one}.x`);
    renameSync(other, one);
    renameSync(`${one}.x`, other);
    const { verified, faults } = await verifyAll(archives, register);
    expect(verified).toBe(1);
    expect(faults.map(({ fault }) => fault)).toEqual([
      { kind: 'exchanged', other: IDS[1] },
      { kind: 'exchanged', other: IDS[0] },
    ]);
  });

  test('one that the register does not know, under any name; but not what a robot is about to finish', async () => {
    const { archives, drops, register } = await three();
    copyFileSync(drops[2]?.path ?? '', join(archives, '2026', '01', '20260105-080000-000009.ZIP'));
    writeFileSync(join(archives, '2026', '01', '.8f.part'), 'PK');
    expect(await listed(archives, register)).toEqual([3, ['000009.ZIP unknown']]);
    const [link] = register.links.splice(2);
    expect((await listed(archives, register))[1]).toEqual(['000009.ZIP unknown']);
    register.records.delete(link?.drop ?? '');
    expect((await listed(archives, register))[1]).toEqual(['000009.ZIP unknown', `${third} unknown`]);
  });

  test('one whose hash was changed in the register too breaks the chain there, and only there', async () => {
    const { archives, drops, register } = await three();
    const forged = await seal(temporaryFolder(), {
      ...SMALL,
      files: { 'a.csv': 'autre' },
      record: drops[1]?.record ?? {},
    });
    rmSync(drops[1]?.path ?? '');
    copyFileSync(forged.path, drops[1]?.path ?? '');
    const link = register.links[1];
    if (link !== undefined) register.links[1] = { ...link, manifestHash: forged.manifestHash };
    expect(await listed(archives, register)).toEqual([3, [`${second} chain-broken`]]);
  });

  test('a link that was taken out, with its archive', async () => {
    const { archives, drops, register } = await three();
    register.links.splice(0, 1);
    register.records.delete(IDS[0]);
    rmSync(drops[0]?.path ?? '');
    expect(await listed(archives, register)).toEqual([2, [`${second} chain-gap`]]);
    const [one, other] = register.links;
    register.links.splice(0);
    if (one !== undefined) register.links.push({ ...one, position: 1 });
    if (other !== undefined) register.links.push({ ...other, position: 2 });
    expect(await listed(archives, register)).toEqual([2, [`${second} chain-broken`]]);
  });

  test('one that was purged is not asked for, whether its file is gone or not', async () => {
    const { archives, drops, register } = await three();
    await register.purged(1, LATER);
    expect(await listed(archives, register)).toEqual([2, []]);
    rmSync(drops[0]?.path ?? '');
    expect(existsSync(drops[0]?.path ?? '')).toBe(false);
    expect(await listed(archives, register)).toEqual([2, []]);
  });

  test('several are all told', async () => {
    const { archives, drops, register } = await three();
    rmSync(drops[0]?.path ?? '');
    chmodSync(drops[2]?.path ?? '', 0o644);
    truncateSync(drops[2]?.path ?? '', 100);
    expect(await listed(archives, register)).toEqual([1, [`${first} missing`, `${third} damaged`]]);
  });
});
