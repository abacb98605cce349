/** What the page says of acts, of access, of the robot and of faults, in English. */
import { grouped } from '../check/messages/figures.ts';
import type { FRENCH_ACTS } from './wording-acts-fr.ts';

export const ENGLISH_ACTS: typeof FRENCH_ACTS = {
  rerun: {
    title: 'Run this batch again',
    explain: 'The batch is taken as it is in the archive, with today’s settings.',
    delivered: (when) =>
      `This batch was delivered on ${when}. If its entries are still in ISACOMPTA, they will arrive there a second time.`,
    question: 'Is it really to be delivered once more?',
    confirmAgain: 'Yes, deliver once more',
    confirm: 'Run again',
    cancel: 'No, back to the batch',
    back: 'Back to the batch',
    work: (name) => `Running ${name} again`,
    refusals: {
      settings: 'This is a settings export and no batch. To publish it again, drop it.',
      'no-archive': 'This drop has no archive and can’t be run again. Drop the batch.',
      delivered: 'This batch was delivered in the meantime. Confirm if it is to be delivered once more.',
    },
  },
  works: {
    busy: 'Other work is under way. Wait until it is done, then try again.',
    progress: (done, of) => `${grouped(done, ',')} of ${grouped(of, ',')}`,
    wait: 'This page updates itself.',
    refresh: 'Refresh',
    done: 'Done: see the outcome.',
    failed: 'The work could not be done',
    unknown: 'This work is not known any more. It may have ended before a restart.',
  },
  drop: {
    title: 'Drop files',
    batches: 'A batch of AMI COMPTA',
    batchHint:
      'The folder of the batch, or one .zip or .csv a batch; or ecritures.csv, lot.json and the documents of one batch, together.',
    settings: 'Settings of ISACOMPTA',
    settingsHint:
      'The exchange file and the company sheet (entreprise.csv), or a .zip, or the tables of one company file, together.',
    dossier: 'Company file (where the files do not say it)',
    dossierHint: 'at most 8 characters',
    nature: 'What you drop',
    zone: 'Drag files or a whole folder here, or choose below.',
    files: 'Files',
    folder: 'A whole folder, that of a batch with its documents',
    dragged: 'Ready to be dropped: ',
    send: 'Drop',
    sending: 'Sending',
    done: (names) =>
      `Dropped: ${names}. The robot will take it in a moment; its state will appear among the batches.`,
    noRobot: 'No robot is at work now: what is dropped will wait.',
    limits: (batch, files) => `At most ${batch} and ${files} at once.`,
    partly: (names) =>
      `Only a part was dropped: ${names}. The machine did not take the rest. Drop again only what is missing.`,
    refusedName: (name, reason) => `The name “${name}” ${reason}. Nothing was dropped.`,
    unfit: {
      technical:
        'is that of a file of the system, or of a copy under way, which the robot passes over. Rename it',
      path: 'is no plain path inside the folder that was sent. Rename it',
      signs:
        'is not taken by Windows (it holds < > : " / \\ | ? *, ends with a dot or a space, or is reserved, as NUL is). Rename it',
      hidden: 'begins with a dot, which hides it. Rename it',
      turning: 'holds invisible signs that have it read as another one. Rename it',
      ours: 'is that of the notice in the drop folder. Rename it',
    },
    faults: {
      nature:
        'What you drop must be a batch of AMI COMPTA or settings of ISACOMPTA: choose one of them. Nothing was dropped.',
      empty: 'No file was chosen.',
      'too-large': 'These files are too large for the configuration. Nothing was dropped.',
      'too-many': 'There are too many files for the configuration. Nothing was dropped.',
      dossier:
        'This is no company file’s number (at most 8 characters: letters, digits and hyphens). Nothing was dropped.',
      name: 'One of the files has a name that the robot would not take. Rename it. Nothing was dropped.',
      long: 'One of the files has a name that is too long. Shorten it. Nothing was dropped.',
      twice: 'Two of the files have the same name. Nothing was dropped.',
      cut: 'The sending was interrupted. Nothing was dropped.',
    },
    script: {
      ended: 'Your session has ended. Nothing was dropped.',
      failed: 'The drop could not be made: the page did not answer as expected. Reload it and try again.',
      unreadable: 'This folder could not be read whole. Nothing was dropped.',
    },
  },
  access: {
    title: 'Sign in',
    password: 'Password',
    enter: 'Enter',
    again: 'Sign in',
    wrong: 'This password is not the right one.',
    tooMany: (minutes) => `Too many tries. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  },
  robot: {
    running: (waiting, inHand) =>
      `Robot at work: ${inHand === 0 ? 'nothing in hand' : `${inHand} in hand`}${waiting === 0 ? '' : `, ${waiting} waiting`}.`,
    stopped: (waiting) =>
      `No robot is at work${waiting === 0 ? '.' : `: ${waiting} ${waiting === 1 ? 'drop waits' : 'drops wait'}.`}`,
    unseen:
      'The working folder could not be read: nobody knows whether a robot is at work. Tell your IT service, which finds the cause in the log.',
    lost: 'Connection lost: this page is not up to date any more.',
    ended: 'Your session has ended: this page is not up to date any more.',
    news: 'The page was just updated.',
  },
  faults: {
    title: 'This page can’t be shown',
    notFound: 'There is nothing at this address.',
    unknownLot: 'The register does not know this drop.',
    registerBusy: 'The register is in use by another program. Nothing was changed. Try again in a moment.',
    registerLost:
      'The register of the work folder was removed or replaced while this page was open: what it would show is no longer true. Tell your IT service, who will check the work folder; the page goes on by itself once a sound register is in place, or after a restart where it runs with the robot.',
    diskFull: 'The disk of the work folder is full. Nothing was changed. Free some space, then try again.',
    nameTooLong: 'A name is too long for this disk. Nothing was changed. Shorten it, then try again.',
    malformed: 'This request could not be understood. Go back to the batches and try again.',
    tooLong: 'This request is too long or too large. Go back to the batches and try again.',
    slow: 'The request did not arrive whole in time. Try again.',
    forbidden: 'This action was not recognised as coming from this page. Reload it and try again.',
    host: 'This page does not answer under this name. Open it by the address that the command serve told.',
    machine: (code) =>
      `The machine reported an error (${code}). Nothing was changed. Try again; if it comes back, tell your IT service.`,
    bug: 'A defect of the program. Nothing is lost. Tell your IT service, who will find it in the log.',
  },
};
