/** The template escapes whatever it is given, in texts and in attributes alike. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, Html, html } from '../../src/web/html.ts';

describe('html', () => {
  test('escapes texts, keeps markup, and joins lists', () => {
    const label = '<script>alert("x")</script>';
    expect(html`<p title="${label}">${label}${html`<b>${1}</b>`}${null}${false}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;<b>1</b></p>',
    );
    expect(html`${[html`<i>`, '<', [2n]]}`.text).toBe('<i>&lt;2');
    expect(new Html('<p>').toString()).toBe('<p>');
  });

  test('no text leaves its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escaped(text)).not.toMatch(/[<>"'`\0]|&(?!(?:amp|lt|gt|quot|#39|#96);)/);
      }),
      { verbose: 1 },
    );
  });

  test('what has nothing to escape stays as it is, and the rest comes back when it is read', () => {
    const read = (text: string): string =>
      text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&#96;', '`')
        .replaceAll('&amp;', '&');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(read(escaped(text))).toBe(
          text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd'),
        );
      }),
      { verbose: 1 },
    );
  });

  test('what turns the direction of a text is shown', () => {
    expect(escaped('facture\u202efdp.exe')).toBe('facture\ufffdfdp.exe');
    for (const sign of '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069')
      expect(escaped(sign), sign.codePointAt(0)?.toString(16)).toBe('\ufffd');
    expect(escaped('a\u0000b\u0007c\nd')).toBe('a\ufffdb\ufffdc\nd');
  });
});
