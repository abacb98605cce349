/**
 * Writes a batch into a folder, as the JSON in the first argument describes it: `folder`, `entries`, `isScattered`
 * (all first lines, then all second lines, then all third lines), `isIssued` (whether lot.json says `emis`),
 * `documents` (how many entries have one) and `documentBytes`. A process of its own, because what a process has
 * allocated before it starts a child counts on Linux as the child's peak memory.
 */
import { randomFillSync } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { batchLines, documentName, notice } from '../batch-text.mjs';

const BLOCK_CHARACTERS = 1_048_576;

const { folder, entries, isScattered, isIssued, documents, documentBytes } = JSON.parse(process.argv[2]);
mkdirSync(folder, { recursive: true });
writeWhole(join(folder, 'lot.json'), JSON.stringify(notice(isIssued), null, 2));
writeEntries(join(folder, 'ecritures.csv'));
if (documentBytes > 0) writeDocuments(join(folder, 'documents'));

function writeEntries(path) {
  const file = openSync(path, 'wx');
  let text = '';
  for (const line of batchLines({ entries, isScattered, documents })) {
    text += line;
    if (text.length < BLOCK_CHARACTERS) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  // Bytes that still wait for the disk would slow down what is measured next.
  fsyncSync(file);
  closeSync(file);
}

function writeDocuments(documentFolder) {
  mkdirSync(documentFolder);
  const bytes = Buffer.alloc(documentBytes);
  for (let index = 0; index < documents; index += 1) {
    randomFillSync(bytes);
    bytes.write('%PDF-1.7\n', 'latin1');
    writeWhole(join(documentFolder, documentName(index)), bytes);
  }
}

function writeWhole(path, content) {
  writeFileSync(path, content, { flag: 'wx', flush: true });
}
