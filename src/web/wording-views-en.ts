/** What each view of the page says, in English. */
import { grouped } from '../check/messages/figures.ts';
import { englishPlural } from './wording-counts.ts';
import type { FRENCH_VIEWS } from './wording-views-fr.ts';

export const ENGLISH_VIEWS: typeof FRENCH_VIEWS = {
  lots: {
    title: 'Batches received',
    none: 'No batch answers this search.',
    nothingYet: 'No batch was received yet. Drop one, or wait for what AMI COMPTA sends next.',
    unseen: (count) => `${count} refused, to be looked at`,
    pending: 'See what waits to be integrated',
  },
  lot: {
    title: (name) => `Batch ${name}`,
    settingsTitle: (name) => `Settings ${name}`,
    back: 'Back to the batches',
    facts: {
      name: 'Dropped as',
      id: 'Id',
      dossier: 'Company file',
      batch: 'Batch',
      received: 'Received',
      finished: 'Worked on',
      integrated: 'Integrated',
      seen: 'Seen',
      contents: 'Contents',
      earlier: 'Repeats',
      revision: 'Delivery no.',
      places: 'Files',
    },
    debit: 'debit',
    credit: 'credit',
    downloads: 'Download',
    import: 'Import file (.ECR)',
    documents: 'Documents (.zip)',
    textReport: 'Report to read (rapport.txt)',
    report: 'Report (rapport.json)',
    anomalies: 'Findings for Excel (anomalies.csv)',
    archive: 'Whole archive',
    grid: 'Entries delivered',
    gridHint: 'The thirteen columns of ISACOMPTA. “D” opens the document beside them.',
    totalOf: (entries, movements) => `Total of the batch: ${entries}, ${movements}`,
    entry: (number) => `Entry ${grouped(number, ',')}`,
    openDocument: (name) => `Open the document ${name}`,
    document: 'Document',
    closeDocument: 'Close the document',
    noPreview: 'This type of file can’t be shown in the page.',
    downloadDocument: 'Download the document',
    findings: 'Findings',
    noFindings: 'No findings.',
    ofWhole: 'On the batch as a whole',
    original: 'The original file, findings in place',
    onlyFaulty: 'Only around the findings',
    allLines: 'All lines',
    between: (from, to) =>
      from === to
        ? `line ${grouped(from, ',')} without findings`
        : `lines ${grouped(from, ',')} to ${grouped(to, ',')} without findings`,
    brokenAt: (line) => `From line ${grouped(line, ',')} on, the file can’t be read any further.`,
    behind: (page) => `There is no page ${grouped(page, ',')}: the file ends before it.`,
    noOriginal: 'The file of the entries could not be read in this drop; the findings above say why.',
    moreFindings: (count) =>
      `${grouped(count, ',')} more ${count === 1 ? 'finding' : 'findings'} in anomalies.csv.`,
    archiveFault: 'The archive of this drop can’t be read',
    noArchive: 'This drop has no archive.',
    remedy: {
      refused:
        'Nothing was delivered to ISACOMPTA. Mend the errors below, in AMI COMPTA or in the batch, then drop the whole batch again.',
      split:
        'The entries without error were delivered. The others are in the folder a-corriger of the refusal, with their documents: mend them there, then drop that folder. Don’t drop the original batch again.',
      settings:
        'Nothing was published for AMI COMPTA. Mend the errors below in ISACOMPTA, export the settings again, then drop them.',
      duplicate:
        'The content of this batch was delivered before. It is not delivered a second time, and there is nothing to do.',
      unchanged: 'Nothing has changed since the last publication; there is nothing to do.',
      pending: 'Delivered, and not integrated yet: ISACOMPTA will do so when the company file is opened.',
      integrated: 'Delivered, and integrated in ISACOMPTA.',
      published: 'Published for AMI COMPTA.',
    },
    markSeen: 'Mark as seen',
    rerun: 'Run again',
  },
  pending: {
    title: 'To integrate in ISACOMPTA',
    none: 'Nothing waits: everything that was delivered is integrated.',
    explain:
      'ISACOMPTA integrates these files when the company file is opened, and then takes them away from their place.',
    ofDossier: (dossier) => `Company file ${dossier}`,
    more: (count) => `See the ${count} batches of this company file`,
  },
  publications: {
    title: 'Publications for AMI COMPTA',
    none: 'Nothing was published yet.',
    kinds: { creation: 'Creation', modification: 'Modification' },
    one: (dossier, sequence) => `Company file ${dossier}, publication no. ${sequence}`,
    creation: 'First publication of the company file: all of its settings were sent.',
    noChanges: 'This publication tells no change.',
    download: 'Download the publication',
    back: 'Back to the publications',
  },
  companies: {
    title: 'Company files',
    none: 'Nothing was received of any company file yet.',
    one: (dossier) => `Company file ${dossier}`,
    complete: 'Complete',
    incomplete: (errors) => `To be completed: ${errors}`,
    warned: (warnings) => `Complete, ${warnings}`,
    unknown: 'Not published yet',
    completeText: 'The company sheet published last has everything that AMI COMPTA asks for.',
    stillCompleteText:
      'The company sheet published before this refusal has everything that AMI COMPTA asks for: nothing changes there.',
    missingText:
      'The company sheet published last lacks what the list below says. AMI COMPTA would make this company file unavailable. Complete the sheet in ISACOMPTA, export the settings and drop them.',
    unknownText:
      'No settings of this company file were published. Export them from ISACOMPTA, with the company sheet, and drop them.',
    refusedText: (when) => `The settings received last, on ${when}, were refused:`,
    publishedOn: (sequence, when) => `Publication no. ${sequence} of ${when}`,
    sheet: 'Company sheet',
    empty: '(empty)',
    field: 'Field',
    value: 'Value',
    lots: 'The batches of this company file',
    publications: 'The publications of this company file',
    back: 'Back to the company files',
    find: 'Go to company file',
    go: 'Open',
  },
  archives: {
    title: 'Archives',
    none: 'No archive answers this search.',
    missing: 'missing',
    download: 'Download',
    verify: 'Verify',
    verifyAll: 'Verify all archives',
    verifyWork: 'Verification of all archives',
    verifyOne: (archive) => `Verification of ${archive}`,
    sound: (archive) => `${archive}: sound.`,
    result: (verified, faults) =>
      `${englishPlural(verified, 'archive')} sound, ${faults === 0 ? 'no fault' : englishPlural(faults, 'fault')}.`,
  },
};
