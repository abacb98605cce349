/** What the commands around the robot say, in French. */
import { isDeliveredInPart, placesToIntegrate } from '../register/integration.ts';
import { frenchRegisterFault } from '../robot/register-fault-fr.ts';
import type { ReplayRefusal } from '../robot/replay.ts';
import { durations } from './durations.ts';
import type { Concern, StatusFacts } from './status-health.ts';
import type { ArchiveWording } from './wording-archive.ts';
import type { RobotWording } from './wording-robot.ts';

const NBSP = '\u00a0';

export const FRENCH_ROBOT_COMMANDS: RobotWording = {
  help: {
    init: 'crée les dossiers surveillés et une configuration commentée, sans rien changer à ce qui existe',
    initFolder: 'dossier racine des dossiers surveillés (sans cet argument : celui de la configuration)',
    watch: 'surveille les dossiers de dépôt et traite ce qui y arrive, jusqu’à ce qu’on l’arrête',
    once: 'fait un seul passage, puis s’arrête',
    replay: 'traite à nouveau un lot, tel qu’il est dans l’archive, avec le paramétrage d’aujourd’hui',
    replayId: 'identifiant du dépôt ou numéro du lot, comme list les donne',
    again: 'livre une fois de plus un lot déjà livré, sous un nouveau nom',
    serve: 'ouvre la page où voir les lots, les refus et ce qui attend, et agir',
    web: 'ouvre aussi la page, dans le même processus',
    status: 'dit si le robot fait son travail, pour la surveillance (code 1 : quelque chose est à voir)',
  },
  serve: {
    needsPassword: (host) =>
      `La page serait ouverte à tout le réseau (web.host${NBSP}: ${host}) sans mot de passe. Ajoutez "password" à la clé "web" de la configuration, ou laissez 127.0.0.1.`,
    noAddress: (code, host, port) => {
      if (code === 'EADDRINUSE')
        return `Le port ${port} est déjà pris, peut-être par une autre page de ce programme. Arrêtez-la, ou mettez un autre "port" à la clé "web" de la configuration (web.port).`;
      if (code === 'EACCES')
        return `Le système ne donne pas le port ${port} à ce compte. Mettez un "port" de 1024 ou plus à la clé "web" de la configuration (web.port).`;
      return `Cette machine n’a pas l’adresse ${host}. Mettez l’une des siennes, ou 127.0.0.1, comme "host" à la clé "web" de la configuration (web.host).`;
    },
    serving: (address) => `La page est à l’adresse ${address} (Ctrl-C pour l’arrêter)`,
    servingEverywhere: (address, host, port) =>
      `La page est à l’adresse ${address} sur cette machine, et écoute sur toutes les adresses de celle-ci (${host}, port ${port})${NBSP}: les autres postes l’ouvrent par son nom ou par l’une de ses adresses (Ctrl-C pour l’arrêter)`,
  },
  init: {
    isAFile: (path) =>
      `«${NBSP}${path}${NBSP}» est un fichier, il faut un dossier à cet endroit. Déplacez ce fichier ou choisissez un autre dossier. Rien n’a été créé.`,
    folders: (root, made) =>
      `Dossiers surveillés${NBSP}: ${root} (${made.length === 0 ? 'déjà en place' : `${plural(made.length, 'dossier créé', 'dossiers créés')}`})`,
    configuration: (file, isMade) =>
      `Configuration${NBSP}: ${file} (${isMade ? 'créée' : 'déjà là, laissée telle quelle'})`,
    watchesElsewhere: (file, watched, root) =>
      `Attention${NBSP}: la configuration ${file} surveille ${watched}. Pour surveiller ${root}, indiquez-le à sa clé "root", ou donnez --root à chaque commande.`,
    next: (file) => `Ensuite${NBSP}: ami-isacompta watch${file === null ? '' : ` --config "${file}"`}`,
  },
  root: {
    isMissing: (root) =>
      `Le dossier racine ${root} n’existe pas. S’il est sur un disque réseau, vérifiez que le partage est accessible${NBSP}; sinon créez les dossiers avec ami-isacompta init.`,
    isAFile: (root) =>
      `Le dossier racine ${root} est un fichier. Corrigez la clé "root" de la configuration ou --root, ou déplacez ce fichier et créez les dossiers avec ami-isacompta init.`,
  },
  replay: {
    unknown: (id) =>
      `Aucun lot «${NBSP}${id}${NBSP}» dans le registre. ami-isacompta list donne les identifiants des dépôts et les numéros des lots.`,
    several: (id, ids) =>
      `Plusieurs dossiers ont un lot «${NBSP}${id}${NBSP}». Indiquez l’identifiant du dépôt${NBSP}: ${ids.join(', ')}.`,
    refusal: replayRefusal,
    // The message itself begins with the place.
    finding: ({ severity, code, message }) => `${SEVERITIES[severity]} [${code}] ${message}`,
  },
  status: {
    verdict: (concerns) =>
      concerns === 0 ? 'Tout va bien.' : `${plural(concerns, 'point', 'points')} à voir${NBSP}:`,
    concern,
    facts,
  },
};

const SEVERITIES = { error: 'erreur', warning: 'avertissement', info: 'information' } as const;

function replayRefusal(refusal: ReplayRefusal, archive: ArchiveWording): string {
  switch (refusal.kind) {
    case 'settings':
      return 'C’est un export de paramétrage, pas un lot. Pour le publier à nouveau, déposez-le dans depot-isacompta.';
    case 'no-archive':
      return 'Ce dépôt n’a pas d’archive, il ne peut pas être traité à nouveau. Déposez le lot dans depot-ami.';
    case 'delivered': {
      const { as } = refusal;
      return `Ce lot a déjà été livré${isDeliveredInPart(as) ? ' en partie' : ''} le ${moment(as.finishedAt ?? as.receivedAt)} (${placesToIntegrate(as.places).join(', ')}). S’il faut vraiment le livrer une fois de plus, ajoutez --again${NBSP}: ses écritures arriveront une deuxième fois dans ISACOMPTA si elles y sont encore.`;
    }
    case 'archive':
      return refusal.faults.map((fault) => `${refusal.archive}${NBSP}: ${archive.fault(fault)}`).join('\n');
  }
}

function concern(about: Concern, now: Date): string {
  switch (about.code) {
    case 'root-missing':
      return `Le dossier ${about.path} est introuvable. Vérifiez que le disque ou le partage est accessible, ou créez les dossiers avec ami-isacompta init.`;
    case 'robot-unknown':
      return `Aucun robot n’a encore donné signe de vie (${about.path} est absent ou illisible). Lancez-le${NBSP}: ami-isacompta watch.`;
    case 'robot-stopped':
      return `Le robot est arrêté depuis ${since(about.at, now)} (${about.host}). Relancez son service, ou ami-isacompta watch.`;
    case 'robot-dead':
      return `Le robot s’est interrompu${NBSP}: le processus ${about.pid} de ${about.host} n’existe plus, dernier signe de vie il y a ${since(about.lastSignAt, now)}. Relancez son service${NBSP}; il terminera ce qu’il avait commencé.`;
    case 'no-sweep':
      return `Aucun passage depuis ${sinceLimit(about, now)}, pour ${limit(about.limitMinutes)} au plus${about.inHand === null ? '' : `, dépôt en cours «${NBSP}${about.inHand}${NBSP}»`}. Regardez la fin du journal, dans le dossier journaux, puis relancez le service.`;
    case 'drop-waiting':
      return `${plural(about.count, 'dépôt attend', 'dépôts attendent')}, le plus ancien depuis ${sinceLimit(about, now)}, pour ${limit(about.limitMinutes)} au plus${NBSP}: ${about.place}. Vérifiez qu’aucun programme ne tient ce fichier ouvert et que le robot peut le lire.`;
    case 'sweep-faults':
      return `Le dernier passage a rencontré ${plural(about.count, 'défaut')}${NBSP}: ${about.fault}${about.path === '' ? '' : ` (${about.path})`}${about.fault === 'EILSEQ' ? ', un nom qui n’est pas en UTF-8. Renommez ce fichier ou ce dossier' : ''}. Regardez la fin du journal, dans le dossier journaux, et corrigez${NBSP}; le passage suivant réessaiera.`;
    case 'sweep-in-future':
      return `Le dernier passage est daté du ${moment(about.at)}, dans l’avenir. Vérifiez l’heure de cette machine et de celle du robot, puis relancez le robot.`;
    case 'folder-missing':
      return `Le dossier ${about.path} est introuvable. Remettez-le en place avec ce qu’il contenait${NBSP}; s’il n’existe vraiment plus, recréez-le avec ami-isacompta init.`;
    case 'folder-is-file':
      return `Un fichier est à la place du dossier ${about.path}. Déplacez ce fichier, puis remettez le dossier en place ou recréez-le avec ami-isacompta init.`;
    case 'claims-left':
      return `${plural(about.count, 'dépôt pris en charge n’est pas terminé', 'dépôts pris en charge ne sont pas terminés')} (en-cours). Relancez le robot${NBSP}: il les terminera. Ne déplacez rien à la main.`;
    case 'disk-low':
      return `Il reste ${size(about.freeBytes)} sur ${size(about.totalBytes)} (${percent(about.freeBytes, about.totalBytes)}${NBSP}%)${NBSP}; il faut au moins 1,0 Gio et 5${NBSP}%. Libérez de la place.`;
    case 'register-unreadable':
      if (about.fault === 'lost' || about.fault === 'empty' || about.fault === 'outdated')
        return `${frenchRegisterFault(about.fault, about.path)}.`;
      return `Le registre ${about.path} ne peut pas être lu (${REGISTER_FAULTS[about.fault] ?? about.fault}). Vérifiez les droits et le disque${NBSP}; au besoin, reconstruisez-le des archives avec ami-isacompta register rebuild.`;
  }
}

const REGISTER_FAULTS: Readonly<Record<string, string>> = {
  damaged: 'il est endommagé',
  foreign: 'c’est la base d’un autre programme',
  newer: 'il vient d’une version plus récente du programme',
};

function facts({ now, heartbeat, isRunning, waiting, claimed, disk, register }: StatusFacts): string[] {
  const lines: string[] = [];
  if (heartbeat !== null) {
    const { host, pid, version, mode, lastSweepAt, lastSweep, inHand, startedAt } = heartbeat;
    const absent = mode === 'once' ? 'entre deux passages' : 'arrêté';
    const state = isRunning === null ? 'sur une autre machine' : isRunning ? 'en marche' : absent;
    lines.push(
      `Robot${NBSP}: ${state}, ${host}, processus ${pid}, version ${version}, démarré le ${moment(startedAt)}`,
    );
    const figures =
      lastSweep === null
        ? ''
        : ` (${plural(lastSweep.seen, 'dépôt vu', 'dépôts vus')}, ${lastSweep.taken} traité${lastSweep.taken < 2 ? '' : 's'}, ${lastSweep.waiting} en attente)`;
    lines.push(
      `Dernier passage${NBSP}: ${lastSweepAt === null ? 'aucun' : `${moment(lastSweepAt)}, il y a ${since(lastSweepAt, now)}${figures}`}`,
    );
    if (inHand !== null) lines.push(`Dépôt en cours${NBSP}: ${inHand}`);
  }
  const oldest =
    waiting.oldest === null
      ? ''
      : `, le plus ancien depuis ${since(waiting.oldest.since, now)}${NBSP}: ${waiting.oldest.place}`;
  lines.push(`Dépôts en attente${NBSP}: ${waiting.count}${oldest}`);
  lines.push(`Dépôts pris en charge${NBSP}: ${claimed}`);
  if (disk !== null)
    lines.push(
      `Espace libre${NBSP}: ${size(disk.freeBytes)} sur ${size(disk.totalBytes)} (${percent(disk.freeBytes, disk.totalBytes)}${NBSP}%)`,
    );
  if (register.state === 'read') {
    lines.push(`Refus des dernières 24${NBSP}heures${NBSP}: ${register.refused}`);
    lines.push(`Lots à intégrer dans ISACOMPTA${NBSP}: ${register.pending}`);
  }
  return lines;
}

/** In the time of the machine. */
function moment(timestamp: string): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short' }).format(
    Date.parse(timestamp),
  );
}

const UNITS = { second: 'seconde', minute: 'minute', hour: 'heure', day: 'jour' } as const;

const { since, sinceLimit, limit } = durations({
  underAMinute: 'moins d’une minute',
  of: (count, unit) => plural(count, UNITS[unit]),
});

function size(bytes: number): string {
  const gibibytes = bytes / 1_024 ** 3;
  const [value, unit] = gibibytes < 1 ? [bytes / 1_024 ** 2, 'Mio'] : [gibibytes, 'Gio'];
  return `${value.toFixed(1).replace('.', ',')}${NBSP}${unit}`;
}

function percent(part: number, whole: number): string {
  return String(whole === 0 ? 0 : Math.floor((part / whole) * 100));
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, NBSP)}${NBSP}${count < 2 ? one : many}`;
}
