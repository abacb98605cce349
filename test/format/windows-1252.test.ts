import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import {
  decode,
  encode,
  isEncodable,
  SHORTENED,
  UNENCODABLE,
  WRITTEN,
  writeText,
} from '../../src/format/windows-1252.ts';

test('every byte decodes as iconv-lite decodes it', () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  expect(decode(bytes)).toBe(iconv.decode(bytes, 'windows-1252'));
});

test('every character that has a byte is written as iconv-lite writes it', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    const character = iconv.decode(Buffer.from([byte]), 'windows-1252');
    const control = /\p{Cc}/u.test(character) || character === '\ufffd';
    expect(isEncodable(character), `byte ${byte}`).toBe(!control);
    if (!control) expect([...encode(character)]).toEqual([byte]);
  }
});

test('no character but those 218 has a place', () => {
  let places = 0;
  for (let code = 0; code <= 0xffff; code += 1) if (isEncodable(String.fromCharCode(code))) places += 1;
  expect(places).toBe(256 - 33 - 5);
});

test('a text is written left-aligned and leaves the rest of its field as it was', () => {
  const line = Buffer.alloc(12, '.');
  expect(writeText(line, 2, 6, 'Été€')).toBe(WRITTEN);
  expect(decode(line)).toBe('..Été€......');
});

test('a text that is too long is cut at the width and says so', () => {
  const line = Buffer.alloc(8, '.');
  expect(writeText(line, 1, 4, 'ABCDEF')).toBe(SHORTENED);
  expect(decode(line)).toBe('.ABCD...');
});

test.each(['ł', '→', 'e\u0301', '\t', '\u007f', '\u0085', '\u0081', '\ufffd', '\ud83d', '😀'])(
  'a field with %j is not written',
  (text) => {
    expect(writeText(Buffer.alloc(8), 0, 8, text)).toBe(UNENCODABLE);
    expect(writeText(Buffer.alloc(8), 0, 2, `A${text}x`)).toBe(UNENCODABLE | SHORTENED);
    expect(() => encode(text)).toThrow(RangeError);
  },
);

test('what lies beyond the width is not looked at, but for a mark of the last character', () => {
  expect(writeText(Buffer.alloc(8), 0, 2, 'ABł')).toBe(SHORTENED);
  expect(writeText(Buffer.alloc(8), 0, 2, 'Ae\u0301')).toBe(UNENCODABLE | SHORTENED);
});

test('an encodable text comes back from its bytes', () => {
  const character = fc.integer({ min: 0x20, max: 0xff }).map((byte) => decode(Uint8Array.of(byte)));
  const text = fc.array(character.filter(isEncodable)).map((characters) => characters.join(''));
  fc.assert(fc.property(text, (value) => decode(encode(value)) === value));
});
