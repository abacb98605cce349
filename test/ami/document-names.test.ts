import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DocumentNames, LONGEST_NAME } from '../../src/ami/document-names.ts';
import { isEncodable } from '../../src/format/windows-1252.ts';
import { isSafeFileName } from '../../src/format/windows-names.ts';

test.each([
  ['facture.pdf', '0x9f1642', 'pdf', '0x9f1642_facture.pdf', true],
  ['2022/Reçu été.PDF', '12', 'PDF', '12_Reçu été.PDF', true],
  ['0x9f1642_facture.pdf', '0x9f1642', 'pdf', '0x9f1642_facture.pdf', true],
  ['0X9F1642.pdf', '0x9f1642', 'pdf', '0X9F1642.pdf', true],
  ['12345.pdf', '1', 'pdf', '1_12345.pdf', true],
  ['2022-LONGUE-1.pdf', '2022-LONGUE', 'pdf', '2022-LONGUE-1.pdf', true],
  ['a.pdf', '2022-LONGUE', 'pdf', '2022-LON_a.pdf', true],
  ['facture-internarche-septembre.pdf', '0x9f166c', 'pdf', '0x9f166c_facture-internarc.pdf', false],
  ['Łódź.pdf', '1', 'pdf', '1_Lódz.pdf', false],
  ['a:b.pdf', '1', 'pdf', '1_a-b.pdf', false],
  ['page.1.pdf', '1', 'pdf', '1_page.1.pdf', true],
  ['scan.dat', '1', 'pdf', '1_scan.pdf', false],
  ['NUL.pdf', '', 'pdf', 'NUL_.pdf', false],
  ['.pdf', '7', 'pdf', '7.pdf', true],
  ['.pdf', '', 'pdf', '_.pdf', true],
  ['sans', '7', 'pdf', '7_sans.pdf', false],
  ['x.pdf', 'A/B', 'pdf', 'A-B_x.pdf', true],
])('%j of piece %j is named in %j', (document, piece, extension, name, whole) => {
  expect(new DocumentNames().nameFor(document, piece, extension)).toEqual({ name, whole });
});

test('a taken name gets a number, whatever the case, and the stem makes room', () => {
  const names = new DocumentNames();
  const ask = (document: string, piece = '1'): string => names.nameFor(document, piece, 'pdf').name;
  expect(ask('a/facture.pdf')).toBe('1_facture.pdf');
  expect(ask('b/FACTURE.pdf')).toBe('1_FACTURE~2.pdf');
  expect(ask('c/facture~2.pdf')).toBe('1_facture~2~2.pdf');
  expect(ask('d/facture.pdf')).toBe('1_facture~3.pdf');
  expect(ask('strasse.pdf')).toBe('1_strasse.pdf');
  expect(ask('straße.pdf')).toBe('1_straße~2.pdf');
  const long = 'abcdefghijklmnopqrstuvwxyz';
  expect(ask(`a/${long}.pdf`)).toBe('1_abcdefghijklmnopqrstuvwx.pdf');
  expect(ask(`b/${long}.pdf`)).toBe('1_abcdefghijklmnopqrstuv~2.pdf');
});

test('thousands of documents of one name are told apart quickly', () => {
  const names = new DocumentNames();
  const given = new Set<string>();
  for (let folder = 0; folder < 20_000; folder += 1) {
    given.add(names.nameFor(`${folder}/facture.pdf`, '0x9f1642', 'pdf').name);
  }
  expect(given.size).toBe(20_000);
}, 5_000);

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'A', ' ', '.', '~', '2', '/', 'ß', 'S', 'Ł', 'C', 'O', 'N') }),
);

test('any names are short, encodable, safe on Windows, unique, and the same when asked again', () => {
  const questions = fc.array(fc.tuple(text, text, fc.constantFrom('pdf', 'PDF', 'jpeg')));
  fc.assert(
    fc.property(questions, (asked) => {
      const names = new DocumentNames();
      const given = asked.map((question) => names.nameFor(...question).name);
      for (const name of given) {
        expect(name.length).toBeLessThanOrEqual(LONGEST_NAME);
        expect(isEncodable(name)).toBe(true);
        expect(isSafeFileName(name)).toBe(true);
      }
      expect(new Set(given.map((name) => name.toUpperCase().toLowerCase())).size).toBe(given.length);
      const again = new DocumentNames();
      expect(asked.map((question) => again.nameFor(...question).name)).toEqual(given);
    }),
    { numRuns: 500 },
  );
});
