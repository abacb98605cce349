/**
 * The content of a drop of which nothing else tells it, settings and what could not be opened as a batch: a hash over the
 * paths and bytes of its files.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { plainFiles } from './drops.ts';

/** A SHA-256 in hexadecimal digits. */
export async function dropHash(path: string): Promise<string> {
  const lines: string[] = [];
  for await (const file of plainFiles(path)) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk);
    lines.push(`${file.slice(path.length)}\0${hash.digest('hex')}\n`);
  }
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}
