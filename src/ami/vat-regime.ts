/** How a VAT régime (régime de TVA) is spelt in a company sheet. Owns the spellings; what follows from one is not here. */
import type { VatRegime } from '../model/company-sheet.ts';
import { foldedWords } from './folded-words.ts';

/** Codes, names and return forms of each régime: words written together, without those that every régime may have. */
const SPELLINGS: Readonly<Record<VatRegime, readonly string[]>> = {
  exempt: ['fr', 'fb', 'franchise', 'franchiseenbase', 'franchisebase'],
  simplified: ['rs', 'rsi', 'simplifie', 'reelsimplifie', 'ca12', 'ca12e'],
  // A réel normal without its period is the monthly one: the quarterly one is a choice (article 287, 2 of the CGI).
  'normal-monthly': [
    'rn',
    'rnm',
    'normal',
    'reelnormal',
    'normalmensuel',
    'reelnormalmensuel',
    'mensuel',
    'mensuelle',
    'ca3',
    'ca3m',
    'ca3mensuel',
    'ca3mensuelle',
  ],
  'normal-quarterly': [
    'rnt',
    'rt',
    'normaltrimestriel',
    'reelnormaltrimestriel',
    'trimestriel',
    'trimestrielle',
    'ca3t',
    'ca3trimestriel',
    'ca3trimestrielle',
  ],
  'simplified-agricultural': [
    'rsa',
    'simplifieagricole',
    'reelsimplifieagricole',
    'simplifieagriculture',
    'ca12a',
    'ca12ae',
  ],
};

/** Words that say nothing, as in `Régime réel normal d’imposition à la TVA`. */
const EMPTY_WORDS = new Set(['regime', 'imposition', 'declaration', 'a', 'tva']);

const REGIME_BY_SPELLING = new Map(
  (Object.keys(SPELLINGS) as VatRegime[]).flatMap((regime) =>
    SPELLINGS[regime].map((spelling): [string, VatRegime] => [spelling, regime]),
  ),
);

/**
 * The régime that a text names by its code, its name or both (`RN`, `Réel normal`, `RN - Réel normal`), whatever its
 * case, accents and punctuation; null where it names none, or two.
 */
export function vatRegimeOf(text: string): VatRegime | null {
  const words = foldedWords(text).filter((word) => !EMPTY_WORDS.has(word));
  const whole = REGIME_BY_SPELLING.get(words.join(''));
  if (whole !== undefined) return whole;
  const [code = '', ...name] = words;
  const byCode = REGIME_BY_SPELLING.get(code);
  return byCode !== undefined && byCode === REGIME_BY_SPELLING.get(name.join('')) ? byCode : null;
}
