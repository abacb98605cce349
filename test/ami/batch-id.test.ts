import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { contentHash, contentId, outputName } from '../../src/ami/batch-id.ts';
import { isSafeFileName } from '../../src/format/windows-names.ts';
import { calendarDate } from '../../src/model/calendar-date.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const inspected = (path: string, content: string) => ({
  file: { path, size: content.length, open: () => Promise.reject(new Error('not read')) },
  sha256: hash(content),
});

test('the hash is over the sorted paths and hashes, and the id its first eight digits', () => {
  const files = [
    inspected('ecritures.csv', 'x'),
    inspected('documents/b.pdf', 'b'),
    inspected('documents/a.pdf', 'a'),
  ];
  const lines = [
    `documents/a.pdf\0${hash('a')}\n`,
    `documents/b.pdf\0${hash('b')}\n`,
    `ecritures.csv\0${hash('x')}\n`,
  ];
  expect(contentHash(files, false)).toBe(hash(lines.join('')));
  expect(contentHash([...files].reverse(), false)).toBe(contentHash(files, false));
  expect(contentId(hash('x'))).toBe(hash('x').slice(0, 8));
});

test('a batch that is delivered again says so in its name', () => {
  expect(outputName('888', moment(), 'L1', 2)).toBe('888_20220908_101530_L1-r2');
});

test.each([
  ['another content', [inspected('a', '1'), inspected('b', 'y')]],
  ['another path', [inspected('a', '1'), inspected('c', '2')]],
  ['a file less', [inspected('a', '1')]],
  ['contents that changed places', [inspected('a', '2'), inspected('b', '1')]],
  ['paths of another case', [inspected('A', '1'), inspected('b', '2')]],
  ['a path in a folder', [inspected('a', '1'), inspected('x/b', '2')]],
])('%s is another id', (_, files) => {
  expect(contentHash(files, false)).not.toBe(contentHash([inspected('a', '1'), inspected('b', '2')], false));
});

test('a lone CSV has the same id whatever it is called, and that of a folder that holds nothing else', () => {
  const id = contentHash([inspected('888_mars.csv', 'x')], true);
  expect(contentHash([inspected('autre.csv', 'x')], true)).toBe(id);
  expect(contentHash([inspected('ecritures.csv', 'x')], false)).toBe(id);
  expect(contentHash([inspected('888_mars.csv', 'y')], true)).not.toBe(id);
});

test.each([
  ['L1', '888_20220908_101530_L1'],
  ['9f3a01bc', '888_20220908_101530_9f3a01bc'],
  ['été', '888_20220908_101530_été'],
])('the batch %j is called %j', (id, name) => {
  expect(outputName('888', moment(), id, 0)).toBe(name);
});

test.each([
  ['lot de mars', 'lot-de-mars'],
  ['lot\u00a0de\u202fmars', 'lot-de-mars'],
  ['2022/09', '2022-09'],
  ['a\\b:c*d?"<>|', 'a-b-c-d-----'],
  ['a\u0000b\u001bc', 'a-b-c'],
  ['lot.', 'lot'],
  ['Łódź', 'Lódz'],
])('the batch %j is called %j and its hash, for another batch may be called so', (id, name) => {
  expect(outputName('888', moment(), id, 0)).toBe(`888_20220908_101530_${name}-${hash(id).slice(0, 8)}`);
});

test('ids that look the same once they are cleaned give different names', () => {
  const names = ['a/b', 'a:b', 'a-b', 'a b', 'a\u00a0b'].map((id) => outputName('888', moment(), id, 0));
  expect(new Set(names).size).toBe(names.length);
});

test('a very long id is cut, and two that begin alike stay apart', () => {
  const first = outputName('888', moment(), `${'x'.repeat(200)}1`, 0);
  const second = outputName('888', moment(), `${'x'.repeat(200)}2`, 0);
  expect(first).not.toBe(second);
  expect(first.length).toBe('888_20220908_101530_'.length + 60);
  expect(outputName('888', moment(), 'x'.repeat(60), 0)).toBe(`888_20220908_101530_${'x'.repeat(60)}`);
});

test.each(['L1', 'CON', 'nul', 'a/b', '…', '💶', 'a\nb', '\u202efdp', 'x'.repeat(500), '\ud800', '¤', ' . '])(
  'the name of the batch %j is one that Windows takes, and one part of a path',
  (id) => {
    const name = outputName('888', moment(), id, 0);
    expect(isSafeFileName(name)).toBe(true);
    expect(isSafeFileName(`${name}.ECR`)).toBe(true);
    expect(name.startsWith('888_20220908_101530_')).toBe(true);
    expect(name).not.toMatch(/[\\/\p{Cc}]|\s/u);
    expect(name.length).toBeLessThanOrEqual(100);
  },
);

function moment() {
  const date = calendarDate(2022, 9, 8);
  if (date === null) throw new Error('no day');
  return { date, time: '101530' };
}
