/**
 * The words by which a drop is found: how a text is cut into them, the same for what is remembered and for what is asked.
 * Knows no database.
 */

/** Longer ones are nothing that a person types; a cell may hold a million characters. */
const LONGEST_WORD = 40;

/** Asked for with fewer characters, a word is only itself: the beginnings of one letter are everywhere. */
const SHORTEST_BEGINNING = 3;

/** More than this nobody asks for at once. */
const MOST_TERMS = 8;

/** One thing that a drop must have: the word itself, or also the words that it begins. */
export interface SearchTerm {
  readonly word: string;
  readonly isBeginning: boolean;
}

/** In lower case, without accents; letters and digits only. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return folded
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (word === '' ? [] : [word.slice(0, LONGEST_WORD)]));
}

/** The word of an amount in whole cents, whichever way it is typed later. */
export function amountWord(cents: number | bigint): string {
  return `montant${cents}`;
}

/** `302,26`, `1 234.50`, `12 €`. */
const AMOUNT = /^-?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d{1,2}))? ?€?$/;

/**
 * What is asked for by a text: an amount where it is written as one with decimals, else each of its words. Empty where
 * nothing can be asked for.
 */
export function searchTerms(text: string): SearchTerm[] {
  const asked = text.trim();
  const amount = AMOUNT.exec(asked);
  if (amount !== null && (amount[2] !== undefined || /[ \u00a0\u202f€]/.test(asked))) {
    const cents = BigInt(`${(amount[1] ?? '').replace(/\D/g, '')}${(amount[2] ?? '').padEnd(2, '0')}`);
    return [{ word: amountWord(cents), isBeginning: false }];
  }
  const terms: SearchTerm[] = [];
  for (const part of asked.split(/\s+/)) {
    const decimal = /^-?(\d+)[.,](\d{2})$/.exec(part);
    if (decimal !== null) {
      terms.push({ word: amountWord(BigInt(`${decimal[1]}${decimal[2]}`)), isBeginning: false });
      continue;
    }
    for (const word of wordsOf(part)) terms.push({ word, isBeginning: word.length >= SHORTEST_BEGINNING });
  }
  return terms.slice(0, MOST_TERMS);
}
