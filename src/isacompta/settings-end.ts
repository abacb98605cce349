/**
 * Whether a native export ends in the middle of its settings, as a copy that was interrupted does: what stood below
 * would be taken for removed. That its last line has no ending, or is short, is no sign by itself: programs leave out
 * line endings at the end of a file, and blanks at the end of lines. Reads no value.
 */
import { type FieldName, fieldNamed, KEY_LENGTH, type RecordLayout } from '../format/fixed-width.ts';
import {
  ACCOUNT,
  COMPANY_FILE,
  DUE_DATE,
  ENTRY,
  FISCAL_YEAR,
  JOURNAL,
  LAYOUTS,
  MOVEMENT,
  MOVEMENT_ASSIGNMENT,
  REMARK_CLOSING,
  REMARK_OPENING,
  VAT_CODE,
} from './layouts.ts';
import type { ExchangeRecord } from './record.ts';

const SPACE = 0x20;

/** What stands behind the settings of a year; a file that is cut there has all of them above. */
const ENTRY_LAYOUTS: ReadonlySet<RecordLayout> = new Set<RecordLayout>([
  ENTRY,
  MOVEMENT,
  MOVEMENT_ASSIGNMENT,
  DUE_DATE,
]);
/** These stand among settings and entries alike. */
const REMARK_LAYOUTS: ReadonlySet<RecordLayout> = new Set<RecordLayout>([REMARK_OPENING, REMARK_CLOSING]);

/** How many columns a line has at least that has its key; half a key would be another key. */
const LEAST_COLUMNS: ReadonlyMap<RecordLayout, number> = new Map<RecordLayout, number>([
  [COMPANY_FILE, lastColumn(COMPANY_FILE, 'number')],
  [FISCAL_YEAR, lastColumn(FISCAL_YEAR, 'end')],
  [ACCOUNT, lastColumn(ACCOUNT, 'number')],
  [JOURNAL, lastColumn(JOURNAL, 'code')],
  [VAT_CODE, lastColumn(VAT_CODE, 'code')],
]);

/** So many lines of a record show what all of its lines are like. */
const MOST_LOOKED_AT = 1_000;
/** Fewer lines than these show nothing. */
const FEWEST_LOOKED_AT = 3;

/** What the lines of one record that have their endings have in common. */
interface Shape {
  lines: number;
  /** Columns of the shortest. */
  shortest: number;
  /** The column up to which each holds something. */
  reach: number;
}

export class SettingsEnd {
  readonly #shapes = new Map<RecordLayout, Shape>();
  /** How many lines have their endings, and whether each is as long as its layout. */
  #lines = 0;
  #arePadded = true;
  #isAmongEntries = false;
  /** That of a remark among the settings which is not closed so far. */
  #remarkLine: number | null = null;

  /** Takes every record and unknown line, in their order; whether the file was cut at this one, for certain. */
  isCutAt(record: ExchangeRecord): boolean {
    const { layout, ending } = record;
    if (layout === null) return ending === '' && this.#mayOpenSetting(record);
    if (ENTRY_LAYOUTS.has(layout)) {
      this.#isAmongEntries = true;
      return false;
    }
    if (REMARK_LAYOUTS.has(layout)) {
      this.#remarkLine = layout === REMARK_OPENING && !this.#isAmongEntries ? record.line : null;
      return false;
    }
    this.#isAmongEntries = false;
    if (ending === '') return this.#isCut(record, layout);
    this.#look(record, layout);
    return false;
  }

  /** The line of a remark among the settings that is never closed, so that all behind it is lost; null where there is none. */
  get unclosedRemark(): number | null {
    return this.#remarkLine;
  }

  /** A key of which only the first characters are there: whether a record of the settings may begin so. */
  #mayOpenSetting({ bytes, start, end }: ExchangeRecord): boolean {
    const begun = bytes.toString('latin1', start, end);
    const possible = LAYOUTS.filter(({ key }) => key.startsWith(begun));
    const isOfEntries = (layout: RecordLayout): boolean => ENTRY_LAYOUTS.has(layout);
    return this.#isAmongEntries
      ? possible.length > 0 && !possible.some((layout) => isOfEntries(layout) || REMARK_LAYOUTS.has(layout))
      : possible.some((layout) => !isOfEntries(layout));
  }

  #isCut({ bytes, start, end }: ExchangeRecord, layout: RecordLayout): boolean {
    const columns = end - start;
    if (columns >= layout.length) return false;
    if (columns < (LEAST_COLUMNS.get(layout) ?? KEY_LENGTH + 1)) return true;
    // A program that fills its lines fills the last one too, unless somebody took the blanks off the end of the file.
    if (this.#arePadded && this.#lines >= FEWEST_LOOKED_AT && bytes[end - 1] === SPACE) return true;
    const shape = this.#shapes.get(layout);
    if (shape === undefined || shape.lines < FEWEST_LOOKED_AT || columns >= shape.shortest) return false;
    const field = layout.fields.find((one) => one.start <= columns && columns < one.start + one.length);
    // Whole lines of older forms of a record end where nothing is known of the columns.
    if (field === undefined || field.type === 'filler') return false;
    // Whoever leaves blanks out leaves all of them out.
    return bytes[end - 1] === SPACE || shape.reach >= field.start + field.length;
  }

  #look({ bytes, start, end }: ExchangeRecord, layout: RecordLayout): void {
    this.#lines += 1;
    if (end - start < layout.length) this.#arePadded = false;
    const shape = this.#shapes.get(layout) ?? { lines: 0, shortest: layout.length, reach: layout.length };
    if (shape.lines === 0) this.#shapes.set(layout, shape);
    shape.shortest = Math.min(shape.shortest, end - start);
    if (shape.lines >= MOST_LOOKED_AT) return;
    shape.lines += 1;
    let beyond = Math.min(end, start + shape.reach);
    while (beyond > start && (bytes[beyond - 1] ?? 0) <= SPACE) beyond -= 1;
    shape.reach = beyond - start;
  }
}

function lastColumn<L extends RecordLayout>(layout: L, name: FieldName<L>): number {
  const { start, length } = fieldNamed(layout, name);
  return start + length - 1;
}
