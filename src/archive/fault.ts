/**
 * What can be wrong with an archive, as data; the wording is the commands' own. What the machine says of the disk as a
 * whole is no fault of an archive.
 */

export type ArchiveFault =
  /** The register knows it, and it is not there. */
  | { readonly kind: 'missing' }
  /** It is there, and the system does not let it be read. */
  | { readonly kind: 'unreadable'; readonly code: string }
  /** Not a zip, or not a whole one. */
  | { readonly kind: 'damaged'; readonly detail: string }
  /** Every member is as it was; something around them is not. */
  | { readonly kind: 'seal-broken' }
  | { readonly kind: 'manifest-missing' }
  /** The manifest is nothing that this program wrote. */
  | { readonly kind: 'manifest-unreadable' }
  /** The manifest is not the one that the register knows; `found` is its hash. */
  | { readonly kind: 'replaced'; readonly found: string }
  /** It is whole, and it is the archive of another drop. */
  | { readonly kind: 'exchanged'; readonly other: string }
  | { readonly kind: 'member-missing'; readonly member: string }
  | { readonly kind: 'member-changed'; readonly member: string }
  | { readonly kind: 'member-unknown'; readonly member: string }
  /** A name that this system can't have on its disk, or that would lead out of the folder. */
  | { readonly kind: 'member-unsafe'; readonly member: string }
  /** What the register would be made from is nothing that this program wrote. */
  | { readonly kind: 'registration-unreadable' }
  /** A link of the register is missing, or is one too many. */
  | { readonly kind: 'chain-gap'; readonly expected: number; readonly found: number }
  | { readonly kind: 'chain-broken'; readonly position: number }
  /** It is there, and the register does not know it. */
  | { readonly kind: 'unknown' };

/** An archive that can't be used; what is wrong with it is never empty. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly archive: string;
  readonly faults: readonly ArchiveFault[];

  constructor(archive: string, faults: readonly ArchiveFault[], cause?: unknown) {
    super(`${archive}: ${faults.map(({ kind }) => kind).join(', ')}`, { cause });
    this.archive = archive;
    this.faults = faults;
  }
}
