/** The yardstick of `check` and `show`: a file read as lines in Node's own way, and nothing done with them. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const reader = createInterface({ input: createReadStream(process.argv[2], 'latin1') });
let lines = 0;
reader.on('line', () => {
  lines += 1;
});
reader.on('close', () => process.stdout.write(`${lines}\n`));
