/** A batch that is made two: the sound entries delivered, the others left to be mended and dropped again. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkExchangeFile } from '../../src/check/exchange-file.ts';
import { DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import type { DeliveredBefore } from '../../src/conversion/delivered-before.ts';
import { convertBatch } from '../../src/convert.ts';
import { Findings } from '../../src/model/findings.ts';
import { StagedOutput } from '../../src/storage/durable.ts';
import { nodeFileSystem } from '../../src/storage/file-system.ts';
import { type BatchRow, csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { type ConversionOptions, type Converted, convertInto } from '../support/conversion.ts';
import { rawZip } from '../support/raw-zip.ts';
import {
  csvOf,
  documentsOf,
  everyEntry,
  isAtFault,
  isSound,
  noticeOf,
  pieceOf,
  readableCents,
  type SplitBatch,
  splitBatch,
} from '../support/split-batch.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DELIVERED_AT = '2026-11-24T09:15:00.000Z';
const NOTHING_BEFORE: DeliveredBefore = {
  content: async () => false,
  batch: async () => null,
  entries: async () => [],
};

/** Batches a property is tried on; each is written to the disk and converted several times. */
const RUNS = { numRuns: 20, endOnFailure: true };

describe('every batch with faults in some entries', () => {
  test('is delivered without them, and they are left as they came', async () => {
    await fc.assert(
      fc.asyncProperty(
        splitBatch.filter(({ entries }) => entries.some(isSound) && entries.some(isAtFault)),
        async (batch) => {
          await inFolder(async (folder) => {
            const { conversion, files } = await split(folder, batch);
            const sound = batch.entries.filter(isSound);
            const left = batch.entries.filter(isAtFault);
            expect(conversion.status).toBe('delivered');
            expect(conversion).toMatchObject(figuresOf(sound));
            expect(conversion.left).toEqual(figuresOf(left));
            // As the sound entries alone are converted, to the byte.
            const alone = writeBatch(folder, '888_alone', {
              csv: csvOf(batch, isSound),
              notice: noticeOf(batch, isSound),
              documents: documentsOf(batch, isSound),
            });
            expect(files).toEqual((await convertInto(join(folder, 'out-alone'), alone)).files);
            await expectSoundFile(files);
            // The others, to the byte; the last line of a batch may have no ending, and a line before it has one.
            const mending = join(folder, 'a-corriger');
            const csv = readFileSync(join(mending, 'ecritures.csv'));
            const expected = csvOf({ ...batch, spelling: { ...batch.spelling, endsLine: true } }, isAtFault);
            expect(expected.subarray(0, csv.length)).toEqual(csv);
            expect(expected.length - csv.length).toBeLessThanOrEqual(4);
            expect(documentsIn(mending)).toEqual(documentsOf(batch, isAtFault));
            const notice = JSON.parse(readFileSync(join(mending, 'lot.json'), 'utf8'));
            expect({ documents: [], ...notice }).toEqual({ ...noticeOf(batch, isAtFault), lot: 'L-c1' });
          });
        },
      ),
      RUNS,
    );
  });

  test('what is left is refused as it is, and delivered once mended: nothing is lost of the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        splitBatch.filter(({ entries }) => entries.some(isSound) && entries.some(isAtFault)),
        async (batch) => {
          await inFolder(async (folder) => {
            const { conversion } = await split(folder, batch);
            const mending = join(folder, 'a-corriger');
            const again = await convertInto(join(folder, 'out-again'), mending, {
              mendingFolder: join(folder, 'a-corriger-2'),
              delivered: deliveredBefore(batch),
            });
            expect(again.conversion).toMatchObject({ status: 'refused', batch: 'L-c1', dossier: '888' });
            expect(existsSync(join(folder, 'a-corriger-2'))).toBe(false);
            mend(mending, batch);
            const mended = await convertInto(join(folder, 'out-mended'), mending);
            expect(mended.conversion.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
            expect(mended.conversion.status).toBe('delivered');
            await expectSoundFile(mended.files);
            const total = batch.entries.reduce((sum, { cents }) => sum + BigInt(cents), 0n);
            expect(conversion.debit + mended.conversion.debit).toBe(total);
            expect(conversion.credit + mended.conversion.credit).toBe(total);
            expect(conversion.entries + mended.conversion.entries).toBe(batch.entries.length);
          });
        },
      ),
      RUNS,
    );
  });

  test('is refused whole where no entry is sound', async () => {
    await fc.assert(
      fc.asyncProperty(splitBatch, async (value) => {
        const batch = { ...value, entries: value.entries.filter(isAtFault) };
        fc.pre(batch.entries.length > 0);
        await inFolder(async (folder) => {
          const { conversion, files } = await split(folder, batch);
          expect(conversion).toMatchObject({ status: 'refused', left: null });
          expect(files.size).toBe(0);
          expect(existsSync(join(folder, 'a-corriger'))).toBe(false);
        });
      }),
      { ...RUNS, numRuns: 10 },
    );
  });
});

test('a sound batch is delivered as without splitting, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(splitBatch, async (value) => {
      const batch = { ...value, entries: value.entries.map((each) => ({ ...each, fault: null })) };
      await inFolder(async (folder) => {
        const { conversion, files } = await split(folder, batch);
        expect(conversion).toMatchObject({ status: 'delivered', left: null });
        expect(existsSync(join(folder, 'a-corriger'))).toBe(false);
        const plain = await convertInto(join(folder, 'out-plain'), join(folder, '888_lot'));
        expect(files).toEqual(plain.files);
      });
    }),
    { ...RUNS, numRuns: 10 },
  );
});

describe('what speaks against the whole batch', () => {
  // P4 alone would be left out; what is wrong beside it is what refuses the whole.
  const faulty = (cells: BatchRow): string =>
    csvText([...purchase('P1'), ...purchase('P2', cells), ...purchase('P4').slice(1)]);
  const unbalanced = csvText([...purchase('P1'), ...purchase('P2').slice(1)]);

  test.each([
    ['a piece that is missing', faulty({ piece: '' }), {}],
    ['a date that is none', faulty({ date: '31/02/2022' }), {}],
    ['a journal that is none', faulty({ journal: 'ACHATS' }), {}],
    ['a row of another width', `${unbalanced}28/02/2022;P1\r\n`, {}],
    ['a row with NUL', csvText([...purchase('P1'), ...purchase('P2').slice(1), { label: '\0' }]), {}],
    ['a column that is missing', unbalanced.replace('Compte', 'Konto'), {}],
    ['a quote that is never closed', `${unbalanced}"`, {}],
    ['totals that are not those announced', unbalanced, { totaux: { ecritures: 3 } }],
    ['a date of lot.json that is none', unbalanced, { emis: 'hier' }],
    ['a document that lot.json alone names', unbalanced, { documents: [{ fichier: 'absent.pdf' }] }],
    [
      'a document that is another and no entry names',
      unbalanced,
      { documents: [{ fichier: 'a.pdf', sha256: 'ab' }] },
    ],
  ])('%s', async (_, csv, notice) => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv, notice, documents: { 'a.pdf': PDF } });
    const { conversion, files } = await convertInto(join(folder, 'out'), path, mendingIn(folder));
    expect(conversion).toMatchObject({ status: 'refused', left: null });
    expect(files.size).toBe(0);
    expect(existsSync(join(folder, 'a-corriger'))).toBe(false);
  });

  test('and of such a batch, the entries at fault alone do not', async () => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: unbalanced, documents: { 'a.pdf': PDF } });
    const { conversion } = await convertInto(join(folder, 'out'), path, mendingIn(folder));
    expect(conversion).toMatchObject({ status: 'delivered', entries: 1, left: { entries: 1, movements: 2 } });
  });
});

test('a document that two entries name and that is missing leaves out both', async () => {
  const folder = temporaryFolder();
  const rows = ['P1', 'P2'].flatMap((piece) => purchase(piece, { documents: 'absent.pdf' }));
  const path = writeBatch(folder, '888_lot', { csv: csvText([...rows, ...purchase('P3')]) });
  const { conversion } = await convertInto(join(folder, 'out'), path, mendingIn(folder));
  expect(conversion).toMatchObject({ status: 'delivered', entries: 1, left: { entries: 2 } });
  expect(conversion.findings.map(({ code }) => code)).toEqual(['FISCAL_YEAR_UNKNOWN', 'DOCUMENT_MISSING']);
});

test('a lone CSV keeps its company file, and what is left of it twice has its own id each time', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'depot'));
  const path = join(folder, 'depot', '888_octobre.csv');
  writeFileSync(path, csvText([...purchase('P1'), ...purchase('P2').slice(1), ...purchase('P3').slice(1)]));
  const first = await convertInto(join(folder, 'out'), path, mendingIn(folder));
  const left = join(folder, 'a-corriger');
  expect(noticeIn(left)).toEqual({ lot: `${first.conversion.batch}-c1`, dossier: '888' });
  writeFileSync(join(left, 'ecritures.csv'), csvText([...purchase('P2'), ...purchase('P3').slice(1)]));
  const again = join(folder, 'a-corriger-2');
  const second = await convertInto(join(folder, 'out-2'), left, { mendingFolder: again });
  expect(second.conversion).toMatchObject({ status: 'delivered', entries: 1, left: { entries: 1 } });
  expect(noticeIn(again)).toEqual({ lot: `${first.conversion.batch}-c2`, dossier: '888' });
});

test('a batch id that other content was delivered under refuses the batch whole', async () => {
  const folder = temporaryFolder();
  const csv = csvText([...purchase('P1'), ...purchase('P2').slice(1)]);
  const path = writeBatch(folder, '888_lot', { csv, notice: { lot: 'L' } });
  const delivered: DeliveredBefore = {
    ...NOTHING_BEFORE,
    batch: async (dossier, batch) => (dossier === '888' && batch === 'L' ? DELIVERED_AT : null),
  };
  const { conversion } = await convertInto(join(folder, 'out'), path, { ...mendingIn(folder), delivered });
  expect(conversion).toMatchObject({ status: 'refused', left: null });
  expect(conversion.findings).toContainEqual(
    expect.objectContaining({
      code: 'BATCH_ID_REUSED',
      file: 'lot.json',
      value: 'L',
      details: { deliveredAt: DELIVERED_AT },
    }),
  );
});

test('entries have an identity that the order of their movements does not change, and their amounts do', async () => {
  const folder = temporaryFolder();
  const identities = async (name: string, rows: readonly BatchRow[]) => {
    const path = writeBatch(folder, name, { csv: csvText(rows), notice: { lot: name } });
    const asked = { delivered: NOTHING_BEFORE };
    return (await convertInto(join(folder, `out-${name}`), path, asked)).conversion.identities;
  };
  const [plain] = await identities('888_a', purchase('P1'));
  const [turned] = await identities('888_b', [...purchase('P1')].reverse());
  const [other] = await identities(
    '888_c',
    purchase('P1').map((row) => ({ ...row, debit: row.credit ?? '', credit: row.debit ?? '' })),
  );
  expect(plain).toMatchObject({ journal: 'AC', date: 20220831, piece: 'P1' });
  expect(turned?.amounts).toBe(plain?.amounts);
  expect(other?.amounts).not.toBe(plain?.amounts);
});

describe('where the parts can’t both be made, the batch stays refused whole', () => {
  const rows = [...purchase('P1'), ...purchase('P2', { documents: 'a.pdf' }).slice(1)];
  const refused = { status: 'refused', left: null };

  test('a document that changed meanwhile', async () => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: csvText(rows), documents: { 'a.pdf': PDF } });
    // What is asked between the reading and the writing gives the document the time to change.
    const delivered: DeliveredBefore = {
      ...NOTHING_BEFORE,
      entries: async () => {
        writeFileSync(join(path, 'documents', 'a.pdf'), Buffer.concat([PDF, PDF]));
        return [];
      },
    };
    const { conversion, files } = await convertInto(join(folder, 'out'), path, {
      ...mendingIn(folder),
      delivered,
    });
    expect(conversion).toMatchObject(refused);
    expect(conversion.findings.map(({ code }) => code)).toContain('BATCH_UNREADABLE');
    expect(files.size).toBe(0);
    expect(existsSync(join(folder, 'a-corriger'))).toBe(false);
  });

  test.each([
    ['a name that Windows keeps for itself', ['documents/CON.pdf'], 'CON.pdf'],
    ['a name that Windows cuts', ['documents/a.pdf.'], 'a.pdf.'],
    ['a sign that Windows has no names with', ['documents/a?.pdf'], 'a?.pdf'],
  ])('%s', async (_, names, named) => {
    const folder = temporaryFolder();
    const path = join(folder, '888_lot.zip');
    const csv = csvText([...purchase('P1'), ...purchase('P2', { documents: named }).slice(1)]);
    const members = names.map((name) => ({ name, content: PDF }));
    writeFileSync(path, rawZip([...members, { name: 'ecritures.csv', content: Buffer.from(csv) }]));
    const { conversion, files } = await convertInto(join(folder, 'out'), path, mendingIn(folder));
    expect(conversion).toMatchObject(refused);
    expect(files.size).toBe(0);
    expect(existsSync(join(folder, 'a-corriger'))).toBe(false);
  });

  test('a disk that fails when the sound entries get their names leaves nothing of the others', async () => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: csvText(rows), documents: { 'a.pdf': PDF } });
    const fails = (): never => {
      throw new Error('EIO');
    };
    const output = new StagedOutput(join(folder, 'out'), {
      fileSystem: { ...nodeFileSystem, rename: fails },
    });
    const request = { path, dossier: null, journal: null, format: 'ecr', output } as const;
    const mendingFolder = join(folder, 'a-corriger');
    await expect(
      convertBatch({ ...request, configuration: DEFAULT_CONFIGURATION, mendingFolder }),
    ).rejects.toThrow('EIO');
    expect(existsSync(mendingFolder)).toBe(false);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('a folder that is there is not written into', async () => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: csvText(rows), documents: { 'a.pdf': PDF } });
    mkdirSync(join(folder, 'a-corriger'));
    await expect(convertInto(join(folder, 'out'), path, mendingIn(folder))).rejects.toThrow('a-corriger');
    expect(readdirSync(join(folder, 'a-corriger'))).toEqual([]);
  });
});

/** Converts the batch as a robot does that is told to split; the pieces that were delivered before are known. */
function split(folder: string, batch: SplitBatch): Promise<Converted> {
  const path = writeBatch(folder, '888_lot', {
    csv: csvOf(batch, everyEntry),
    notice: {
      ...noticeOf(batch, everyEntry),
      totaux: { ecritures: batch.entries.length, mouvements: batch.entries.length * 3 },
    },
    documents: documentsOf(batch, everyEntry),
  });
  return convertInto(join(folder, 'out'), path, { ...mendingIn(folder), delivered: deliveredBefore(batch) });
}

function mendingIn(folder: string): ConversionOptions {
  return { mendingFolder: join(folder, 'a-corriger') };
}

function deliveredBefore({ entries }: SplitBatch): DeliveredBefore {
  const pieces = entries.flatMap(({ fault }, index) =>
    fault === 'delivered-before' ? [pieceOf(index)] : [],
  );
  return {
    ...NOTHING_BEFORE,
    entries: async (_dossier, asked) =>
      asked
        .filter(({ piece }) => pieces.includes(piece))
        .map((each) => ({ ...each, batch: 'K', deliveredAt: DELIVERED_AT })),
  };
}

function figuresOf(entries: SplitBatch['entries']): object {
  return {
    entries: entries.length,
    movements: entries.length * 3,
    debit: readableCents(entries, 'debit'),
    credit: readableCents(entries, 'credit'),
  };
}

/** Puts right what was wrong, as a person does: in the lines and documents that are there. */
function mend(folder: string, batch: SplitBatch): void {
  writeFileSync(join(folder, 'ecritures.csv'), csvOf(batch, isAtFault, true));
  for (const [name, content] of Object.entries(documentsOf(batch, isAtFault, true))) {
    mkdirSync(join(folder, 'documents'), { recursive: true });
    writeFileSync(join(folder, 'documents', name), content);
  }
}

function documentsIn(folder: string): Record<string, Buffer> {
  const path = join(folder, 'documents');
  if (!existsSync(path)) return {};
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name))]));
}

function noticeIn(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'lot.json'), 'utf8'));
}

/** As `check` judges an import file. */
async function expectSoundFile(files: Converted['files']): Promise<void> {
  for (const [name, content] of files) {
    if (!name.endsWith('.ECR')) continue;
    const findings = new Findings();
    await checkExchangeFile([content], name, findings);
    expect(findings.list()).toEqual([]);
  }
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ami-isacompta-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
