/**
 * HTML as values: a template that escapes every text put into it, so that a label `<script>` of a drop is only ever a
 * label. Owns escaping; knows no page.
 */

/** Markup that was made by `html`, and needs no escaping any more. */
export class Html {
  readonly text: string;

  /** Only `html` and the page's own constants call this: the text stands in the page as it is. */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may be put into a template; null and false are nothing. */
export type HtmlValue = string | number | bigint | Html | null | false | readonly HtmlValue[];

/** Escapes everything that is not `Html` already. Values stand between tags, or within quotes in an attribute. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = parts[0] ?? '';
  for (const [index, value] of values.entries()) text += markup(value) + (parts[index + 1] ?? '');
  return new Html(text);
}

function markup(value: HtmlValue): string {
  if (value === null || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(markup).join('');
  return escaped(String(value));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * What HTML has no place for (control characters, halves of characters) and what turns the direction of the text around
 * it (a name that reads as another) is shown as a replacement character.
 */
const UNSHOWN = /[^\P{Cc}\t\n\r]|[\p{Cs}\p{Bidi_Control}]/gu;

export function escaped(text: string): string {
  return text.replace(UNSHOWN, '\ufffd').replace(/[&<>"'`]/g, (character) => ESCAPES[character] ?? '');
}
