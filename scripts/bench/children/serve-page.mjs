/**
 * Serves the page with the built program and asks it for its pages, one after the other: `<program> <root> <rounds>
 * <path>...`. Prints for each path the milliseconds from the request to the last byte of the answer, of every round.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const [program, root, rounds, ...paths] = process.argv.slice(2);
const port = await freePort();
const configuration = join(root, 'banc.config.json');
writeFileSync(configuration, JSON.stringify({ root, web: { port } }));
const server = spawn(process.execPath, [program, 'serve', '--config', configuration], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await once(server.stdout, 'data');
  const answers = {};
  for (let round = 0; round <= Number(rounds); round += 1) {
    for (const path of paths) {
      const milliseconds = await ask(path);
      // The first answer to anything is of a program that has only just begun.
      if (round > 0) answers[path] = [...(answers[path] ?? []), milliseconds];
    }
  }
  process.stdout.write(JSON.stringify(answers));
} finally {
  server.kill();
  await once(server, 'exit');
}

async function ask(path) {
  const start = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  const text = await answer.text();
  if (!answer.ok || !text.includes('<main')) throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - start;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address();
  probe.close();
  return free;
}
