import { expect, test } from 'vitest';
import { isTechnicalFile } from '../../src/format/technical-files.ts';

test.each([
  'Thumbs.db',
  'THUMBS.DB',
  'desktop.ini',
  '.DS_Store',
  '._facture.pdf',
  '__MACOSX/lot/._a.csv',
  'documents/@eaDir/a.pdf',
  'documents\\Thumbs.db',
  '~$ecritures.csv',
  'lot.zip.part',
  'a.TMP',
  'lot.zip.crdownload',
  'lot.zip.filepart',
])('%s is technical', (path) => {
  expect(isTechnicalFile(path)).toBe(true);
});

test.each([
  'ecritures.csv',
  'documents/partage.pdf',
  'thumbs.db.pdf',
  'a.part.pdf',
  '.csv',
  'tmp',
  'a~$.csv',
])('%s is not', (path) => {
  expect(isTechnicalFile(path)).toBe(false);
});
