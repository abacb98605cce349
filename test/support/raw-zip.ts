/** Builds the bytes of a zip by hand, so that any of its fields can lie. Knows nothing of who reads it. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string | Buffer;
  readonly content?: Buffer | string;
  /** 0 stored (unless told), 8 deflated; with any other the content is stored and only the number is written. */
  readonly method?: number;
  readonly flags?: number;
  readonly crc32?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** The file type and permissions of Unix, as `0o120777` for a link. */
  readonly mode?: number;
  readonly extra?: Buffer;
  /** Points at the local header of the entry of that index instead of its own, and writes no data. */
  readonly sharesDataOf?: number;
}

export interface RawZipOptions {
  /** The count in the end record, where it is not the true one. */
  readonly count?: number;
  readonly prefix?: Buffer;
}

export function rawZip(entries: readonly RawEntry[], options: RawZipOptions = {}): Buffer {
  const parts: Buffer[] = [options.prefix ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = parts[0]?.length ?? 0;
  for (const entry of entries) {
    const raw = rawEntry(entry);
    const shared = entry.sharesDataOf === undefined ? undefined : offsets[entry.sharesDataOf];
    offsets.push(shared ?? offset);
    directory.push(directoryRecord(raw, shared ?? offset));
    if (shared !== undefined) continue;
    const local = localRecord(raw);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([
    ...parts,
    central,
    endRecord(options.count ?? entries.length, central.length, offset),
  ]);
}

/** Info-ZIP's Unicode path field for a name whose raw bytes are something else. */
export function unicodePathField(rawName: Buffer, name: string): Buffer {
  const text = Buffer.from(name);
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + text.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crc32(rawName), 5);
  return Buffer.concat([field, text]);
}

interface Raw {
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly extra: Buffer;
  readonly attributes: number;
  /** Version needed, flags, method, time, date, CRC-32, sizes: the fields that both headers share. */
  readonly shared: Buffer;
}

function rawEntry(entry: RawEntry): Raw {
  const name = Buffer.from(entry.name as string);
  const content = Buffer.from((entry.content ?? '') as string);
  const method = entry.method ?? 0;
  const packed = method === 8 ? deflateRawSync(content) : content;
  const shared = Buffer.alloc(22);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(entry.flags ?? 0, 2);
  shared.writeUInt16LE(method, 4);
  shared.writeUInt32LE(0x0021_0000, 6);
  shared.writeUInt32LE(entry.crc32 ?? crc32(content), 10);
  shared.writeUInt32LE(entry.packedSize ?? packed.length, 14);
  shared.writeUInt32LE(entry.size ?? content.length, 18);
  return {
    name,
    packed,
    extra: entry.extra ?? Buffer.alloc(0),
    attributes: (entry.mode ?? 0) * 65_536,
    shared,
  };
}

function localRecord({ name, packed, shared }: Raw): Buffer {
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(name.length, 0);
  return Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, lengths, name, packed]);
}

function directoryRecord({ name, extra, attributes, shared }: Raw, offset: number): Buffer {
  const rest = Buffer.alloc(18);
  rest.writeUInt16LE(name.length, 0);
  rest.writeUInt16LE(extra.length, 2);
  rest.writeUInt32LE(attributes, 10);
  rest.writeUInt32LE(offset, 14);
  // Made by version 3.0 on Unix.
  return Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([30, 3]), shared, rest, name, extra]);
}

function endRecord(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
