import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dossierInPath, dossierOf, isDossier } from '../../src/ami/dossier.ts';

test.each(['888', '1', 'A', '12345678', 'ABCDEFGH', '0615', 'a-b', '88-2022', 'x1'])(
  '%s is a number',
  (number) => {
    expect(isDossier(number)).toBe(true);
  },
);

test.each([
  ['', 'empty'],
  ['123456789', 'of nine characters'],
  ['-88', 'opened by a hyphen'],
  ['88-', 'closed by a hyphen'],
  ['8 8', 'with a space'],
  ['88 ', 'with a space behind it'],
  ['88.', 'with a dot behind it'],
  ['8.8', 'with a dot'],
  ['..', 'the folder above'],
  ['.', 'the folder itself'],
  ['8/8', 'with a slash'],
  ['8\\8', 'with a backslash'],
  ['C:', 'a drive'],
  ['8_8', 'with an underscore'],
  ['é88', 'with an accent'],
  ['٨٨٨', 'in Arabic digits'],
  ['88\n', 'with a line break'],
  ['88\u0000', 'with a NUL'],
  ['CON', 'a device of Windows'],
  ['nul', 'a device in lower case'],
  ['Com1', 'a port'],
])('"%s" (%s) is not a number', (number) => {
  expect(isDossier(number)).toBe(false);
});

const IN_DROP_FOLDER = join('root', 'depot-ami', '888', '999_septembre.zip');

test.each([
  ['the command wins', { asked: '1', announced: '2', path: IN_DROP_FOLDER }, '1'],
  ['then lot.json', { asked: null, announced: '2', path: IN_DROP_FOLDER }, '2'],
  ['then the folder below the drop folder', { asked: null, announced: null, path: IN_DROP_FOLDER }, '888'],
  ['then the name', { asked: null, announced: null, path: join('x', '999_septembre.zip') }, '999'],
  [
    'in the drop folder itself, the name',
    { asked: null, announced: null, path: join('depot-ami', '888_a') },
    '888',
  ],
  ['the name before its first underscore', { asked: null, announced: null, path: '888_2022_09.csv' }, '888'],
  [
    'a folder, with a separator behind it',
    { asked: null, announced: null, path: `${resolve('888_lot')}/` },
    '888',
  ],
  [
    'any case of the drop folder',
    { asked: null, announced: null, path: join('Depot-AMI', '888', 'a.zip') },
    '888',
  ],
  ['no further down', { asked: null, announced: null, path: join('depot-ami', '888', 'x', 'a.zip') }, null],
  ['a name that begins with an underscore', { asked: null, announced: null, path: '_888.zip' }, null],
  ['a name without underscore', { asked: null, announced: null, path: '888.zip' }, null],
  ['what is said is not judged', { asked: null, announced: '../x', path: 'a' }, '../x'],
])('%s', (_, sources, expected) => {
  expect(dossierOf(sources)).toBe(expected);
});

test.each([
  ['888_septembre.csv', '888'],
  ['0742_t', '0742'],
  [IN_DROP_FOLDER, '888'],
  ['septembre.csv', null],
  ['lot_3', null],
  ['2025_03', null],
  ['20250331_lot', null],
  ['2025-03_lot', null],
  ['123456789_lot', null],
])('%s says %s clearly', (path, expected) => {
  expect(dossierInPath(path)).toBe(expected);
});
