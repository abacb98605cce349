/** Takes a zip apart byte by byte, so that a test can look at every field that was written. */

export interface ParsedEntry {
  readonly name: string;
  readonly content: Buffer;
  /** The fields of the local header and of the central directory, apart. */
  readonly local: ParsedHeader;
  readonly central: ParsedHeader;
  readonly versionMadeBy: number;
  readonly mode: number;
}

export interface ParsedHeader {
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  readonly extraLength: number;
}

export function parseZip(bytes: Buffer): ParsedEntry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  const entries: ParsedEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < bytes.readUInt16LE(end + 10); index += 1) {
    if (bytes.toString('latin1', at, at + 4) !== 'PK\u0001\u0002') throw new Error(`no entry at ${at}`);
    entries.push(parseEntry(bytes, at));
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (at !== end) throw new Error(`the directory ends at ${at}, its end record is at ${end}`);
  return entries;
}

function parseEntry(bytes: Buffer, at: number): ParsedEntry {
  const central = parseHeader(bytes, at + 6, bytes.readUInt16LE(at + 30));
  const offset = bytes.readUInt32LE(at + 42);
  if (bytes.toString('latin1', offset, offset + 4) !== 'PK\u0003\u0004')
    throw new Error(`no header at ${offset}`);
  const local = parseHeader(bytes, offset + 4, bytes.readUInt16LE(offset + 28));
  const nameEnd = offset + 30 + bytes.readUInt16LE(offset + 26);
  const start = nameEnd + local.extraLength;
  return {
    name: bytes.toString('utf8', offset + 30, nameEnd),
    content: bytes.subarray(start, start + central.packedSize),
    local,
    central,
    versionMadeBy: bytes.readUInt16LE(at + 4),
    mode: bytes.readUInt16LE(at + 40),
  };
}

function parseHeader(bytes: Buffer, at: number, extraLength: number): ParsedHeader {
  return {
    versionNeeded: bytes.readUInt16LE(at),
    flags: bytes.readUInt16LE(at + 2),
    method: bytes.readUInt16LE(at + 4),
    time: bytes.readUInt16LE(at + 6),
    date: bytes.readUInt16LE(at + 8),
    crc32: bytes.readUInt32LE(at + 10),
    packedSize: bytes.readUInt32LE(at + 14),
    size: bytes.readUInt32LE(at + 18),
    extraLength,
  };
}
