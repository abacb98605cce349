/** What the page says, in French: for an accountant who never meets a terminal. */
import { grouped } from '../check/messages/figures.ts';
import { formatCentsFrench } from '../model/cents.ts';
import { FRENCH_ACTS } from './wording-acts-fr.ts';
import { FRENCH_VIEWS } from './wording-views-fr.ts';

const NBSP = '\u00a0';

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
  size: (bytes: number) => sizeText(bytes),
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
    lots: (count: number) => plural(count, 'lot'),
    entries: (count: number) => plural(count, 'écriture'),
    movements: (count: number) => plural(count, 'mouvement'),
    documents: (count: number) => plural(count, 'document'),
    errors: (count: number) => plural(count, 'erreur'),
    warnings: (count: number) => plural(count, 'avertissement'),
    infos: (count: number) => plural(count, 'information'),
    changes: (count: number) => plural(count, 'changement'),
    files: (count: number) => plural(count, 'fichier'),
  },
  columns: {
    received: 'Reçu le',
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
    unseen: 'Refusés, non vus',
    from: 'Reçu du',
    to: 'au',
    search: 'Chercher',
    clear: 'Tout afficher',
    notADay: (text: string) =>
      `«${NBSP}${text}${NBSP}» n’est pas un jour (jj/mm/aaaa ou aaaa-mm-jj). Ce filtre n’a pas été appliqué.`,
    nothingAsked: `Il n’y a rien à chercher dans ce texte${NBSP}: tapez des lettres ou des chiffres.`,
    otherDossier: (dossier: string) => `Vouliez-vous dire le dossier ${dossier}${NBSP}?`,
    incomplete: (known: number, of: number) =>
      `Recherche encore incomplète${NBSP}: ${plural(known, 'lot')} sur ${grouped(of, NBSP)}. Les autres ne sont pas encore trouvés par leur contenu.`,
  },
  paging: {
    label: 'Autres pages',
    newest: 'Les plus récents',
    older: 'Plus anciens',
    next: 'Page suivante',
    previous: 'Page précédente',
    page: (page: number, pages: number) => `Page ${grouped(page, NBSP)} sur ${grouped(pages, NBSP)}`,
  },
  ...FRENCH_VIEWS,
  ...FRENCH_ACTS,
};

function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count, NBSP)}${NBSP}${count < 2 ? one : many}`;
}

function sizeText(bytes: number): string {
  const units = ['o', 'Kio', 'Mio', 'Gio', 'Tio'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? String(value) : value.toFixed(1).replace('.', ',')}${NBSP}${units[power]}`;
}
