/** What the commands that read the register say, in English. */
import { englishRegisterFault } from '../robot/register-fault-en.ts';
import type { RegisterWording } from './wording-register.ts';

export const ENGLISH_REGISTER: RegisterWording = {
  help: {
    list: 'lists the batches that were received and what became of them, newest first',
    pending: 'lists what waits to be integrated by ISACOMPTA, by company file',
    history:
      'lists the settings that were published for AMI COMPTA, newest first, then those that were refused',
    id: 'one drop alone, with its findings: its id, or the id of the batch',
    refused: 'only the settings that were refused, with --json too',
    dossier: 'only this ISACOMPTA company file',
    state: 'only this state: delivered, refused, duplicate, pending (not yet integrated) or integrated',
    from: 'received from this day on (yyyy-mm-dd or dd/mm/yyyy)',
    to: 'received until this day, included',
    text: 'whose name, batch or id contains this text',
    limit: 'at most so many batches',
    before: 'the next page: only batches older than this id',
  },
  notADay: (option, value) =>
    `${option}: “${value}” is not a date. Write it yyyy-mm-dd or dd/mm/yyyy, for example 2026-11-24.`,
  notALimit: (value, most) =>
    `--limit: “${value}” is not possible. Give a whole number from 1 to ${grouped(most)}.`,
  unknownId: (id) =>
    `--before: the register does not know the id “${id}”. Take it from the last line that list printed.`,
  fault: englishRegisterFault,
  incomplete: 'What is shown here ends on that day.',
  noRegister: (path) =>
    `No batch was received yet: the register “${path}” does not exist, or is empty. The robot makes it at the first drop (ami-isacompta watch).`,
  folderMissing: (path, dossier) =>
    dossier === null
      ? `The folder “${path}” does not exist: what ISACOMPTA has integrated can’t be told, and nothing was noted. If it is on a network drive, check that the share can be reached; otherwise put it back with its files. ami-isacompta init makes it again, but empty: the batches that waited to be integrated go on waiting.`
      : `The folder “${path}”, where batches of company file ${dossier} waited to be integrated, does not exist: what ISACOMPTA has integrated can’t be told, and nothing was noted. Put it back with its files; if ISACOMPTA has integrated these batches, make it again, empty.`,
  nothingListed: 'No batch matches.',
  nothingPending: 'Nothing waits to be integrated by ISACOMPTA.',
  nothingPublished: 'No settings were published.',
  nothingRefused: 'No settings were refused.',
  headers: {
    received: 'Received',
    published: 'Published',
    since: 'Since',
    dossier: 'File no.',
    batch: 'Batch',
    state: 'State',
    entries: 'Entr.',
    debit: 'Debit',
    documents: 'Doc.',
    findings: 'Find.',
    errors: 'Err.',
    report: 'Report',
    kind: 'Kind',
    changes: 'Chang.',
    file: 'File',
    id: 'Id',
  },
  inPart: 'delivered in part',
  states: {
    delivered: 'delivered',
    integrated: 'integrated',
    refused: 'refused',
    duplicate: 'duplicate',
    published: 'published',
    unchanged: 'unchanged',
  },
  kinds: { creation: 'creation', modification: 'modification' },
  batches: (count) => `${plural(count, 'batch', 'batches')}.`,
  waiting: (count) => `${plural(count, 'batch', 'batches')} to integrate.`,
  refusals: (count) => `${plural(count, 'settings export was', 'settings exports were')} refused.`,
  publications: (count) => `${plural(count, 'publication', 'publications')}.`,
  more: (lastId) => `More: --before ${lastId}`,
  moment: (timestamp) => {
    const at = new Date(timestamp);
    const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
    return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
  },
};

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function plural(count: number, one: string, many: string): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
