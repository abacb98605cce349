/** The yardstick of `convert`: csv-parse alone over a file, every row as an array, and nothing done with it. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

const parser = createReadStream(process.argv[2]).pipe(parse({ delimiter: ';' }));
let rows = 0;
parser.on('data', () => {
  rows += 1;
});
parser.on('end', () => process.stdout.write(`${rows}\n`));
