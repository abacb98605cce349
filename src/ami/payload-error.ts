/** Why a file is not the payload that a modification can start from. Knows no file, and how none is read. */
export type PayloadFault =
  /** Not JSON, or something that is no file. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly limitMiB: number }
  /** Its bytes are no UTF-8: an editor saved it in another encoding. */
  | { readonly kind: 'encoding' }
  /** JSON, but no payload. */
  | { readonly kind: 'foreign' }
  /** Its hash is not that of its content: it was changed by hand, or damaged. */
  | { readonly kind: 'altered' }
  | { readonly kind: 'other-company-file'; readonly found: string; readonly expected: string };

/** Thrown where the payload to start from is none; the drop itself may be sound. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
  readonly fault: PayloadFault;

  constructor(fault: PayloadFault, cause?: unknown) {
    super(`Not a payload to start from: ${JSON.stringify(fault)}`, cause === undefined ? {} : { cause });
    this.fault = fault;
  }
}
