/** What is wrong with a configuration file that is no JSON, by the code of its parser, in English. */

const FAULTS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this word is not allowed here. Put texts in straight quotes ("…")',
  InvalidNumberFormat: 'this number is badly written. Write it in digits, with a point for the decimals',
  PropertyNameExpected: 'the name of a key is missing, in straight quotes ("…")',
  ValueExpected: 'a value is missing',
  ColonExpected: 'the sign “:” is missing between the key and its value',
  CommaExpected: 'a comma is missing between this line and the one before, or between these two values',
  CloseBraceExpected: 'a closing brace “}” is missing',
  CloseBracketExpected: 'a closing bracket “]” is missing',
  EndOfFileExpected: 'there is more text behind the last brace “}”. Remove it',
  InvalidCommentToken: 'this comment is badly written. Begin it with // or put it between /* and */',
  UnexpectedEndOfComment: 'this comment is never closed. Close it with */',
  UnexpectedEndOfString: 'this text is never closed. Add the straight quote (") that is missing at its end',
  UnexpectedEndOfNumber: 'this number is not finished. Complete it',
  InvalidUnicode: 'this character \\u… is badly written. Put four hexadecimal digits behind \\u',
  InvalidEscapeCharacter:
    'a backslash (\\) is out of place. Double it (\\\\), or write paths with slashes (/)',
  InvalidCharacter: 'this text has a character that is not allowed. Remove tabs and line breaks from it',
  DuplicateKey: 'this key is there twice. Keep one of them',
};

export function englishSyntax(code: string): string {
  const fault = FAULTS[code];
  return fault === undefined ? `this is not valid JSON (${code}).` : `${fault}.`;
}
