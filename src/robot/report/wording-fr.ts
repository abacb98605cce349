/** The French wording of reports. */
import { grouped } from '../../check/messages/figures.ts';
import { frenchMoment } from '../../check/messages/moments.ts';
import { formatCentsFrench as euros } from '../../model/cents.ts';
import { type Severity, severityOf } from '../../model/finding.ts';
import type { ReportWording } from './wording.ts';

const NBSP = '\u00a0';

export const FRENCH_REPORT: ReportWording = {
  facts: {
    drop: 'Dépôt',
    received: 'Reçu le',
    batch: 'Lot',
    dossier: 'Dossier',
    contents: 'Contenu',
    delivered: 'Livré',
    left: 'À corriger',
    files: 'Fichiers',
    deliveredAt: 'Livré le',
    integratedAt: 'Intégré le',
  },
  colon: `${NBSP}: `,
  batchRefused: {
    heading: 'Lot refusé',
    remedy:
      'Rien n’a été livré à ISACOMPTA. Corrigez les erreurs ci-dessous, dans AMI COMPTA ou dans le lot, puis déposez de nouveau le lot entier dans depot-ami.',
  },
  batchSplit: {
    heading: 'Lot livré en partie',
    remedy:
      'Les écritures sans erreur ont été livrées à ISACOMPTA. Les autres sont dans le dossier a-corriger, qui est un lot complet, avec leurs documents. Corrigez-les dans ce dossier, puis déposez-le dans depot-ami. Ne déposez pas de nouveau le lot d’origine. Les numéros de ligne ci-dessous sont ceux du lot d’origine.',
  },
  settingsRefused: {
    heading: 'Paramétrage refusé',
    remedy:
      'Rien n’a été publié vers AMI COMPTA. Corrigez les erreurs ci-dessous dans ISACOMPTA, exportez de nouveau le paramétrage, puis déposez-le dans depot-isacompta.',
  },
  duplicate: {
    heading: 'Lot déjà livré',
    remedy:
      'Le contenu de ce lot a déjà été livré. Il n’est pas livré une seconde fois, et il n’y a rien à faire.',
  },
  earlierDelivery: 'La livraison précédente',
  anomaliesHeader: ['Gravité', 'Code', 'Fichier', 'Ligne', 'Colonne', 'Valeur', 'Message'],
  moment: frenchMoment,
  figures: ({ entries, movements, debit, credit }) =>
    movements === 0
      ? ''
      : `${plural(entries, 'écriture')}, ${plural(movements, 'mouvement')}, débit ${euros(debit)}, crédit ${euros(credit)}`,
  findingsHeading: ({ errors, warnings, infos }) => {
    const counts = [
      [errors, 'erreur'],
      [warnings, 'avertissement'],
      [infos, 'information'],
    ] as const;
    const told = counts.filter(([count]) => count > 0).map(([count, name]) => plural(count, name));
    return told.length === 0 ? 'Aucune anomalie' : told.join(', ');
  },
  deliverAgain: `Pour qu’il soit livré une seconde fois malgré tout${NBSP}:`,
  notShown: (counts) => {
    const kinds = counts.map(([code, count]) => `${plural(count, SEVERITIES[severityOf(code)])} ${code}`);
    return `Ne sont pas détaillées ici${NBSP}: ${kinds.join(', ')}. Le fichier anomalies.csv en donne jusqu’à 1${NBSP}000 de chaque sorte.`;
  },
};

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'erreur',
  warning: 'avertissement',
  info: 'information',
};

function plural(count: number, one: string): string {
  return `${grouped(count, NBSP)} ${count < 2 ? one : `${one}s`}`;
}
