/** A text of the settings in the one form in which it is published. Knows no field. */

/**
 * What `plainText` may have to change: two spaces, or one at an end; other white space, and control characters; and what is not
 * composed, which takes characters beyond U+02FF. Most texts have nothing of it, and looking is cheap.
 */
const NOT_PLAIN = /^ | $| {2}|[^\x20-\x7e\xa1-\u02ff]/;

/** A text with single plain spaces, composed: a right-aligned field or a no-break space is the same text. */
export function plainText(text: string): string {
  if (text === '') return text;
  return NOT_PLAIN.test(text)
    ? text
        .normalize('NFC')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
    : text;
}
