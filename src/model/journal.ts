/** Journals: the 2 characters that ISACOMPTA knows one by, and what their usual names say. */

/** A journal code: one or two letters or digits. */
export function isJournal(code: string): boolean {
  return /^[A-Za-z0-9]{1,2}$/.test(code);
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
