/** The name that a misspelt one was probably meant to be. Knows nothing of what the names are of. */
import { distance } from 'fastest-levenshtein';

/** A longer name is no slip of the pen, and would take long to compare. */
const LONGEST_NAME = 60;

/** The nearest of the names, case apart; null where none has at least half of its letters. */
export function nearestName(name: string, known: readonly string[]): string | null {
  if (name.length > LONGEST_NAME) return null;
  let nearest: string | null = null;
  let least = Math.floor(name.length / 2) + 1;
  for (const each of known) {
    const letters = distance(name.toLowerCase(), each.toLowerCase());
    if (letters < least) {
      least = letters;
      nearest = each;
    }
  }
  return nearest;
}
