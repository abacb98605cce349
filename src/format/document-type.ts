/**
 * What a document is, by its content: a name can say anything. Owns the types that are taken and the endings that go
 * with them; judges no document.
 */

export type DocumentType = 'pdf' | 'jpeg' | 'png' | 'tiff' | 'xml';

/** How many bytes from the beginning are enough to tell the type. */
export const DOCUMENT_HEAD_BYTES = 4_096;

/** A PDF may have something before its header; readers look for it this far (ISO 32000-1, annex H.3.4.1). */
const PDF_HEADER_WITHIN = 1_024;

const SIGNATURES: readonly (readonly [DocumentType, Buffer])[] = [
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['tiff', Buffer.from([0x49, 0x49, 0x2a, 0x00])],
  ['tiff', Buffer.from([0x4d, 0x4d, 0x00, 0x2a])],
  // BigTIFF
  ['tiff', Buffer.from([0x49, 0x49, 0x2b, 0x00])],
  ['tiff', Buffer.from([0x4d, 0x4d, 0x00, 0x2b])],
];

const EXTENSIONS: Readonly<Record<DocumentType, readonly [string, ...string[]]>> = {
  pdf: ['pdf'],
  jpeg: ['jpg', 'jpeg'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  xml: ['xml'],
};

/** Endings without their dot, in lower case; the first is the usual one. */
export function extensionsOf(type: DocumentType): readonly [string, ...string[]] {
  return EXTENSIONS[type];
}

/** `head`: the first `DOCUMENT_HEAD_BYTES` of the document, or all of it where it is shorter. Null: none of the types. */
export function detectDocumentType(head: Buffer): DocumentType | null {
  for (const [type, signature] of SIGNATURES) {
    if (head.subarray(0, signature.length).equals(signature)) return type;
  }
  if (head.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'pdf';
  return isXmlDocument(markup(head), head.length < DOCUMENT_HEAD_BYTES) ? 'xml' : null;
}

/** Only markup has to be recognised, so that UTF-8 needs no decoding. */
function markup(head: Buffer): string {
  const mark = head.toString('latin1', 0, 3);
  if (mark.startsWith('\u00ff\u00fe')) return head.toString('utf16le', 2);
  if (mark.startsWith('\u00fe\u00ff')) return bigEndian(head.subarray(2)).toString('utf16le');
  return head.toString('latin1', mark === '\u00ef\u00bb\u00bf' ? 3 : 0);
}

function bigEndian(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

/** What may stand before the first element. A declaration of a document type may hold its own in brackets. */
const PROLOGUE = /^(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype\s+(?!\s|html|svg)[^[>]*(?:\[.*?\]\s*)?>)/is;

/** What a browser would run rather than show. */
const ACTIVE_ELEMENT = /^<(?:[\w.-]+:)?(?:html|head|body|script|svg)(?![\w.-])/i;

/** The first element decides, behind whatever prologue: a page can call itself XML, and a drawing is XML. */
function isXmlDocument(text: string, isWhole: boolean): boolean {
  if (text.includes('\0') || !/^\s*<(?:\?xml\s|[^?])/.test(text)) return false;
  let rest = text;
  for (let match = PROLOGUE.exec(rest); match !== null; match = PROLOGUE.exec(rest)) {
    rest = rest.slice(match[0].length);
  }
  if (rest === '') return isWhole && /^\s*<\?xml\s/.test(text);
  return /^<[\p{L}_:]/u.test(rest) && !ACTIVE_ELEMENT.test(rest);
}
