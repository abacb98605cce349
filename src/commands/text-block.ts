/**
 * Lines of cells for a terminal, gathered and handed on in blocks. A million lines pass here, so that characters are
 * set one by one in a block that is used again, and no text is put together from pieces.
 */
const BLOCK_CHARACTERS = 65_536;
const SPACE = 0x20;
const LINE_FEED = 0x0a;
const ELLIPSIS = '…'.charCodeAt(0);
const SOFT_HYPHEN = 0xad;
/** Below it no character but those named here moves a cursor or hides. */
const FIRST_UNKNOWN = 0x300;

export interface CellShape {
  readonly width: number;
  readonly isRight: boolean;
  /** Whether a longer text is cut; otherwise it takes the room that it needs. */
  readonly isCut: boolean;
}

export class TextBlock {
  readonly #write: (text: string) => void;
  #characters = new Uint16Array(BLOCK_CHARACTERS);
  #used = 0;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** A text in its column, without what would move a terminal's cursor. */
  cell(text: string, { width, isRight, isCut }: CellShape): void {
    const length = isCut && text.length > width ? width : text.length;
    this.#reserve(Math.max(length, width) + 1);
    const padding = width > length ? width - length : 0;
    if (isRight) this.#blank(padding);
    const end = length < text.length ? length - 1 : length;
    const characters = this.#characters;
    const start = this.#used;
    for (let at = 0; at < end; at += 1) characters[start + at] = printable(text.charCodeAt(at));
    this.#used = start + end;
    if (end < length) this.#characters[this.#used++] = ELLIPSIS;
    if (!isRight) this.#blank(padding);
  }

  space(): void {
    this.#reserve(1);
    this.#blank(1);
  }

  /** Ends the line; blanks at its end are left out. */
  endLine(): void {
    while (this.#used > 0 && this.#characters[this.#used - 1] === SPACE) this.#used -= 1;
    this.#reserve(1);
    this.#characters[this.#used++] = LINE_FEED;
    if (this.#used > BLOCK_CHARACTERS / 2) this.flush();
  }

  flush(): void {
    if (this.#used === 0) return;
    this.#write(Buffer.from(this.#characters.buffer, 0, this.#used * 2).toString('utf16le'));
    this.#used = 0;
  }

  /** A loop, since a call of `fill` takes longer than the few blanks of a cell. */
  #blank(count: number): void {
    const characters = this.#characters;
    const end = this.#used + count;
    for (let at = this.#used; at < end; at += 1) characters[at] = SPACE;
    this.#used = end;
  }

  /** A single line may be longer than a block. */
  #reserve(count: number): void {
    if (this.#used + count <= this.#characters.length) return;
    const larger = new Uint16Array((this.#used + count) * 2);
    larger.set(this.#characters.subarray(0, this.#used));
    this.#characters = larger;
  }
}

function printable(character: number): number {
  if (character < SPACE || (character >= 0x7f && character < 0xa0) || character === SOFT_HYPHEN) return SPACE;
  if (character < FIRST_UNKNOWN) return character;
  return /[\p{Cc}\p{Cf}]/u.test(String.fromCharCode(character)) ? SPACE : character;
}
