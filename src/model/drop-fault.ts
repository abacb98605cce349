/**
 * A fault in a drop that only shows while its bytes are being read: a damaged archive, a file that shrank. It is thrown
 * because a stream has no other way to tell, and carries what a finding needs, so that whoever reads the drop as a
 * whole can catch it and turn it into one. A fault of the machine (disk, permission) is never a DropFault.
 */
import type { FindingCode, FindingDetails, Place } from './finding.ts';
import type { Findings } from './findings.ts';

export class DropFault<C extends FindingCode = FindingCode> extends Error {
  override readonly name = 'DropFault';
  readonly code: C;
  readonly place: Place;
  readonly details: FindingDetails[C];

  /** `cause` is the error of the library or of the system that gave the fault away, where there is one. */
  constructor(code: C, place: Place, details: FindingDetails[C], cause?: unknown) {
    super(`${code} ${place.file ?? ''} ${JSON.stringify(details)}`, cause === undefined ? {} : { cause });
    this.code = code;
    this.place = place;
    this.details = details;
  }

  reportTo(findings: Findings): void {
    findings.add(this.code, this.place, this.details);
  }
}

/** Runs a reading; a fault of the drop becomes a finding and null, any other error goes on. */
export async function orReport<T>(findings: Findings, reading: () => Promise<T>): Promise<T | null> {
  try {
    return await reading();
  } catch (error) {
    if (!(error instanceof DropFault)) throw error;
    error.reportTo(findings);
    return null;
  }
}
