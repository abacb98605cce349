/** Why nothing of an upload was dropped, or not all of it. */
import type { PageWording } from './wording.ts';

export type UploadFaultKind = keyof PageWording['drop']['faults'];

export interface UnfitName {
  readonly name: string;
  readonly reason: keyof PageWording['drop']['unfit'];
}

export class UploadFault extends Error {
  override readonly name = 'UploadFault';
  readonly kind: UploadFaultKind;
  /** The name that is refused, and why; null where no name is at fault. */
  readonly unfit: UnfitName | null;

  constructor(kind: UploadFaultKind, unfit: UnfitName | null = null) {
    super(`Upload: ${kind}`);
    this.kind = kind;
    this.unfit = unfit;
  }
}

/** Some of an upload lies in its place, and the machine did not take the rest. */
export class PartlyDropped extends Error {
  override readonly name = 'PartlyDropped';
  readonly names: readonly string[];

  constructor(names: readonly string[], cause: unknown) {
    super('Partly dropped', { cause });
    this.names = names;
  }
}
