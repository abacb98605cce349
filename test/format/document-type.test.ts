import { expect, test } from 'vitest';
import { DOCUMENT_HEAD_BYTES, detectDocumentType, extensionsOf } from '../../src/format/document-type.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16le = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['pdf', latin1('%PDF-1.7\n')],
  ['pdf', latin1(`${'\0'.repeat(1_019)}%PDF-`)],
  ['jpeg', latin1('\xff\xd8\xff\xe0')],
  ['png', latin1('\x89PNG\r\n\x1a\n')],
  ['tiff', latin1('II*\0')],
  ['tiff', latin1('MM\0*')],
  ['tiff', latin1('II+\0')],
  ['tiff', latin1('MM\0+')],
  ['xml', latin1('<?xml version="1.0"?><facture/>')],
  ['xml', latin1('<?xml version="1.0"?>')],
  ['xml', latin1('<facture/>')],
  ['xml', latin1('\xef\xbb\xbf<rsm:CrossIndustryInvoice xmlns:rsm="x">')],
  [
    'xml',
    latin1('<?xml version="1.0"?>\n<!-- <html> -->\n<?style a>b?>\n<!DOCTYPE f [<!ENTITY a "b">]>\n<f>'),
  ],
  ['xml', latin1('<htmlx/>')],
  ['xml', utf16le('<?xml version="1.0" encoding="UTF-16"?><facture/>')],
  ['xml', utf16le('<facture/>').swap16()],
])('%s: %j', (type, head) => {
  expect(detectDocumentType(head)).toBe(type);
});

test.each([
  ['nothing', latin1('')],
  ['a PDF header too late', latin1(`${' '.repeat(1_020)}%PDF-`)],
  ['a cut JPEG', latin1('\xff\xd8')],
  ['a PNG that was sent as text', latin1('\x89PNG\n\x1a\n')],
  ['a program', latin1('MZ\x90\0')],
  ['a zip', latin1('PK\x03\x04')],
  ['a page', latin1('<!doctype html><p>')],
  ['a page with more space', latin1('<!DOCTYPE \n  html>\n<p>')],
  ['a page without its type', latin1('  <HTML>')],
  ['a drawing', latin1('<svg onload="x()">')],
  ['a drawing behind a declaration', latin1('<?xml version="1.0"?><!-- a --><svg>')],
  ['a drawing by its type', latin1('<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x"><a>')],
  ['a drawing with a prefix', latin1('<?xml version="1.0"?><s:svg xmlns:s="x">')],
  ['a page behind a declaration', latin1('<?xml version="1.0"?>\n<html>')],
  ['a page behind another type', latin1('<!DOCTYPE a [<!ENTITY b "c">]><html>')],
  ['a page in UTF-16', utf16le('<?xml version="1.0"?><html>')],
  [
    'a page behind more space than is looked at',
    latin1(`<?xml version="1.0"?>${' '.repeat(DOCUMENT_HEAD_BYTES)}`),
  ],
  ['a comment without end', latin1('<?xml version="1.0"?><!-- ')],
  ['a program on a server', latin1('<?php echo 1 ?>')],
  ['text', latin1('bonjour <facture/>')],
  ['a closing tag', latin1('</facture>')],
  ['bytes', latin1('<a\0\0')],
])('none: %s', (_, head) => {
  expect(detectDocumentType(head)).toBeNull();
});

test('the usual ending comes first', () => {
  expect(extensionsOf('jpeg')).toEqual(['jpg', 'jpeg']);
  expect(extensionsOf('tiff')).toEqual(['tif', 'tiff']);
  expect(extensionsOf('pdf')).toEqual(['pdf']);
});

test('a hostile head takes no time', () => {
  const heads = ['<!doctype a', '<!--', '<?', ' ', '<!doctype a [', '<!doctype'];
  for (const head of heads) {
    const start = performance.now();
    detectDocumentType(latin1(`<?xml ?>${head.repeat(DOCUMENT_HEAD_BYTES)}`.slice(0, DOCUMENT_HEAD_BYTES)));
    detectDocumentType(latin1(`<!doctype${' '.repeat(DOCUMENT_HEAD_BYTES)}`));
    expect(performance.now() - start).toBeLessThan(200);
  }
});
