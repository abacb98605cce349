/** The English wording of reports: twin of the French one. */
import { grouped } from '../../check/messages/figures.ts';
import { englishMoment } from '../../check/messages/moments.ts';
import { formatCentsEnglish as euros } from '../../model/cents.ts';
import { type Severity, severityOf } from '../../model/finding.ts';
import type { ReportWording } from './wording.ts';

export const ENGLISH_REPORT: ReportWording = {
  facts: {
    drop: 'Drop',
    received: 'Received on',
    batch: 'Batch',
    dossier: 'Company file',
    contents: 'Contents',
    delivered: 'Delivered',
    left: 'To be mended',
    files: 'Files',
    deliveredAt: 'Delivered on',
    integratedAt: 'Integrated on',
  },
  colon: ': ',
  batchRefused: {
    heading: 'Batch refused',
    remedy:
      'Nothing was delivered to ISACOMPTA. Correct the errors below, in AMI COMPTA or in the batch, then drop the whole batch into depot-ami again.',
  },
  batchSplit: {
    heading: 'Batch delivered in part',
    remedy:
      'The entries without an error were delivered to ISACOMPTA. The others are in the folder a-corriger, which is a batch of its own, with their documents. Correct them in that folder, then drop it into depot-ami. Do not drop the original batch again. The line numbers below are those of the original batch.',
  },
  settingsRefused: {
    heading: 'Settings refused',
    remedy:
      'Nothing was published to AMI COMPTA. Correct the errors below in ISACOMPTA, export the settings again, then drop them into depot-isacompta.',
  },
  duplicate: {
    heading: 'Batch delivered before',
    remedy:
      'The content of this batch was delivered before. It is not delivered a second time, and there is nothing to do.',
  },
  earlierDelivery: 'The earlier delivery',
  anomaliesHeader: ['Severity', 'Code', 'File', 'Line', 'Column', 'Value', 'Message'],
  moment: englishMoment,
  figures: ({ entries, movements, debit, credit }) =>
    movements === 0
      ? ''
      : `${entryCount(entries)}, ${plural(movements, 'movement')}, debit ${euros(debit)}, credit ${euros(credit)}`,
  findingsHeading: ({ errors, warnings, infos }) => {
    const counts = [
      [errors, 'error'],
      [warnings, 'warning'],
      [infos, 'piece'],
    ] as const;
    const told = counts
      .filter(([count]) => count > 0)
      .map(([count, name]) =>
        name === 'piece' ? `${plural(count, name)} of information` : plural(count, name),
      );
    return told.length === 0 ? 'No findings' : told.join(', ');
  },
  deliverAgain: 'To have it delivered a second time all the same:',
  notShown: (counts) => {
    const kinds = counts.map(
      ([code, count]) => `${grouped(count, ',')} × ${code} (${SEVERITIES[severityOf(code)]})`,
    );
    return `Not shown here: ${kinds.join(', ')}. The file anomalies.csv has up to 1,000 of each kind.`;
  },
};

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'information',
};

function entryCount(count: number): string {
  return `${grouped(count, ',')} ${count === 1 ? 'entry' : 'entries'}`;
}

function plural(count: number, one: string): string {
  return `${grouped(count, ',')} ${count === 1 ? one : `${one}s`}`;
}
