/** The guide's commands, run one after the other as its reader would, give what the guide says. */
import { cpSync, existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMAND = 'npx ami-isacompta ';

interface Block {
  readonly language: string;
  readonly text: string;
}

test('every command gives the output that stands below it', { timeout: 120_000 }, async () => {
  const cwd = realpathSync(temporaryFolder());
  cpSync(join(ROOT, 'samples'), join(cwd, 'samples'), { recursive: true });
  const blocks = blocksOf(readFileSync(join(ROOT, 'docs', 'guide.md'), 'utf8'));
  const configuration = blocks.find(({ language }) => language === 'json');
  writeFileSync(join(cwd, 'ami-isacompta.config.json'), configuration?.text ?? '');
  let shown = 0;
  for (const [at, { text: command }] of blocks.entries()) {
    if (!command.startsWith(COMMAND)) continue;
    const ended = await runProgram(command.slice(COMMAND.length).trim().split(' '), { cwd });
    expect(ended.exitCode, command).toBeLessThan(2);
    const next = blocks[at + 1]?.text ?? COMMAND;
    if (next.startsWith(COMMAND)) continue;
    const said = ended.stderr + ended.stdout.replaceAll(cwd, '…').replaceAll('\\', '/');
    expect(plain(said), command).toContain(plain(next));
    shown += 1;
  }
  expect(shown).toBeGreaterThanOrEqual(8);
});

test('what the guide points at is there', () => {
  const guide = readFileSync(join(ROOT, 'docs', 'guide.md'), 'utf8');
  const links = [...guide.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => !existsSync(join(ROOT, 'docs', link)))).toEqual([]);
});

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

/** The guide breaks long lines, and has plain spaces for no-break ones. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
