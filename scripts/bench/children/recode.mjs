/** What only the change of encoding costs: a file from UTF-8 to Windows-1252 with iconv-lite, in memory. */
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';

const decoder = iconv.getDecoder('utf-8');
const encoder = iconv.getEncoder('windows-1252');
let bytes = 0;
for await (const chunk of createReadStream(process.argv[2])) {
  bytes += encoder.write(decoder.write(chunk)).length;
}
process.stdout.write(`${bytes}\n`);
