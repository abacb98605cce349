/** Writes what is expected of the samples anew, and says what became different. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeFault, type Produced, produce } from './sample-run.ts';
import { expectedFolder, type Files, findSamples, readExpected, type Sample } from './samples.ts';

export interface Rewriting {
  /** The folder samples/. */
  readonly samples: string;
  /** The built program. */
  readonly program: string;
  /** An empty folder. */
  readonly work: string;
  readonly print: (text: string) => void;
}

/** Lines of a difference that are shown on each side. */
const MOST_LINES = 12;

/** Gives the number of faults. A sample that does not end as its folder says keeps what it has. */
export async function rewriteSamples({ samples: root, program, work, print }: Rewriting): Promise<number> {
  const { samples, faults } = findSamples(root);
  let changed = 0;
  for (const [index, sample] of samples.entries()) {
    const cwd = join(work, String(index));
    mkdirSync(cwd);
    try {
      const produced = await produce(sample, { program, work: cwd, cwd });
      const fault = outcomeFault(sample, produced);
      if (fault === null) changed += rewrite(sample, produced, print);
      else faults.push(`${sample.id} ${fault}`);
    } catch (error) {
      // A case that starts from another one can't run where that one has a fault.
      faults.push(`${sample.id} ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const fault of faults) print(`FAULT ${fault}`);
  print(`${samples.length} samples, ${changed} files changed, ${faults.length} faults`);
  return faults.length;
}

function rewrite(sample: Sample, { files }: Produced, print: (text: string) => void): number {
  const before = readExpected(sample);
  const differing = [...new Set([...before.keys(), ...files.keys()])]
    .sort()
    .filter((name) => !isSame(name, before, files));
  for (const name of differing) {
    print(`${sample.id}/expected/${name}\n${difference(name, before.get(name), files.get(name))}`);
    const path = join(expectedFolder(sample), name);
    const content = files.get(name);
    if (content === undefined) rmSync(path);
    else {
      mkdirSync(expectedFolder(sample), { recursive: true });
      writeFileSync(path, content);
    }
  }
  return differing.length;
}

function isSame(name: string, before: Files, after: Files): boolean {
  const [one, other] = [before.get(name), after.get(name)];
  return one !== undefined && other !== undefined && one.equals(other);
}

function difference(name: string, before: Buffer | undefined, after: Buffer | undefined): string {
  if (/\.zip$/i.test(name)) return `  ${size(before)} -> ${size(after)}`;
  if (before === undefined) return `  new, ${size(after)}`;
  if (after === undefined) return '  removed';
  return lineDifference(text(name, before), text(name, after));
}

function size(content: Buffer | undefined): string {
  return content === undefined ? 'nothing' : `${content.length} bytes`;
}

/** The exchange file and the grid as CSV are Windows-1252. */
function text(name: string, content: Buffer): string {
  return new TextDecoder(/\.(?:ecr|csv)$/i.test(name) ? 'windows-1252' : 'utf-8').decode(content);
}

/** The lines between the first and the last that differ. Line endings count, and are shown. */
export function lineDifference(before: string, after: string): string {
  const [one, other] = [visibleLines(before), visibleLines(after)];
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end))
    end += 1;
  return [
    `  from line ${start + 1}`,
    ...shown('-', one.slice(start, one.length - end)),
    ...shown('+', other.slice(start, other.length - end)),
  ].join('\n');
}

function visibleLines(content: string): string[] {
  return content.split('\n').map((line) => line.replace(/\r$/, '␍'));
}

function shown(sign: string, lines: readonly string[]): string[] {
  const first = lines.slice(0, MOST_LINES).map((line) => `  ${sign} ${line}`);
  return lines.length > MOST_LINES
    ? [...first, `  ${sign} … ${lines.length - MOST_LINES} more lines`]
    : first;
}
