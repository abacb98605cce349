/**
 * Asks a register one question, as the commands do, right after it was opened: `<built register> <path> <company file>
 * <list | pending>`. Prints the seconds that the answer took.
 */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const [bundle, path, dossier, question] = process.argv.slice(2);
const { openRegister } = await import(pathToFileURL(bundle).href);
const register = await openRegister(path);
const start = performance.now();
const answer =
  question === 'list'
    ? await register.list({ kind: 'batch', dossier, limit: 50 })
    : await register.pending(dossier);
const seconds = (performance.now() - start) / 1_000;
await register.close();
if (answer.length === 0) throw new Error(`${question} found nothing of ${dossier}`);
process.stdout.write(JSON.stringify({ seconds }));
