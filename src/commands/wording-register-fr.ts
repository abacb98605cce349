/** What the commands that read the register say, in French. */
import { frenchRegisterFault } from '../robot/register-fault-fr.ts';
import type { RegisterWording } from './wording-register.ts';

const NBSP = '\u00a0';

export const FRENCH_REGISTER: RegisterWording = {
  help: {
    list: 'liste les lots reçus et ce qu’ils sont devenus, du plus récent au plus ancien',
    pending: 'liste ce qui attend l’intégration dans ISACOMPTA, par dossier',
    history:
      'liste les paramétrages publiés pour AMI COMPTA, du plus récent au plus ancien, puis ceux qui ont été refusés',
    id: `un seul dépôt, avec ses anomalies${NBSP}: son identifiant, ou le numéro du lot`,
    refused: 'seulement les paramétrages refusés, aussi avec --json',
    dossier: 'seulement ce dossier ISACOMPTA',
    state: `seulement cet état${NBSP}: delivered (livré), refused (refusé), duplicate (doublon), pending (à intégrer) ou integrated (intégré)`,
    from: 'reçus à partir de ce jour (jj/mm/aaaa ou aaaa-mm-jj)',
    to: 'reçus jusqu’à ce jour compris',
    text: 'dont le nom, le lot ou l’identifiant contient ce texte',
    limit: 'au plus ce nombre de lots',
    before: `la suite${NBSP}: seulement les lots plus anciens que cet identifiant`,
  },
  notADay: (option, value) =>
    `${option}${NBSP}: «${NBSP}${value}${NBSP}» n’est pas une date. Écrivez-la jj/mm/aaaa ou aaaa-mm-jj, par exemple 24/11/2026.`,
  notALimit: (value, most) =>
    `--limit${NBSP}: «${NBSP}${value}${NBSP}» n’est pas possible. Indiquez un nombre entier de 1 à ${grouped(most)}.`,
  unknownId: (id) =>
    `--before${NBSP}: le registre ne connaît pas l’identifiant «${NBSP}${id}${NBSP}». Reprenez-le de la dernière ligne affichée par list.`,
  fault: frenchRegisterFault,
  incomplete: 'Ce qui est montré ici s’arrête à ce jour-là.',
  noRegister: (path) =>
    `Aucun lot n’a encore été reçu${NBSP}: le registre «${NBSP}${path}${NBSP}» n’existe pas, ou il est vide. Le robot le crée au premier dépôt (ami-isacompta watch).`,
  folderMissing: (path, dossier) =>
    dossier === null
      ? `Le dossier «${NBSP}${path}${NBSP}» n’existe pas${NBSP}: on ne peut pas dire ce qu’ISACOMPTA a intégré, et rien n’a été noté. S’il est sur un disque réseau, vérifiez que le partage est accessible${NBSP}; sinon remettez-le en place avec ses fichiers. ami-isacompta init le recrée, mais vide${NBSP}: les lots qui attendaient l’intégration continuent d’attendre.`
      : `Le dossier «${NBSP}${path}${NBSP}», où des lots du dossier ${dossier} attendaient l’intégration, n’existe pas${NBSP}: on ne peut pas dire ce qu’ISACOMPTA a intégré, et rien n’a été noté. Remettez-le en place avec ses fichiers${NBSP}; si ISACOMPTA a bien intégré ces lots, recréez-le, vide.`,
  nothingListed: 'Aucun lot ne répond à cette recherche.',
  nothingPending: 'Rien n’attend l’intégration dans ISACOMPTA.',
  nothingPublished: 'Aucun paramétrage n’a été publié.',
  nothingRefused: 'Aucun paramétrage n’a été refusé.',
  headers: {
    received: 'Reçu le',
    published: 'Publié le',
    since: 'Depuis le',
    dossier: 'Dossier',
    batch: 'Lot',
    state: 'État',
    entries: 'Écr.',
    debit: 'Débit',
    documents: 'Doc.',
    findings: 'Anom.',
    errors: 'Err.',
    report: 'Rapport',
    kind: 'Nature',
    changes: 'Chang.',
    file: 'Fichier',
    id: 'Identifiant',
  },
  inPart: 'livré en partie',
  states: {
    delivered: 'livré',
    integrated: 'intégré',
    refused: 'refusé',
    duplicate: 'doublon',
    published: 'publié',
    unchanged: 'inchangé',
  },
  kinds: { creation: 'création', modification: 'modification' },
  batches: (count) => `${plural(count, 'lot')}.`,
  waiting: (count) => `${plural(count, 'lot')} à intégrer.`,
  refusals: (count) => `${grouped(count)} ${count < 2 ? 'paramétrage refusé' : 'paramétrages refusés'}.`,
  publications: (count) => `${plural(count, 'publication')}.`,
  more: (lastId) => `La suite${NBSP}: --before ${lastId}`,
  moment: (timestamp) => {
    const at = new Date(timestamp);
    const day = [two(at.getDate()), two(at.getMonth() + 1), at.getFullYear()].join('/');
    return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
  },
};

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function plural(count: number, one: string): string {
  return `${grouped(count)} ${count < 2 ? one : `${one}s`}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, NBSP);
}
