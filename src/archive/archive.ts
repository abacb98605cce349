/**
 * The archive (archives): one zip for each drop that was processed, written once. This is what others know of it: what
 * goes in, and what is known of what is there.
 *
 * `archives/AAAA/MM/<id>.zip` holds the drop as it came (`depot/<name>`), what came out of it (`sorties/<name>`),
 * `rapport.json`, `registre.json` (what the register needs to be made again) and `manifeste.json`, which names every
 * other member with its size and SHA-256.
 */
import type { DropRecord, EntryIdentity } from '../model/drop-record.ts';

export interface ArchivedFile {
  /** Its name in `sorties/`. */
  readonly name: string;
  /** Where it is on the disk, complete. */
  readonly path: string;
}

export interface ArchiveContents {
  /** Without its archive and manifest hash, which are made here. Its month is that of `receivedAt`. */
  readonly record: DropRecord;
  readonly entries: readonly EntryIdentity[];
  /** The drop as it came: a file or a folder on the disk, its name that of `record`. */
  readonly dropPath: string;
  readonly outputs: readonly ArchivedFile[];
  /** The text of `rapport.json`. */
  readonly report: string;
}

export interface SealedArchive {
  /** `2026/11/20261124-101500-3f2a9c.zip`. */
  readonly archive: string;
  /** SHA-256 of `manifeste.json`, in hexadecimal digits. */
  readonly manifestHash: string;
}
