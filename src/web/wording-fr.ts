/** What the page says, in French: for an accountant who never meets a terminal. */
import { grouped } from '../check/messages/figures.ts';
import { formatCentsFrench } from '../model/cents.ts';
import { FRENCH_ACTS } from './wording-acts-fr.ts';
import { frenchPlural, frenchSize, NBSP } from './wording-counts.ts';
import { FRENCH_VIEWS } from './wording-views-fr.ts';

const notADay = (text: string) =>
  `«${NBSP}${text}${NBSP}» n’est pas un jour (jj/mm/aaaa ou aaaa-mm-jj). Ce filtre n’a pas été appliqué.`;

export const FRENCH_PAGE = {
  lang: 'fr',
  brand: `AMI COMPTA${NBSP}→ ISACOMPTA`,
  colon: `${NBSP}: `,
  skip: 'Aller au contenu',
  menu: 'Pages',
  nav: {
    lots: 'Lots',
    pending: 'À intégrer',
    publications: 'Publications',
    companies: 'Dossiers',
    archives: 'Archives',
    drop: 'Déposer',
  },
  otherLanguage: { code: 'en', name: 'English' },
  leave: 'Se déconnecter',
  amount: formatCentsFrench,
  euros: (cents: number | bigint) => `${formatCentsFrench(cents)}${NBSP}€`,
  number: (value: number | bigint) => grouped(value, NBSP),
  moment: (timestamp: string) =>
    new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short' }).format(
      Date.parse(timestamp),
    ),
  size: frenchSize,
  inPart: 'livré en partie',
  states: {
    delivered: 'Livré',
    pending: 'À intégrer',
    integrated: 'Intégré',
    refused: 'Refusé',
    duplicate: 'Doublon',
    published: 'Publié',
    unchanged: 'Inchangé',
  },
  severities: { error: 'Erreur', warning: 'Avertissement', info: 'Information' },
  plurals: {
    lots: (count: number) => frenchPlural(count, 'lot'),
    entries: (count: number) => frenchPlural(count, 'écriture'),
    movements: (count: number) => frenchPlural(count, 'mouvement'),
    documents: (count: number) => frenchPlural(count, 'document'),
    errors: (count: number) => frenchPlural(count, 'erreur'),
    warnings: (count: number) => frenchPlural(count, 'avertissement'),
    infos: (count: number) => frenchPlural(count, 'information'),
    changes: (count: number) => frenchPlural(count, 'changement'),
    files: (count: number) => frenchPlural(count, 'fichier'),
  },
  columns: {
    received: 'Reçu le',
    settingsReceived: 'Paramétrage reçu le',
    since: 'Depuis le',
    published: 'Publié le',
    dossier: 'Dossier',
    lot: 'Lot',
    name: 'Nom',
    state: 'État',
    entries: 'Écritures',
    total: 'Total débit',
    documents: 'Documents',
    findings: 'Anomalies',
    file: 'Fichier',
    kind: 'Nature',
    sequence: 'N°',
    changes: 'Changements',
    key: 'Élément',
    field: 'Champ',
    before: 'Avant',
    after: 'Après',
    line: 'Ligne',
    archive: 'Archive',
    size: 'Taille',
    acts: 'Actions',
    sheet: 'Fiche entreprise',
  },
  filters: {
    legend: 'Chercher un lot',
    text: 'Pièce, facture, compte, montant, libellé ou lot',
    dossier: 'Dossier',
    state: 'État',
    anyState: 'Tous',
    unseen: 'Refusé, à voir',
    delivered: 'Livré, intégré ou non',
    from: 'Reçu à partir du',
    to: 'Reçu jusqu’au',
    search: 'Chercher',
    clear: 'Tout afficher',
    daysTurned: `Le premier jour de ce filtre vient après le dernier${NBSP}: aucun lot ne peut y répondre.`,
    nothingAsked: `Il n’y a rien à chercher dans ce texte${NBSP}: tapez des lettres ou des chiffres.`,
    otherDossier: (dossier: string) => `Vouliez-vous dire le dossier ${dossier}${NBSP}?`,
    incomplete: (known: number, of: number) =>
      `Recherche encore incomplète${NBSP}: ${frenchPlural(known, 'lot')} sur ${grouped(of, NBSP)}. Les autres ne sont pas encore trouvés par leur contenu.`,
  },
  /** What of an address was not understood. */
  leftOut: {
    etat: (text: string) =>
      `«${NBSP}${text}${NBSP}» n’est pas un état de lot. Ce filtre n’a pas été appliqué.`,
    du: notADay,
    au: notADay,
    page: (text: string) =>
      `«${NBSP}${text}${NBSP}» n’est pas un numéro de page. La première page est affichée.`,
    avant: (text: string) =>
      `Le registre ne connaît pas le dépôt «${NBSP}${text}${NBSP}», après lequel la liste devait commencer. Elle commence par les plus récents.`,
    meaningless: (text: string) =>
      `«${NBSP}${text}${NBSP}» n’a pas de sens pour cette page, qui n’en a pas tenu compte.`,
  },
  paging: {
    label: 'Autres pages',
    newest: 'Les plus récents',
    older: 'Plus anciens',
    next: 'Page suivante',
    previous: 'Page précédente',
    pastLast: (page: number) => `Il n’y a pas de page ${grouped(page, NBSP)}${NBSP}: voici la dernière.`,
    page: (page: number, pages: number) => `Page ${grouped(page, NBSP)} sur ${grouped(pages, NBSP)}`,
  },
  ...FRENCH_VIEWS,
  ...FRENCH_ACTS,
};
