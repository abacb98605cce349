/** Archives for tests: a drop on the disk, its record, and a register that is no more than a list. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SealedArchive } from '../../src/archive/archive.ts';
import type { ArchiveInChain } from '../../src/archive/chain.ts';
import type { PurgedRegister } from '../../src/archive/purge.ts';
import { sealArchive } from '../../src/archive/seal.ts';
import { parseIsoDate } from '../../src/model/calendar-date.ts';
import type { DropRecord, EntryIdentity } from '../../src/model/drop-record.ts';

export const LATER = '2026-11-24T10:15:07.000Z';

/** A record of a delivered batch; `id` is also where its archive goes. */
export function dropRecord(changes: Partial<DropRecord> = {}): DropRecord {
  return {
    id: '20261124-101500-3f2a9c',
    kind: 'batch',
    outcome: 'delivered',
    name: '888_2022-09',
    dossier: '888',
    batch: '2022-09-A',
    revision: 0,
    contentHash: createHash('sha256')
      .update(changes.id ?? '')
      .digest('hex'),
    facts: { entries: 1, movements: 3, debit: 12_000n, credit: 12_000n, documents: 1 },
    publication: null,
    fiscalYearEnd: parseIsoDate('2022-12-31'),
    receivedAt: '2026-11-24T10:15:00.000Z',
    finishedAt: null,
    integratedAt: null,
    findings: [],
    places: ['a-integrer/888/888_20220930_000000_2022-09-A.ECR'],
    archive: null,
    manifestHash: null,
    earlier: null,
    ...changes,
  };
}

export const ENTRIES: readonly EntryIdentity[] = [
  { journal: 'AC', date: parseIsoDate('2022-08-31') as EntryIdentity['date'], piece: 'P1', amounts: 'a1b2' },
];

export const DROP_FILES: Readonly<Record<string, string | Buffer>> = {
  'ecritures.csv': 'Date;Compte\r\n31/08/2022;401ORANGE\r\n',
  'documents/été.pdf': Buffer.from('%PDF-1.4 été'),
  'documents/.caché': '',
  '~$facture.docx': 'x',
};

/** Files by path with `/`, in a folder that is made. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): string {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, ...path.split('/'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return folder;
}

export interface Sealing {
  readonly record?: Partial<DropRecord>;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly outputs?: Readonly<Record<string, string>>;
}

/** Archives a drop of these files; `base` is a root of watch folders. */
export async function seal(base: string, { record, files, outputs }: Sealing = {}): Promise<SealedDrop> {
  const told = dropRecord(record);
  const dropPath = writeFiles(join(base, 'en-cours', told.id, told.name), files ?? DROP_FILES);
  const outputFolder = join(base, 'sorties', told.id);
  const named = outputs ?? { 'lot.ECR': 'VER   02', 'lot.zip': 'PK' };
  writeFiles(outputFolder, named);
  const sealed = await sealArchive(
    {
      record: told,
      entries: ENTRIES,
      dropPath,
      outputs: Object.keys(named).map((name) => ({ name, path: join(outputFolder, name) })),
      report: '{"findings":[]}\n',
    },
    join(base, 'archives'),
  );
  return { ...sealed, record: told, path: join(base, 'archives', ...sealed.archive.split('/')) };
}

export interface SealedDrop extends SealedArchive {
  readonly record: DropRecord;
  /** Of the zip. */
  readonly path: string;
}

/** Knows what it is given, and takes down what is purged. */
export class ListedRegister implements PurgedRegister {
  readonly links: ArchiveInChain[] = [];
  readonly records = new Map<string, DropRecord>();

  constructor(drops: readonly SealedDrop[]) {
    let previous = '0'.repeat(64);
    for (const { record, archive, manifestHash } of drops) {
      previous = createHash('sha256').update(`${previous}\n${manifestHash}`).digest('hex');
      const position = this.links.length + 1;
      this.links.push({
        position,
        drop: record.id,
        archive,
        manifestHash,
        chainHash: previous,
        purgedAt: null,
      });
      this.records.set(record.id, { ...record, archive, manifestHash, finishedAt: LATER });
    }
  }

  async archives(): Promise<readonly ArchiveInChain[]> {
    return [...this.links];
  }

  async find(id: string): Promise<DropRecord | null> {
    return this.records.get(id) ?? null;
  }

  async purged(position: number, at: string): Promise<void> {
    const link = this.links[position - 1];
    if (link === undefined) throw new Error(`no link ${position}`);
    this.links[position - 1] = { ...link, purgedAt: at };
  }
}
