/** What a register that is made again can take over from the old one, also where pages of that one are damaged. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { KeptDrop } from '../../src/model/drop-record.ts';
import { OldRegister } from '../../src/register/old-register.ts';
import { openRegister } from '../../src/register/open-register.ts';
import { damageLastPage } from '../support/damaged-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, entry, intentOf } from './records.ts';

const COUNT = 40;

/** A register of many deliveries, each of an entry, and one that is only intended. */
async function filledRegister(): Promise<string> {
  const path = join(temporaryFolder(), 'registre.db');
  const register = await openRegister(path);
  for (let index = 0; index < COUNT; index += 1) {
    const second = String(index).padStart(2, '0');
    const record = delivery(`${index}`, { receivedAt: `2026-11-24T10:15:${second}.000Z` });
    await delivered(register, record, { entries: [entry(`P${index}`)] });
  }
  await register.intend(intentOf(delivery('intended')));
  await register.close();
  return path;
}

async function othersOf(
  path: string,
  ids: readonly string[] = [],
): Promise<{ others: KeptDrop[]; isDamaged: boolean }> {
  const old = await OldRegister.open(path);
  onTestFinished(() => old.close());
  const others: KeptDrop[] = [];
  for await (const drop of old.others(new Set(ids))) others.push(drop);
  return { others, isDamaged: old.isDamaged };
}

test('what is finished and not known otherwise, in the order in which it was received', async () => {
  const { others, isDamaged } = await othersOf(await filledRegister(), ['1', '3']);
  const wanted = Array.from({ length: COUNT }, (_, index) => `${index}`).filter(
    (id) => !['1', '3'].includes(id),
  );
  expect(others.map(({ record }) => record.id)).toEqual(wanted);
  expect(others.map(({ entries: [first] }) => first?.piece)).toEqual(wanted.map((id) => `P${id}`));
  expect(isDamaged).toBe(false);
});

test('a damaged page hides the drops on it alone', async () => {
  const path = await filledRegister();
  damageLastPage(path, 'drops');
  const { others, isDamaged } = await othersOf(path);
  expect(others.length).toBeGreaterThan(0);
  expect(others.length).toBeLessThan(COUNT);
  expect(isDamaged).toBe(true);
});

test('a drop whose entries are damaged is still known', async () => {
  const path = await filledRegister();
  damageLastPage(path, 'delivered_entries');
  const { others, isDamaged } = await othersOf(path);
  expect(others).toHaveLength(COUNT);
  expect(others.some(({ entries }) => entries.length === 0)).toBe(true);
  expect(isDamaged).toBe(true);
});
