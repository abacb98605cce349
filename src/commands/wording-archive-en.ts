/** What the commands of the archive say, in English. */
import type { SkippedKind } from '../archive/manifest.ts';
import { type CalendarDate, formatIsoDate as day } from '../model/calendar-date.ts';
import { englishArchiveFault } from '../robot/archive-fault-en.ts';
import type { ArchiveWording } from './wording-archive.ts';

export const ENGLISH_ARCHIVE: ArchiveWording = {
  help: {
    archive: 'the archives of the drops that were processed',
    list: 'lists the archives, newest first',
    verify: 'verifies that every archive is there and has not changed',
    extract: 'gives a drop back as it was received',
    purge: 'removes the archives that need not be kept any longer, and records it in the register',
    register: 'the register of the drops',
    rebuild: 'makes a lost or damaged register again from the archives (stop the robot first)',
    id: 'id of the drop, or its batch id where only one archive has it',
    idOrAll: 'id of the drop or its batch id (without it: all the archives)',
    limit: 'at most so many archives',
    out: 'folder to make for the drop (without this option: a folder of the drop’s id, here)',
    before: 'the archives of drops that were received before this day (yyyy-mm-dd or dd/mm/yyyy)',
    force: 'removes also what must be kept',
    forceRebuild: 'replaces also a register that can be read',
  },
  robotAtWork: 'A robot works on these folders. Stop it, then run register rebuild again.',
  fault: englishArchiveFault,
  unknownId: (id) => `No archive has the id or batch id “${id}”. Look for it with archive list.`,
  severalIds: (batch, ids) =>
    `Several archives have the batch id “${batch}”. Name one of them by its id: ${ids.join(', ')}.`,
  withoutArchive: (id, earlier) =>
    earlier === null
      ? `The drop ${id} has no archive.`
      : `The drop ${id} has no archive: it repeats the drop ${earlier}, which has one.`,
  purgedBefore: (id, at) =>
    `The archive of the drop ${id} was removed on ${at.slice(0, 10)} by archive purge. Only a backup can still have it.`,
  noRegister: 'There is no register. If it was lost, make it again from the archives with register rebuild.',
  nothingArchived: 'No archive answers this search.',
  archives: (count) => `${plural(count, 'archive')}.`,
  headers: { size: 'Size', archive: 'Archive' },
  purgedState: 'removed',
  missingState: 'MISSING',
  size: (bytes) => sizeText(bytes),
  verified: (verified, faults) => {
    const sound = `${plural(verified, 'archive')} unchanged`;
    return faults === 0 ? `${sound}, no faults.` : `${sound}, ${plural(faults, 'fault')}.`;
  },
  extracted: (folder, files, bytes) =>
    `${plural(files, 'file')} (${sizeText(bytes)}) given back in ${folder}`,
  skipped: ({ path, kind }) =>
    `${path}: ${SKIPPED[kind]}, which was not followed when the drop was archived, and so is not given back.`,
  targetExists: (path) =>
    `“${path}” exists, and nothing is written over. Give with --out a folder that does not exist.`,
  young: ({ archive, fiscalYearEnd, keptUntil }) =>
    `${archive}: ${closing(fiscalYearEnd)}, to be kept until ${day(keptUntil)} included (article L123-22 of the Code de commerce).`,
  forced: ({ archive, fiscalYearEnd, keptUntil }) =>
    `${archive}: ${closing(fiscalYearEnd)}, was to be kept until ${day(keptUntil)} included (article L123-22 of the Code de commerce); removed all the same (--force). Keep a backup of it.`,
  purgeRefused: (count, passing) =>
    `Nothing was removed: ${plural(count, 'archive')} of this time must still be kept. ${passing === null ? 'No earlier day would remove anything' : `With --before ${day(passing.before)}, ${plural(passing.archives, 'archive')} would be removed`}; --force removes all of them all the same.`,
  purged: (count) => `${plural(count, 'archive')} removed, and recorded as such in the register.`,
  nothingToPurge: (before) => `No archive of a drop that was received before ${day(before)}.`,
  registerExists: (path) =>
    `The register “${path}” is there and can be read: nothing was done. If it must really be made again, stop the robot and add --force; what the archives do not have (days of integration, removed archives) is taken over from the register of now.`,
  nothingToRebuild: (archives) =>
    `No usable archive in “${archives}”: the register was left as it is. Check --root, or put the archives back from a backup.`,
  rebuilt: (drops, unusable, path) => {
    const done = `Register made again with ${plural(drops, 'drop')}: ${path}`;
    return unusable === 0 ? done : `${done}\n${plural(unusable, 'archive')} could not be used; see above.`;
  },
  keptFromOld: {
    purged: (drops) =>
      `${plural(drops, 'drop')} whose archive was removed by archive purge ${kept(drops)} from the old register.`,
    unusable: (drops) =>
      `${plural(drops, 'drop')} whose archive could not be used ${kept(drops)} from the old register.`,
    missing: (drops) =>
      `${plural(drops, 'drop')} whose archive is not there ${kept(drops)} from the old register; archive verify names the archives that are missing.`,
  },
  oldUnread: (old) =>
    [
      old === 'not'
        ? 'The old register is missing or can’t be read.'
        : 'The old register is damaged, and only what can still be read in it was taken over.',
      'What is not in the archives can’t be known: days of integration, and batches whose archive was removed (archive purge) or lost.',
      'Dropped again, such a batch would be delivered a second time.',
      'If you have a backup of registre.db, put it in the place of the new register, then run register rebuild --force: what it knows will be taken over.',
    ].join(' '),
  unknownImport: (place) =>
    `${place}: no drop of the new register delivered this file. It is not in pending, and its batch, dropped again, would be delivered a second time.`,
  setAside: (path) => `The old register is kept here: ${path}`,
};

function kept(drops: number): string {
  return drops === 1 ? 'was kept' : 'were kept';
}

const SKIPPED: Readonly<Record<SkippedKind, string>> = {
  link: 'a link',
  pipe: 'a pipe',
  socket: 'a socket',
  device: 'a device',
};

function closing(fiscalYearEnd: CalendarDate | null): string {
  return fiscalYearEnd === null ? 'fiscal year unknown' : `fiscal year ended on ${day(fiscalYearEnd)}`;
}

function sizeText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

function plural(count: number, one: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${one}${count === 1 ? '' : 's'}`;
}
