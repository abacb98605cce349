/**
 * The yardstick of settings: a native file's lines as strings, each cut at the columns of its layout, and nothing done
 * with them. The layouts are read off docs/format.md, whose tables are generated from the program's own.
 */
import { createReadStream, readFileSync } from 'node:fs';

const layouts = layoutsOf(readFileSync(process.argv[3], 'utf8'));
let rest = '';
let cells = 0;
for await (const bytes of createReadStream(process.argv[2], { highWaterMark: 65_536 })) {
  const lines = (rest + bytes.latin1Slice()).split('\r\n');
  rest = lines.pop();
  for (const line of lines) {
    const fields = layouts.get(line.slice(0, 6)) ?? [];
    cells += fields.map(([start, end]) => line.slice(start, end)).length;
  }
}
process.stdout.write(`${cells}\n`);

/** By key: the columns of its fields, as [start, end) counted from 0. */
function layoutsOf(page) {
  const layouts = new Map();
  let fields = null;
  for (const line of page.split('\n')) {
    const heading = /^### `([A-Z]{3,6})`/.exec(line);
    if (heading !== null) {
      fields = [];
      layouts.set(heading[1].padEnd(6), fields);
    }
    const row = /^\| (\d+)(?:-\d+)? \| (\d+) \|/.exec(line);
    if (row !== null && fields !== null)
      fields.push([Number(row[1]) - 1, Number(row[1]) - 1 + Number(row[2])]);
  }
  if (layouts.size === 0) throw new Error('No layouts found');
  return layouts;
}
