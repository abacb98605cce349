/** What a drop looks like to whoever reads it, the same for a folder, a zip and a lone file. */
import type { Readable } from 'node:stream';

export interface BatchFile {
  /** Inside the batch, `/` between its parts, composed (NFC). */
  readonly path: string;
  /** Bytes, as the directory announces them; the stream is checked against it. */
  readonly size: number;
  /**
   * The bytes, from the beginning, as often as it is called. The stream fails with a DropFault, or with the machine's
   * own error. It opens its file when it is first read, and closes it however it ends.
   */
  open(): Promise<Readable>;
  /** The same for those who go through the bytes themselves: making a stream takes longer than reading most files. */
  read(): AsyncIterable<Buffer>;
  /** The same, quicker, for those who are done with each piece when they ask for the next. */
  pass(): AsyncIterable<Buffer>;
}

export interface BatchSource {
  readonly kind: 'folder' | 'zip' | 'csv';
  /** The last part of the drop's path, without `.zip` or `.csv` where it is a file. */
  readonly name: string;
  /** Sorted by path, in the order of code units. */
  readonly files: readonly BatchFile[];
  close(): Promise<void>;
}

/**
 * Folders and technical files count as work too. A drop may have so many of them for each file that it may hold; a
 * Mac, for one, adds a technical file to every file and folder.
 */
export const VISITS_PER_FILE = 4;

export function sortByPath(files: BatchFile[]): BatchFile[] {
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
