/**
 * What is read in the place of bytes that stand for no character, control characters, and the findings of a text that
 * holds them.
 */
import type { Place } from './finding.ts';
import type { Findings } from './findings.ts';

/** U+FFFD. */
const UNREADABLE = '\ufffd';

/** Tells a text of the settings that holds what could not be read: it is published as it is. */
export function tellUnreadable(text: string, place: Omit<Place, 'value'>, findings: Findings): void {
  if (!text.includes(UNREADABLE)) return;
  findings.add('CHARACTER_REPLACED', { ...place, value: text }, { character: UNREADABLE, by: UNREADABLE });
}

/** A control character within a text. White space is none: any of it is published as one space. */
const CONTROL = /[^\P{Cc}\s]/u;

/** Tells a text of the settings that holds a control character: a space is published in its place. */
export function tellControl(text: string, place: Omit<Place, 'value'>, findings: Findings): void {
  const [character] = CONTROL.exec(text) ?? [];
  if (character === undefined) return;
  findings.add('CHARACTER_REPLACED', { ...place, value: text }, { character, by: ' ', isPublished: true });
}
