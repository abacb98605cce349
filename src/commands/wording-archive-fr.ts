/** What the commands of the archive say, in French. */
import type { SkippedKind } from '../archive/manifest.ts';
import { type CalendarDate, formatFrenchDate as day } from '../model/calendar-date.ts';
import { frenchArchiveFault } from '../robot/archive-fault-fr.ts';
import type { ArchiveWording } from './wording-archive.ts';

const NBSP = '\u00a0';

export const FRENCH_ARCHIVE: ArchiveWording = {
  help: {
    archive: 'les archives des dépôts traités',
    list: 'liste les archives, de la plus récente à la plus ancienne',
    verify: 'vérifie que chaque archive est là et n’a pas changé',
    extract: 'restitue un dépôt tel qu’il a été reçu',
    purge: 'supprime les archives dont le délai de conservation est passé, et le note dans le registre',
    register: 'le registre des dépôts',
    rebuild: 'refait à partir des archives un registre perdu ou endommagé (arrêtez d’abord le robot)',
    id: 'identifiant du dépôt, ou numéro du lot s’il n’y en a qu’une archive',
    idOrAll: `identifiant du dépôt ou numéro du lot (sans lui${NBSP}: toutes les archives)`,
    limit: 'au plus ce nombre d’archives',
    out: `dossier à créer, où mettre le dépôt (sans cette option${NBSP}: un dossier au nom du dépôt, ici)`,
    before: 'les archives des dépôts reçus avant ce jour (jj/mm/aaaa ou aaaa-mm-jj)',
    force: 'supprime aussi ce qui doit être conservé',
    forceRebuild: 'remplace aussi un registre qui est lisible',
  },
  robotAtWork: 'Un robot travaille sur ces dossiers. Arrêtez-le, puis relancez register rebuild.',
  fault: frenchArchiveFault,
  unknownId: (id) =>
    `Aucune archive ne porte l’identifiant ou le numéro de lot «${NBSP}${id}${NBSP}». Cherchez-la avec archive list.`,
  severalIds: (batch, ids) =>
    `Plusieurs archives portent le numéro de lot «${NBSP}${batch}${NBSP}». Indiquez l’une d’elles par son identifiant${NBSP}: ${ids.join(', ')}.`,
  withoutArchive: (id, earlier) =>
    earlier === null
      ? `Le dépôt ${id} n’a pas d’archive.`
      : `Le dépôt ${id} n’a pas d’archive${NBSP}: il répète le dépôt ${earlier}, qui en a une.`,
  purgedBefore: (id, at) =>
    `L’archive du dépôt ${id} a été supprimée le ${at.slice(0, 10).split('-').reverse().join('/')} par archive purge. Seule une sauvegarde peut encore l’avoir.`,
  noRegister:
    'Il n’y a pas de registre. S’il a été perdu, refaites-le à partir des archives avec register rebuild.',
  nothingArchived: 'Aucune archive ne répond à cette recherche.',
  archives: (count) => `${plural(count, 'archive')}.`,
  headers: { size: 'Taille', archive: 'Archive' },
  purgedState: 'supprimée',
  missingState: 'MANQUE',
  size: (bytes) => sizeText(bytes),
  verified: (verified, faults) => {
    const sound = `${plural(verified, 'archive')} ${verified < 2 ? 'intacte' : 'intactes'}`;
    return faults === 0 ? `${sound}, aucune anomalie.` : `${sound}, ${plural(faults, 'anomalie')}.`;
  },
  extracted: (folder, files, bytes) =>
    `${plural(files, 'fichier')} (${sizeText(bytes)}) ${files < 2 ? 'restitué' : 'restitués'} dans ${folder}`,
  skipped: ({ path, kind }) =>
    `${path}${NBSP}: ${SKIPPED[kind]}, qui n’a pas été suivi lors de l’archivage et n’est donc pas restitué.`,
  targetExists: (path) =>
    `«${NBSP}${path}${NBSP}» existe déjà, et rien n’est écrasé. Indiquez avec --out un dossier qui n’existe pas.`,
  young: ({ archive, fiscalYearEnd, keptUntil }) =>
    `${archive}${NBSP}: ${closing(fiscalYearEnd)}, à conserver jusqu’au ${day(keptUntil)} compris (article L123-22 du Code de commerce).`,
  forced: ({ archive, fiscalYearEnd, keptUntil }) =>
    `${archive}${NBSP}: ${closing(fiscalYearEnd)}, devait être conservée jusqu’au ${day(keptUntil)} compris (article L123-22 du Code de commerce)${NBSP}; supprimée malgré tout (--force). Gardez-en une sauvegarde.`,
  purgeRefused: (count, passing) =>
    `Rien n’a été supprimé${NBSP}: ${plural(count, 'archive')} de cette période ${count < 2 ? 'doit encore être conservée' : 'doivent encore être conservées'}. ${passing === null ? 'Aucun jour plus ancien ne supprimerait quelque chose' : `Avec --before ${day(passing.before)}, ${plural(passing.archives, 'archive')} ${passing.archives < 2 ? 'serait supprimée' : 'seraient supprimées'}`}${NBSP}; --force supprime tout malgré tout.`,
  purged: (count) =>
    `${plural(count, 'archive')} ${count < 2 ? 'supprimée, et notée comme telle' : 'supprimées, et notées comme telles'} dans le registre.`,
  nothingToPurge: (before) => `Aucune archive d’un dépôt reçu avant le ${day(before)}.`,
  registerExists: (path) =>
    `Le registre «${NBSP}${path}${NBSP}» est là et se lit${NBSP}: rien n’a été fait. S’il faut vraiment le refaire, arrêtez le robot et ajoutez --force${NBSP}; ce que les archives n’ont pas (dates d’intégration, archives supprimées) est repris du registre actuel.`,
  nothingToRebuild: (archives) =>
    `Aucune archive utilisable dans «${NBSP}${archives}${NBSP}»${NBSP}: le registre n’a pas été touché. Vérifiez --root, ou remettez les archives depuis une sauvegarde.`,
  rebuilt: (drops, unusable, path) => {
    const done = `Registre refait avec ${plural(drops, 'dépôt')}${NBSP}: ${path}`;
    return unusable === 0
      ? done
      : `${done}\n${plural(unusable, 'archive')} n’${unusable < 2 ? 'a pas pu servir' : 'ont pas pu servir'}${NBSP}; voyez ci-dessus.`;
  },
  keptFromOld: {
    purged: (drops) =>
      `${plural(drops, 'dépôt')} dont l’archive a été supprimée par archive purge ${kept(drops)} de l’ancien registre.`,
    unusable: (drops) =>
      `${plural(drops, 'dépôt')} dont l’archive n’a pas pu servir ${kept(drops)} de l’ancien registre.`,
    missing: (drops) =>
      `${plural(drops, 'dépôt')} dont l’archive n’est pas là ${kept(drops)} de l’ancien registre${NBSP}; archive verify nomme les archives qui manquent.`,
  },
  oldUnread: (old) =>
    [
      old === 'not'
        ? 'L’ancien registre manque ou ne se lit pas.'
        : 'L’ancien registre est endommagé, et seul ce qui s’y lit encore a pu être repris.',
      `Ce qui n’est pas dans les archives ne peut donc pas être su${NBSP}: les dates d’intégration, et les lots dont l’archive a été supprimée (archive purge) ou perdue.`,
      'Déposé de nouveau, un tel lot serait livré une seconde fois.',
      `Si vous avez une sauvegarde de registre.db, mettez-la à la place du nouveau registre, puis lancez register rebuild --force${NBSP}: ce qu’elle sait sera repris.`,
    ].join(' '),
  unknownImport: (place) =>
    `${place}${NBSP}: aucun dépôt du nouveau registre n’a livré ce fichier. Il n’est pas dans pending, et son lot, déposé de nouveau, serait livré une seconde fois.`,
  setAside: (path) => `L’ancien registre est gardé ici${NBSP}: ${path}`,
};

function kept(drops: number): string {
  return drops < 2 ? 'a été gardé' : 'ont été gardés';
}

const SKIPPED: Readonly<Record<SkippedKind, string>> = {
  link: 'un lien',
  pipe: 'un tube',
  socket: 'une connexion',
  device: 'un périphérique',
};

function closing(fiscalYearEnd: CalendarDate | null): string {
  return fiscalYearEnd === null ? 'exercice inconnu' : `exercice clos le ${day(fiscalYearEnd)}`;
}

function sizeText(bytes: number): string {
  const units = ['o', 'Kio', 'Mio', 'Gio', 'Tio'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  const figure = power === 0 ? String(value) : value.toFixed(1).replace('.', ',');
  return `${figure}${NBSP}${units[power]}`;
}

function plural(count: number, one: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, NBSP)} ${count < 2 ? one : `${one}s`}`;
}
