/**
 * A disk that is really full, not one that is said to be: the root is a file system of a few mebibytes. Mounting one
 * takes root's rights, which CI has; without them the test fails, since it would prove nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sha256, unzipped } from '../support/delivered.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { batchDrop, type Dropped, drop, settingsDrop } from './support/drops.ts';
import { expectEndState, filesIn } from './support/end-state.ts';
import { FaultyProgram } from './support/faulty-program.ts';
import { IS_WHOLE, Random } from './support/random.ts';
import { makeSite, type Site, sweep } from './support/robot-process.ts';

const DISK_BYTES = 4 * 1024 * 1024;

const random = new Random(1);
const DROPS: readonly Dropped[] = [
  batchDrop(3, 'folder', true, random),
  batchDrop(4, 'zip', true, random),
  batchDrop(6, 'folder', false, random),
  settingsDrop(8, 'folder', true),
];

const program = new FaultyProgram();

/** From nothing at all to what is nearly enough: each amount runs out at another step. */
const FREE_KIBIBYTES = IS_WHOLE ? Array.from({ length: 50 }, (_, index) => index * 8) : [0, 40, 120, 280];

test.each(FREE_KIBIBYTES)(
  'with %i KiB left every drop waits, and is worked on once there is room',
  async (free) => {
    const site = await makeSite(mounted(), { settleSeconds: 0 }, (args) => program.run(args));
    // The register and the log are there before the disk is full.
    const empty = await sweep(site);
    expect(empty.exitCode, empty.text).toBe(0);
    for (const each of DROPS) drop(each, site.root, site.staging);
    const filling = fill(site, free);

    const full = await sweep(site);
    expect(full.exitCode, full.text).toBe(3);
    expect(full.text).toMatch(/disque/i);
    expectNothingLost(site);

    rmSync(filling);
    // Once for what was left claimed, and once for what was put back in the meantime.
    for (const again of [await sweep(site), await sweep(site)]) expect(again.exitCode, again.text).toBe(0);
    await expectEndState(site, DROPS);
  },
);

/** Whatever was done by then, every byte that was dropped is somewhere: as it came, or in an archive. */
function expectNothingLost({ root }: Site): void {
  const found = new Set<string>();
  for (const file of filesIn(root)) {
    const content = readFileSync(join(root, file));
    found.add(sha256(content));
    if (!/^archives\/.*\/[^.][^/]*\.zip$/.test(file)) continue;
    for (const member of unzipped(content).values()) found.add(sha256(member));
  }
  for (const { name, files } of DROPS)
    for (const [inner, content] of files) expect(found.has(sha256(content)), `${name} ${inner}`).toBe(true);
}

/** A folder that is a file system of its own. */
function mounted(): string {
  const folder = temporaryFolder();
  const disk = join(folder, 'disque');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk]);
  onTestFinished(async () => {
    // It may still have a file open there.
    await program.end();
    execFileSync('umount', [disk]);
  });
  return disk;
}

/** Writes a file until only so much is free; its path. */
function fill({ staging }: Site, freeKibibytes: number): string {
  expect(readdirSync(staging)).toEqual([]);
  const path = join(staging, 'plein');
  const reserve = join(staging, 'reserve');
  if (freeKibibytes > 0) writeFileSync(reserve, Buffer.alloc(freeKibibytes * 1024));
  for (let bytes = DISK_BYTES; bytes >= 4096; bytes /= 2) {
    try {
      writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      // As much of it as there was room for is written.
    }
  }
  rmSync(reserve, { force: true });
  return path;
}
