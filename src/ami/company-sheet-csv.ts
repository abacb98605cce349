/**
 * Cuts `entreprise.csv` into fields: a name and a value on each line, with or without a header. Owns the form of the
 * file; what a field is called is `company-field-names`.
 */
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { type CsvDelimiter, MAX_ROW_CHARACTERS } from '../format/csv-reader.ts';
import type { CompanyFieldCollector } from './company-field-collector.ts';
import { fieldNamed, sectionNamed } from './company-field-names.ts';
import { foldedWords } from './folded-words.ts';

const DELIMITERS: readonly CsvDelimiter[] = [';', '\t', ','];
/** Many more than a sheet has. */
const LINES_TO_TELL_DELIMITER = 200;
/** What the first cell of a header says; the second says `valeur`. */
const HEADER_NAMES = new Set(['champ', 'champs', 'nomchamp', 'rubrique', 'zone', 'libelle', 'field']);

/** Gives every field of the text to the collector. A line with a chapter alone says where those below it belong. */
export function collectCsv(text: string, fields: CompanyFieldCollector): void {
  let section: readonly string[] = [];
  let register: readonly string[] = [];
  let first = true;
  readRows(text, fields, (cells, line) => {
    const [name = '', value = '', ...others] = cells.map((cell) => cell.trim());
    if (name === '' && value === '') return;
    const header = first && isHeader(name, value);
    first = false;
    if (header) return;
    if (others.some((cell) => cell !== '')) {
      fields.refuse('row', line, name, null);
      return;
    }
    const chapter = value === '' ? chapterNamed(name) : null;
    if (chapter !== null) {
      section = chapter;
      return;
    }
    // `Date` alone stands behind the commune of the register that it belongs to, as on the screen.
    const field = fieldNamed(name, section) ?? fieldNamed(name, register);
    if (field === null) {
      fields.unknown(name, line);
      return;
    }
    if (field.startsWith('tradeRegister.')) register = ['rcs'];
    if (field.startsWith('craftsRegister.')) register = ['rm'];
    fields.set(field, value, line);
  });
}

/** A line without a value opens a chapter where its name can't be a field, or is that of one of the two addresses alone. */
function chapterNamed(name: string): readonly string[] | null {
  const isAddress = /^(?:siege|siegesocial|correspondance)$/.test(foldedWords(name).join(''));
  return isAddress || fieldNamed(name) === null ? sectionNamed(name) : null;
}

function isHeader(name: string, value: string): boolean {
  return HEADER_NAMES.has(foldedWords(name).join('')) && /^(?:valeurs?|values?)$/i.test(value);
}

/** Calls back with each row and the line where it begins. What can't be cut into rows is told, and ends the reading. */
function readRows(
  text: string,
  fields: CompanyFieldCollector,
  onRow: (cells: readonly string[], line: number) => void,
): void {
  const delimiter = delimiterOf(text);
  let line = 1;
  try {
    parseCsv(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: MAX_ROW_CHARACTERS,
      on_record: (cells: string[]) => {
        onRow(cells, line);
        line += cells.join('').split(/\r\n|\r|\n/).length;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    fields.refuse('row', line, null, null);
  }
}

/**
 * The delimiter that leaves the most field names in front of it. Counting it would not do: an address has commas, and
 * there may be no header.
 */
function delimiterOf(text: string): CsvDelimiter {
  const lines = text.split(/[\r\n]+/, LINES_TO_TELL_DELIMITER);
  const named = (delimiter: CsvDelimiter): number =>
    lines.filter((line) => {
      const [name = ''] = line.split(delimiter, 1);
      return name.length < line.length && fieldNamed(name) !== null;
    }).length;
  return DELIMITERS.map((delimiter) => ({ delimiter, count: named(delimiter) })).reduce((best, next) =>
    next.count > best.count ? next : best,
  ).delimiter;
}
