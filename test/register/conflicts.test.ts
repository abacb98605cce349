/** What keeps a drop from being delivered twice, looked at again in the transaction that writes the intent down. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, entry, intentOf, opened, publication } from './records.ts';

const registerHere = () => opened(join(temporaryFolder(), 'registre.db'));

describe('a batch', () => {
  test('of a content that was delivered to the company file is a conflict, whatever its name', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'));
    const conflict = await register.intend(intentOf(delivery('2', { contentHash: 'content-1', batch: 'x' })));
    expect(conflict).toMatchObject({ kind: 'content', drop: { id: '1' } });
    expect(await register.find('2')).toBeNull();
  });

  test('of a content that was delivered to another company file alone is none', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'));
    const other = intentOf(delivery('2', { contentHash: 'content-1', dossier: '1024' }));
    expect(await register.intend(other)).toBeNull();
  });

  test('of a content that is about to be delivered is one too, until that is taken back', async () => {
    const register = await registerHere();
    await register.intend(intentOf(delivery('1')));
    const same = intentOf(delivery('2', { contentHash: 'content-1', batch: 'lot-1' }));
    expect(await register.intend(same)).toMatchObject({
      kind: 'content',
      drop: { id: '1', finishedAt: null },
    });
    await register.abandon('1');
    expect(await register.intend(same)).toBeNull();
  });

  test('of a batch id that another content has in the company file is a conflict', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1', { batch: 'lot' }));
    expect(await register.intend(intentOf(delivery('2', { batch: 'lot' })))).toMatchObject({
      kind: 'batch-id',
      drop: { id: '1' },
    });
    expect(await register.intend(intentOf(delivery('3', { batch: 'lot', dossier: '1024' })))).toBeNull();
    expect(await register.intend(intentOf(delivery('4', { batch: null })))).toBeNull();
  });

  test('with entries that another content delivered is a conflict that names them all', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'), { entries: [entry('P1'), entry('P2'), entry('P3')] });
    const entries = [entry('P0'), entry('P3'), entry('P1')];
    const conflict = await register.intend(intentOf(delivery('2'), { entries }));
    expect(conflict).toEqual({
      kind: 'entries',
      entries: ['P3', 'P1'].map((piece) => ({
        ...entry(piece),
        drop: '1',
        batch: 'lot-1',
        deliveredAt: '2026-11-24T10:16:00.000Z',
      })),
    });
    expect(await register.intend(intentOf(delivery('3'), { entries: [entry('P0')] }))).toBeNull();
  });

  test('is no conflict with what was refused or was a duplicate', async () => {
    const register = await registerHere();
    for (const outcome of ['refused', 'duplicate'] as const) {
      await delivered(register, delivery(outcome, { outcome, contentHash: 'same', batch: 'lot' }));
    }
    expect(await register.intend(intentOf(delivery('2', { contentHash: 'same', batch: 'lot' })))).toBeNull();
  });

  test('that is not delivered conflicts with nothing', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'), { entries: [entry('P1')] });
    for (const outcome of ['refused', 'duplicate'] as const) {
      const record = delivery(outcome, { outcome, contentHash: 'content-1', batch: 'lot-1' });
      expect(await register.intend(intentOf(record))).toBeNull();
    }
  });
});

describe('a batch that is run again', () => {
  const entries = [entry('P1'), entry('P2')];
  const again = (id: string, revision: number, earlier: string) =>
    intentOf(delivery(id, { contentHash: 'content-1', batch: 'lot-1', revision, earlier }), { entries });

  test('may repeat all of what it names, again and again', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'), { entries });
    for (const [id, revision, earlier] of [
      ['2', 1, '1'],
      ['3', 2, '2'],
      ['4', 3, '1'],
    ] as const) {
      expect(await register.intend(again(id, revision, earlier)), id).toBeNull();
      await register.finish(id, '2026-11-24T11:00:00.000Z');
    }
  });

  test('tells of an entry that several delivered the latest delivery alone', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'), { entries });
    await register.intend(again('2', 1, '1'));
    await register.finish('2', '2026-11-24T11:00:00.000Z');
    const found = await register.deliveredEntries('888', entries, { contentHash: 'other' });
    expect(found.map(({ piece, drop }) => [piece, drop])).toEqual([
      ['P1', '2'],
      ['P2', '2'],
    ]);
  });

  test('gives way to another run of the same that was quicker', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'), { entries });
    expect(await register.intend(again('2', 1, '1'))).toBeNull();
    expect(await register.intend(again('3', 1, '1'))).toMatchObject({ kind: 'content', drop: { id: '2' } });
  });

  test('may repeat a delivery of the same content that came from elsewhere', async () => {
    const register = await registerHere();
    await delivered(
      register,
      delivery('0', { outcome: 'refused', contentHash: 'content-1', batch: 'lot-1' }),
    );
    await delivered(register, delivery('1'), { entries });
    expect(await register.intend(again('2', 0, '0'))).toMatchObject({ kind: 'content', drop: { id: '1' } });
    expect(await register.intend(again('2', 1, '0'))).toBeNull();
  });

  test('with another content may repeat the batch id and entries of its own line alone', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1', { batch: 'lot' }), { entries });
    await delivered(register, delivery('other'), { entries: [entry('P9')] });
    const mended = delivery('2', { batch: 'lot', revision: 1, earlier: '1' });
    expect(await register.intend(intentOf(mended, { entries: [...entries, entry('P9')] }))).toMatchObject({
      kind: 'entries',
      entries: [{ piece: 'P9', drop: 'other' }],
    });
    expect(await register.intend(intentOf(mended, { entries }))).toBeNull();
  });
});

test('a sequence is published once in a company file', async () => {
  const register = await registerHere();
  await register.intend(intentOf(publication('1', 1)));
  expect(await register.intend(intentOf(publication('2', 1)))).toMatchObject({
    kind: 'sequence',
    drop: { id: '1' },
  });
  expect(await register.intend(intentOf(publication('3', 1, { dossier: '1024' })))).toBeNull();
  await register.abandon('1');
  expect(await register.intend(intentOf(publication('2', 1)))).toBeNull();
});

describe('a place', () => {
  const refusal = (id: string, place: string) => delivery(id, { outcome: 'refused', places: [place] });

  test('is taken by what is about to appear there, whatever the case of its name', async () => {
    const register = await registerHere();
    await register.intend(intentOf(refusal('1', 'refuses/888_lot.zip')));
    expect(await register.intend(intentOf(refusal('2', 'refuses/888_LOT.zip')))).toMatchObject({
      kind: 'place',
      drop: { id: '1' },
    });
    expect(await register.intend(intentOf(refusal('3', 'refuses/888_lot.zip_3')))).toBeNull();
  });

  test('is free again once what appeared there is final, or will not appear', async () => {
    const register = await registerHere();
    await delivered(register, refusal('1', 'refuses/888_lot.zip'));
    expect(await register.intend(intentOf(refusal('2', 'refuses/888_lot.zip')))).toBeNull();
    await register.abandon('2');
    expect(await register.intend(intentOf(refusal('3', 'refuses/888_lot.zip')))).toBeNull();
  });
});
