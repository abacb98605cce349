/** The document zip beside an import file, and the bundle that holds both. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { type Converted, convertInto } from '../support/conversion.ts';
import { parseZip } from '../support/parse-zip.ts';
import { onlyLine, sliceImportFile } from '../support/slice-import-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]);

describe('side by side', () => {
  test('the documents lie flat in the zip, under the names that the entries give', async () => {
    const { conversion, files } = await converted('side-by-side');
    expect(conversion.files).toEqual({
      import: '888_20220908_101500_A.ECR',
      documents: '888_20220908_101500_A.zip',
    });
    expect([...files.keys()].sort()).toEqual(['888_20220908_101500_A.ECR', '888_20220908_101500_A.zip']);
    const entries = parseZip(files.get('888_20220908_101500_A.zip') ?? Buffer.alloc(0));
    expect(entries.map(({ name, content }) => [name, content])).toEqual([
      ['P1_facture.pdf', PDF],
      ['P1_photo.jpg', JPEG],
    ]);
    const header = onlyLine(
      sliceImportFile(files.get('888_20220908_101500_A.ECR') ?? Buffer.alloc(0)),
      'ECR',
    );
    expect(header.field('documentName').trimEnd()).toBe('P1_facture.pdf');
    expect(conversion.documents).toBe(2);
  });

  test('there is no zip where no entry names a document', async () => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1')), documents: { 'a.pdf': PDF } });
    const { conversion, files } = await convertInto(join(folder, 'out'), path);
    expect(conversion.files.documents).toBe(null);
    expect(files.size).toBe(1);
    expect(conversion.findings.map(({ code }) => code)).toContain('DOCUMENT_UNREFERENCED');
  });

  test('a document of two entries is in it once, and both entries name it', async () => {
    const folder = temporaryFolder();
    const csv = csvText([
      ...purchase('P1', { documents: 'a.pdf' }),
      ...purchase('P2', { documents: 'A.PDF' }),
    ]);
    const path = writeBatch(folder, '888_lot', { csv, documents: { 'a.pdf': PDF } });
    const { conversion, files } = await convertInto(join(folder, 'out'), path);
    expect(conversion.documents).toBe(1);
    const lines = sliceImportFile(files.get(conversion.files.import ?? '') ?? Buffer.alloc(0));
    const names = lines
      .filter(({ key }) => key === 'ECR')
      .map((line) => line.field('documentName').trimEnd());
    expect(names).toEqual(['P1_a.pdf', 'P1_a.pdf']);
  });
});

test('the bundle is one zip: the import file and the documents in a folder of its name', async () => {
  const { conversion, files } = await converted('bundle');
  const name = '888_20220908_101500_A';
  expect(conversion.files).toEqual({ import: `${name}.zip`, documents: `${name}.zip` });
  expect([...files.keys()]).toEqual([`${name}.zip`]);
  const entries = parseZip(files.get(`${name}.zip`) ?? Buffer.alloc(0));
  expect(entries.map((entry) => entry.name)).toEqual([
    `${name}/${name}.ECR`,
    `${name}/P1_facture.pdf`,
    `${name}/P1_photo.jpg`,
  ]);
});

test('dates in the zip are the batch’s own: 8 September 2022, 10:15', async () => {
  const { files } = await converted('side-by-side');
  for (const { central } of parseZip(files.get('888_20220908_101500_A.zip') ?? Buffer.alloc(0))) {
    expect([central.date >> 9, (central.date >> 5) & 15, central.date & 31]).toEqual([42, 9, 8]);
    expect([central.time >> 11, (central.time >> 5) & 63]).toEqual([10, 15]);
  }
});

async function converted(layout: 'side-by-side' | 'bundle'): Promise<Converted> {
  const folder = temporaryFolder();
  const path = writeBatch(folder, '888_lot', {
    csv: csvText(purchase('P1', { documents: 'facture.pdf|photo.jpg' })),
    notice: { lot: 'A', emis: '2022-09-08T10:15:00' },
    documents: { 'facture.pdf': PDF, 'photo.jpg': JPEG },
  });
  return convertInto(join(folder, 'out'), path, { configuration: { layout } });
}
