/** What the commands around the robot say, in English. */
import { isDeliveredInPart, placesToIntegrate } from '../register/integration.ts';
import { englishRegisterFault } from '../robot/register-fault-en.ts';
import type { ReplayRefusal } from '../robot/replay.ts';
import { durations } from './durations.ts';
import type { Concern, StatusFacts } from './status-health.ts';
import type { ArchiveWording } from './wording-archive.ts';
import type { RobotWording } from './wording-robot.ts';

export const ENGLISH_ROBOT_COMMANDS: RobotWording = {
  help: {
    init: 'makes the watch folders and a commented configuration; changes nothing that is there',
    initFolder: 'root of the watch folders (without this argument: that of the configuration)',
    watch: 'watches the drop folders and works on what arrives, until it is stopped',
    once: 'does one sweep, then ends',
    replay: 'runs a batch again, as it is in the archive, with the settings of today',
    replayId: 'id of the drop, or of the batch, as list gives them',
    again: 'delivers a batch once more that was delivered already, under a new name',
    serve: 'opens the page that shows batches, refusals and what waits, and lets you act',
    web: 'opens the page as well, in the same process',
    status: 'tells whether the robot does its work, for monitoring (code 1: something needs a look)',
  },
  serve: {
    needsPassword: (host) =>
      `The page would be open to the whole network (web.host: ${host}) without a password. Add "password" to the key "web" of the configuration, or leave 127.0.0.1.`,
    noAddress: (code, host, port) => {
      if (code === 'EADDRINUSE')
        return `Port ${port} is taken already, perhaps by another page of this program. Stop that one, or set another "port" at the key "web" of the configuration (web.port).`;
      if (code === 'EACCES')
        return `The system does not give port ${port} to this account. Set a "port" of 1024 or more at the key "web" of the configuration (web.port).`;
      return `This machine does not have the address ${host}. Set one of its own, or 127.0.0.1, as "host" at the key "web" of the configuration (web.host).`;
    },
    serving: (address) => `The page is at ${address} (Ctrl-C stops it)`,
    servingEverywhere: (address, host, port) =>
      `The page is at ${address} on this machine, and listens on all of its addresses (${host}, port ${port}): other machines open it by its name or one of its addresses (Ctrl-C stops it)`,
  },
  init: {
    isAFile: (path) =>
      `“${path}” is a file where a folder has to be. Move the file, or choose another folder. Nothing was made.`,
    folders: (root, made) =>
      `Watch folders: ${root} (${made.length === 0 ? 'there already' : `${plural(made.length, 'folder')} made`})`,
    configuration: (file, isMade) =>
      `Configuration: ${file} (${isMade ? 'made' : 'there already, left as it is'})`,
    watchesElsewhere: (file, watched, root) =>
      `Attention: the configuration ${file} watches ${watched}. To watch ${root}, name it at its key "root", or give --root to every command.`,
    next: (file) => `Next: ami-isacompta watch${file === null ? '' : ` --config "${file}"`}`,
  },
  root: {
    isMissing: (root) =>
      `The root folder ${root} does not exist. If it is on a network drive, check that the share can be reached; otherwise make the folders with ami-isacompta init.`,
    isAFile: (root) =>
      `The root folder ${root} is a file. Correct the key "root" of the configuration or --root, or move this file and make the folders with ami-isacompta init.`,
  },
  replay: {
    unknown: (id) =>
      `There is no batch "${id}" in the register. ami-isacompta list gives the ids of the drops and of the batches.`,
    several: (id, ids) =>
      `Several company files have a batch "${id}". Give the id of the drop: ${ids.join(', ')}.`,
    refusal: replayRefusal,
    finding: ({ severity, code, message }) => `${severity} [${code}] ${message}`,
  },
  status: {
    verdict: (concerns) =>
      concerns === 0
        ? 'All is well.'
        : `${plural(concerns, 'thing')} ${concerns === 1 ? 'needs' : 'need'} a look:`,
    concern,
    facts,
  },
};

function replayRefusal(refusal: ReplayRefusal, archive: ArchiveWording): string {
  switch (refusal.kind) {
    case 'settings':
      return 'This is a settings export and no batch. To publish it again, drop it into depot-isacompta.';
    case 'no-archive':
      return 'This drop has no archive, so that it can’t be run again. Drop the batch into depot-ami.';
    case 'delivered': {
      const { as } = refusal;
      return `This batch was delivered${isDeliveredInPart(as) ? ' in part' : ''} on ${moment(as.finishedAt ?? as.receivedAt)} (${placesToIntegrate(as.places).join(', ')}). If it really has to be delivered once more, add --again: its entries will arrive in ISACOMPTA a second time if they are still there.`;
    }
    case 'archive':
      return refusal.faults.map((fault) => `${refusal.archive}: ${archive.fault(fault)}`).join('\n');
  }
}

function concern(about: Concern, now: Date): string {
  switch (about.code) {
    case 'root-missing':
      return `The folder ${about.path} is not there. Check that the disk or share can be reached, or make the folders with ami-isacompta init.`;
    case 'robot-unknown':
      return `No robot has given a sign of life yet (${about.path} is missing or unreadable). Start it: ami-isacompta watch.`;
    case 'robot-stopped':
      return `The robot has been stopped for ${since(about.at, now)} (${about.host}). Start its service again, or ami-isacompta watch.`;
    case 'robot-dead':
      return `The robot broke off: process ${about.pid} of ${about.host} is no more, its last sign of life was ${since(about.lastSignAt, now)} ago. Start its service again; it will finish what it had begun.`;
    case 'no-sweep':
      return `No sweep for ${sinceLimit(about, now)}, where ${limit(about.limitMinutes)} is the limit${about.inHand === null ? '' : `, drop in hand “${about.inHand}”`}. Look at the end of the log, in the folder journaux, then restart the service.`;
    case 'drop-waiting':
      return `${plural(about.count, 'drop')} waiting, the oldest for ${sinceLimit(about, now)}, where ${limit(about.limitMinutes)} is the limit: ${about.place}. Check that no program holds that file open and that the robot may read it.`;
    case 'sweep-faults':
      return `The last sweep met ${plural(about.count, 'fault')}: ${about.fault}${about.path === '' ? '' : ` (${about.path})`}${about.fault === 'EILSEQ' ? ', a name that is not in UTF-8. Rename this file or folder' : ''}. Look at the end of the log, in the folder journaux, and mend it; the next sweep tries again.`;
    case 'sweep-in-future':
      return `The last sweep is dated ${moment(about.at)}, in the future. Check the clocks of this machine and of the robot’s, then restart the robot.`;
    case 'folder-missing':
      return `The folder ${about.path} is missing. Bring it back with what it held; where it really is no more, make it again with ami-isacompta init.`;
    case 'folder-is-file':
      return `A file is in the place of the folder ${about.path}. Move the file, then bring the folder back or make it again with ami-isacompta init.`;
    case 'claims-left':
      return `${plural(about.count, 'drop')} taken and not finished (en-cours). Start the robot again: it will finish. Move nothing by hand.`;
    case 'disk-low':
      return `${size(about.freeBytes)} left of ${size(about.totalBytes)} (${percent(about.freeBytes, about.totalBytes)} %); at least 1.0 GiB and 5 % are needed. Free some space.`;
    case 'register-unreadable':
      if (about.fault === 'lost' || about.fault === 'empty' || about.fault === 'outdated')
        return `${englishRegisterFault(about.fault, about.path)}.`;
      return `The register ${about.path} can’t be read (${REGISTER_FAULTS[about.fault] ?? about.fault}). Check rights and disk; if need be, make it again from the archives with ami-isacompta register rebuild.`;
  }
}

const REGISTER_FAULTS: Readonly<Record<string, string>> = {
  damaged: 'it is damaged',
  foreign: 'it is the database of another program',
  newer: 'it was written by a later version of this program',
};

function facts({ now, heartbeat, isRunning, waiting, claimed, disk, register }: StatusFacts): string[] {
  const lines: string[] = [];
  if (heartbeat !== null) {
    const { host, pid, version, mode, lastSweepAt, lastSweep, inHand, startedAt } = heartbeat;
    const absent = mode === 'once' ? 'between two sweeps' : 'stopped';
    const state = isRunning === null ? 'on another machine' : isRunning ? 'running' : absent;
    lines.push(`Robot: ${state}, ${host}, process ${pid}, version ${version}, started ${moment(startedAt)}`);
    const figures =
      lastSweep === null
        ? ''
        : ` (${plural(lastSweep.seen, 'drop')} seen, ${lastSweep.taken} processed, ${lastSweep.waiting} waiting)`;
    lines.push(
      `Last sweep: ${lastSweepAt === null ? 'none' : `${moment(lastSweepAt)}, ${since(lastSweepAt, now)} ago${figures}`}`,
    );
    if (inHand !== null) lines.push(`Drop in hand: ${inHand}`);
  }
  const oldest =
    waiting.oldest === null
      ? ''
      : `, the oldest for ${since(waiting.oldest.since, now)}: ${waiting.oldest.place}`;
  lines.push(`Drops waiting: ${waiting.count}${oldest}`);
  lines.push(`Drops taken: ${claimed}`);
  if (disk !== null)
    lines.push(
      `Free space: ${size(disk.freeBytes)} of ${size(disk.totalBytes)} (${percent(disk.freeBytes, disk.totalBytes)} %)`,
    );
  if (register.state === 'read') {
    lines.push(`Refusals of the last 24 hours: ${register.refused}`);
    lines.push(`Batches to be integrated into ISACOMPTA: ${register.pending}`);
  }
  return lines;
}

/** In the time of the machine. */
function moment(timestamp: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(
    Date.parse(timestamp),
  );
}

const { since, sinceLimit, limit } = durations({ underAMinute: 'less than a minute', of: plural });

function size(bytes: number): string {
  const gibibytes = bytes / 1_024 ** 3;
  return gibibytes < 1 ? `${(bytes / 1_024 ** 2).toFixed(1)} MiB` : `${gibibytes.toFixed(1)} GiB`;
}

function percent(part: number, whole: number): string {
  return String(whole === 0 ? 0 : Math.floor((part / whole) * 100));
}

function plural(count: number, one: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${one}${count === 1 ? '' : 's'}`;
}
