import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSafeFileName, longPath, safeFileName } from '../../src/format/windows-names.ts';

test.each([
  ['facture 12.pdf', 'facture 12.pdf'],
  ['a<b>c:d"e/f\\g|h?i*j', 'a-b-c-d-e-f-g-h-i-j'],
  ['ligne\nune\u0085\u007f', 'ligne-une--'],
  ['fin. . .', 'fin'],
  ['', '_'],
  ['.', '_'],
  ['..', '_'],
  [' ', '_'],
  ['.htaccess', '.htaccess'],
  ['CON', 'CON_'],
  ['nul.pdf', 'nul_.pdf'],
  ['Aux.tar.gz', 'Aux_.tar.gz'],
  ['PRN .txt', 'PRN_ .txt'],
  ['com1', 'com1_'],
  ['COM³.pdf', 'COM³_.pdf'],
  ['LPT9.x', 'LPT9_.x'],
  ['CONIN$', 'CONIN$_'],
  ['conout$.log', 'conout$_.log'],
  ['COM0', 'COM0'],
  ['COM10', 'COM10'],
  ['CONTRAT.pdf', 'CONTRAT.pdf'],
  ['a\ud83db', 'a-b'],
])('%j is named %j', (text, expected) => {
  expect(safeFileName(text)).toBe(expected);
  expect(isSafeFileName(text)).toBe(text === expected);
});

test('a safe name is safe', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isSafeFileName(safeFileName(text))));
});

test('a long Windows path gets the prefix that lifts the limit', () => {
  const long = 'x'.repeat(240);
  expect(longPath('win32', `C:\\root/${long}`)).toBe(`\\\\?\\C:\\root\\${long}`);
  expect(longPath('win32', `\\\\server\\share\\${long}`)).toBe(`\\\\?\\UNC\\server\\share\\${long}`);
  const prefixed = `\\\\?\\C:\\root\\${long}`;
  expect(longPath('win32', prefixed)).toBe(prefixed);
});

test('a path of 247 characters, a relative path and other platforms are left alone', () => {
  const at = `C:\\${'x'.repeat(244)}`;
  expect(longPath('win32', at)).toBe(at);
  expect(longPath('win32', `${at}x`)).toBe(`\\\\?\\${at}x`);
  expect(longPath('win32', 'x'.repeat(300))).toBe('x'.repeat(300));
  expect(longPath('linux', `/${'x'.repeat(300)}`)).toBe(`/${'x'.repeat(300)}`);
});
