/** A CSV file of unknown encoding and separator, made ready for the CSV reader. Knows nothing of its columns. */
import type { Readable } from 'node:stream';
import { type CsvShape, detectDelimiter } from './csv-reader.ts';
import { decodeToUtf8, inspectText } from './text-encoding.ts';

export interface CsvText {
  readonly shape: CsvShape;
  readonly hasNul: boolean;
  readonly mayBeDamaged: boolean;
  /** The text in UTF-8, without byte-order mark. */
  readonly utf8: Readable;
}

/** Reads the file once whole and opens it again. Rejects with the error of the source. */
export async function openCsvText(open: () => Promise<Readable>): Promise<CsvText> {
  const inspection = await inspectText(await open());
  const delimiter = detectDelimiter(await firstLine(decodeToUtf8(await open(), inspection)));
  const { hasQuotes, hasNul, mayBeDamaged, lineBreak } = inspection;
  return {
    shape: { delimiter, hasQuotes, lineBreak },
    hasNul,
    mayBeDamaged,
    utf8: decodeToUtf8(await open(), inspection),
  };
}

/** The first line that is not blank, or as much of it as the first chunk holds. */
async function firstLine(utf8: Readable): Promise<string> {
  for await (const chunk of utf8 as AsyncIterable<Buffer>)
    return chunk.toString('utf8').trimStart().split(/\r|\n/, 1)[0] ?? '';
  return '';
}
