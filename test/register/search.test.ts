/** Finding drops by their words, what was seen, and which company files there are. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Register } from '../../src/register/register.ts';
import { amountWord, searchTerms, wordsOf } from '../../src/register/search-words.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, intentOf, opened } from './records.ts';

async function register(): Promise<Register> {
  return opened(join(temporaryFolder(), 'registre.db'));
}

const ids = (records: readonly { readonly id: string }[]): string[] => records.map(({ id }) => id);

describe('the words of a text', () => {
  test('are its letters and digits, without case and accents', () => {
    expect(wordsOf('Électricité n° FA-2022/12, 0x9f1642')).toEqual([
      'electricite',
      'n',
      'fa',
      '2022',
      '12',
      '0x9f1642',
    ]);
    expect(wordsOf(' – ')).toEqual([]);
  });

  test('an amount is asked for however it is typed', () => {
    const asked = ['302,26', '302.26', '302,26 €', ' 302,26 '];
    for (const text of asked)
      expect(searchTerms(text), text).toEqual([{ word: 'montant30226', isBeginning: false }]);
    expect(searchTerms('1 234,5')).toEqual([{ word: 'montant123450', isBeginning: false }]);
    expect(searchTerms('38\u00a0327,28')).toEqual([{ word: 'montant3832728', isBeginning: false }]);
    expect(searchTerms('proxy 27,81')).toEqual([
      { word: 'proxy', isBeginning: true },
      { word: 'montant2781', isBeginning: false },
    ]);
    expect(searchTerms('2022')).toEqual([{ word: '2022', isBeginning: true }]);
    expect(searchTerms('')).toEqual([]);
  });

  test('whatever is asked for can be asked', async () => {
    const empty = await register();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const terms = searchTerms(text);
        if (terms.length > 0) expect(await empty.search(terms, { limit: 1 })).toEqual([]);
      }),
      { verbose: 1, numRuns: 200 },
    );
  });
});

describe('search', () => {
  test('finds the drops that have every word, newest first and page by page', async () => {
    const some = await register();
    for (const number of [1, 2, 3, 4]) {
      await delivered(some, delivery(`d${number}`, { dossier: number === 2 ? '999' : '888' }));
      await some.remember([
        { id: `d${number}`, words: ['proxypaye', `piece${number}`, amountWord(30_226n)] },
      ]);
    }
    const find = async (text: string, filter = {}): Promise<string[]> =>
      ids(await some.search(searchTerms(text), { limit: 10, ...filter }));
    expect(await find('PROXY')).toEqual(['d4', 'd3', 'd2', 'd1']);
    expect(await find('proxypaye 302,26 piece3')).toEqual(['d3']);
    expect(await find('proxypaye inconnu')).toEqual([]);
    expect(await find('proxypaye', { dossier: '888' })).toEqual(['d4', 'd3', 'd1']);
    expect(await find('proxypaye', { limit: 2, before: 'd4' })).toEqual(['d3', 'd2']);
    expect(await find('proxypaye', { before: 'nobody' })).toEqual([]);
    expect(await find('proxypaye', { outcome: 'refused' })).toEqual([]);
    expect(await find('proxypaye', { to: '2026-11-23' })).toEqual([]);
    expect(await find('proxypaye', { from: '2026-11-24', isPending: true })).toHaveLength(4);
  });

  test('keeps to everything that the list keeps to', async () => {
    const some = await register();
    for (const id of ['seen', 'delivered', 'refused', 'refused-too']) {
      const outcome = id === 'delivered' ? 'delivered' : 'refused';
      await delivered(some, delivery(id, { outcome, receivedAt: '2026-11-24T10:15:00.000Z' }));
      await some.remember([{ id, words: ['word'] }]);
    }
    await some.markSeen('seen', '2026-11-24T12:00:00.000Z');
    const filters = [
      { isUnseen: true },
      { text: 'too' },
      { isPending: true },
      { outcome: 'refused', kind: 'batch', dossier: '888', from: '2026-11-24', to: '2026-11-24' },
      { kind: 'settings' },
    ] as const;
    for (const filter of filters) {
      const listed = ids(await some.list({ ...filter, limit: 9 }));
      expect(ids(await some.search(searchTerms('word'), { ...filter, limit: 9 })).sort()).toEqual(
        listed.sort(),
      );
    }
    expect(ids(await some.search(searchTerms('word'), { isUnseen: true, limit: 9 }))).toEqual([
      'refused-too',
      'refused',
    ]);
  });

  test('tells which drops it does not know yet, until it does', async () => {
    const some = await register();
    for (const id of ['a', 'b', 'c']) await delivered(some, delivery(id));
    await some.intend(intentOf(delivery('intended')));
    expect(ids(await some.wordless(2))).toEqual(['c', 'b']);
    expect(await some.searchProgress()).toEqual({ known: 0, of: 4 });
    await some.remember([{ id: 'c', words: ['word'] }]);
    await some.remember([{ id: 'a', words: ['word'] }]);
    expect(ids(await some.wordless(5))).toEqual(['b']);
    expect(await some.searchProgress()).toEqual({ known: 2, of: 4 });
    await some.remember([{ id: 'b', words: ['word'] }]);
    await some.remember([{ id: 'b', words: ['other'] }]);
    expect(await some.search(searchTerms('other'), { limit: 5 })).toEqual([]);
    expect(await some.wordless(5)).toEqual([]);
    expect(await some.searchProgress()).toBeNull();
    await some.finish('intended', '2026-11-24T10:17:00.000Z');
    expect(ids(await some.wordless(5))).toEqual(['intended']);
    await expect(some.remember([{ id: 'nobody', words: [] }])).rejects.toThrow('nobody');
  });
});

describe('what a person has seen', () => {
  test('is told with its time, and the first look counts', async () => {
    const some = await register();
    for (const id of ['a', 'b']) await delivered(some, delivery(id, { outcome: 'refused', facts: null }));
    await delivered(some, delivery('c'));
    expect(await some.unseen(10)).toBe(2);
    expect(await some.unseen(1)).toBe(1);
    await some.markSeen('a', '2026-11-25T08:00:00.000Z');
    await some.markSeen('a', '2026-11-26T08:00:00.000Z');
    expect([...(await some.seen(['a', 'b', 'c']))]).toEqual([['a', '2026-11-25T08:00:00.000Z']]);
    expect(ids(await some.list({ isUnseen: true, limit: 10 }))).toEqual(['b']);
    expect(await some.seen([])).toEqual(new Map());
  });
});

test('the company files are told once each, and a change of somebody else shows', async () => {
  const path = join(temporaryFolder(), 'registre.db');
  const [one, other] = [await opened(path), await opened(path)];
  expect(await one.dossiers()).toEqual([]);
  const before = await one.version();
  for (const [id, dossier] of [
    ['a', '888'],
    ['b', '0742'],
    ['c', '888'],
    ['d', null],
  ] as const)
    await delivered(other, delivery(id, { dossier, outcome: 'refused', facts: null }));
  expect(await one.dossiers()).toEqual(['0742', '888']);
  const after = await one.version();
  expect(after).not.toBe(before);
  expect(await one.version()).toBe(after);
});
