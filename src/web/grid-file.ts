/**
 * An import file on the disk, shown page by page as the grid: where each page begins is found out once, so that the last
 * page of a million movements comes as quickly as the first. Reads only; knows no archive.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { LineSplitter } from '../format/lines.ts';
import { exchangeRows } from '../isacompta/grid-rows.ts';
import { ENTRY, MOVEMENT } from '../isacompta/layouts.ts';
import type { GridRow } from '../model/grid-row.ts';

/** A page ends behind the entry that fills it; an entry that is longer than a page goes on on the next one. */
const MOVEMENTS_A_PAGE = 300;
const LONGEST_PAGE = 600;

/** Where a page begins, and what the reader has to be given in front of it. */
interface PagePlace {
  readonly offset: number;
  /** How many entries begin before the page. */
  readonly entriesBefore: number;
  /** Of an entry that goes on from the page before: where its own line stands, and its movements so far. */
  readonly goesOn: { readonly start: number; readonly end: number; readonly movements: number } | null;
}

export interface GridLine {
  readonly row: GridRow;
  /** From 1; the entries of the file in their order. */
  readonly entry: number;
  /** From 1, within its entry. */
  readonly movement: number;
}

export class GridFile {
  readonly #path: string;
  readonly #places: readonly PagePlace[];
  readonly #head: Buffer;
  readonly #end: number;

  private constructor(path: string, head: Buffer, places: readonly PagePlace[], end: number) {
    this.#path = path;
    this.#head = head;
    this.#places = places;
    this.#end = end;
  }

  /** Reads the file once. */
  static async index(path: string): Promise<GridFile> {
    const places: PagePlace[] = [];
    let offset = 0;
    let entries = 0;
    let movements = 0;
    let inPage = 0;
    let entryLine = { start: 0, end: 0 };
    let headEnd = 0;
    const splitter = new LineSplitter(({ bytes, start, end, ending }) => {
      const length = end - start + ending.length;
      const key = bytes.toString('latin1', start, start + 6);
      const isEntry = key === ENTRY.key;
      const isMovement = key === MOVEMENT.key;
      if (offset === 0) headEnd = length;
      if (isEntry && (places.length === 0 || inPage >= MOVEMENTS_A_PAGE)) {
        places.push({ offset, entriesBefore: entries, goesOn: null });
        inPage = 0;
      }
      if (isEntry) {
        entries += 1;
        movements = 0;
        entryLine = { start: offset, end: offset + length };
      }
      if (isMovement && inPage >= LONGEST_PAGE) {
        places.push({ offset, entriesBefore: entries - 1, goesOn: { ...entryLine, movements } });
        inPage = 0;
      }
      if (isMovement) {
        movements += 1;
        inPage += 1;
      }
      offset += length;
    });
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) splitter.push(chunk);
    splitter.end();
    return new GridFile(path, await stretch(path, 0, headEnd), places, offset);
  }

  get pages(): number {
    return Math.max(1, this.#places.length);
  }

  /** The page on which an entry begins, both from 1. */
  pageOf(entry: number): number {
    const at = this.#places.findLastIndex(
      ({ entriesBefore, goesOn }) => entriesBefore + (goesOn === null ? 0 : 1) < entry,
    );
    return Math.max(1, at + 1);
  }

  /** The lines of a page, from 1; none beyond the last. */
  async page(number: number): Promise<GridLine[]> {
    const place = this.#places[number - 1];
    if (place === undefined) return [];
    const { offset, goesOn, entriesBefore } = place;
    const end = this.#places[number]?.offset ?? this.#end;
    const before = goesOn === null ? [] : [await stretch(this.#path, goesOn.start, goesOn.end)];
    const lines: GridLine[] = [];
    let entry = entriesBefore;
    let movement = 0;
    await exchangeRows(
      [this.#head, ...before, await stretch(this.#path, offset, end)],
      (row, startsEntry) => {
        if (startsEntry) {
          movement = entry === entriesBefore ? (goesOn?.movements ?? 0) : 0;
          entry += 1;
        }
        movement += 1;
        lines.push({ row, entry, movement });
      },
    );
    return lines;
  }
}

/** The bytes from `start` to `end`: a page is some hundreds of lines. */
async function stretch(path: string, start: number, end: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(end - start);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
