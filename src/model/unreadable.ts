/** What is read in the place of bytes that stand for no character, and the finding of a text that holds it. */
import type { Place } from './finding.ts';
import type { Findings } from './findings.ts';

/** U+FFFD. */
const UNREADABLE = '\ufffd';

/** Tells a text of the settings that holds what could not be read: it is published as it is. */
export function tellUnreadable(text: string, place: Omit<Place, 'value'>, findings: Findings): void {
  if (!text.includes(UNREADABLE)) return;
  findings.add('CHARACTER_REPLACED', { ...place, value: text }, { character: UNREADABLE, by: UNREADABLE });
}
