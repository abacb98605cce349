/** How the tables of a settings export spell what has few values: the codes of the layouts, and French words. */

import type { JournalType, PreferredSide, SettingsAccountType, VatCodeType } from '../model/settings.ts';
import type { SettingsValue } from '../model/settings-fault.ts';
import { ACCOUNT_TYPES, JOURNAL_TYPES, SIDES, VAT_CODE_TYPES } from './settings-codes.ts';

/** Words as `foldWords` makes them, and what a message calls all of them. */
export interface Words<T> {
  readonly wanted: SettingsValue;
  readonly meanings: ReadonlyMap<string, T>;
}

export const ACCOUNT_TYPE_WORDS: Words<SettingsAccountType> = withWords('account-type', ACCOUNT_TYPES, {
  general: ['general', 'generaux', 'compte general'],
  auxiliary: ['auxiliaire', 'compte auxiliaire', 'tiers'],
  collective: ['centralisateur', 'collectif', 'compte centralisateur', 'compte collectif'],
});

export const SIDE_WORDS: Words<PreferredSide> = withWords('side', SIDES, {
  debit: ['d', 'debit', 'debiteur'],
  credit: ['c', 'credit', 'crediteur'],
  either: ['indifferent', 'indetermine', 'les deux', 'mixte'],
});

export const JOURNAL_TYPE_WORDS: Words<JournalType> = withWords('journal-type', JOURNAL_TYPES, {
  purchases: ['achat', 'achats'],
  sales: ['vente', 'ventes'],
  treasury: ['tresorerie', 'banque', 'caisse'],
  miscellaneous: ['operations diverses', 'operation diverse', 'divers'],
  opening: ['a nouveau', 'a nouveaux', 'ouverture'],
  reversal: ['extourne', 'extournes'],
  situation: ['situation'],
  stock: ['stock', 'stocks'],
  analytic: ['analytique'],
});

export const VAT_CODE_TYPE_WORDS: Words<VatCodeType> = withWords('vat-code-type', VAT_CODE_TYPES, {
  purchase: ['achat', 'achats', 'deductible', 'tva deductible'],
  'fixed-asset': ['immobilisation', 'immobilisations', 'immo'],
  sale: ['vente', 'ventes', 'collectee', 'tva collectee'],
});

export const YES_NO_WORDS: Words<boolean> = {
  wanted: 'yes-no',
  meanings: new Map([
    ...['1', 'o', 'oui', 'vrai', 'true', 'x'].map((word): [string, boolean] => [word, true]),
    ...['0', 'n', 'non', 'faux', 'false'].map((word): [string, boolean] => [word, false]),
  ]),
};

function withWords<T extends string>(
  wanted: SettingsValue,
  codes: ReadonlyMap<string, T>,
  words: Record<T, readonly string[]>,
): Words<T> {
  const spellings = Object.entries(words) as [T, readonly string[]][];
  const meanings = new Map([
    ...codes,
    ...spellings.flatMap(([meaning, spelt]) => spelt.map((word): [string, T] => [word, meaning])),
  ]);
  return { wanted, meanings };
}
