/** `--format csv`: the thirteen columns of the grid, in Windows-1252, as a spreadsheet and the program itself read it. */
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { type BatchRow, csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { type Converted, convertInto } from '../support/conversion.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const HEADER =
  'Date;N° pièce;N° facture;Numéro;Compte;Libellé pièce;Libellé mouvement;TVA;Taux;Débit;Crédit;D;C\r\n';

test('one line a movement below the headers of the grid', async () => {
  const { text } = await grid(purchase('P1', { invoice: '12', documents: 'a.pdf', comment: 'vu' }));
  expect(text).toBe(
    `${HEADER}31/08/2022;P1;12;;60110000;FOURNISSEUR;ACHAT;A5;20,00;100,00;;P1_a.pdf;vu\r\n` +
      '31/08/2022;P1;12;;44566000;FOURNISSEUR;ACHAT;A5;20,00;20,00;;P1_a.pdf;\r\n' +
      '31/08/2022;P1;12;;401FOURN;FOURNISSEUR;ACHAT;;;;120,00;P1_a.pdf;\r\n',
  );
});

test('its name ends in .csv, the documents beside it', async () => {
  const { converted } = await grid(purchase('P1', { documents: 'a.pdf' }));
  expect([...converted.files.keys()].map((name) => name.replace(/_[0-9a-f]{8}(?=\.)/, '')).sort()).toEqual([
    '888_20220831_000000.csv',
    '888_20220831_000000.zip',
  ]);
});

test('texts are whole, however long ISACOMPTA’s own fields are', async () => {
  const long = 'x'.repeat(200);
  const { text } = await grid(purchase('P1', { label: long, entryLabel: long }));
  expect(text.split(long)).toHaveLength(7);
});

test('what Windows-1252 lacks is replaced and told', async () => {
  const { text, converted } = await grid(purchase('P1', { label: 'Œuvre à 5 € → Ω' }));
  expect(text).toContain('Œuvre à 5 € -> O');
  expect(converted.conversion.findings.map(({ code }) => code)).toContain('CHARACTER_REPLACED');
});

describe('a text that would break the columns is in quotes', () => {
  test.each(['a;b', 'a"b', '"', 'un\ndeux', 'un\r\ndeux', 'un\rdeux'])('%j', async (comment) => {
    const folder = temporaryFolder();
    const first = await grid(purchase('P1', { comment }));
    const again = writeBatch(folder, '888_lot', { csv: first.bytes });
    const second = await convertInto(join(folder, 'out'), again, { format: 'csv' });
    expect(second.conversion.status).toBe('delivered');
    expect(second.files.get(second.conversion.files.import ?? '')?.toString('latin1')).toBe(
      first.bytes.toString('latin1'),
    );
  });
});

interface GridFile {
  readonly bytes: Buffer;
  readonly text: string;
  readonly converted: Converted;
}

async function grid(rows: readonly BatchRow[]): Promise<GridFile> {
  const folder = temporaryFolder();
  const path = writeBatch(folder, '888_lot', { csv: csvText(rows), documents: { 'a.pdf': PDF } });
  const converted = await convertInto(join(folder, 'out'), path, { format: 'csv' });
  const bytes = converted.files.get(converted.conversion.files.import ?? '');
  if (bytes === undefined) throw new Error(JSON.stringify(converted.conversion.findings));
  return { bytes, text: iconv.decode(bytes, 'win1252'), converted };
}
