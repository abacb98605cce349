/**
 * What a robot tells of its work, as data: the log writes it down and the catalogues make sentences of it. A name here
 * never changes its meaning, since people search their logs for it.
 */

import type { ArchiveFault } from '../archive/fault.ts';
import type { DropOutcome } from '../model/drop-record.ts';
import type { RegisterFaultKind } from '../register/fault.ts';

/** A drop, as every event about one names it. */
interface OfDrop {
  /** Its claim's: `20261124-101500-3f2a9c`. */
  readonly drop: string;
  /** As it was dropped. */
  readonly name: string;
}

/** What the robot does after a fault of the machine: nothing is lost either way. */
export type AfterFault =
  /** The drop stays where it is, and is tried again on the next sweep. */
  | 'next-sweep'
  /** The drop stays claimed, and is finished or taken back on the next sweep. */
  | 'claimed'
  /** It concerns no drop, or none alone: the robot tries again on the next sweep. */
  | 'later'
  /** Only what was to be told or tidied up is missing; the robot goes on. */
  | 'goes-on'
  /** It happened to the page, which may be served where no robot runs. */
  | 'page-goes-on'
  | 'stops';

export type RobotEvent =
  | {
      readonly kind: 'started';
      readonly root: string;
      readonly version: string;
      readonly sweepMinutes: number;
    }
  | (OfDrop & { readonly kind: 'drop-claimed' })
  | (OfDrop & {
      readonly kind: 'drop-delivered';
      readonly dossier: string;
      readonly entries: number;
      readonly documents: number;
      /** The import file, as a path from the root. */
      readonly file: string;
      /** Entries that were left to be mended (`onError: "split"`). */
      readonly entriesLeft: number;
      /** Where they are, as a path from the root; null where none were left. */
      readonly placeLeft: string | null;
      readonly warnings: number;
    })
  | (OfDrop & {
      readonly kind: 'drop-refused';
      readonly dossier: string | null;
      readonly errors: number;
      /** Where it is, as a path from the root. */
      readonly place: string;
    })
  | (OfDrop & { readonly kind: 'drop-duplicate'; readonly earlier: string; readonly place: string })
  | (OfDrop & {
      readonly kind: 'published';
      readonly dossier: string;
      readonly sequence: number;
      readonly changes: number;
      /** The payload, as a path from the root. */
      readonly file: string;
      readonly warnings: number;
    })
  | (OfDrop & { readonly kind: 'unchanged'; readonly dossier: string })
  /** ISACOMPTA was seen to have taken an import file away. */
  | (OfDrop & { readonly kind: 'integrated'; readonly dossier: string })
  /** An import file that was gone is back: its batch waits again. */
  | (OfDrop & { readonly kind: 'returned'; readonly dossier: string })
  /** What a crash left of a drop was brought to its end. */
  | (OfDrop & {
      readonly kind: 'recovered-finished';
      /** What became of it; null where nobody knows any more. */
      readonly outcome: DropOutcome | null;
      /** As a path from the root; null where nothing appeared. */
      readonly place: string | null;
    })
  /** What a crash left of a drop was taken back to the drop folder. */
  /** Not back where something of its name is in its drop folder by now: it is worked on at once. */
  | (OfDrop & { readonly kind: 'recovered-undone'; readonly isBack: boolean })
  /** A batch that was to be run again was not delivered before a crash; it lies in its archive. */
  | (OfDrop & { readonly kind: 'replay-dropped' })
  | {
      readonly kind: 'sweep-done';
      readonly seen: number;
      readonly taken: number;
      readonly waiting: number;
      readonly milliseconds: number;
    }
  /** The system announces no changes in a folder; sweeps find them. */
  | { readonly kind: 'not-announced'; readonly path: string; readonly code: string }
  /** Nothing can be taken there, nor dropped. */
  | { readonly kind: 'drop-folder-missing'; readonly path: string }
  | { readonly kind: 'drop-folder-back'; readonly path: string }
  | {
      readonly kind: 'fault-of-machine';
      /** The system's, such as ENOSPC. */
      readonly code: string;
      /** Empty where the system names none. */
      readonly path: string;
      readonly next: AfterFault;
    }
  /** A folder that others take from is not there; the robot does not make it again. */
  | {
      readonly kind: 'folder-missing';
      readonly path: string;
      /** Null for the folder that those of all company files are in. */
      readonly dossier: string | null;
      readonly next: AfterFault;
    }
  /** The register can't be relied on: the robot ends. */
  | {
      readonly kind: 'register-unusable';
      readonly fault: RegisterFaultKind;
      readonly path: string;
      readonly next: AfterFault;
    }
  /** What was to be run again has no archive that it could be taken from. */
  | {
      readonly kind: 'archive-unusable';
      readonly archive: string;
      readonly faults: readonly ArchiveFault[];
      readonly next: AfterFault;
    }
  /** A defect of the program. */
  | { readonly kind: 'fault-of-program'; readonly stack: string; readonly next: AfterFault }
  /** The page of `watch --web` can't have its address; the robot works without it. */
  | {
      readonly kind: 'page-unavailable';
      readonly code: string;
      readonly host: string;
      readonly port: number;
    }
  /** Lines are missing from the log's file. */
  | { readonly kind: 'log-unwritable'; readonly code: string; readonly path: string }
  | { readonly kind: 'stopping'; readonly signal: string; readonly inHand: string | null }
  | { readonly kind: 'stopped' };

export type EventKind = RobotEvent['kind'];

const FAULTS: ReadonlySet<EventKind> = new Set([
  'archive-unusable',
  'fault-of-machine',
  'fault-of-program',
  'folder-missing',
  'register-unusable',
]);

/** Whether something kept the robot from what it was to do. */
export function isFault({ kind }: RobotEvent): boolean {
  return FAULTS.has(kind);
}

export type EventLevel = 'info' | 'warn' | 'error';

/** An ordinary refusal is accountants' work, and a warning; an error is the IT service's. */
const LEVELS: Readonly<Partial<Record<EventKind, EventLevel>>> = {
  'drop-refused': 'warn',
  'drop-duplicate': 'warn',
  returned: 'warn',
  'recovered-finished': 'warn',
  'recovered-undone': 'warn',
  'replay-dropped': 'warn',
  'not-announced': 'warn',
  'drop-folder-missing': 'error',
  'fault-of-machine': 'error',
  'archive-unusable': 'error',
  'folder-missing': 'error',
  'register-unusable': 'error',
  'fault-of-program': 'error',
  'page-unavailable': 'error',
  'log-unwritable': 'error',
};

export function levelOf(kind: EventKind): EventLevel {
  return LEVELS[kind] ?? 'info';
}
