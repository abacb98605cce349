/**
 * What a zip calls its entries. The format says code page 437 unless a flag says UTF-8; what is really found is UTF-8
 * with or without the flag, a UTF-8 name in an extra field (Info-ZIP), and code page 850 from French Windows.
 */
import { crc32 } from 'node:zlib';

export interface RawName {
  readonly bytes: Buffer;
  readonly extraFields: readonly { readonly id: number; readonly data: Buffer }[];
}

/** Info-ZIP's Unicode path: version (1 byte), CRC-32 of the raw name (4 bytes), the name in UTF-8. */
const UNICODE_PATH_FIELD = 0x7075;
const UNICODE_PATH_START = 5;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A name that is valid UTF-8 is taken as UTF-8 whatever the flag says: accented text in code page 850 practically never
 * is. The table of code page 850 is loaded for the first name that needs it.
 */
export async function decodeZipName(name: RawName): Promise<string> {
  return unicodePath(name) ?? decodeUtf8(name.bytes) ?? (await decodeCodePage850(name.bytes));
}

/** The field is void where the name was changed after it was written, which its checksum gives away. */
function unicodePath({ bytes, extraFields }: RawName): string | null {
  const data = extraFields.find(({ id }) => id === UNICODE_PATH_FIELD)?.data;
  if (data === undefined || data.length <= UNICODE_PATH_START || data[0] !== 1) return null;
  return data.readUInt32LE(1) === crc32(bytes) ? decodeUtf8(data.subarray(UNICODE_PATH_START)) : null;
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

async function decodeCodePage850(bytes: Buffer): Promise<string> {
  const { default: iconv } = await import('iconv-lite');
  return iconv.decode(bytes, 'cp850');
}
