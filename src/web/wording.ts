/** What the page says: the shape of it is the French wording's, which every other language fills. */
import type { Language } from '../check/messages/report.ts';
import { ENGLISH_PAGE } from './wording-en.ts';
import { FRENCH_PAGE } from './wording-fr.ts';

export type PageWording = typeof FRENCH_PAGE;

export function pageWording(language: Language): PageWording {
  return language === 'en' ? ENGLISH_PAGE : FRENCH_PAGE;
}
