/** The wording of the commands in the language that the user asked for. */
import type { Language } from '../check/messages/report.ts';
import { formatCentsEnglish, formatCentsFrench } from '../model/cents.ts';
import type { Wording } from './wording.ts';
import { ENGLISH_WORDING } from './wording-en.ts';
import { FRENCH_WORDING } from './wording-fr.ts';

export function wordingFor(language: Language): Wording {
  return language === 'en' ? ENGLISH_WORDING : FRENCH_WORDING;
}

/** Whole cents as the language writes them. */
export function amountText(cents: number | bigint, language: Language): string {
  return language === 'en' ? formatCentsEnglish(cents) : formatCentsFrench(cents);
}
