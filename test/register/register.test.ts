/** What the port promises, on a real file. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import type { DropRecord } from '../../src/model/drop-record.ts';
import { chainHashOf } from '../../src/register/archive-chain.ts';
import { openRegister } from '../../src/register/open-register.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, entry, intentOf, opened, publication } from './records.ts';

const FINISHED_AT = '2026-11-24T10:16:00.000Z';

const registerHere = () => opened(join(temporaryFolder(), 'registre.db'));
const idsOf = (drops: readonly DropRecord[]) => drops.map(({ id }) => id);

describe('a drop', () => {
  test('is intended, then final, and comes back as it went in', async () => {
    const register = await registerHere();
    const record = delivery('1');
    const entries = [entry('P2'), entry('P1'), entry('P3', { date: 20220901 as CalendarDate })];
    const staged = [{ temporary: 'a-integrer/888/.1.part', place: 'a-integrer/888/888_1.ECR' }];
    expect(await register.intend({ record, entries, payload: null, staged })).toBeNull();
    expect(await register.unfinished()).toEqual([{ record, entries, payload: null, staged }]);
    expect(await register.list({ limit: 10 })).toEqual([]);
    await register.finish('1', FINISHED_AT);
    expect(await register.unfinished()).toEqual([]);
    expect(await register.find('1')).toEqual({ ...record, finishedAt: FINISHED_AT });
  });

  test('has sums that are exact to the cent however large', async () => {
    const register = await registerHere();
    const facts = { entries: 1, movements: 2, debit: 9_007_199_254_740_993n, credit: 2n ** 63n - 1n };
    await delivered(register, delivery('1', { facts: { ...facts, documents: 0 } }));
    expect((await register.find('1'))?.facts).toEqual({ ...facts, documents: 0 });
  });

  test('whatever it holds is kept', async () => {
    const path = join(temporaryFolder(), 'registre.db');
    let count = 0;
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    const whole = fc.nat();
    const cents = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const drop = fc.record({
      kind: fc.constantFrom('batch', 'settings'),
      outcome: fc.constantFrom('delivered', 'refused', 'duplicate', 'published', 'unchanged'),
      name: text,
      dossier: fc.option(text),
      batch: fc.option(text),
      revision: whole,
      contentHash: text,
      facts: fc.option(
        fc.record({ entries: whole, movements: whole, debit: cents, credit: cents, documents: whole }),
      ),
      publication: fc.option(
        fc.record({
          payloadKind: fc.constantFrom('creation', 'modification'),
          sequence: whole,
          settingsHash: text,
          changes: fc.array(fc.record({ key: text })),
        }),
      ),
      fiscalYearEnd: fc.option(fc.constant(20221231 as CalendarDate)),
      receivedAt: text,
      finishedAt: fc.constant(FINISHED_AT),
      integratedAt: fc.option(text),
      findings: fc.array(
        fc.record({
          code: text,
          severity: fc.constantFrom('error', 'warning', 'info'),
          file: fc.option(text),
          line: fc.option(whole),
          column: fc.option(text),
          value: fc.option(text),
          message: text,
        }),
      ),
      places: fc.array(text),
      archive: fc.constant(null),
      manifestHash: fc.option(text),
      earlier: fc.option(text),
    });
    const register = await opened(path);
    await fc.assert(
      fc.asyncProperty(drop, async (told) => {
        count += 1;
        const record = { ...told, id: `drop-${count}` } as DropRecord;
        fc.pre((await register.intend(intentOf({ ...record, finishedAt: null }))) === null);
        const finishedAt = record.finishedAt ?? FINISHED_AT;
        await register.finish(record.id, finishedAt);
        expect(await register.find(record.id)).toEqual({ ...record, finishedAt });
      }),
      { numRuns: 150 },
    );
  });

  test('that will not happen leaves nothing', async () => {
    const register = await registerHere();
    await register.intend(intentOf(delivery('1'), { entries: [entry('P1')], payload: '{}' }));
    await register.abandon('1');
    expect(await register.unfinished()).toEqual([]);
    expect(await register.find('1')).toBeNull();
    expect(await register.deliveredEntries('888', [entry('P1')], { contentHash: 'other' })).toEqual([]);
  });

  test('is finished once, and only what was intended is', async () => {
    const register = await registerHere();
    await expect(register.finish('1', FINISHED_AT)).rejects.toThrow(/1/);
    await delivered(register, delivery('1'));
    await expect(register.finish('1', FINISHED_AT)).rejects.toThrow(/Nothing is intended/);
    await expect(register.abandon('1')).rejects.toThrow(/Nothing is intended/);
    expect(await register.archives()).toHaveLength(1);
    await expect(register.intend(intentOf(delivery('1', { contentHash: 'x', batch: 'y' })))).rejects.toThrow(
      /UNIQUE/,
    );
  });

  test('is there after the register was closed and opened again, to read alone too', async () => {
    const path = join(temporaryFolder(), 'registre.db');
    const first = await openRegister(path);
    await delivered(first, delivery('1'));
    await first.close();
    const again = await openRegister(path, { readonly: true });
    expect(await again.find('1')).toMatchObject({ id: '1', finishedAt: FINISHED_AT });
    await expect(again.integrated('1', FINISHED_AT)).rejects.toMatchObject({ code: 'EACCES', path });
    await again.close();
  });
});

describe('the list', () => {
  async function filled() {
    const register = await registerHere();
    const drops: readonly Partial<DropRecord>[] = [
      { receivedAt: '2026-11-20T10:00:00.000Z', name: '888_septembre.zip' },
      { receivedAt: '2026-11-21T10:00:00.000Z', outcome: 'refused', batch: null },
      { receivedAt: '2026-11-22T10:00:00.000Z', dossier: '1024', name: '100%_sûr.zip' },
      { receivedAt: '2026-11-22T10:00:00.000Z', outcome: 'duplicate' },
      { receivedAt: '2026-11-23T10:00:00.000Z', outcome: 'refused', kind: 'settings' },
    ];
    for (const [index, changes] of drops.entries()) {
      await delivered(register, delivery(`id-${index + 1}`, changes));
    }
    return register;
  }

  test('is newest first, by time and then by id', async () => {
    const register = await filled();
    expect(idsOf(await register.list({ limit: 10 }))).toEqual(['id-5', 'id-4', 'id-3', 'id-2', 'id-1']);
  });

  test.each([
    ['a kind', { kind: 'batch' }, ['id-4', 'id-3', 'id-2', 'id-1']],
    ['an outcome', { outcome: 'refused' }, ['id-5', 'id-2']],
    ['a company file', { dossier: '1024' }, ['id-3']],
    ['days, both included', { from: '2026-11-21', to: '2026-11-22' }, ['id-4', 'id-3', 'id-2']],
    ['part of a name, whatever its case', { text: 'SEPT' }, ['id-1']],
    ['part of a batch id', { text: 'lot-id-3' }, ['id-3']],
    ['signs that SQL has a meaning for', { text: '0%_s' }, ['id-3']],
    ['an id', { text: 'd-4' }, ['id-4']],
    ['what is pending', { isPending: true }, ['id-3', 'id-1']],
    ['several at once', { dossier: '888', outcome: 'refused', kind: 'batch' }, ['id-2']],
  ] as const)('by %s', async (_, filter, ids) => {
    expect(idsOf(await (await filled()).list({ limit: 10, ...filter }))).toEqual(ids);
  });

  test('comes in pages that are together the whole, also within one moment', async () => {
    const register = await filled();
    const pages: string[][] = [];
    for (let before: string | null = null; ; ) {
      const page = idsOf(await register.list({ limit: 2, ...(before === null ? {} : { before }) }));
      if (page.length === 0) break;
      pages.push(page);
      before = page.at(-1) ?? null;
    }
    expect(pages).toEqual([['id-5', 'id-4'], ['id-3', 'id-2'], ['id-1']]);
    expect(await register.list({ limit: 2, before: 'unknown' })).toEqual([]);
  });
});

describe('what is delivered', () => {
  test('is pending, oldest first, until ISACOMPTA was seen to have taken it', async () => {
    const register = await registerHere();
    await delivered(register, delivery('2', { receivedAt: '2026-11-24T11:00:00.000Z' }));
    await delivered(register, delivery('1'));
    await delivered(register, delivery('3', { dossier: '1024' }));
    await delivered(register, delivery('4', { outcome: 'refused' }));
    await register.intend(intentOf(delivery('5')));
    expect(idsOf(await register.pending())).toEqual(['1', '3', '2']);
    expect(idsOf(await register.pending('888'))).toEqual(['1', '2']);
    await register.integrated('1', '2026-11-25T08:00:00.000Z');
    await register.integrated('1', '2026-11-26T08:00:00.000Z');
    expect(idsOf(await register.pending('888'))).toEqual(['2']);
    expect((await register.find('1'))?.integratedAt).toBe('2026-11-25T08:00:00.000Z');
  });

  test('is found by its content and its batch id, the latest first', async () => {
    const register = await registerHere();
    await delivered(register, delivery('0', { outcome: 'refused', contentHash: 'same', batch: 'lot' }));
    expect(await register.deliveryOfContent('888', 'same')).toBeNull();
    expect(await register.deliveryOfBatch('888', 'lot')).toBeNull();
    await delivered(register, delivery('1', { contentHash: 'same', batch: 'lot' }));
    const again = { contentHash: 'same', batch: 'lot', revision: 1, earlier: '1' };
    await register.intend(intentOf(delivery('2', { ...again, receivedAt: '2026-11-24T12:00:00.000Z' })));
    expect((await register.deliveryOfContent('888', 'same'))?.id).toBe('2');
    expect((await register.deliveryOfBatch('888', 'lot'))?.id).toBe('2');
    expect(await register.deliveryOfContent('1024', 'same')).toBeNull();
    expect(await register.deliveryOfBatch('1024', 'lot')).toBeNull();
  });

  test('is found by its entries, which are told apart by everything that makes them the same', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'), { entries: [entry('P1'), entry('P2')] });
    const others = [
      entry('P1', { journal: 'VE' }),
      entry('P1', { date: 20221001 as CalendarDate }),
      entry('P1', { amounts: 'other' }),
      entry('P3'),
    ];
    const except = { contentHash: 'content-2' };
    expect(await register.deliveredEntries('888', others, except)).toEqual([]);
    expect(await register.deliveredEntries('1024', [entry('P1')], except)).toEqual([]);
    expect(await register.deliveredEntries('888', [entry('P1')], { contentHash: 'content-1' })).toEqual([]);
    expect(await register.deliveredEntries('888', [...others, entry('P2')], except)).toEqual([
      { ...entry('P2'), drop: '1', batch: 'lot-1', deliveredAt: FINISHED_AT },
    ]);
  });

  test('is found by its pieces, too, where other amounts count, and tells what they were', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'), { entries: [entry('P1', { debit: 12_000n }), entry('P2')] });
    const question = { contentHash: 'content-9', withOtherAmounts: true } as const;
    const other = entry('P1', { amounts: 'other', debit: 12_500n });
    const { debit: _, ...told } = other;
    const of = { drop: '1', batch: 'lot-1', deliveredAt: FINISHED_AT };
    expect(await register.deliveredEntries('888', [other, entry('P2'), entry('P3')], question)).toEqual([
      { ...told, ...of, otherAmounts: { debit: 12_000n } },
      { ...entry('P2'), ...of },
    ]);
    // One of the same amounts counts first, then the later one.
    await delivered(register, delivery('2'), { entries: [other] });
    await delivered(register, delivery('3'), { entries: [entry('P1', { amounts: 'third' })] });
    expect(await register.deliveredEntries('888', [other], question)).toEqual([
      { ...told, ...of, drop: '2', batch: 'lot-2' },
    ]);
    expect(
      await register.deliveredEntries('888', [entry('P1', { amounts: 'fourth' })], question),
    ).toMatchObject([{ drop: '3', otherAmounts: { debit: null } }]);
  });

  test('has its entries looked up a part at a time, none lost at the seams', async () => {
    const register = await registerHere();
    const entries = Array.from({ length: 25_100 }, (_, index) => entry(`P${index}`));
    await delivered(register, delivery('1'), { entries });
    const found = await register.deliveredEntries('888', entries, { contentHash: 'other' });
    expect(found.map(({ piece }) => piece)).toEqual(entries.map(({ piece }) => piece));
    const intent = intentOf(delivery('2'), { entries: entries.map((each) => ({ ...each, journal: 'VE' })) });
    await register.intend(intent);
    expect((await register.unfinished())[0]?.entries).toEqual(intent.entries);
  });
});

describe('what is published', () => {
  test('is the payload of the highest sequence that is finished', async () => {
    const register = await registerHere();
    expect(await register.lastPublished('888')).toBeNull();
    await delivered(register, publication('1', 1), { payload: '{"libellé":"créé"}' });
    await delivered(register, publication('2', 2), { payload: '{"libellé":"modifié €"}' });
    await delivered(register, publication('3', 7, { dossier: '1024' }), { payload: '{}' });
    await register.intend(intentOf(publication('4', 3), { payload: '{"never":1}' }));
    expect(await register.lastPublished('888')).toEqual({
      drop: '2',
      sequence: 2,
      payload: '{"libellé":"modifié €"}',
    });
    expect((await register.unfinished())[0]?.payload).toBe('{"never":1}');
  });

  test('is listed newest first, without what was refused or changed nothing', async () => {
    const register = await registerHere();
    await delivered(register, publication('1', 1));
    await delivered(register, publication('2', 2, { receivedAt: '2026-11-24T11:00:00.000Z' }));
    await delivered(register, publication('3', 1, { dossier: '1024' }));
    await delivered(register, publication('4', 3, { outcome: 'unchanged' }));
    await register.intend(intentOf(publication('5', 9)));
    expect(idsOf(await register.publications('888'))).toEqual(['2', '1']);
    expect(idsOf(await register.publications())).toEqual(['2', '3', '1']);
  });
});

describe('the chain of the archives', () => {
  test('has a link for each archive, in the order in which drops became final', async () => {
    const register = await registerHere();
    await register.intend(intentOf(delivery('1')));
    await register.intend(intentOf(delivery('2')));
    await register.finish('2', FINISHED_AT);
    await register.finish('1', FINISHED_AT);
    await delivered(register, delivery('3', { outcome: 'duplicate', archive: null, manifestHash: null }));
    const first = chainHashOf('0'.repeat(64), 'manifest-2');
    // `printf '%s\nmanifest-2' 000…000 | sha256sum`
    expect(first).toBe('0e9f5827f4e64ea2b0e10864d237267a054050b5084132cd5b8d7da577fb4f4a');
    expect(await register.archives()).toEqual([
      {
        position: 1,
        drop: '2',
        archive: '2026/11/2.zip',
        manifestHash: 'manifest-2',
        chainHash: first,
        purgedAt: null,
      },
      {
        position: 2,
        drop: '1',
        archive: '2026/11/1.zip',
        manifestHash: 'manifest-1',
        chainHash: chainHashOf(first, 'manifest-1'),
        purgedAt: null,
      },
    ]);
  });

  test('keeps the link of an archive that was purged', async () => {
    const register = await registerHere();
    await delivered(register, delivery('1'));
    await register.purged(1, '2036-01-01T00:00:00.000Z');
    await register.purged(1, '2037-01-01T00:00:00.000Z');
    await delivered(register, delivery('2'));
    const [first, second] = await register.archives();
    expect(first?.purgedAt).toBe('2036-01-01T00:00:00.000Z');
    expect(second?.chainHash).toBe(chainHashOf(first?.chainHash ?? '', 'manifest-2'));
  });

  test('takes no archive without its hash', async () => {
    const register = await registerHere();
    await register.intend(intentOf(delivery('1', { manifestHash: null })));
    await expect(register.finish('1', FINISHED_AT)).rejects.toThrow(/manifest/);
    expect(await register.unfinished()).toHaveLength(1);
  });
});
