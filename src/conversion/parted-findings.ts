/** What is to be told of a batch that was made two: the sound entries, and those that were left out. */
import type { Finding, FindingCode } from '../model/finding.ts';
import type { Conversion } from './request.ts';

/** Codes whose findings say something of what was delivered, where the whole says it of what would have been. */
const OF_THE_DELIVERY: ReadonlySet<FindingCode> = new Set(['ACCOUNT_NEW', 'DOCUMENT_RENAMED']);

/** What can come between while the sound entries are read again. */
const FROM_OUTSIDE: ReadonlySet<FindingCode> = new Set([
  'BATCH_UNREADABLE',
  'PATH_UNSAFE',
  'BATCH_ID_REUSED',
  'ENTRY_DUPLICATE',
]);

/** All that was found in the whole, as far as it holds of the parts. */
export function findingsOfParts(whole: Conversion, delivered: Conversion): Finding[] {
  return [
    ...whole.findings.filter((finding) => !isOfTheDelivery(finding)),
    ...delivered.findings.filter(isOfTheDelivery),
  ];
}

/**
 * Why sound entries could not be delivered after all. That they are not sound, or not what was left of the whole, can
 * only be a fault of ours, and is thrown.
 */
export function faultsBetween({ findings }: Conversion): Finding[] {
  const faults = findings.filter(({ severity }) => severity === 'error');
  const ours = faults.find(({ code }) => !FROM_OUTSIDE.has(code));
  if (ours === undefined) return faults;
  throw new Error(`Entries that were found sound are refused: ${ours.code}, line ${ours.line}`);
}

function isOfTheDelivery(finding: Finding): boolean {
  return OF_THE_DELIVERY.has(finding.code === 'FINDINGS_OMITTED' ? finding.details.of : finding.code);
}
