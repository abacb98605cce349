/**
 * Writes batches into a folder, each a folder of its own with `ecritures.csv`, `lot.json` and documents, as the JSON in
 * the first argument describes them: `folder`, `drops`, `first` (the number of the first one; no two of different
 * numbers have an entry in common), `entries` and `documents` of each, `documentBytes`, and `companyFiles`, over which
 * they are spread.
 */
import { randomFillSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchLines, documentName } from '../batch-text.mjs';

/** So many batches have entries of their own, whatever their numbers: the dates stay the same for a number. */
const MOST_DROPS = 10_000;
const LINES_PER_ENTRY = 3;

const { folder, drops, first, entries, documents, documentBytes, companyFiles } = JSON.parse(process.argv[2]);
const count = MOST_DROPS * entries;
const lines = batchLines({ entries: count, isScattered: false, documents: count });
const header = lines.next().value;
const bytes = Buffer.alloc(documentBytes);
for (let number = 0; number < first + drops; number += 1) {
  const text = textOfNext();
  if (number >= first) writeDrop(number, text);
}

/** The next entries, of which only the first ones keep their documents. */
function textOfNext() {
  let text = header;
  for (let entry = 0; entry < entries; entry += 1) {
    for (let line = 0; line < LINES_PER_ENTRY; line += 1) {
      const { value } = lines.next();
      text += entry < documents ? value : value.replace(/facture-\d+\.pdf/, '');
    }
  }
  return text;
}

function writeDrop(number, text) {
  const dossier = String(101 + (number % companyFiles));
  const path = join(folder, `${dossier}_lot-${String(number).padStart(5, '0')}`);
  mkdirSync(join(path, 'documents'), { recursive: true });
  const notice = { lot: `BANC-${number}`, dossier, exercice: { debut: '2025-01-01', fin: '2025-12-31' } };
  for (let entry = 0; entry < documents; entry += 1) {
    randomFillSync(bytes);
    bytes.write('%PDF-1.7\n', 'latin1');
    writeWhole(join(path, 'documents', documentName(number * entries + entry)), bytes);
  }
  writeWhole(join(path, 'lot.json'), JSON.stringify(notice, null, 2));
  writeWhole(join(path, 'ecritures.csv'), text);
}

/** Bytes that still wait for the disk would slow down what is measured next. */
function writeWhole(path, content) {
  writeFileSync(path, content, { flag: 'wx', flush: true });
}
