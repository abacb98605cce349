/** Journals and VAT codes: the 2 characters that ISACOMPTA knows one by, and what usual names of journals say. */

/** A journal code: one or two letters or digits. */
export function isJournal(code: string): boolean {
  return isShortCode(code);
}

/** A VAT code that ISACOMPTA can hold: one or two letters or digits. */
export function isVatCode(code: string): boolean {
  return isShortCode(code);
}

/** What a journal of this code usually holds; null where its name does not say. */
export function usualKind(code: string): 'purchases' | 'sales' | null {
  switch (code.toUpperCase()) {
    case 'AC':
    case 'HA':
      return 'purchases';
    case 'VE':
    case 'VT':
      return 'sales';
    default:
      return null;
  }
}

function isShortCode(code: string): boolean {
  const { length } = code;
  return (
    length <= 2 && isAlphanumeric(code.charCodeAt(0)) && (length === 1 || isAlphanumeric(code.charCodeAt(1)))
  );
}

function isAlphanumeric(character: number): boolean {
  const letter = character | 0x20;
  return (character >= 0x30 && character <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}
