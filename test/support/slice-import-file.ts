/** Cuts an import file into lines and fields by the columns of the layouts alone. It corrects and forgives nothing. */
import iconv from 'iconv-lite';
import type { RecordLayout } from '../../src/format/fixed-width.ts';
import { LAYOUTS } from '../../src/isacompta/layouts.ts';

export interface SlicedLine {
  /** The record's key without its spaces; `remark` for a free line. */
  readonly key: string;
  /** The line without its ending. */
  readonly text: string;
  /** The columns of a field, blanks included. */
  field(name: string): string;
}

/** Throws where a line does not end in CRLF, or is not exactly as wide as its layout. */
export function sliceImportFile(bytes: Uint8Array): SlicedLine[] {
  const text = iconv.decode(Buffer.from(bytes), 'win1252');
  if (!text.endsWith('\r\n')) throw new Error('The last line has no CRLF');
  let isRemark = false;
  return text
    .slice(0, -2)
    .split('\r\n')
    .map((line, index) => {
      if (/[\r\n]/.test(line)) throw new Error(`Line ${index + 1} holds half a line ending`);
      if (isRemark && line !== 'RMQFIN') return { key: 'remark', text: line, field: () => '' };
      isRemark = line === 'RMQDEB';
      return slice(line, index + 1);
    });
}

export function linesOf(lines: readonly SlicedLine[], key: string): SlicedLine[] {
  return lines.filter((line) => line.key === key);
}

/** The only line of a key; throws where there are more, or none. */
export function onlyLine(lines: readonly SlicedLine[], key: string): SlicedLine {
  const [line, ...others] = linesOf(lines, key);
  if (line === undefined || others.length > 0)
    throw new Error(`${others.length + (line ? 1 : 0)} lines ${key}`);
  return line;
}

function slice(text: string, number: number): SlicedLine {
  const layout: RecordLayout | undefined = LAYOUTS.find(({ key }) => key === text.slice(0, 6).padEnd(6));
  if (layout === undefined) throw new Error(`Line ${number} is no record: ${text.slice(0, 80)}`);
  if (text.length !== layout.length)
    throw new Error(`Line ${number} is ${text.length} wide, its layout ${layout.length}`);
  return {
    key: layout.key.trimEnd(),
    text,
    field: (name) => {
      const field = layout.fields.find((candidate) => candidate.name === name);
      if (field === undefined) throw new Error(`${layout.key} has no field ${name}`);
      return text.slice(field.start - 1, field.start - 1 + field.length);
    },
  };
}
