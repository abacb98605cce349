/**
 * Reads what was delivered with nothing of the program's own code, so that the program is not asked about itself. The
 * lengths are those of the published format.
 */
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { parseZip } from './parse-zip.ts';

const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['VER   ', 49],
  ['DOS   ', 86],
  ['EXO   ', 47],
  ['CPT   ', 291],
  ['TIERS ', 740],
  ['ANACPT', 65],
  ['ECR   ', 296],
  ['RMQDEB', 6],
  ['RMQFIN', 6],
  ['MVT   ', 286],
  ['ANAMVT', 65],
  ['ECHMVT', 97],
]);

export interface DeliveredEntry {
  readonly piece: string;
  /** Empty where there is no document. */
  readonly documentName: string;
  movements: number;
  debitCents: bigint;
  creditCents: bigint;
}

/** What a delivery holds, wherever its layout and format put it. */
export function deliveryOf(files: ReadonlyMap<string, Buffer>): {
  entries: DeliveredEntry[];
  faults: string[];
  documents: Map<string, Buffer>;
} {
  const documents = new Map<string, Buffer>();
  const imports: [string, Buffer][] = [];
  for (const [name, content] of files) {
    if (!name.endsWith('.zip')) {
      if (/\.(?:ECR|csv)$/.test(name)) imports.push([name, content]);
      continue;
    }
    const folder = `${name.slice(0, -'.zip'.length)}/`;
    for (const [path, member] of unzipped(content)) {
      if (path === `${folder}${folder.slice(0, -1)}.ECR`) imports.push([path, member]);
      else documents.set(path.startsWith(folder) ? path.slice(folder.length) : path, member);
    }
  }
  const [only, ...others] = imports;
  if (only === undefined || others.length > 0) throw new Error(`${imports.length} import files`);
  const [name, content] = only;
  const parsed = name.endsWith('.csv') ? parseGrid(windows1252(content)) : parseImportFile(content);
  return { ...parsed, documents };
}

/** The same of the grid as CSV. */
function parseGrid(text: string): { entries: DeliveredEntry[]; faults: string[] } {
  const entries: DeliveredEntry[] = [];
  const faults: string[] = [];
  for (const row of csvRows(text)) {
    const { 'N° pièce': piece = '', D: documentName = '', Débit: debit = '', Crédit: credit = '' } = row;
    if (Object.keys(row).length !== 13) faults.push(`piece ${piece}: ${Object.keys(row).length} columns`);
    let entry = entries.find((each) => each.piece === piece);
    if (entry === undefined) {
      entry = { piece, documentName, movements: 0, debitCents: 0n, creditCents: 0n };
      entries.push(entry);
    }
    entry.movements += 1;
    entry.debitCents += cents(debit);
    entry.creditCents += cents(credit);
  }
  for (const { piece, debitCents, creditCents } of entries)
    if (debitCents !== creditCents) faults.push(`piece ${piece}: ${debitCents} against ${creditCents} cents`);
  return { entries, faults };
}

/** An import file line by line, and every way in which it is not what it should be. */
export function parseImportFile(bytes: Buffer): { entries: DeliveredEntry[]; faults: string[] } {
  // One character a byte, so that columns are bytes.
  const lines = bytes.toString('latin1').split('\r\n');
  const faults: string[] = [];
  const entries: DeliveredEntry[] = [];
  if (lines.pop() !== '') faults.push('the last line has no line ending');
  let isRemark = false;
  for (const [index, line] of lines.entries()) {
    const fault = (text: string): void => void faults.push(`line ${index + 1}: ${text}`);
    if ([...line].some(isControl)) fault('a control character');
    const key = line.slice(0, 6);
    if (isRemark && key !== 'RMQFIN') continue;
    isRemark = key === 'RMQDEB';
    const length = LENGTHS.get(key);
    if (length === undefined) fault(`unknown record ${key}`);
    else if (line.length !== length) fault(`${line.length} columns instead of ${length}`);
    if (key === 'ECR   ') entries.push(entryOf(line));
    const entry = entries.at(-1);
    if (key === 'MVT   ' && entry === undefined) fault('a movement without an entry');
    else if (key === 'MVT   ' && entry !== undefined) addMovement(line, entry, fault);
  }
  if (isRemark) faults.push('a remark is not closed');
  for (const { piece, debitCents, creditCents, movements } of entries) {
    if (debitCents !== creditCents) faults.push(`piece ${piece}: ${debitCents} against ${creditCents} cents`);
    if (movements === 0) faults.push(`piece ${piece}: no movement`);
  }
  return { entries, faults };
}

/** Control characters, and the five bytes that Windows-1252 leaves open. */
function isControl(byte: string): boolean {
  return byte < ' ' || '\u007f\u0081\u008d\u008f\u0090\u009d'.includes(byte);
}

function entryOf(line: string): DeliveredEntry {
  const documentName = windows1252(Buffer.from(line.slice(148, 178), 'latin1')).trimEnd();
  return { piece: line.slice(16, 24).trim(), documentName, movements: 0, debitCents: 0n, creditCents: 0n };
}

function addMovement(line: string, entry: DeliveredEntry, fault: (text: string) => void): void {
  const [debit, credit] = [line.slice(46, 59), line.slice(59, 72)];
  if ((debit.trim() === '') === (credit.trim() === '')) fault('not exactly one side has an amount');
  for (const amount of [debit, credit])
    if (!/^(?: *\d+\.\d\d| {13})$/.test(amount)) fault(`amount "${amount}"`);
  entry.movements += 1;
  entry.debitCents += cents(debit);
  entry.creditCents += cents(credit);
}

/** `12.34` or `12,34`; nothing is nothing. */
export function cents(amount: string): bigint {
  const digits = amount.trim().replace(/[.,]/, '');
  return digits === '' ? 0n : BigInt(digits);
}

export function windows1252(bytes: Buffer): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The members of a zip by name. */
export function unzipped(bytes: Buffer): Map<string, Buffer> {
  return new Map(
    parseZip(bytes).map(({ name, content, central }) => [
      name,
      central.method === 8 ? inflateRawSync(content) : content,
    ]),
  );
}

/** The rows of a plain `;` CSV by column: enough for the samples, whose quoted cells are comments. */
export function csvRows(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const columns = header.split(';');
  return lines
    .map((line) => line.split(';'))
    .filter((cells) => cells.length >= columns.length)
    .map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
}
