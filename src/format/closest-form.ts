/**
 * The closest form of a text that Windows-1252 lacks characters for: what an accountant would type instead. Knows
 * nothing of fields and findings; it says what it replaced and the caller tells it.
 *
 * any-ascii names nearly every character of Unicode in ASCII. It is asked last, because it has no accents: what
 * Windows-1252 can nearly write (ǖ as ü) keeps them.
 */
import anyAscii from 'any-ascii';
import { isEncodable } from './windows-1252.ts';

export interface ReplacedCharacter {
  /** As it stood in the text: one character, with the marks that are set on it. */
  readonly character: string;
  /** Empty for a character that shows nothing. */
  readonly by: string;
}

export interface ClosestForm {
  /** Encodable, whatever was given. */
  readonly text: string;
  /** Each replacement once, in the order of the text. */
  readonly replaced: readonly ReplacedCharacter[];
}

/** Stands for a character that nothing comes close to. Never `?`, which reads as a question or a lost accent. */
const UNKNOWN = '¤';

/** A line break, or one code point (a lone surrogate too) with the marks set on it. */
const CHARACTER = /\r\n|[\s\S]\p{M}*/gu;

/** A mark, a joiner, a byte-order mark, a variation or skin-tone selector: nothing is seen where it is left out. */
const INVISIBLE = /^[\p{M}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]$/u;
const BLANK = /^[\p{Cc}\p{Z}]/u;

/** Signs of typography and of sums, where any-ascii has one character too many or too few. */
const SIGNS = new Map([
  ['→', '->'],
  ['←', '<-'],
  ['⇒', '=>'],
  ['↔', '<->'],
  ['≠', '<>'],
  ['′', "'"],
  ['″', '"'],
  ['‴', "'''"],
  ['‐', '-'],
  ['\u2011', '-'],
  ['‒', '–'],
  ['―', '—'],
  ['−', '-'],
  ['⁄', '/'],
]);

const NOTHING_REPLACED: readonly ReplacedCharacter[] = [];

export function closestForm(text: string): ClosestForm {
  if (isEncodable(text)) return { text, replaced: NOTHING_REPLACED };
  const replaced = new Map<string, string>();
  const closest = text.replace(CHARACTER, (character) => {
    if (isEncodable(character)) return character;
    const by = replaced.get(character) ?? formOf(character);
    replaced.set(character, by);
    return by;
  });
  return { text: closest, replaced: [...replaced].map(([character, by]) => ({ character, by })) };
}

function formOf(character: string): string {
  if (BLANK.test(character)) return ' ';
  // Before the marks: ≠ is made of = and a mark, and must not become =.
  const sign = SIGNS.get(character.normalize('NFC'));
  if (sign !== undefined) return sign;
  return withFewerMarks(character) ?? [...character.normalize('NFC')].map(formOfCodePoint).join('');
}

/** A letter that has a place, with as many of its marks as can be kept: e and ◌́ is é, ő is o; else null. */
function withFewerMarks(character: string): string | null {
  const parts = [...character.normalize('NFD')];
  for (let length = parts.length; length > 0; length -= 1) {
    const composed = parts.slice(0, length).join('').normalize('NFC');
    if (isEncodable(composed)) return composed;
  }
  return null;
}

function formOfCodePoint(codePoint: string): string {
  if (isEncodable(codePoint)) return codePoint;
  const sign = SIGNS.get(codePoint);
  if (sign !== undefined) return sign;
  const ascii = anyAscii(codePoint).replaceAll('?', UNKNOWN);
  if (ascii === '') return INVISIBLE.test(codePoint) ? '' : UNKNOWN;
  return isEncodable(ascii) ? ascii : UNKNOWN;
}
