import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodeToUtf8, inspectText, type TextInspection } from '../../src/format/text-encoding.ts';

const TEXT = 'Date;Libellé\r\n31/08/2022;Café à 3 €\r\n';

/** The bytes in chunks of this size, as a file may come. */
function streamOf(bytes: Uint8Array, chunkSize = bytes.length): Readable {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize)
    chunks.push(Buffer.from(bytes.slice(at, at + chunkSize)));
  return Readable.from(chunks, { objectMode: false });
}

async function utf8Of(bytes: Uint8Array, inspection: TextInspection, chunkSize?: number): Promise<string> {
  return (await buffer(decodeToUtf8(streamOf(bytes, chunkSize), inspection))).toString('utf8');
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

test.each([
  ['utf-8', 0, Buffer.from(TEXT)],
  ['utf-8', 3, Buffer.from(`\ufeff${TEXT}`)],
  ['utf-16le', 2, Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['utf-16be', 2, utf16be(`\ufeff${TEXT}`)],
  ['windows-1252', 0, iconv.encode(TEXT, 'windows-1252')],
] as const)('%s with a mark of %i bytes, in chunks of any size', async (encoding, bomBytes, bytes) => {
  for (const chunkSize of [1, 2, 3, 7, bytes.length]) {
    const inspection = await inspectText(streamOf(bytes, chunkSize));
    expect(inspection).toEqual({
      encoding,
      bomBytes,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      hasQuotes: false,
      hasNul: false,
      mayBeDamaged: false,
      lineBreak: '\r\n',
    });
    expect(await utf8Of(bytes, inspection, chunkSize)).toBe(TEXT);
  }
});

test('an empty file, and one shorter than a byte-order mark', async () => {
  expect(await inspectText(streamOf(Buffer.alloc(0)))).toMatchObject({
    encoding: 'utf-8',
    bytes: 0,
    lineBreak: '\n',
  });
  expect(await inspectText(streamOf(Buffer.from('é', 'latin1')))).toMatchObject({
    encoding: 'windows-1252',
    bytes: 1,
  });
  expect(await inspectText(streamOf(Buffer.from([0xff, 0xfe])))).toMatchObject({
    encoding: 'utf-16le',
    bytes: 2,
  });
});

test.each([
  ['a\nb\r\n', '\n'],
  ['a\r\nb\n', '\r\n'],
  ['a\rb\nc', '\n'],
  ['a\rb\rc', '\r'],
  ['\nb', '\n'],
  ['\r\n', '\r\n'],
  ['a', '\n'],
])('the lines of %j end in %j', async (text, lineBreak) => {
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    utf16be(`\ufeff${text}`),
  ]) {
    for (const chunkSize of [1, 2, bytes.length]) {
      expect((await inspectText(streamOf(bytes, chunkSize))).lineBreak).toBe(lineBreak);
    }
  }
});

test('quotes and NUL characters are seen, in UTF-16 as characters and not as bytes', async () => {
  expect(await inspectText(streamOf(Buffer.from('a"b\0')))).toMatchObject({ hasQuotes: true, hasNul: true });
  const marks = Buffer.from('\ufeffa"b\0', 'utf16le');
  expect(await inspectText(streamOf(marks, 3))).toMatchObject({ hasQuotes: true, hasNul: true });
  const lookalikes = Buffer.from('\ufeff\u2200', 'utf16le');
  expect(await inspectText(streamOf(lookalikes))).toMatchObject({ hasQuotes: false, hasNul: false });
});

test('a sequence that is cut at the end, or too long by its own rules, is no UTF-8', async () => {
  for (const bytes of [
    [0x61, 0xc3],
    [0xc0, 0x80],
    [0x80, 0x80, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x9f, 0x98],
  ]) {
    expect((await inspectText(streamOf(Buffer.from(bytes), 1))).encoding).toBe('windows-1252');
  }
});

test('UTF-8 with a few bytes that are wrong is read as UTF-8, in chunks of any size', async () => {
  const text = Buffer.from('Société à 3 €;😀;dépôt\r\n');
  for (const wrong of [[0xe9], [0xc3], [0xe2, 0x82], [0xff]]) {
    for (const at of [0, 9, text.length]) {
      const bytes = Buffer.concat([text.subarray(0, at), Buffer.from(wrong), text.subarray(at)]);
      for (const chunkSize of [1, 2, 3, 7, bytes.length]) {
        const inspection = await inspectText(streamOf(bytes, chunkSize));
        expect(inspection).toMatchObject({ encoding: 'utf-8', bomBytes: 0 });
        const read = await utf8Of(bytes, inspection, chunkSize);
        expect(read).toContain('dépôt');
        expect(read).toContain('\ufffd');
      }
    }
  }
});

test('Windows-1252 stays what it is, whatever pairs of its letters look like a character of UTF-8', async () => {
  for (const text of ['é à è', 'Ã© é', 'CAFÉ « à » Ã©', 'É'.repeat(50)]) {
    const bytes = iconv.encode(text, 'windows-1252');
    for (const chunkSize of [1, 2, 3, bytes.length]) {
      const inspection = await inspectText(streamOf(bytes, chunkSize));
      expect(inspection.encoding).toBe('windows-1252');
      expect(await utf8Of(bytes, inspection, chunkSize)).toBe(text);
    }
  }
});

test('two long texts put together are read as the one that there is more of', async () => {
  const utf8 = Buffer.from('é;'.repeat(150_000));
  const windows1252 = Buffer.from('é;'.repeat(150_000), 'latin1');
  const few = windows1252.subarray(0, 1_000);
  for (const [parts, encoding] of [
    [[utf8, few], 'utf-8'],
    [[few, utf8], 'utf-8'],
    [[windows1252, utf8.subarray(0, 3_000)], 'windows-1252'],
    [[utf8.subarray(0, 3_000), windows1252], 'windows-1252'],
  ] as const) {
    expect((await inspectText(streamOf(Buffer.concat(parts), 65_536))).encoding).toBe(encoding);
  }
});

test('UTF-16 of odd length, with half characters and with pairs across chunks', async () => {
  for (const order of ['utf-16le', 'utf-16be'] as const) {
    const whole = Buffer.from('\ufeff😀é\ud83d.\udc00', 'utf16le');
    const bytes = Buffer.concat([order === 'utf-16le' ? whole : whole.swap16(), Buffer.from([0x41])]);
    for (const chunkSize of [1, 2, 3, 4, 5, bytes.length]) {
      const inspection = await inspectText(streamOf(bytes, chunkSize));
      expect(inspection.encoding).toBe(order);
      expect((await utf8Of(bytes, inspection, chunkSize)).slice(0, 6)).toBe('😀é\ufffd.\ufffd');
    }
  }
});

test('UTF-8 without a byte-order mark is handed on as it is', () => {
  const source = streamOf(Buffer.from('a'));
  expect(decodeToUtf8(source, { encoding: 'utf-8', bomBytes: 0 })).toBe(source);
});

test.each(['utf-8', 'utf-16le', 'windows-1252'] as const)(
  'the error of a %s source passes through',
  async (encoding) => {
    const failing = (): Readable =>
      new Readable({
        read() {
          this.destroy(new Error('EIO'));
        },
      });
    await expect(inspectText(failing())).rejects.toThrow('EIO');
    for (const bomBytes of [0, 2]) {
      await expect(buffer(decodeToUtf8(failing(), { encoding, bomBytes }))).rejects.toThrow('EIO');
    }
  },
);

test('a source that fails before it is read from does not end the program', async () => {
  const source = new Readable({ read: () => undefined });
  const decoded = decodeToUtf8(source, { encoding: 'windows-1252', bomBytes: 0 });
  source.destroy(new Error('ENOENT'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await expect(buffer(decoded)).rejects.toThrow('ENOENT');
});

test('giving up the decoded text gives up its source, begun or not', async () => {
  for (const begun of [true, false]) {
    const source = streamOf(Buffer.alloc(1_000_000, 0xe9), 10_000);
    const decoded = decodeToUtf8(source, { encoding: 'windows-1252', bomBytes: 0 });
    if (begun) await once(decoded, 'readable');
    decoded.destroy();
    await once(decoded, 'close');
    expect(source.destroyed).toBe(true);
  }
});

test('any text in any cut is recognized as UTF-8 and comes back', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((value) => !value.startsWith('\ufeff'));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (value, chunkSize) => {
      const bytes = Buffer.from(value);
      const inspection = await inspectText(streamOf(bytes, chunkSize));
      expect(inspection.encoding).toBe('utf-8');
      expect(await utf8Of(bytes, inspection, chunkSize)).toBe(value);
    }),
  );
});

test('what stands for no character shows, in each charset and in chunks of any size', async () => {
  const accents = 'É'.repeat(9);
  for (const [bytes, mayBeDamaged] of [
    [Buffer.from(accents), false],
    [Buffer.concat([Buffer.from(accents), Buffer.from([0xe9])]), true],
    [Buffer.from(`${accents}\ufffd`), true],
    [Buffer.from('éé', 'latin1'), false],
    [Buffer.from('éé\x81', 'latin1'), true],
    [Buffer.from('\ufeffé', 'utf16le'), false],
    [Buffer.from('\ufeff\ufffd', 'utf16le'), true],
    [Buffer.from('\ufeff\ud800', 'utf16le'), true],
  ] as const) {
    for (const chunkSize of [1, 2, 3, bytes.length]) {
      expect(await inspectText(streamOf(bytes, chunkSize)), String(bytes)).toMatchObject({ mayBeDamaged });
    }
  }
});
