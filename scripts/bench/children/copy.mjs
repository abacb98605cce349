/** What only writing costs: a file copied byte by byte and brought to the disk. */
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
const source = openSync(from, 'r');
const target = openSync(to, 'wx');
const block = new Uint8Array(1_048_576);
// Not copyFile: some file systems only note that two files share their bytes.
for (let read = readSync(source, block); read > 0; read = readSync(source, block)) {
  writeSync(target, block, 0, read);
}
fsyncSync(target);
closeSync(target);
closeSync(source);
