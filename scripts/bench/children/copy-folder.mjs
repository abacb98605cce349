/** What only writing costs: the files of a folder copied one after the other, each brought to the disk with its name. */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [from, to] = process.argv.slice(2);
copyFolder(from, to);

function copyFolder(source, target) {
  mkdirSync(target);
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const [path, copy] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory()) copyFolder(path, copy);
    else writeFileSync(copy, readFileSync(path), { flag: 'wx', flush: true });
  }
  if (process.platform === 'win32') return;
  const folder = openSync(target, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
