/**
 * A page of plain text for Windows' Notepad: UTF-8 that says so with a byte-order mark, CRLF, lines that need no
 * scrolling. Knows nothing of what is said.
 */

/** About what a Notepad window shows of a line. */
const WIDTH = 96;

export const BYTE_ORDER_MARK = '\ufeff';

export class TextPage {
  readonly #lines: string[] = [];

  /** A heading, underlined. */
  heading(text: string, line: '=' | '-'): this {
    this.#lines.push(text, line.repeat(lengthOf(text)), '');
    return this;
  }

  /** A paragraph, its lines broken between words and set in by so many columns. */
  paragraph(text: string, indent = 0): this {
    this.#lines.push(...wrapped(text, WIDTH - indent).map((line) => `${' '.repeat(indent)}${line}`));
    return this;
  }

  /** Names and what they stand for, one under the other; those that stand for nothing are left out. */
  facts(facts: readonly (readonly [name: string, value: string])[], colon: string): this {
    const told = facts.filter(([, value]) => value !== '');
    const widest = Math.max(...told.map(([name]) => lengthOf(name)));
    for (const [name, value] of told) {
      const [first = '', ...rest] = wrapped(value, WIDTH - widest - colon.length);
      this.#lines.push(`${name}${' '.repeat(widest - lengthOf(name))}${colon}${first}`);
      this.#lines.push(...rest.map((line) => `${' '.repeat(widest + colon.length)}${line}`));
    }
    return this;
  }

  /** A line that must stay one, for example a command to be copied. */
  line(text: string): this {
    this.#lines.push(text);
    return this;
  }

  gap(): this {
    this.#lines.push('');
    return this;
  }

  toString(): string {
    return `${BYTE_ORDER_MARK}${this.#lines.map((line) => `${line}\r\n`).join('')}`;
  }
}

/** Breaks at plain spaces only: a no-break space keeps an amount in one piece, and a long name stays whole. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && lengthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** In characters as they are seen, more or less. */
function lengthOf(text: string): number {
  return [...text].length;
}
