/** Where a command talks to: results on the output, everything else on the errors; colours only on a terminal. */
import { styleText } from 'node:util';
import type { Wording } from './wording.ts';

export type Style = 'red' | 'yellow' | 'green' | 'dim' | 'bold';

export interface Streams {
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
}

/**
 * To be called once, before anything is printed. A reader that goes away (`show | head`) ends the program quietly; where
 * nobody can be told anything any more, the work goes on and its exit code says what came of it.
 */
export function guardStreams({ machine }: Wording): void {
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    // A full disk, mostly: what is printed goes into a file.
    process.stderr.write(`${machine.output(error.code ?? '?')}\n`);
    process.exit(3);
  });
}

/** The process's own streams. */
export function processStreams(): Streams {
  return { output: process.stdout, errors: process.stderr };
}

/** The text in a style where the stream is a terminal that wants colours (https://no-color.org). */
export function styled(stream: NodeJS.WriteStream, style: Style, text: string): string {
  const wanted = stream.isTTY && (process.env.NO_COLOR ?? '') === '';
  return wanted ? styleText(style, text) : text;
}
