import { expect, test } from 'vitest';
import { CharsetSniffer, characterTable, decodeText, WINDOWS_1252 } from '../../src/isacompta/charset.ts';
import { DOS_HEADER, HEADER } from './real-traits.ts';

const NO_FLAG = HEADER.slice(0, 40);

test.each([
  ['flag 1 and its own letters', HEADER, 'r\xe9gl\xe9 \xe0 l\x92\xe9ch\xe9ance', 'windows-1252'],
  ['flag 0 and its own letters', DOS_HEADER, 'r\x82gl\x82 \x85 l\x27\x82ch\x82ance', 'cp850'],
  ['flag 1 over letters of DOS', HEADER, 'r\x82gl\x82 \x85 t\x93t', 'cp850'],
  ['flag 0 over letters of Windows', DOS_HEADER, 'r\xe9gl\xe9 \xe0 t\xf4t', 'windows-1252'],
  ['flag 1 and a sign that is a letter in DOS', HEADER, 'suite\x85', 'windows-1252'],
  ['flag 0 and capitals of DOS', DOS_HEADER, 'F\x90VRIER, TR\xd4S \xb7', 'cp850'],
  ['flag 1 and capitals of Windows', HEADER, 'F\xc9VRIER, TR\xc8S \xc0', 'windows-1252'],
  ['no flag, letters of DOS', NO_FLAG, 'r\x82gl\x82', 'cp850'],
  ['no flag, letters of Windows', NO_FLAG, 'r\xe9gl\xe9', 'windows-1252'],
  ['flag 0 and ASCII alone', DOS_HEADER, 'regle', 'windows-1252'],
])('%s', (_, header, text, charset) => {
  const bytes = Buffer.from(`${header}\r\nECR   ${text}\r\n`, 'latin1');
  for (const size of [1, 20, bytes.length]) {
    const sniffer = new CharsetSniffer();
    for (let at = 0; at < bytes.length; at += size) sniffer.see(bytes.subarray(at, at + size));
    expect(sniffer.charset).toBe(charset);
  }
});

test('Windows-1252 has the 27 characters that Latin-1 lacks', () => {
  const bytes = Buffer.from([0x80, 0x82, 0x85, 0x8c, 0x92, 0x93, 0x94, 0x96, 0x9c, 0x9f, 0xe9, 0xff, 0x41]);
  expect(decodeText(bytes, 0, bytes.length, WINDOWS_1252)).toBe('€‚…Œ’“”–œŸéÿA');
  const specials = [...WINDOWS_1252.high.slice(0, 32)].filter((character) => character > '\u00ff');
  expect(specials).toHaveLength(27);
});

test('code page 850 has the letters of DOS', async () => {
  const bytes = Buffer.from([0x82, 0x85, 0x8a, 0x87, 0x93, 0x97, 0x90, 0xd4, 0xf8]);
  expect(decodeText(bytes, 0, bytes.length, await characterTable('cp850'))).toBe('éàèçôùÉÈ°');
});

test.each(['windows-1252', 'cp850'] as const)('no two bytes of %s read alike', async (charset) => {
  const table = await characterTable(charset);
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const text = decodeText(bytes, 0, 256, table);
  expect(text).toHaveLength(256);
  expect(new Set(text).size).toBe(256);
});
