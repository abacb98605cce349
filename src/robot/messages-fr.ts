/** What the robot's log says, in French. */
import type { DropOutcome } from '../model/drop-record.ts';
import { frenchArchiveFault } from './archive-fault-fr.ts';
import type { AfterFault } from './events.ts';
import type { RobotMessages } from './messages.ts';
import { frenchRegisterFault } from './register-fault-fr.ts';

const NBSP = '\u00a0';

const AFTER_FAULT: Readonly<Record<AfterFault, string>> = {
  'next-sweep': 'Le dépôt reste à sa place et sera repris au prochain passage.',
  claimed:
    'Le dépôt reste dans en-cours, où il n’est pas perdu ; au prochain passage il sera terminé, ou remis dans son dossier de dépôt.',
  later: 'Le robot réessaiera au prochain passage, aucun dépôt n’est perdu.',
  'goes-on': 'Le robot continue, aucun dépôt n’est perdu.',
  'page-goes-on': `La page continue${NBSP}; ce qui y était demandé n’a pas été fait. Corrigez, puis recommencez.`,
  stops: 'Le robot s’arrête, aucun dépôt n’est perdu. Corrigez, puis relancez-le.',
};

const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'disque plein, libérez de la place',
  EDQUOT: 'quota de disque atteint, libérez de la place',
  EACCES: 'accès refusé, vérifiez les droits du compte du robot',
  EPERM: 'opération refusée par le système, vérifiez les droits du compte du robot',
  EBUSY: 'fichier utilisé par un autre programme, fermez-le',
  EROFS: 'disque en lecture seule, rendez-le accessible en écriture',
  EIO: 'erreur de lecture ou d’écriture, vérifiez le disque ou le réseau',
  ENOENT:
    'fichier ou dossier absent, vérifiez que le disque ou le partage est accessible (ami-isacompta init recrée un dossier surveillé)',
  EMFILE: 'trop de fichiers ouverts, relevez la limite du compte du robot',
  ENFILE: 'trop de fichiers ouverts sur la machine',
  ENAMETOOLONG: 'chemin trop long pour le système, raccourcissez le nom du dépôt ou le chemin de la racine',
  EEXIST: `un autre fichier porte déjà ce nom${NBSP}; renommez-le ou mettez-le ailleurs (s’il attend ISACOMPTA, intégrez-le d’abord)`,
  ENOTEMPTY: 'un autre dossier porte déjà ce nom, renommez-le ou mettez-le ailleurs',
  ENOTDIR: 'une partie de ce chemin est un fichier, il faut un dossier',
  EISDIR: 'il y a un dossier là où il faut un fichier, déplacez-le',
  ELOOP: 'ce chemin passe par un lien, mettez un vrai fichier ou dossier à sa place',
  EILSEQ:
    'ce nom n’est pas en UTF-8, rien ne peut être ouvert sous lui. Renommez ce fichier ou ce dossier (sous Linux, le nom vient d’un autre système)',
  EXDEV: 'ce dossier est sur un autre disque, toute la racine doit être sur un seul',
  EFBIG: 'fichier plus grand que ce que le système permet',
};

export const FRENCH_ROBOT: RobotMessages = {
  levels: { info: 'info  ', warn: 'alerte', error: 'erreur' },
  events: {
    started: ({ root, version, sweepMinutes }) =>
      `Robot démarré, version ${version}, sur ${root}${NBSP}; un passage toutes les ${figure(sweepMinutes)}${NBSP}min.`,
    'drop-claimed': ({ drop, name }) => `${named(name)} pris en charge (${drop}).`,
    'drop-delivered': ({ name, dossier, entries, documents, file, entriesLeft, placeLeft, warnings, drop }) =>
      `${named(name)} livré, dossier ${dossier}${NBSP}: ${plural(entries, 'écriture')}, ${plural(documents, 'document')}, dans ${file}.${leftText(entriesLeft, placeLeft)}${warningsText(warnings, drop)}`,
    'drop-refused': ({ name, dossier, errors, place }) =>
      `${named(name)} refusé${ofDossier(dossier)}${NBSP}: ${plural(errors, 'erreur')}. Le rapport est dans ${place}.`,
    'drop-duplicate': ({ name, earlier, place }) =>
      `${named(name)} a déjà été livré (${earlier})${NBSP}: rangé dans ${place}, rien n’est livré deux fois.`,
    published: ({ name, dossier, sequence, changes, file, warnings, drop }) =>
      `${named(name)} publié, dossier ${dossier}${NBSP}: publication n°${NBSP}${sequence}, ${changes === 0 ? 'création' : plural(changes, 'changement')}, dans ${file}.${warningsText(warnings, drop)}`,
    unchanged: ({ name, dossier }) =>
      `${named(name)}, dossier ${dossier}${NBSP}: rien n’a changé depuis la dernière publication.`,
    integrated: ({ name, dossier }) => `${named(name)}, dossier ${dossier}${NBSP}: intégré dans ISACOMPTA.`,
    returned: ({ name, dossier }) =>
      `${named(name)}, dossier ${dossier}${NBSP}: son fichier est de nouveau dans a-integrer, le lot est remis «${NBSP}à intégrer${NBSP}».`,
    'recovered-finished': ({ name, drop, outcome, place }) =>
      `${named(name)} (${drop}) avait été interrompu${NBSP}: son traitement est terminé${outcome === null ? '' : OUTCOMES[outcome]}${place === null ? '' : `, dans ${place}`}.`,
    'recovered-undone': ({ name, drop, isBack }) =>
      `${named(name)} (${drop}) avait été interrompu${NBSP}: rien n’était livré, il est ${isBack ? 'remis dans son dossier de dépôt' : 'repris aussitôt (un autre dépôt a pris son nom)'}.`,
    'replay-dropped': ({ name, drop }) =>
      `${named(name)} (${drop})${NBSP}: un replay avait été interrompu avant de livrer, rien n’a changé. S’il faut encore traiter ce lot à nouveau, relancez ami-isacompta replay.`,
    'sweep-done': ({ seen, taken, waiting, milliseconds }) =>
      `Passage terminé en ${figure(Math.round(milliseconds / 100) / 10)}${NBSP}s${NBSP}: ${plural(seen, 'dépôt')} vu${seen < 2 ? '' : 's'}, ${taken} traité${taken < 2 ? '' : 's'}, ${waiting} en attente.`,
    'not-announced': ({ path, code }) =>
      `Le système n’annonce pas les changements de ${path} (${code}). Les passages les trouvent${NBSP}; avec "polling"${NBSP}: true, ils sont vus plus tôt.`,
    'drop-folder-missing': ({ path }) =>
      `Le dossier de dépôt ${path} est introuvable, ou un fichier est à sa place${NBSP}: rien ne peut y être pris. Remettez-le en place avec ce qu’il contenait (disque ou partage absent, dossier déplacé)${NBSP}; s’il n’existe vraiment plus, recréez-le avec ami-isacompta init. Le robot continue, et le surveille dès qu’il est là.`,
    'drop-folder-back': ({ path }) => `Le dossier de dépôt ${path} est de nouveau là, et surveillé.`,
    'fault-of-machine': ({ code, path, next }) =>
      `${path === '' ? 'Machine' : path}${NBSP}: ${faultText(code)}. ${AFTER_FAULT[next]}`,
    'folder-missing': ({ path, dossier, next }) =>
      `Le dossier ${path} est introuvable${dossier === null ? '' : `, où des lots du dossier ${dossier} attendaient l’intégration`}. Remettez-le en place avec ce qu’il contenait (disque ou partage absent, dossier déplacé)${NBSP}; ${dossier === null ? 's’il n’existe vraiment plus, recréez-le avec ami-isacompta init' : 'si ISACOMPTA a bien intégré ces lots, recréez-le, vide'}. ${AFTER_FAULT[next]}`,
    'register-unusable': ({ fault, path, next }) =>
      `${frenchRegisterFault(fault, path)}. ${AFTER_FAULT[next]}`,
    'archive-unusable': ({ archive, faults, next }) =>
      `Archive ${archive}${NBSP}: ${faults.map(frenchArchiveFault).join(' ')} ${AFTER_FAULT[next]}`,
    'fault-of-program': ({ next, stack }) =>
      `Défaut du programme. ${AFTER_FAULT[next]} Transmettez ceci à son éditeur${NBSP}: ${stack}`,
    'page-unavailable': ({ code, host, port }) =>
      `La page n’est pas servie${NBSP}: ${noAddress(code, host, port)}. Le robot fait son travail sans elle, et la servira dès que ce sera possible.`,
    'log-unwritable': ({ code, path }) =>
      `Le journal ne peut pas être écrit dans ${path} (${faultText(code)}). Le robot continue sans lui, et réessaiera.`,
    stopping: ({ signal, inHand }) =>
      `Arrêt demandé (${signal})${inHand === null ? '.' : `, après le dépôt en cours${NBSP}: ${named(inHand)}.`}`,
    stopped: () => 'Robot arrêté.',
  },
};

function noAddress(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `le port ${port} est déjà pris (${code}), peut-être par une autre page de ce programme. Arrêtez-la, ou changez web.port dans la configuration et relancez le robot`;
  if (code === 'EACCES')
    return `le système ne donne pas le port ${port} à ce compte (${code}). Mettez 1024 ou plus comme web.port dans la configuration, et relancez le robot`;
  return `cette machine n’a pas l’adresse ${host} (${code}). Mettez l’une des siennes, ou 127.0.0.1, comme web.host dans la configuration, et relancez le robot`;
}

function faultText(code: string): string {
  const fault = FAULTS[code];
  return fault === undefined ? `erreur ${code} du système` : `${fault} (${code})`;
}

const OUTCOMES: Readonly<Record<DropOutcome, string>> = {
  delivered: ', il est livré',
  refused: ', il est refusé',
  duplicate: ', il avait déjà été livré et est rangé',
  published: ', il est publié',
  unchanged: ', rien n’y avait changé depuis la dernière publication',
};

function leftText(entriesLeft: number, place: string | null): string {
  if (entriesLeft === 0) return '';
  return ` ${plural(entriesLeft, 'écriture reste', 'écritures restent')} à corriger${place === null ? '' : `, dans ${place}`}.`;
}

/** How they can be read: nothing else tells them of a lot that was delivered. */
function warningsText(warnings: number, drop: string): string {
  return warnings === 0
    ? ''
    : ` ${plural(warnings, 'avertissement')}, à lire avec${NBSP}: ami-isacompta list ${drop}`;
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
