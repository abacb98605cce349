import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closestForm } from '../../src/format/closest-form.ts';
import { isEncodable } from '../../src/format/windows-1252.ts';

test.each([
  ['Société Générale – 12 €', 'Société Générale – 12 €'],
  ['Łódź', 'Lódz'],
  ['Şişli Ő', 'Sisli O'],
  ['ǖ', 'ü'],
  ['A → B', 'A -> B'],
  ['x ≤ 3', 'x <= 3'],
  ['a ≠ b', 'a <> b'],
  ['−12', '-12'],
  ['non\u2011coupé', 'non-coupé'],
  ['5′ 10″', '5\' 10"'],
  ['1\u202f234\u2009kg', '1 234 kg'],
  ['⅓ et x⁴', '1/3 et x4'],
  ['zéro\u200bespace\ufeff', 'zéroespace'],
  ['❤\ufe0f', ':heart:'],
  ['👍🏽', ':thumbsup:'],
  ['ligne 1\r\nligne 2\tfin\0', 'ligne 1 ligne 2 fin '],
  ['漢', 'Han'],
  ['\ue000', '¤'],
  ['\ufffd', '¤'],
  ['？', '¤'],
  ['\ud83d!', '¤!'],
  ['\u0301', ''],
  ['doux\u00adtrait', 'doux\u00adtrait'],
])('%j becomes %j', (text, expected) => {
  expect(closestForm(text).text).toBe(expected);
});

test('a decomposed accent is composed, and told', () => {
  expect(closestForm('e\u0301te\u0301')).toEqual({
    text: 'été',
    replaced: [{ character: 'e\u0301', by: 'é' }],
  });
});

test('each replacement is told once, in the order of the text', () => {
  expect(closestForm('ş→ş\u200b→').replaced).toEqual([
    { character: 'ş', by: 's' },
    { character: '→', by: '->' },
    { character: '\u200b', by: '' },
  ]);
});

test('an encodable text is left alone', () => {
  expect(closestForm('déjà vu ?')).toEqual({ text: 'déjà vu ?', replaced: [] });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
);

test('any text becomes encodable, tells when it changed, and is changed only once', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const closest = closestForm(text);
      expect(isEncodable(closest.text)).toBe(true);
      expect(closest.replaced.length > 0).toBe(!isEncodable(text));
      expect(closestForm(closest.text)).toEqual({ text: closest.text, replaced: [] });
    }),
    { numRuns: 2_000 },
  );
});

test('no question mark appears that was not there', () => {
  const count = (text: string): number => text.split('?').length;
  fc.assert(
    fc.property(anyText, (text) => count(closestForm(text).text) === count(text)),
    { numRuns: 2_000 },
  );
});
