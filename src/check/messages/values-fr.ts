/** What is wrong with a value, in French: dates, fields of `lot.json`, lines that contradict each other. */
import { FIRST_YEAR, LAST_YEAR } from '../../model/calendar-date.ts';
import type { FindingDetails, NoticeValue } from '../../model/finding.ts';

const NBSP = '\u00a0';

export const DATE_FAULTS = {
  form: (value: string, form: string) => `${value} n’est pas une date lisible ici. Écrivez-la ${form}.`,
  year: (value: string) =>
    `l’année de la date ${value} est impossible : elle doit être de ${FIRST_YEAR} à ${LAST_YEAR}. Corrigez-la.`,
  day: (value: string) => `la date ${value} n’existe pas au calendrier. Corrigez-la.`,
} as const;

export const DATE_FORMS = {
  csv: 'jj/mm/aaaa ou aaaa-mm-jj',
  iso: 'aaaa-mm-jj, par exemple 2022-12-31 (ISO 8601)',
  exchange: 'jjmmaaaa',
} as const;

/** How far below the top of a batch its CSV is, in words. */
export const FOLDERS: Readonly<Record<number, string>> = {
  1: 'un dossier',
  2: 'deux dossiers',
  3: 'trois dossiers',
};

export const NOTICE_VALUES: Readonly<Record<NoticeValue, string>> = {
  text: 'un texte entre guillemets, ou un nombre entier',
  count: 'un nombre entier, sans signe ni espace',
  sum: 'un montant entre guillemets, par exemple "1234.56"',
  group: 'un groupe entre accolades, { … }',
  list: 'une liste entre crochets, [ … ]',
  document: 'un groupe par document, { "fichier": "facture.pdf", "sha256": "…" }',
  'one-hash': 'une seule empreinte pour ce document, qui est annoncé deux fois',
};

export function contradiction(details: FindingDetails['ENTRY_INCONSISTENT'], value: string): string {
  const kept = `«${NBSP}${details.kept}${NBSP}»`;
  if ('account' in details)
    return `le compte ${details.account} a deux libellés : ${value} ici, ${kept} à la ligne ${details.keptLine}, qui est retenu. Gardez un seul libellé par compte.`;
  const piece = `«${NBSP}${details.piece}${NBSP}»`;
  if ('dueLine' in details)
    return `l’échéance ${value} n’est pas reprise : la pièce ${piece} garde celle de la ligne ${details.dueLine}, ${kept}. S’il y a plusieurs échéances, indiquez chacune sur la ligne de son compte de tiers.`;
  return `les lignes de la pièce ${piece} se contredisent : ${value} ici, ${kept} plus haut, qui est retenu. Si ce sont deux factures, donnez-leur deux numéros de pièce.`;
}
