/** What a conversion hears of earlier deliveries, from a real register. */
import { describe, expect, test } from 'vitest';
import type { DeliveredBefore } from '../../src/conversion/delivered-before.ts';
import { deliveryHistory } from '../../src/robot/delivery-history.ts';
import { delivered, delivery, entry, opened } from '../register/records.ts';
import { newRoot } from './robot-root.ts';

async function histories(): Promise<{ readonly first: DeliveredBefore; readonly again: DeliveredBefore }> {
  const register = await opened(newRoot().register);
  await delivered(register, delivery('1'), { entries: [entry('P1'), entry('P2')] });
  return { first: deliveryHistory(register, false), again: deliveryHistory(register, true) };
}

describe('the same content', () => {
  test('was delivered, and no other was', async () => {
    const { first } = await histories();
    expect(await first.content('888', 'content-1')).toBe(true);
    expect(await first.content('888', 'content-2')).toBe(false);
    expect(await first.content('889', 'content-1')).toBe(false);
  });

  test('is no obstacle where it is meant to be delivered again', async () => {
    expect(await (await histories()).again.content('888', 'content-1')).toBe(false);
  });
});

describe('a batch id', () => {
  test('of another content says when that was delivered, in its company file alone', async () => {
    const { first } = await histories();
    expect(await first.batch('888', 'lot-1', 'content-2')).toBe('2026-11-24T10:16:00.000Z');
    expect(await first.batch('889', 'lot-1', 'content-2')).toBeNull();
    expect(await first.batch('888', 'lot-2', 'content-2')).toBeNull();
  });

  test('of the same content is its own', async () => {
    expect(await (await histories()).first.batch('888', 'lot-1', 'content-1')).toBeNull();
  });

  test('of a delivery that is only intended says when it was received', async () => {
    const register = await opened(newRoot().register);
    await register.intend({ record: delivery('1'), entries: [], payload: null, staged: [] });
    const history = deliveryHistory(register, false);
    expect(await history.batch('888', 'lot-1', 'content-2')).toBe('2026-11-24T10:15:00.000Z');
  });
});

test('entries that another content brought are told with their batch; those of the same content are not', async () => {
  const { first } = await histories();
  const asked = [entry('P2'), entry('P3'), entry('P1', { amounts: 'others' })];
  const told = await first.entries('888', asked, 'content-2');
  expect(told).toMatchObject([
    { piece: 'P2', batch: 'lot-1', deliveredAt: '2026-11-24T10:16:00.000Z' },
    { piece: 'P1', batch: 'lot-1', otherAmounts: { debit: null } },
  ]);
  expect(told[0]).not.toHaveProperty('otherAmounts');
  expect(await first.entries('888', asked, 'content-1')).toEqual([]);
  expect(await first.entries('889', asked, 'content-2')).toEqual([]);
});
