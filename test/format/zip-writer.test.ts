import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createZip, type ZipTime } from '../../src/format/zip-writer.ts';
import { parseZip } from '../support/parse-zip.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** In the hour that a change of clocks skips or repeats in some zones. */
const TIME: ZipTime = { year: 2022, month: 10, day: 30, hours: 2, minutes: 30, seconds: 59 };

async function zipBytes(files: readonly (readonly [string, Buffer])[], time = TIME): Promise<Buffer> {
  const sink = new MemorySink();
  const zip = await createZip(sink, time);
  for (const [name, content] of files) await zip.add(name, content);
  await zip.finish();
  return sink.bytes;
}

class MemorySink extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    setImmediate(done);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** Takes so many bytes, then fails as a full disk does. */
function fullDisk(after: number): Writable {
  let left = after;
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      left -= chunk.length;
      done(left < 0 ? Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }) : null);
    },
  });
}

test('every field of every header', async () => {
  const content = Buffer.alloc(200_000, 'facture');
  const entries = parseZip(
    await zipBytes([
      ['b.pdf', content],
      ['été.pdf', Buffer.alloc(0)],
      ['a.pdf', content],
    ]),
  );
  expect(entries.map(({ name }) => name)).toEqual(['b.pdf', 'été.pdf', 'a.pdf']);
  for (const { name, content: stored, local, central, versionMadeBy, mode } of entries) {
    expect(local).toEqual(central);
    expect(local).toEqual({
      versionNeeded: 10,
      // Bit 3 (data descriptor) is off; bit 11 (UTF-8) is on exactly where the name needs it.
      flags: name === 'été.pdf' ? 0x800 : 0,
      method: 0,
      time: (2 << 11) | (30 << 5) | 29,
      date: ((2022 - 1980) << 9) | (10 << 5) | 30,
      crc32: crc32(stored),
      packedSize: stored.length,
      size: stored.length,
      extraLength: 0,
    });
    expect([versionMadeBy, mode]).toEqual([(3 << 8) | 45, 0o100644]);
  }
  expect(entries[2]?.content.equals(content)).toBe(true);
});

test('the same bytes in every time zone, and in this process', async () => {
  const program = join(temporaryFolder(), 'write.cjs');
  const contents = `
    import { createZip } from './src/format/zip-writer.ts';
    createZip(process.stdout, ${JSON.stringify(TIME)}).then(async (zip) => {
      await zip.add('a.pdf', Buffer.from('%PDF-a'));
      await zip.finish();
    });`;
  buildSync({
    stdin: { contents, resolveDir: process.cwd() },
    outfile: program,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
  const here = await zipBytes([['a.pdf', Buffer.from('%PDF-a')]]);
  for (const zone of ['America/New_York', 'Asia/Tokyo', 'Europe/Paris', 'UTC']) {
    const there = execFileSync(process.execPath, [program], { env: { ...process.env, TZ: zone } });
    expect(there.equals(here), zone).toBe(true);
  }
});

test.each([
  [1950, 1980, 1, 1],
  [2099, 2043, 12, 31],
])('a time in %i becomes the nearest that the format has', async (year, shownYear, month, day) => {
  const [entry] = parseZip(await zipBytes([['a', Buffer.alloc(1)]], { ...TIME, year }));
  expect(entry?.local.date).toBe(((shownYear - 1980) << 9) | (month << 5) | day);
});

test('whatever the names and contents, what is read is what was written', async () => {
  const name = fc
    .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
    .filter((text) => !/[/\\:]|^\.+$/.test(text));
  const file = fc.tuple(
    name,
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 5 }), async (files) => {
      const bytes = await zipBytes(files);
      expect(parseZip(bytes).map((entry) => [entry.name, entry.content])).toEqual(files);
      expect(bytes.equals(await zipBytes(files))).toBe(true);
    }),
  );
});

test('other programs read it', async () => {
  const path = join(temporaryFolder(), 'documents.zip');
  const zip = await createZip(createWriteStream(path), TIME);
  await zip.add('888/été.pdf', Buffer.from('%PDF-'));
  await zip.addStream('grand.pdf', Readable.from([Buffer.alloc(70_000, 1), Buffer.alloc(70_000, 2)]));
  await zip.finish();
  const python = 'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),len(z.namelist()))';
  expect(outputOf('unzip', ['-t', path]) ?? 'No errors detected').toContain('No errors detected');
  expect(outputOf('python3', ['-c', python, path]) ?? 'None 2').toContain('None 2');
});

/** Null where the program is not there. */
function outputOf(program: string, options: string[]): string | null {
  try {
    return execFileSync(program, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

test('a stream has its size behind it, and what follows is sound', async () => {
  const sink = new MemorySink();
  const zip = await createZip(sink, TIME);
  await zip.addStream('grand.pdf', Readable.from([Buffer.alloc(70_000, 1), Buffer.alloc(70_000, 2)]));
  await zip.add('a.pdf', Buffer.from('%PDF-'));
  await zip.addStream('vide.pdf', Readable.from([]));
  await zip.finish();
  const [large, small, empty] = parseZip(sink.bytes);
  expect(large).toMatchObject({
    local: { flags: 8, size: 0 },
    central: { flags: 8, method: 0, size: 140_000 },
  });
  expect(large?.central.crc32).toBe(crc32(large?.content ?? ''));
  expect(small).toMatchObject({ local: { flags: 0, size: 5 } });
  expect(empty).toMatchObject({ central: { size: 0 } });
});

test('a folder of its own, and a comment as the last bytes', async () => {
  const sink = new MemorySink();
  const zip = await createZip(sink, TIME, { comment: 'fin' });
  await zip.addFolder('depot/vide');
  await zip.add('depot/C:a.pdf', Buffer.from('%PDF-'));
  await zip.finish();
  expect(sink.bytes.subarray(-3).toString()).toBe('fin');
  const [folder, file] = parseZip(sink.bytes);
  expect(folder).toMatchObject({ name: 'depot/vide/', mode: 0o040755, central: { size: 0, method: 0 } });
  expect(file?.name).toBe('depot/C:a.pdf');
  await expect(zip.addFolder('a/')).rejects.toThrow('not a name');
});

test('add resolves only when the sink took the bytes', async () => {
  const taken: (() => void)[] = [];
  let bytes = 0;
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      taken.push(() => {
        bytes += chunk.length;
        done();
      });
    },
  });
  const zip = await createZip(sink, TIME);
  let isResolved = false;
  const added = zip.add('a.pdf', Buffer.alloc(3_000_000)).then(() => {
    isResolved = true;
  });
  while (!isResolved) {
    await new Promise((done) => setTimeout(done, 5));
    expect(isResolved).toBe(bytes >= 3_000_000 + 30 + 5);
    taken.shift()?.();
  }
  await added;
});

test.each([0, 10, 32, 40, 3_000, 60_000])('a disk that is full after %i bytes is told', async (after) => {
  const write = async () => {
    const zip = await createZip(fullDisk(after), TIME);
    await zip.add('a.pdf', Buffer.alloc(2_950));
    await zip.add('b.pdf', Buffer.alloc(57_000));
    await zip.finish();
  };
  await expect(write()).rejects.toMatchObject({ code: 'ENOSPC' });
});

test('after a failure every call rejects, and none hangs', async () => {
  const zip = await createZip(fullDisk(100), TIME);
  await expect(zip.add('a.pdf', Buffer.alloc(200))).rejects.toMatchObject({ code: 'ENOSPC' });
  await expect(zip.add('b.pdf', Buffer.alloc(1))).rejects.toMatchObject({ code: 'ENOSPC' });
  await expect(zip.addStream('c.pdf', Readable.from([Buffer.alloc(1)]))).rejects.toMatchObject({
    code: 'ENOSPC',
  });
  await expect(zip.finish()).rejects.toMatchObject({ code: 'ENOSPC' });
});

test('a sink that cannot be opened, or is closed meanwhile, is told', async () => {
  const nowhere = await createZip(createWriteStream(join(temporaryFolder(), 'no', 'a.zip')), TIME);
  await expect(nowhere.add('a.pdf', Buffer.alloc(1))).rejects.toMatchObject({ code: 'ENOENT' });
  const sink = new PassThrough();
  const closed = await createZip(sink, TIME);
  const added = closed.add('a.pdf', Buffer.alloc(1_000_000));
  sink.destroy();
  await expect(added).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
});

test('a stream that fails is told, and is not left open', async () => {
  const zip = await createZip(new MemorySink(), TIME);
  const failing = Readable.from(
    (async function* () {
      yield Buffer.alloc(10);
      throw new Error('EIO');
    })(),
  );
  await expect(zip.addStream('a.pdf', failing)).rejects.toThrow('EIO');
  await expect(zip.finish()).rejects.toThrow('EIO');
  const full = await createZip(fullDisk(100_000), TIME);
  const endless = new Readable({ read: () => endless.push(Buffer.alloc(10_000)) });
  await expect(full.addStream('a.pdf', endless)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(endless.destroyed).toBe(true);
});

test.each(['', '/a', '../a', 'a/../b', 'C:a', 'a\\b', 'a/', 'a//b', './a'])(
  'the name %j is a mistake of the caller',
  async (name) => {
    const zip = await createZip(new MemorySink(), TIME);
    await expect(zip.add(name, Buffer.alloc(1))).rejects.toThrow('not a name');
  },
);

test('a file on disk is complete and closed when finish resolves', async () => {
  const path = join(temporaryFolder(), 'documents.zip');
  const sink = createWriteStream(path);
  const zip = await createZip(sink, TIME);
  await zip.finish();
  expect(sink.closed).toBe(true);
  expect(parseZip(readFileSync(path))).toEqual([]);
});
