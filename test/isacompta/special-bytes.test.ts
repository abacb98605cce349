/** The bytes that take a closer look are found wherever they stand, and no others are. */
import { expect, test } from 'vitest';
import { holdSpecial } from '../../src/isacompta/special-bytes.ts';

const SPECIAL = /[^\t-\r -~\xa0-\xff]/;
const ALL_BYTES = Array.from({ length: 256 }, (_, byte) => byte);

test('every byte at every place, after and before every kind of neighbour', () => {
  const block = Buffer.from(new ArrayBuffer(24));
  const wrong: string[] = [];
  for (const neighbour of [0x20, 0x41, 0x7e, 0x0a, 0xe9, 0xff]) {
    for (const byte of ALL_BYTES) {
      const isSpecial = SPECIAL.test(String.fromCharCode(byte));
      for (let start = 0; start < 5; start += 1) {
        for (let end = start + 1; end < 16; end += 1) {
          for (let at = start; at < end; at += 1) {
            block.fill(neighbour);
            block[at] = byte;
            if (holdSpecial(block, start, end) !== isSpecial)
              wrong.push(`${byte} at ${at} among ${neighbour}, ${start} to ${end}`);
          }
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('what stands around the stretch does not count', () => {
  const block = Buffer.alloc(32, 0);
  block.fill(0x20, 5, 23);
  expect(holdSpecial(block, 5, 23)).toBe(false);
  expect(holdSpecial(block, 4, 23)).toBe(true);
  expect(holdSpecial(block, 5, 24)).toBe(true);
  expect(holdSpecial(block, 7, 7)).toBe(false);
  // A view that begins within a word of its memory, as one cut out of a larger block does.
  expect(holdSpecial(block.subarray(3, 31), 2, 20)).toBe(false);
  expect(holdSpecial(block.subarray(3, 31), 1, 20)).toBe(true);
});
