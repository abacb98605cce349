/**
 * Which drops the files of an upload make, and where each file stands in its drop. Decides alone; moves nothing.
 */

import type { DropKind } from '../model/drop-record.ts';
import { BATCH_NAME } from '../robot/drops.ts';
import { UploadFault } from './upload-fault.ts';

/** A file as it was received: `parts` are the folders that it was sent in, and its name. */
export interface ReceivedFile {
  readonly parts: readonly string[];
  /** Where its bytes are. */
  readonly path: string;
}

interface PlacedFile {
  readonly file: ReceivedFile;
  /** Below the drop's folder. */
  readonly place: readonly string[];
}

/** One drop: a lone file, or a folder of files. A folder without a name gets a new one. */
export type PlannedDrop =
  | { readonly kind: 'file'; readonly name: string; readonly file: ReceivedFile }
  | { readonly kind: 'folder'; readonly name: string | null; readonly files: readonly PlacedFile[] };

const LONE: Readonly<Record<DropKind, RegExp>> = { batch: /\.(?:zip|csv)$/i, settings: /\.zip$/i };

/** Throws an `UploadFault` where two files would be in one place. */
export function plannedDrops(files: readonly ReceivedFile[], kind: DropKind): PlannedDrop[] {
  const loose: ReceivedFile[] = [];
  const folders = new Map<string, PlacedFile[]>();
  for (const file of files) {
    const [top = '', ...place] = file.parts;
    // The inside of a batch, sent without the folder around it.
    if (place.length === 0 || (kind === 'batch' && BATCH_NAME.test(top))) loose.push(file);
    else folders.set(top, [...(folders.get(top) ?? []), { file, place }]);
  }
  const drops: PlannedDrop[] = [...folders].map(([name, placed]) => ({
    kind: 'folder',
    name,
    files: placed,
  }));
  drops.unshift(...looseDrops(loose, kind));
  refuseSamePlaces(drops);
  return drops;
}

/** Those that are lots or exports of their own; anything else beside them makes one drop of all. */
function looseDrops(files: readonly ReceivedFile[], kind: DropKind): PlannedDrop[] {
  if (files.length === 0) return [];
  if (files.every(({ parts }) => parts.length === 1 && LONE[kind].test(parts[0] ?? '')))
    return files.map((file) => ({ kind: 'file', name: file.parts[0] ?? '', file }));
  return [{ kind: 'folder', name: null, files: files.map((file) => ({ file, place: placeOf(file, kind) })) }];
}

/** Of a batch, what is neither its entries nor its notice is a document. */
function placeOf({ parts }: ReceivedFile, kind: DropKind): readonly string[] {
  const [name = ''] = parts;
  const isTop = kind === 'settings' || parts.length > 1 || /\.csv$|^lot\.json$/i.test(name);
  return isTop ? parts : ['documents', name];
}

/** Names as Windows compares them; and a file is no folder of another. */
function refuseSamePlaces(drops: readonly PlannedDrop[]): void {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const drop of drops) {
    const name = (drop.name ?? '').toLowerCase();
    const places = drop.kind === 'file' ? [[]] : drop.files.map(({ place }) => place);
    for (const place of places) {
      const parts = [name, ...place.map((part) => part.toLowerCase())];
      const path = parts.join('/');
      if (files.has(path)) throw new UploadFault('twice');
      files.add(path);
      for (let depth = 1; depth < parts.length; depth += 1) folders.add(parts.slice(0, depth).join('/'));
    }
  }
  if ([...files].some((path) => folders.has(path))) throw new UploadFault('twice');
}
