/** What the robot's log says, in English. */
import type { DropOutcome } from '../model/drop-record.ts';
import { englishArchiveFault } from './archive-fault-en.ts';
import type { AfterFault } from './events.ts';
import type { RobotMessages } from './messages.ts';
import { englishRegisterFault } from './register-fault-en.ts';

const AFTER_FAULT: Readonly<Record<AfterFault, string>> = {
  'next-sweep': 'The drop stays where it is and will be tried again on the next sweep.',
  claimed:
    'The drop stays in en-cours, where it is not lost; on the next sweep it is finished, or put back into its drop folder.',
  later: 'The robot will try again on the next sweep, no drop is lost.',
  'goes-on': 'The robot goes on, no drop is lost.',
  'page-goes-on': 'The page goes on; what was asked of it was not done. Mend it, then try again.',
  stops: 'The robot stops, no drop is lost. Mend it, then start the robot again.',
};

const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'disk full, free some space',
  EDQUOT: 'disk quota reached, free some space',
  EACCES: 'access denied, check the rights of the robot’s account',
  EPERM: 'refused by the system, check the rights of the robot’s account',
  EBUSY: 'file in use by another program, close it',
  EROFS: 'disk is read-only, make it writable',
  EIO: 'read or write error, check the disk or the network',
  ENOENT:
    'file or folder missing, check that the disk or share can be reached (ami-isacompta init makes a watched folder again)',
  EMFILE: 'too many open files, raise the limit of the robot’s account',
  ENFILE: 'too many open files on the machine',
  ENAMETOOLONG: 'path too long for the system, shorten the name of the drop or the path of the root',
  EEXIST:
    'another file has this name already; rename it or put it elsewhere (if it waits for ISACOMPTA, integrate it first)',
  ENOTEMPTY: 'another folder has this name already, rename it or put it elsewhere',
  ENOTDIR: 'a part of this path is a file, where a folder is needed',
  EISDIR: 'there is a folder where a file is needed, move it',
  ELOOP: 'this path goes through a link, put a real file or folder in its place',
  EILSEQ:
    'this name is not in UTF-8, nothing can be opened under it. Rename this file or folder (on Linux, the name comes from another system)',
  EXDEV: 'this folder is on another disk, the whole root must be on one',
  EFBIG: 'file larger than the system allows',
};

export const ENGLISH_ROBOT: RobotMessages = {
  levels: { info: 'info ', warn: 'warn ', error: 'error' },
  events: {
    started: ({ root, version, sweepMinutes }) =>
      `Robot started, version ${version}, on ${root}; a sweep every ${sweepMinutes} min.`,
    'drop-claimed': ({ drop, name }) => `“${name}” taken (${drop}).`,
    'drop-delivered': ({ name, dossier, entries, documents, file, entriesLeft, placeLeft, warnings, drop }) =>
      `“${name}” delivered, company file ${dossier}: ${plural(entries, 'entry', 'entries')}, ${plural(documents, 'document')}, in ${file}.${leftText(entriesLeft, placeLeft)}${warningsText(warnings, drop)}`,
    'drop-refused': ({ name, dossier, errors, place }) =>
      `“${name}” refused${dossier === null ? '' : `, company file ${dossier}`}: ${plural(errors, 'error')}. The report is in ${place}.`,
    'drop-duplicate': ({ name, earlier, place }) =>
      `“${name}” was delivered before (${earlier}): put into ${place}, nothing is delivered twice.`,
    published: ({ name, dossier, sequence, changes, file, warnings, drop }) =>
      `“${name}” published, company file ${dossier}: payload no. ${sequence}, ${changes === 0 ? 'creation' : plural(changes, 'change')}, in ${file}.${warningsText(warnings, drop)}`,
    unchanged: ({ name, dossier }) =>
      `“${name}”, company file ${dossier}: nothing changed since the last payload.`,
    integrated: ({ name, dossier }) => `“${name}”, company file ${dossier}: integrated into ISACOMPTA.`,
    returned: ({ name, dossier }) =>
      `“${name}”, company file ${dossier}: its file is back in a-integrer, the batch waits to be integrated again.`,
    'recovered-finished': ({ name, drop, outcome, place }) =>
      `“${name}” (${drop}) had been interrupted: it is now finished${outcome === null ? '' : OUTCOMES[outcome]}${place === null ? '' : `, in ${place}`}.`,
    'recovered-undone': ({ name, drop, isBack }) =>
      `“${name}” (${drop}) had been interrupted: nothing was delivered, it is ${isBack ? 'back in its drop folder' : 'taken up again at once (another drop has its name by now)'}.`,
    'replay-dropped': ({ name, drop }) =>
      `“${name}” (${drop}): a replay had been interrupted before it delivered, nothing has changed. If this batch is still to be run again, start ami-isacompta replay once more.`,
    'sweep-done': ({ seen, taken, waiting, milliseconds }) =>
      `Sweep done in ${Math.round(milliseconds / 100) / 10} s: ${plural(seen, 'drop')} seen, ${taken} processed, ${waiting} waiting.`,
    'not-announced': ({ path, code }) =>
      `The system does not announce the changes in ${path} (${code}). Sweeps find them; with "polling": true they are seen earlier.`,
    'drop-folder-missing': ({ path }) =>
      `The drop folder ${path} is not there, or a file is in its place: nothing can be taken from it. Put it back with what was in it (a disk or share that is away, a folder that was moved); if it is really gone, make it again with ami-isacompta init. The robot goes on, and watches it as soon as it is there.`,
    'drop-folder-back': ({ path }) => `The drop folder ${path} is there again, and watched.`,
    'fault-of-machine': ({ code, path, next }) =>
      `${path === '' ? 'Machine' : path}: ${faultText(code)}. ${AFTER_FAULT[next]}`,
    'folder-missing': ({ path, dossier, next }) =>
      `The folder ${path} is missing${dossier === null ? '' : `, where batches of company file ${dossier} waited to be integrated`}. Bring it back with what it held (disk or share away, folder moved); ${dossier === null ? 'where it really is no more, make it again with ami-isacompta init' : 'if ISACOMPTA has integrated these batches, make it again, empty'}. ${AFTER_FAULT[next]}`,
    'register-unusable': ({ fault, path, next }) =>
      `${englishRegisterFault(fault, path)}. ${AFTER_FAULT[next]}`,
    'archive-unusable': ({ archive, faults, next }) =>
      `Archive ${archive}: ${faults.map(englishArchiveFault).join(' ')} ${AFTER_FAULT[next]}`,
    'fault-of-program': ({ next, stack }) =>
      `Defect of the program. ${AFTER_FAULT[next]} Send this to its editor: ${stack}`,
    'page-unavailable': ({ code, host, port }) =>
      `The page is not served: ${noAddress(code, host, port)}. The robot does its work without it, and will serve it as soon as that can be.`,
    'log-unwritable': ({ code, path }) =>
      `The log can’t be written in ${path} (${faultText(code)}). The robot goes on without it, and will try again.`,
    stopping: ({ signal, inHand }) =>
      `Stopping as asked (${signal})${inHand === null ? '.' : `, after the drop in hand: “${inHand}”.`}`,
    stopped: () => 'Robot stopped.',
  },
};

function noAddress(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `port ${port} is taken already (${code}), perhaps by another page of this program. Stop that one, or change web.port in the configuration and start the robot again`;
  if (code === 'EACCES')
    return `the system does not give port ${port} to this account (${code}). Set 1024 or more as web.port in the configuration, and start the robot again`;
  return `this machine does not have the address ${host} (${code}). Set one of its own, or 127.0.0.1, as web.host in the configuration, and start the robot again`;
}

function faultText(code: string): string {
  const fault = FAULTS[code];
  return fault === undefined ? `error ${code} of the system` : `${fault} (${code})`;
}

const OUTCOMES: Readonly<Record<DropOutcome, string>> = {
  delivered: ', it is delivered',
  refused: ', it is refused',
  duplicate: ', it was delivered before and is put aside',
  published: ', it is published',
  unchanged: ', nothing had changed since the last payload',
};

function leftText(entriesLeft: number, place: string | null): string {
  if (entriesLeft === 0) return '';
  return ` ${plural(entriesLeft, 'entry is', 'entries are')} left to be mended${place === null ? '' : `, in ${place}`}.`;
}

/** How they can be read: nothing else tells them of a batch that was delivered. */
function warningsText(warnings: number, drop: string): string {
  return warnings === 0 ? '' : ` ${plural(warnings, 'warning')}, to be read with: ami-isacompta list ${drop}`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${count === 1 ? one : many}`;
}
