/** How a payload of ours shows at its first characters, for those who were given one where they want something else. */

/** The keys of a payload are sorted, and no other file that we know begins with this one. */
export function startsAsPayload(head: string): boolean {
  return /^(?:\xef\xbb\xbf)?\s*\{\s*"accounts"\s*:/.test(head);
}
