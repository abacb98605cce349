/** The records of the other settings: analytic activities, VAT codes and journals. Data only. */
import type { RecordLayout } from '../../format/fixed-width.ts';

/** Analytic activity (activité analytique). */
export const ANALYTIC_ACTIVITY = {
  key: 'ANA   ',
  title: 'Analytic activity',
  french: 'Activité analytique',
  parents: ['EXO   ', 'DOS   '],
  occurs: '0..n',
  length: 76,
  fields: [
    { start: 7, length: 6, type: 'text', name: 'activity', label: 'Code activité' },
    { start: 13, length: 2, type: 'text', name: 'split', label: 'Code découpe' },
    { start: 15, length: 40, type: 'text', name: 'label', label: 'Libellé' },
    { start: 55, length: 6, type: 'text', name: 'referenceActivity', label: 'Activité de référence' },
    { start: 61, length: 5, type: 'text', name: 'unit1', label: 'Unité 1' },
    { start: 66, length: 11, type: 'decimal', name: 'unit1Count', label: 'Quantité 1' },
  ],
} as const satisfies RecordLayout;

/** Analytic distribution (répartition analytique). */
export const ANALYTIC_DISTRIBUTION = {
  key: 'ANAREP',
  title: 'Analytic distribution',
  french: 'Répartition analytique',
  parents: ['ANA   '],
  occurs: '0..n',
  length: 65,
  fields: [
    { start: 7, length: 6, type: 'text', name: 'activity', label: 'Code activité' },
    { start: 13, length: 2, type: 'text', name: 'split', label: 'Code découpe' },
    { start: 15, length: 40, type: 'text', name: 'label', label: 'Libellé' },
    { start: 55, length: 10, type: 'decimal', name: 'percentage', label: 'Pourcentage' },
    { start: 65, length: 1, type: 'flag', name: 'prorata', label: 'Prorata' },
  ],
} as const satisfies RecordLayout;

/** VAT code (code TVA). */
export const VAT_CODE = {
  key: 'TVA   ',
  title: 'VAT code',
  french: 'Code TVA',
  parents: ['EXO   ', 'DOS   '],
  occurs: '0..n',
  length: 114,
  fields: [
    { start: 7, length: 2, type: 'text', name: 'code', label: 'Code', required: true },
    { start: 9, length: 30, type: 'text', name: 'label', label: 'Libellé', required: true },
    { start: 39, length: 10, type: 'text', name: 'account', label: 'Compte de TVA', required: true },
    { start: 49, length: 5, type: 'decimal', name: 'rate', label: 'Taux', required: true },
    {
      start: 54,
      length: 2,
      type: 'code',
      name: 'type',
      label: 'Type',
      note: 'ac purchase, im fixed asset, ve sale',
    },
    { start: 56, length: 2, type: 'code', name: 'side', label: 'Sens', note: 'de debit, cr credit' },
    { start: 58, length: 5, type: 'text', name: 'returnBox', label: 'Emplacement liasse' },
    { start: 63, length: 1, type: 'flag', name: 'onPayment', label: 'TVA sur encaissement' },
    { start: 64, length: 1, type: 'flag', name: 'zeroRate', label: 'TVA à 0' },
    { start: 65, length: 6, type: 'decimal', name: 'deductionRate', label: 'Taux de déduction' },
    { start: 71, length: 2, type: 'text', name: 'class', label: 'Classe' },
    { start: 73, length: 1, type: 'flag', name: 'onPaymentAccounting', label: 'Encaissement compta' },
    { start: 74, length: 10, type: 'text', name: 'operationType', label: 'Type d’opération' },
    { start: 84, length: 10, type: 'text', name: 'rateType', label: 'Type de taux' },
    { start: 94, length: 8, type: 'date', name: 'validFrom', label: 'Début de validité' },
    { start: 102, length: 8, type: 'date', name: 'validTo', label: 'Fin de validité' },
    { start: 110, length: 2, type: 'text', name: 'reverseChargeCode', label: 'Code autoliquidation' },
    { start: 112, length: 1, type: 'flag', name: 'prorata', label: 'Prorata' },
    { start: 113, length: 2, type: 'text', name: 'equivalentCode', label: 'Code d’équivalence' },
  ],
} as const satisfies RecordLayout;

/** Journal (journal). */
export const JOURNAL = {
  key: 'JOU   ',
  title: 'Journal',
  french: 'Journal',
  parents: ['EXO   ', 'DOS   '],
  occurs: '0..n',
  length: 85,
  fields: [
    { start: 7, length: 2, type: 'text', name: 'code', label: 'Code', required: true },
    { start: 9, length: 30, type: 'text', name: 'label', label: 'Libellé', required: true },
    {
      start: 39,
      length: 2,
      type: 'code',
      name: 'type',
      label: 'Type',
      note: 'ac purchases, ve sales, tr cash, od miscellaneous, an opening, ex reversal, si situation, st stock, ly analytic',
    },
    {
      start: 41,
      length: 2,
      type: 'code',
      name: 'class',
      label: 'Classe',
      note: 'fi fiscal, ge management, mi both, ly analytic',
    },
    { start: 43, length: 2, type: 'code', name: 'reversal', label: 'Type d’extourne', note: '1e, 2e, de' },
    { start: 45, length: 10, type: 'text', name: 'counterpart', label: 'Compte de contrepartie' },
    { start: 55, length: 8, type: 'date', name: 'lastClosing', label: 'Dernière clôture' },
    { start: 63, length: 8, type: 'date', name: 'lastEntryDate', label: 'Dernière écriture' },
    { start: 71, length: 8, type: 'text', name: 'lastEntryNumber', label: 'Dernier numéro' },
    { start: 79, length: 2, type: 'filler', name: 'filler79', label: '' },
    { start: 81, length: 1, type: 'flag', name: 'incrementsNumber', label: 'Incrémentation n° pièce' },
    { start: 82, length: 1, type: 'flag', name: 'stopOnNumber', label: 'Arrêt n° pièce' },
    { start: 83, length: 1, type: 'flag', name: 'stopOnInvoiceDate', label: 'Arrêt date facture' },
    { start: 84, length: 1, type: 'flag', name: 'monthly', label: 'Journal mensuel' },
    { start: 85, length: 1, type: 'flag', name: 'acceptsDueDate', label: 'Accepte une échéance' },
  ],
} as const satisfies RecordLayout;
