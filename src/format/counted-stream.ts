/** A stream that tells how far it has been read, for progress on long work. */
import { Readable } from 'node:stream';

/** Is told how many bytes were read, of how many. */
export type OnProgress = (bytes: number, of: number) => void;

/** The same bytes; errors pass through. */
export function countedStream(stream: Readable, total: number, onProgress: OnProgress): Readable {
  return Readable.from(counted(stream, total, onProgress), { objectMode: false });
}

async function* counted(stream: Readable, total: number, onProgress: OnProgress): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    onProgress(bytes, total);
    yield chunk;
  }
}
