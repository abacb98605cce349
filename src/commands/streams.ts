/** Where a command talks to: results on the output, everything else on the errors; colours only on a terminal. */
import { styleText } from 'node:util';

export type Style = 'red' | 'yellow' | 'green' | 'dim' | 'bold';

export interface Streams {
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
}

/** The process's own streams. A reader that goes away (`show | head`) ends the program quietly. */
export function processStreams(): Streams {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    // A full disk, mostly: what is printed goes into a file.
    process.stderr.write(`${error.message}\n`);
    process.exit(3);
  });
  return { output: process.stdout, errors: process.stderr };
}

/** The text in a style where the stream is a terminal that wants colours (https://no-color.org). */
export function styled(stream: NodeJS.WriteStream, style: Style, text: string): string {
  const wanted = stream.isTTY && (process.env.NO_COLOR ?? '') === '';
  return wanted ? styleText(style, text) : text;
}
