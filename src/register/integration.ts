/**
 * Which delivered batches ISACOMPTA has taken: it removes an import file when it has integrated it. The folders are the
 * truth; what is seen there is noted in the register.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { FOLDER_NAMES } from '../configuration/folders.ts';
import type { DropRecord, Timestamp } from '../model/drop-record.ts';
import { errorCode } from '../storage/file-system.ts';
import { FolderMissing, requireFolder } from '../storage/folder-missing.ts';
import type { Register } from './register.ts';

const FOLDER = FOLDER_NAMES.toIntegrate;
/** How the places of what is for ISACOMPTA begin. */
const TO_INTEGRATE = `${FOLDER}/`;

interface Sight {
  /** The folder that places start from. */
  readonly root: string;
  readonly at: Timestamp;
}

/** Delivered, and not known to be integrated. */
export function isPending({ outcome, finishedAt, integratedAt }: DropRecord): boolean {
  return outcome === 'delivered' && finishedAt !== null && integratedAt === null;
}

/** Those of the places of a batch that are for ISACOMPTA: where a part of it was refused, that has its places too. */
export function placesToIntegrate(places: readonly string[]): readonly string[] {
  return places.filter((each) => each.startsWith(TO_INTEGRATE));
}

/** Whether entries of it were left to be mended: what was put aside has its places beside those of the delivery. */
export function isDeliveredInPart({ outcome, places }: Pick<DropRecord, 'outcome' | 'places'>): boolean {
  return outcome === 'delivered' && placesToIntegrate(places).length < places.length;
}

/** That of the import file among the places of a batch; null where it was delivered nowhere. */
export function importPlaceIn(places: readonly string[]): string | null {
  return placesToIntegrate(places).at(-1) ?? null;
}

/** The import file of a delivered batch, as a path from the root with `/`. */
export function importPlaceOf({ id, places }: DropRecord): string {
  const place = importPlaceIn(places);
  if (place === null) throw new Error(`${id} was delivered nowhere`);
  return place;
}

/** The same of the zip that its documents are in: it is named after the import file, or both are in it. */
export function documentsPlaceOf(drop: DropRecord): string {
  return importPlaceOf(drop).replace(/\.[^.]+$/, '.zip');
}

/** What a look at the folders showed. */
export interface Integration {
  /** Batches that wait again. */
  readonly returned: readonly DropRecord[];
  /** What was asked for, as it was before that was noted which was taken. */
  readonly drops: readonly DropRecord[];
  /** The ids of those of them that are integrated by now. */
  readonly taken: ReadonlySet<string>;
}

/**
 * Notes what is back, and then of the drops that are asked for what was taken: in this order, because what is back waits.
 * Throws `FolderMissing` and what else the system says where the folders can't be looked at.
 */
export async function noticeIntegration(
  register: Register,
  sight: Sight,
  ask: () => Promise<readonly DropRecord[]>,
): Promise<Integration> {
  const returned = await noticeReturned(register, sight.root);
  const drops = await ask();
  return { returned, drops, taken: await noticeIntegrated(register, drops, sight) };
}

/**
 * Notes those of the drops that are pending and whose import file is gone. Gives the ids of these. Throws
 * `FolderMissing` where their folders are away, which have taken nothing, and what else the system says where they can't
 * be looked at. All of them are looked at before the first is noted.
 */
export async function noticeIntegrated(
  register: Register,
  drops: readonly DropRecord[],
  { root, at }: Sight,
): Promise<ReadonlySet<string>> {
  const folders = new Map<string, ReadonlySet<string>>();
  const taken = new Set<string>();
  const pending = drops.filter(isPending);
  if (pending.length > 0) requireFolder(join(root, FOLDER));
  requireFoldersOf(pending, root);
  for (const drop of pending) {
    const place = importPlaceOf(drop);
    const folder = posix.dirname(place);
    const names = folders.get(folder) ?? new Set(namesWithin(join(root, folder)).map(comparable));
    folders.set(folder, names);
    if (!names.has(comparable(posix.basename(place)))) taken.add(drop.id);
  }
  // It may have gone away meanwhile, and every folder in it with it.
  if (taken.size > 0) readdirSync(join(root, FOLDER));
  for (const id of taken) await register.integrated(id, at);
  return taken;
}

/**
 * Throws `FolderMissing` where a batch waits in a folder of a company file that is not there, while `a-integrer/` was made
 * later than it was delivered: both are others than those it was put into. ISACOMPTA takes files, and makes no folder.
 */
export async function requireWaitingFolders(
  register: Pick<Register, 'list' | 'pending'>,
  root: string,
): Promise<void> {
  const [latest] = await register.list({ isPending: true, limit: 1 });
  // With every delivery: what waits is only gone through where nothing was delivered since the folder was made.
  if (latest !== undefined && isOlder(latest, madeAt(root))) requireFoldersOf(await register.pending(), root);
}

function requireFoldersOf(pending: readonly DropRecord[], root: string): void {
  const made = madeAt(root);
  for (const drop of pending) {
    if (!isOlder(drop, made)) continue;
    const folder = join(root, posix.dirname(importPlaceOf(drop)));
    if (!existsSync(folder)) throw new FolderMissing(folder, 'ENOENT', drop.dossier);
  }
}

/** When `a-integrer/` was made, in milliseconds; 0 where there is none, or the file system does not tell. */
function madeAt(root: string): number {
  return statSync(join(root, FOLDER), { throwIfNoEntry: false })?.birthtimeMs ?? 0;
}

/**
 * Whether it waited before the moment. Of what a register has from its archive nobody knows whether it ever did: when it
 * was finished is not told there.
 */
function isOlder({ receivedAt, finishedAt }: DropRecord, moment: number): boolean {
  return finishedAt !== null && finishedAt !== receivedAt && Date.parse(finishedAt) < moment;
}

/**
 * Has batches wait again that were noted as integrated and whose import file is there. Looks from the files, which are
 * few, to the batches. Gives these; throws what the system says where the folders can't be looked at.
 */
export async function noticeReturned(register: Register, root: string): Promise<readonly DropRecord[]> {
  const present = importPlacesIn(root);
  if (present.length === 0) return [];
  const waiting = new Set((await register.pending()).flatMap(({ places }) => places.map(comparable)));
  const returned: DropRecord[] = [];
  for (const place of present) {
    if (waiting.has(comparable(place))) continue;
    const drop = await register.deliveryAt(place);
    if (drop === null || drop.finishedAt === null || drop.integratedAt === null) continue;
    await register.returned(drop.id);
    returned.push({ ...drop, integratedAt: null });
  }
  return returned;
}

/** What may be an import file (a zip may have one in it), as paths from the root; none where nothing was ever there. */
function importPlacesIn(root: string): string[] {
  const folders = foldersIn(join(root, FOLDER));
  return folders.flatMap((dossier) => {
    const names = namesWithin(join(root, FOLDER, dossier));
    return names.filter((name) => IMPORT_NAME.test(name)).map((name) => `${TO_INTEGRATE}${dossier}/${name}`);
  });
}

/** What may be an import file and was delivered by no drop of the register, as paths from the root. */
export async function unknownImports(
  register: Pick<Register, 'deliveryAt'>,
  root: string,
): Promise<readonly string[]> {
  const places = importPlacesIn(root);
  const present = new Set(places);
  const unknown: string[] = [];
  for (const place of places) {
    // Of the documents of a batch, the import file beside them says whose they are.
    if (place !== asImport(place) && present.has(asImport(place))) continue;
    const drop = (await register.deliveryAt(place)) ?? (await register.deliveryAt(asImport(place)));
    if (drop === null) unknown.push(place);
  }
  return unknown;
}

/** The import file that documents of this name belong to. */
function asImport(place: string): string {
  return place.replace(/\.zip$/i, '.ECR');
}

const IMPORT_NAME = /^[^.].*\.(?:ecr|zip)$/i;

function foldersIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function namesWithin(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** File systems differ in whether they keep the case of a name. */
function comparable(name: string): string {
  return name.toLowerCase();
}
