/**
 * The import file while it is made. The head of the file tells things that are known only once every entry was read,
 * so that its place is left free and filled at the end; then every byte is read back and controlled.
 */

import { EntryWriter, type EntryWriterOptions } from '../isacompta/entry-writer.ts';
import { fileHeader, headerLength } from '../isacompta/file-header.ts';
import { ImportControl } from '../isacompta/import-control.ts';
import { LineBuffer } from '../isacompta/line-buffer.ts';
import type { BatchTotals } from '../model/batch.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { Entry } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import type { StagedFile } from '../storage/staged-file.ts';
import type { EntryOutput, HeadFacts } from './entry-output.ts';

/** Far larger than the longest line, and small enough to stay in a processor's cache. */
const CONTROL_BLOCK_BYTES = 262_144;

export class ImportOutput implements EntryOutput {
  readonly #file: StagedFile | null;
  readonly #options: EntryWriterOptions;
  readonly #findings: Findings;
  readonly #lines: LineBuffer;
  readonly #writer: EntryWriter;
  readonly #headBytes: number;
  #head: Uint8Array | null = null;

  /** Without a file, everything is written and told, and nothing kept: a dry run. */
  constructor(file: StagedFile | null, options: EntryWriterOptions, findings: Findings) {
    this.#file = file;
    this.#options = options;
    this.#findings = findings;
    this.#headBytes = headerLength(options.fiscalYear);
    this.#lines = new LineBuffer((block, length) => this.#keep(block, length));
    this.#writer = new EntryWriter(this.#lines, options, findings);
    file?.write(new Uint8Array(this.#headBytes));
  }

  /** Bytes that will not be stamped are final, and go to the disk while the next ones are made. */
  #keep(block: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
    const file = this.#file;
    if (file === null) return block;
    // One that is far from full is the last.
    if (length < block.length / 2) {
      file.write(block.subarray(0, length));
      return block;
    }
    const next = file.writeBehind(block, length);
    if (this.#options.created !== null) file.flushGrowth();
    return next;
  }

  write(entry: Entry, documentName: string): void {
    this.#writer.write(entry, documentName);
  }

  /** Makes the head, and tells what is to be told of it. */
  finish(facts: HeadFacts): void {
    this.#lines.flush();
    const { generalAccountSizes, hasRemarks } = this.#writer;
    const { fiscalYear } = this.#options;
    this.#head = fileHeader({ ...facts, fiscalYear, generalAccountSizes, hasRemarks }, this.#findings);
  }

  /**
   * Puts the head in its place and controls the whole file by its bytes, stamping the day of the batch where it was
   * unknown before. A head that is longer than its place (it announces accounts) makes another file.
   */
  async complete(read: BatchTotals, batchDate: CalendarDate, stage: () => StagedFile): Promise<StagedFile> {
    const source = this.#file;
    const head = this.#head;
    if (source === null) throw new Error('A dry run has no file to complete');
    if (head === null) throw new Error('An import file is completed before it is finished');
    await source.settle();
    const control = new ImportControl(this.#options.created === null ? batchDate : null);
    if (head.length === this.#headBytes) {
      source.writeAt(head, 0);
      const keep = this.#options.created === null ? source.writeAt.bind(source) : null;
      // What is only read back is final: it goes to the disk meanwhile.
      const flushed = keep === null ? source.flushAhead() : Promise.resolve();
      readBack(source, 0, control, keep);
      await flushed;
      assertSame(control, read);
      return source;
    }
    const file = stage();
    file.write(head);
    readBack(source, this.#headBytes, control, (bytes) => file.write(bytes));
    assertSame(control, read);
    return file;
  }
}

/** Whatever the reason, a file that says anything else than the batch must not leave. */
function assertSame(written: BatchTotals, read: BatchTotals): void {
  const isSame =
    written.entries === read.entries &&
    written.movements === read.movements &&
    written.debit === read.debit &&
    written.credit === read.credit;
  if (!isSame)
    throw new Error(`What was written is not what was read: ${figures(written)} against ${figures(read)}`);
}

function figures({ entries, movements, debit, credit }: BatchTotals): string {
  return `${entries} entries, ${movements} movements, debit ${debit}, credit ${credit}`;
}

/** Reads a file from a position on, controls it line by line, and hands on what was controlled. */
function readBack(
  file: StagedFile,
  start: number,
  control: ImportControl,
  keep: ((bytes: Uint8Array, position: number) => void) | null,
): void {
  const block = new Uint8Array(Math.min(CONTROL_BLOCK_BYTES, file.bytes - start));
  let position = start;
  let used = 0;
  for (;;) {
    const read = file.readAt(block, used, position + used);
    if (read === 0) break;
    used += read;
    const whole = control.take(block, used);
    keep?.(block.subarray(0, whole), position);
    block.copyWithin(0, whole, used);
    position += whole;
    used -= whole;
    if (used === block.length) throw new Error('A line of an import file is longer than a block');
  }
  if (used > 0) throw new Error('An import file ends in the middle of a line');
  control.finish();
}
