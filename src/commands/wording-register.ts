/** What the commands that read the register say: the shape that every language fills. */
import type { DropOutcome, PublicationFacts, Timestamp } from '../model/drop-record.ts';
import type { RegisterFaultKind } from '../register/fault.ts';

export interface RegisterWording {
  readonly help: Readonly<
    Record<
      | 'list'
      | 'pending'
      | 'history'
      | 'id'
      | 'refused'
      | 'dossier'
      | 'state'
      | 'from'
      | 'to'
      | 'text'
      | 'limit'
      | 'before',
      string
    >
  >;
  notADay(option: string, value: string): string;
  notALimit(value: string, most: number): string;
  unknownId(id: string): string;
  fault(kind: RegisterFaultKind, path: string): string;
  /** Nothing was received yet, so that there is no register at this path. */
  /** Behind the fault of a register that is older than the archives. */
  readonly incomplete: string;
  noRegister(path: string): string;
  /** A watched folder that tells what was integrated is not there. */
  /** `dossier`: where only that company file’s folder is missing. */
  folderMissing(path: string, dossier: string | null): string;
  readonly nothingListed: string;
  readonly nothingPending: string;
  readonly nothingPublished: string;
  readonly nothingRefused: string;
  /** Heads of columns, short enough for a line of 100 characters. */
  readonly headers: Readonly<
    Record<
      | 'received'
      | 'published'
      | 'since'
      | 'dossier'
      | 'batch'
      | 'state'
      | 'entries'
      | 'debit'
      | 'documents'
      | 'findings'
      | 'errors'
      | 'report'
      | 'kind'
      | 'changes'
      | 'file'
      | 'id',
      string
    >
  >;
  /** Of a batch of which entries were left to be mended. */
  readonly inPart: string;
  readonly states: Readonly<Record<DropOutcome | 'integrated', string>>;
  readonly kinds: Readonly<Record<PublicationFacts['payloadKind'], string>>;
  batches(count: number): string;
  waiting(count: number): string;
  publications(count: number): string;
  /** Settings that were refused. */
  refusals(count: number): string;
  /** There may be more behind the last one. */
  more(lastId: string): string;
  /** To the minute, on the clock where the program runs. */
  moment(timestamp: Timestamp): string;
}
