/** An event as a person reads it along: its sentence in the language, and the line of it on a terminal. */
import { styleText } from 'node:util';
import type { Language } from '../check/messages/report.ts';
import { type EventKind, type EventLevel, levelOf, type RobotEvent } from './events.ts';
import type { RobotMessages } from './messages.ts';
import { ENGLISH_ROBOT } from './messages-en.ts';
import { FRENCH_ROBOT } from './messages-fr.ts';

const MESSAGES: Readonly<Record<Language, RobotMessages>> = { fr: FRENCH_ROBOT, en: ENGLISH_ROBOT };

const STYLES = { info: 'dim', warn: 'yellow', error: 'red' } as const satisfies Record<EventLevel, string>;

export function sentenceOf(event: RobotEvent, language: Language): string {
  // Each kind has the sentence of its own event, which the compiler can't follow through a look-up.
  const sentences = MESSAGES[language].events as Record<EventKind, (event: RobotEvent) => string>;
  return sentences[event.kind](event);
}

export interface LineOptions {
  readonly language: Language;
  readonly at: Date;
  readonly hasColours: boolean;
}

/** `2026-11-24 10:15:00  erreur  …`, in the time of the machine, with its line ending. */
export function logLine(event: RobotEvent, { language, at, hasColours }: LineOptions): string {
  const level = levelOf(event.kind);
  const name = MESSAGES[language].levels[level];
  const shown = hasColours ? styleText(STYLES[level], name, { validateStream: false }) : name;
  return `${localTime(at)}  ${shown}  ${printable(sentenceOf(event, language))}\n`;
}

function localTime(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** A name from outside must not move the cursor of a terminal, nor begin a line of its own. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}
