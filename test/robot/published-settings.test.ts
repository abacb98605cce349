/** Which settings batches are checked against: what the register says was published last. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import { publishSettings } from '../../src/publish.ts';
import type { Register } from '../../src/register/register.ts';
import { PublishedSettingsCache } from '../../src/robot/published-settings.ts';
import { StagedOutput } from '../../src/storage/durable.ts';
import { delivered, opened, publication } from '../register/records.ts';
import { writeSettings } from '../support/settings-export.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { newRoot } from './robot-root.ts';

/** The text of the payload that an export with these accounts gives. */
async function payload(dossier: string, ...accounts: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  const path = writeSettings(join(folder, `${dossier}_export`), {
    accounts: ['40100000;FOURNISSEURS;;', '401ORANGE;ORANGE;;40100000', '44566000;TVA;;', ...accounts],
  });
  const out = join(folder, 'out');
  const { status, findings } = await publishSettings({
    path,
    dossier: null,
    since: null,
    limits: DEFAULT_CONFIGURATION.limits,
    today: 20261124 as CalendarDate,
    output: new StagedOutput(out),
  });
  if (status !== 'published') throw new Error(JSON.stringify(findings));
  return readFileSync(join(out, readdirSync(out)[0] ?? ''), 'utf8');
}

async function published(register: Register, dossier: string, sequence: number, text: string): Promise<void> {
  const id = `${dossier}-${sequence}`;
  await delivered(register, publication(id, sequence, { dossier, contentHash: id }), { payload: text });
}

async function accountsOf(cache: PublishedSettingsCache, dossier: string): Promise<boolean[]> {
  const settings = await cache.of(dossier);
  if (settings === null) throw new Error(`Nothing of ${dossier}`);
  return ['62260000', '60110000'].map((number) =>
    settings.accounts.some((account) => account.number === number),
  );
}

test('none where nothing was published of the company file', async () => {
  const register = await opened(newRoot().register);
  await published(register, '888', 1, await payload('888', '62260000;HONORAIRES;;'));
  const cache = new PublishedSettingsCache(register);
  expect(await cache.of('889')).toBeNull();
  expect(await accountsOf(cache, '888')).toEqual([true, false]);
});

test('the last ones, from the moment that they are published, and read once until then', async () => {
  const register = await opened(newRoot().register);
  const cache = new PublishedSettingsCache(register);
  expect(await cache.of('888')).toBeNull();
  await published(register, '888', 1, await payload('888', '62260000;HONORAIRES;;'));
  const first = await cache.of('888');
  expect(await cache.of('888')).toBe(first);
  await published(register, '888', 2, await payload('888', '62260000;HONORAIRES;;', '60110000;ACHATS;;'));
  expect(await accountsOf(cache, '888')).toEqual([true, true]);
});

test('few company files are kept: those that were asked for last', async () => {
  const register = await opened(newRoot().register);
  const cache = new PublishedSettingsCache(register);
  const text = await payload('888');
  const dossiers = Array.from({ length: 9 }, (_, index) => String(101 + index));
  for (const dossier of dossiers) await published(register, dossier, 1, text);
  const first = await cache.of('101');
  for (const dossier of dossiers.slice(1, 8)) await cache.of(dossier);
  const second = await cache.of('102');
  expect(await cache.of('101')).toBe(first);
  await cache.of('109');
  expect(await cache.of('101')).toBe(first);
  expect(await cache.of('102')).toBe(second);
  expect(await cache.of('103')).not.toBeNull();
});
