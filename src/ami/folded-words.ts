/**
 * A text as its bare words, for names that people spell in many ways: `Forme juridique`, `FORME_JURIDIQUE` and
 * `formeJuridique` have the same words. Knows no name.
 */

/** Words that only hold others together, as in `Numéro de dossier` or `Adresse du siège`. */
const PARTICLES = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l']);

/** The words of a text in lower case, without accents, punctuation and particles. */
export function foldedWords(text: string): string[] {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .filter((word, at, words) => !PARTICLES.has(word) || isInitial(word, at, words));
}

/** The `D` of `C.D.I.` is no particle: other single letters stand beside it. */
function isInitial(word: string, at: number, words: readonly string[]): boolean {
  return word.length === 1 && (words[at - 1]?.length === 1 || words[at + 1]?.length === 1);
}
