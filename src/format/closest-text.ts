/** The closest form of a text (`closest-form.ts`), every character that it replaces being told. */
import type { Place } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { closestForm } from './closest-form.ts';

export function closestText(text: string, place: Omit<Place, 'value'>, findings: Findings): string {
  const closest = closestForm(text);
  for (const replaced of closest.replaced) {
    findings.add('CHARACTER_REPLACED', { ...place, value: text }, replaced);
  }
  return closest.text;
}
