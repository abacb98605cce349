/**
 * The manifest of an archive (`manifeste.json`): every other member with its size and SHA-256. Its own hash stands in
 * the register, so that whoever changes a member must change the manifest, and is found. Owns its text; reads no zip.
 */

/** What is named in place of what it leads to: a drop is archived without following anything. */
export type SkippedKind = 'link' | 'pipe' | 'socket' | 'device';

export interface ManifestFile {
  /** The member's name in the zip. */
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

export interface SkippedMember {
  readonly path: string;
  readonly kind: SkippedKind;
}

export interface Manifest {
  readonly version: 1;
  /** The drop's, and so the archive's. */
  readonly id: string;
  /** In the order of the zip. */
  readonly files: readonly ManifestFile[];
  /** Those that hold nothing; the others are told by their files. Without a `/` at the end. */
  readonly folders: readonly string[];
  /** In the drop, and not in the archive. */
  readonly skipped: readonly SkippedMember[];
}

export const MANIFEST_NAME = 'manifeste.json';

const SKIPPED_KINDS: readonly string[] = ['link', 'pipe', 'socket', 'device'] satisfies SkippedKind[];

/** The same manifest gives the same text, whoever put it together. */
export function manifestText({ version, id, files, folders, skipped }: Manifest): string {
  const ordered = {
    version,
    id,
    files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    folders,
    skipped: skipped.map(({ path, kind }) => ({ path, kind })),
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** Null where the text is no manifest that this program knows. */
export function parseManifest(text: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isManifest(value) ? value : null;
}

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value)) return false;
  const { version, id, files, folders, skipped } = value;
  return (
    version === 1 &&
    typeof id === 'string' &&
    isListOf(files, isManifestFile) &&
    isListOf(folders, (folder) => typeof folder === 'string') &&
    isListOf(skipped, isSkipped)
  );
}

function isManifestFile(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { path, bytes, sha256 } = value;
  return (
    typeof path === 'string' &&
    Number.isSafeInteger(bytes) &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
}

function isSkipped(value: unknown): boolean {
  return isObject(value) && typeof value.path === 'string' && SKIPPED_KINDS.includes(String(value.kind));
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
