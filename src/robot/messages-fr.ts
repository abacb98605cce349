/** What the robot's log says, in French. */
import type { AfterFault } from './events.ts';
import type { RobotMessages } from './messages.ts';
import { frenchRegisterFault } from './register-fault-fr.ts';

const NBSP = '\u00a0';

const AFTER_FAULT: Readonly<Record<AfterFault, string>> = {
  'next-sweep': 'Le dépôt reste à sa place et sera repris au prochain passage.',
  'goes-on': 'Le robot continue, aucun dépôt n’est perdu.',
  stops: 'Le robot s’arrête, aucun dépôt n’est perdu. Corrigez, puis relancez-le.',
};

const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'disque plein, libérez de la place',
  EDQUOT: 'quota de disque atteint, libérez de la place',
  EACCES: 'accès refusé, vérifiez les droits du compte du robot',
  EPERM: 'opération refusée par le système, vérifiez les droits du compte du robot',
  EBUSY: 'fichier utilisé par un autre programme, fermez-le',
  EROFS: 'disque en lecture seule',
  EIO: 'erreur de lecture ou d’écriture, vérifiez le disque ou le réseau',
  ENOENT: 'fichier ou dossier absent, vérifiez que le disque ou le partage est accessible',
  EMFILE: 'trop de fichiers ouverts',
  ENAMETOOLONG: 'chemin trop long pour le système',
};

export const FRENCH_ROBOT: RobotMessages = {
  levels: { info: 'info  ', warn: 'alerte', error: 'erreur' },
  events: {
    started: ({ root, version, sweepMinutes }) =>
      `Robot démarré, version ${version}, sur ${root}${NBSP}; un passage toutes les ${figure(sweepMinutes)}${NBSP}min.`,
    'waiting-other-robot': ({ otherHost, otherPid }) =>
      `Un autre robot travaille sur ces dossiers (${otherHost}, processus ${otherPid}). Celui-ci attend son tour.`,
    'drop-claimed': ({ drop, name }) => `${named(name)} pris en charge (${drop}).`,
    'drop-delivered': ({ name, dossier, entries, documents, file, entriesLeft }) =>
      `${named(name)} livré, dossier ${dossier}${NBSP}: ${plural(entries, 'écriture')}, ${plural(documents, 'document')}, dans ${file}.${leftText(entriesLeft)}`,
    'drop-refused': ({ name, dossier, errors, place }) =>
      `${named(name)} refusé${ofDossier(dossier)}${NBSP}: ${plural(errors, 'erreur')}. Le rapport est dans ${place}.`,
    'drop-duplicate': ({ name, earlier, place }) =>
      `${named(name)} a déjà été livré (${earlier})${NBSP}: rangé dans ${place}, rien n’est livré deux fois.`,
    published: ({ name, dossier, sequence, changes, file }) =>
      `${named(name)} publié, dossier ${dossier}${NBSP}: publication n°${NBSP}${sequence}, ${plural(changes, 'changement')}, dans ${file}.`,
    unchanged: ({ name, dossier }) =>
      `${named(name)}, dossier ${dossier}${NBSP}: rien n’a changé depuis la dernière publication.`,
    integrated: ({ name, dossier }) => `${named(name)}, dossier ${dossier}${NBSP}: intégré dans ISACOMPTA.`,
    returned: ({ name, dossier }) =>
      `${named(name)}, dossier ${dossier}${NBSP}: son fichier est de nouveau dans a-integrer, le lot est remis «${NBSP}à intégrer${NBSP}».`,
    'recovered-finished': ({ name, drop }) =>
      `${named(name)} (${drop}) avait été interrompu${NBSP}: son traitement est terminé.`,
    'recovered-undone': ({ name, drop }) =>
      `${named(name)} (${drop}) avait été interrompu${NBSP}: rien n’était livré, il est remis dans son dossier de dépôt.`,
    'replay-dropped': ({ name, drop }) =>
      `${named(name)} (${drop})${NBSP}: un replay avait été interrompu avant de livrer, rien n’a changé. S’il faut encore traiter ce lot à nouveau, relancez ami-isacompta replay.`,
    'sweep-done': ({ seen, taken, waiting, milliseconds }) =>
      `Passage terminé en ${figure(Math.round(milliseconds / 100) / 10)}${NBSP}s${NBSP}: ${plural(seen, 'dépôt')} vu${seen < 2 ? '' : 's'}, ${taken} traité${taken < 2 ? '' : 's'}, ${waiting} en attente.`,
    'not-announced': ({ path, code }) =>
      `Le système n’annonce pas les changements de ${path} (${code}). Les passages les trouvent${NBSP}; avec "polling"${NBSP}: true, ils sont vus plus tôt.`,
    'fault-of-machine': ({ code, path, next }) =>
      `${path === '' ? 'Machine' : path}${NBSP}: ${faultText(code)}. ${AFTER_FAULT[next]}`,
    'folder-missing': ({ path, next }) =>
      `Le dossier ${path} est introuvable. Remettez-le en place avec ce qu’il contenait (disque ou partage absent, dossier déplacé)${NBSP}; s’il n’existe vraiment plus, recréez-le avec ami-isacompta init. ${AFTER_FAULT[next]}`,
    'register-unusable': ({ fault, path }) => `${frenchRegisterFault(fault, path)}. ${AFTER_FAULT.stops}`,
    'fault-of-program': ({ next, stack }) =>
      `Défaut du programme. ${AFTER_FAULT[next]} Transmettez ceci à son éditeur${NBSP}: ${stack}`,
    'log-unwritable': ({ code, path }) =>
      `Le journal ne peut pas être écrit dans ${path} (${faultText(code)}). Le robot continue sans lui, et réessaiera.`,
    stopping: ({ signal, inHand }) =>
      `Arrêt${signal === null ? '' : ` demandé (${signal})`}${inHand === null ? '.' : `, après le dépôt en cours${NBSP}: ${named(inHand)}.`}`,
    stopped: () => 'Robot arrêté.',
  },
};

function faultText(code: string): string {
  const fault = FAULTS[code];
  return fault === undefined ? `erreur ${code} du système` : `${fault} (${code})`;
}

function leftText(entriesLeft: number): string {
  return entriesLeft === 0
    ? ''
    : ` ${plural(entriesLeft, 'écriture reste', 'écritures restent')} à corriger.`;
}

function ofDossier(dossier: string | null): string {
  return dossier === null ? '' : `, dossier ${dossier}`;
}

function named(name: string): string {
  return `«${NBSP}${name}${NBSP}»`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, NBSP)} ${count < 2 ? one : many}`;
}

function figure(value: number): string {
  return String(value).replace('.', ',');
}
