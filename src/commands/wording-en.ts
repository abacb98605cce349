/** The English wording of the commands. */
import type { ConfigurationProblem, Expectation } from '../configuration/fault.ts';
import { formatCentsEnglish as euros } from '../model/cents.ts';
import type { Wording } from './wording.ts';
import { ENGLISH_ARCHIVE } from './wording-archive-en.ts';
import { ENGLISH_PUBLICATION } from './wording-publication-en.ts';
import { ENGLISH_REGISTER } from './wording-register-en.ts';
import { ENGLISH_ROBOT_COMMANDS } from './wording-robot-en.ts';
import { englishSyntax } from './wording-syntax-en.ts';

export const ENGLISH_WORDING: Wording = {
  help: {
    program:
      'Carries entries and documents from AMI COMPTA to ISACOMPTA, and the settings of company files to AMI COMPTA, as files.',
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    commands: 'Commands:',
    showHelp: 'shows this help',
    showVersion: 'shows the version',
    config: 'configuration file (without it: ami-isacompta.config.json in the working directory)',
    root: 'root of the watch folders',
    json: 'one JSON object on standard output, messages on standard error',
    lang: 'language of the messages: fr or en',
    out: 'folder for the import file and the document zip',
    format: 'ecr (ISACOMPTA import file) or csv (the thirteen columns of the grid)',
    dossier: 'number of the ISACOMPTA company file, where the batch does not tell it',
    journal: 'journal of lines that name none',
    batchPath: 'the batch: a folder, a .zip or a .csv',
    checkedPath: 'a batch (folder, .zip, .csv), a settings export or an ISACOMPTA exchange file (.ECR)',
    anyPath: 'a batch (folder, .zip, .csv) or an ISACOMPTA exchange file (.ECR)',
    convert: 'turns an AMI COMPTA batch into an ISACOMPTA import file, with the zip of its documents',
    check: 'checks a batch, a settings export or an exchange file, writing nothing',
    show: 'shows the entries of a batch or an exchange file, in thirteen columns, with totals',
  },
  usage: {
    unknownCommand: (name) => `There is no command “${name}”.`,
    unknownOption: (name) => `There is no option ${name}.`,
    missingArgument: (name) => `The argument ${name} is missing.`,
    missingOptionValue: (name) => `The value of option ${name} is missing.`,
    missingOption: (name) => `The option ${name} is missing.`,
    tooManyArguments: () => 'Too many arguments. A path with spaces goes in quotes.',
    notOneOf: (option, value, allowed) =>
      `${option}: “${value}” is not possible. Possible values: ${allowed.join(', ')}.`,
    notADossier: (value) =>
      `--dossier: “${value}” cannot be a company file number (at most 8 characters, letters, digits and hyphens).`,
    notAJournal: (value) => `--journal: “${value}” is not a journal code (1 or 2 letters or digits).`,
    noSuchPath: (path) => `The path “${path}” does not exist. Check it, quotes included.`,
    outIsAFile: (path) => `--out: “${path}” is a file. Give a folder.`,
    outInBatch: (path) => `--out: “${path}” is inside what is to be read. Give another folder.`,
    seeHelp: (command) => `Help: ${['ami-isacompta', ...command, '--help'].join(' ')}`,
  },
  machine: {
    fault: (code, path) => {
      const what = MACHINE_FAULTS[code] ?? `The system reports error ${code}.`;
      return path === '' ? what : `${what} Place: ${path}`;
    },
    noPlace: (path) =>
      `This folder cannot be made: the system takes no file there. Choose another place. Place: ${path}`,
    output: (code) =>
      `Standard output could not be written: ${OUTPUT_FAULTS[code] ?? `the system reports error ${code}`}; make room or send the output elsewhere, then start again.`,
    bug: 'Internal error: this is a fault of the program. Nothing was delivered. Send the text below to its makers.',
  },
  configuration: {
    heading: (file) => `The configuration ${file} cannot be used:`,
    problem: (problem) => `${place(problem)}${problemText(problem)}`,
    expectation,
  },
  subject: (batch, dossier) => {
    const parts = [
      batch === null ? 'Batch' : `Batch ${batch}`,
      dossier === null ? '' : `company file ${dossier}`,
    ];
    return parts.filter((part) => part !== '').join(', ');
  },
  colon: ': ',
  delivered: 'converted',
  refused: 'refused',
  nothingWritten: 'Nothing was written.',
  lostFile: (path, how) =>
    how === 'replaced'
      ? `File replaced, whose content was different: ${path}`
      : `File removed, which was left of an earlier conversion of the same batch: ${path}`,
  checkedSound: 'can be integrated',
  checkedRefused: 'would be refused',
  figures: ({ entries, movements, debit, credit, documents, amountsComplete = true }) =>
    `${plural(entries, 'entry', 'entries')}, ${plural(movements, 'movement')}, debit ${euros(debit)}, credit ${euros(credit)}${amountsComplete ? '' : ' (unreadable lines left out)'}, ${plural(documents, 'document')}`,
  shownFigures: ({ entries, movements }) =>
    `${plural(entries, 'entry', 'entries')}, ${plural(movements, 'movement')}`,
  counts: ({ errors, warnings, infos }) =>
    errors + warnings + infos === 0
      ? 'No finding.'
      : `${[plural(errors, 'error'), plural(warnings, 'warning'), plural(infos, 'information', 'informations')].filter((part) => !part.startsWith('0')).join(', ')}.`,
  omitted: (count) =>
    `… and ${plural(count, 'more finding')}. With --json, up to 1,000 of each kind are detailed.`,
  progress: (percent) => `Reading: ${percent} %`,
  total: 'Total',
  publication: ENGLISH_PUBLICATION,
  archive: ENGLISH_ARCHIVE,
  register: ENGLISH_REGISTER,
  robot: ENGLISH_ROBOT_COMMANDS,
};

const OUTPUT_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk reports a write error',
};

const MACHINE_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Make room, then start again: nothing was delivered.',
  EDQUOT: 'The disk quota is used up. Make room, then start again: nothing was delivered.',
  EACCES: 'Access denied. Check the permissions of this file or folder, or close the program that uses it.',
  EPERM: 'The system refuses the operation. Check the permissions, or close the program that uses this file.',
  EBUSY: 'The file is in use by another program. Close it, then start again.',
  EROFS: 'This disk is read-only. Choose another place.',
  EIO: 'The disk reports a read or write error. Check the disk or the network, then start again.',
  ENOENT: 'This file or folder does not exist, or no more. Check the path, then start again.',
  ENOTDIR: 'A part of this path is a file, where a folder is needed. Check the path.',
  EISDIR: 'There is a folder where a file is needed. Check the path, or move this folder.',
  EEXIST: 'There is a file or folder of this name already. Rename or move it, then start again.',
  ENOTEMPTY: 'This folder is not empty. Empty or move it, then start again.',
  ELOOP: 'This path goes through links that lead to each other. Give the real path.',
  EFBIG:
    'This file would be larger than the system allows (EFBIG). Choose another disk, or raise this limit.',
  ENFILE: 'Too many files are open on this machine. Close other programs, then start again.',
  EMFILE: 'Too many files are open. Close other programs, then start again.',
  ENAMETOOLONG: 'This path is too long for the system. Choose a shorter place.',
};

function place(problem: ConfigurationProblem): string {
  const { path, line } = problem;
  const column = problem.kind === 'syntax' ? `column ${problem.column}` : '';
  const where = [line === null ? '' : `line ${line}`, column, path].filter((part) => part !== '').join(', ');
  return where === '' ? '' : `${where}: `;
}

function problemText(problem: ConfigurationProblem): string {
  switch (problem.kind) {
    case 'missing':
      return 'the file does not exist.';
    case 'unreadable':
      return MACHINE_FAULTS[problem.code] ?? `the system reports error ${problem.code}.`;
    case 'syntax':
      return englishSyntax(problem.code);
    case 'unknown-key':
      return `there is no key “${problem.key}”. ${problem.isNear ? `Did you mean “${problem.nearest}”?` : `Keys that may stand here: ${problem.known.join(', ')}.`}`;
    case 'wrong-value':
      return `${problem.found} is not possible; it takes ${expectation(problem.expected)}.`;
  }
}

function expectation(expected: Expectation): string {
  switch (expected.kind) {
    case 'one-of':
      return `one of: ${expected.values.join(', ')}`;
    case 'type':
      return { text: 'a text', 'yes-or-no': 'true or false', group: 'a group { … }' }[expected.type];
    case 'number':
      return `a${expected.whole ? ' whole' : ''} number from ${expected.minimum} to ${expected.maximum}`;
    case 'form':
      return {
        journal: 'a journal code (1 or 2 letters or digits)',
        dossier: 'a company file number (at most 8 letters or digits)',
        emitter: 'an emitter code (1 to 3 characters)',
        'web-address': 'an https:// or http:// address',
        password: '12 to 200 characters',
        'not-empty': 'a text that is not empty',
      }[expected.form];
  }
}

function plural(count: number, one: string, many = `${one}s`): string {
  const figure = String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${figure} ${count === 1 ? one : many}`;
}
