/** The records that open a file: its header, the company file (dossier) and its fiscal years (exercices). Data only. */
import type { RecordLayout } from '../../format/fixed-width.ts';

/** File header (version). */
export const FILE_HEADER = {
  key: 'VER   ',
  title: 'File header',
  french: 'Version',
  parents: [],
  occurs: 'exactly 1, first line',
  length: 49,
  fields: [
    {
      start: 7,
      length: 7,
      type: 'num',
      name: 'minimumVersion',
      label: 'Version ISACOMPTA minimale',
      required: true,
    },
    {
      start: 14,
      length: 4,
      type: 'num',
      name: 'formatVersion',
      label: 'Version du format',
      required: true,
      note: '0000, 8550 and 8700 seen',
    },
    {
      start: 18,
      length: 1,
      type: 'flag',
      name: 'deleteEntries',
      label: 'Suppression des écritures avant import',
    },
    { start: 19, length: 30, type: 'text', name: 'label', label: 'Libellé du fichier' },
    {
      start: 49,
      length: 1,
      type: 'num',
      name: 'charset',
      label: 'Jeu de caractères',
      note: '0 = DOS code page 850, 1 = Windows-1252',
    },
  ],
} as const satisfies RecordLayout;

/** Company file (dossier). */
export const COMPANY_FILE = {
  key: 'DOS   ',
  title: 'Company file',
  french: 'Dossier',
  parents: ['VER   '],
  occurs: '1',
  length: 86,
  fields: [
    { start: 7, length: 8, type: 'text', name: 'number', label: 'Numéro de dossier', required: true },
    { start: 15, length: 30, type: 'text', name: 'label', label: 'Libellé du dossier', required: true },
    { start: 45, length: 8, type: 'date', name: 'lastClosingDate', label: 'Date de dernière clôture' },
    { start: 53, length: 1, type: 'flag', name: 'updateAnalytics', label: 'Mise à jour analytique' },
    { start: 54, length: 1, type: 'flag', name: 'updateAccounts', label: 'Mise à jour des comptes' },
    { start: 55, length: 1, type: 'flag', name: 'updateJournals', label: 'Mise à jour des journaux' },
    { start: 56, length: 1, type: 'flag', name: 'updateVatCodes', label: 'Mise à jour des codes TVA' },
    { start: 57, length: 1, type: 'flag', name: 'prorataExplosion', label: 'Éclatement au prorata' },
    { start: 58, length: 1, type: 'flag', name: 'transferComments', label: 'Transfert des commentaires' },
    {
      start: 59,
      length: 2,
      type: 'num',
      name: 'accountSize',
      label: 'Taille des comptes',
      note: '6, 8 or 10',
    },
    { start: 61, length: 1, type: 'filler', name: 'filler61', label: '' },
    { start: 62, length: 3, type: 'text', name: 'currency', label: 'Devise' },
    {
      start: 65,
      length: 1,
      type: 'flag',
      name: 'updateAnalyticAssignments',
      label: 'Mise à jour des affectations analytiques',
    },
    { start: 66, length: 7, type: 'text', name: 'standard1', label: 'Code étalon 1' },
    { start: 73, length: 7, type: 'text', name: 'standard2', label: 'Code étalon 2' },
    { start: 80, length: 7, type: 'text', name: 'analyticStandard', label: 'Code étalon analytique' },
  ],
} as const satisfies RecordLayout;

/** Company file creation (création de dossier). */
export const COMPANY_FILE_CREATION = {
  key: 'CREDOS',
  title: 'Company file creation',
  french: 'Création de dossier',
  parents: ['DOS   '],
  occurs: '0..1',
  length: 65,
  fields: [
    { start: 7, length: 7, type: 'text', name: 'folder', label: 'Répertoire' },
    { start: 14, length: 10, type: 'text', name: 'password', label: 'Mot de passe' },
    { start: 24, length: 8, type: 'date', name: 'year1Start', label: 'Début exercice 1' },
    { start: 32, length: 8, type: 'date', name: 'year1End', label: 'Fin exercice 1' },
    { start: 40, length: 8, type: 'date', name: 'year2Start', label: 'Début exercice 2' },
    { start: 48, length: 8, type: 'date', name: 'year2End', label: 'Fin exercice 2' },
    { start: 56, length: 8, type: 'date', name: 'expiry', label: 'Expiration' },
    { start: 64, length: 1, type: 'num', name: 'level', label: 'Niveau' },
    { start: 65, length: 1, type: 'flag', name: 'removeFolder', label: 'Suppression du dossier' },
  ],
} as const satisfies RecordLayout;

/** Fiscal year (exercice). */
export const FISCAL_YEAR = {
  key: 'EXO   ',
  title: 'Fiscal year',
  french: 'Exercice',
  parents: ['DOS   '],
  occurs: '0..n, absent in some real files',
  length: 47,
  fields: [
    { start: 7, length: 8, type: 'date', name: 'start', label: 'Date de début', required: true },
    { start: 15, length: 8, type: 'date', name: 'end', label: 'Date de fin', required: true },
    { start: 23, length: 1, type: 'flag', name: 'deleteEntries', label: 'Suppression des écritures' },
    { start: 24, length: 1, type: 'flag', name: 'open', label: 'Exercice ouvert' },
    { start: 25, length: 11, type: 'num', name: 'entryCount', label: 'Nombre d’écritures' },
    { start: 36, length: 3, type: 'text', name: 'currency', label: 'Devise' },
    { start: 39, length: 8, type: 'date', name: 'vatReturnDate', label: 'Date de déclaration de TVA' },
    { start: 47, length: 1, type: 'num', name: 'vatPeriodicity', label: 'Périodicité de TVA' },
  ],
} as const satisfies RecordLayout;
