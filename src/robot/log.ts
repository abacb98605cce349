/**
 * The robot's log: every event goes as a line of JSON into a file, and as a sentence to whoever reads along. Owns neither
 * the events nor their sentences. It never brings the robot down: what can't be written is missing.
 */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Language } from '../check/messages/report.ts';
import { levelOf, type RobotEvent } from './events.ts';
import { LogFile } from './log-file.ts';
import { logLine, sentenceOf } from './log-line.ts';

export interface LogOptions {
  /** The folder of the files (`Folders.logs`); null for none. */
  readonly folder: string | null;
  /** Where a person, or the system's own journal, reads along; null for nobody. */
  readonly stream: { write(text: string): unknown } | null;
  /** Whether that is a terminal which wants colours. */
  readonly isTerminal: boolean;
  readonly language: Language;
  readonly now?: () => Date;
  /** A file changes at this size (`10m`), and so many are kept: about a month, and never more than 300 MiB. */
  readonly largest?: string;
  readonly kept?: number;
}

export interface RobotLog {
  tell(event: RobotEvent): void;
  /** Resolves when every line is in its file. Nothing is told after that. */
  close(): Promise<void>;
}

const LARGEST = '10m';
const KEPT = 30;

export async function openLog(options: LogOptions): Promise<RobotLog> {
  const { folder, language, now = () => new Date() } = options;
  const say = (event: RobotEvent): void => readAlong(event, options, now());
  if (folder === null) return { tell: say, close: async () => {} };
  const file = new LogFile({
    folder,
    largest: options.largest ?? LARGEST,
    kept: options.kept ?? KEPT,
    now,
    onLost: (code) => say({ kind: 'log-unwritable', code, path: join(folder) }),
  });
  await file.open();
  const logger = jsonLogger(file, now);
  return {
    tell: (event) => {
      const { kind, ...facts } = event;
      logger[levelOf(kind)]({ event: kind, ...facts }, sentenceOf(event, language));
      say(event);
    },
    close: () => file.close(),
  };
}

/** One line: `{"level":"info","time":"…Z","pid":…,"host":"…","event":"drop-delivered",…,"message":"…"}`. */
function jsonLogger(file: LogFile, now: () => Date): Logger {
  return pino(
    {
      base: { pid: process.pid, host: hostname() },
      messageKey: 'message',
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    file,
  );
}

function readAlong(event: RobotEvent, { stream, language, isTerminal }: LogOptions, at: Date): void {
  try {
    stream?.write(logLine(event, { language, at, hasColours: isTerminal }));
  } catch {
    // Whoever read along is gone; the file goes on.
  }
}
