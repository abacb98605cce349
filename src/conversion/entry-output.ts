/** Where entries go while a batch is read. */
import type { Entry } from '../model/entry.ts';

export interface EntryOutput {
  /** `documentName`: of the linked document in the zip, empty where there is none. */
  write(entry: Entry, documentName: string): void;
  /** To be called once, behind the last entry. */
  flush(): void;
}
