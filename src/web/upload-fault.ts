/** Why nothing of an upload was dropped. */
import type { PageWording } from './wording.ts';

export type UploadFaultKind = keyof PageWording['drop']['faults'];

export class UploadFault extends Error {
  override readonly name = 'UploadFault';
  readonly kind: UploadFaultKind;

  constructor(kind: UploadFaultKind) {
    super(`Upload: ${kind}`);
    this.kind = kind;
  }
}
