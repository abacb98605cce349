/**
 * What the commands say beside findings: help, summaries, faults of usage and of the machine. The shape that every
 * language fills; findings have their own catalogues.
 */

import type { ConfigurationProblem, Expectation } from '../configuration/fault.ts';
import type { BatchFacts } from '../model/batch.ts';
import type { FindingCounts } from '../model/finding-counts.ts';
import type { ArchiveWording } from './wording-archive.ts';
import type { PublicationWording } from './wording-publication.ts';
import type { RegisterWording } from './wording-register.ts';
import type { RobotWording } from './wording-robot.ts';

export interface Wording {
  readonly help: {
    readonly program: string;
    readonly usage: string;
    readonly arguments: string;
    readonly options: string;
    readonly commands: string;
    readonly showHelp: string;
    readonly showVersion: string;
    readonly config: string;
    readonly root: string;
    readonly json: string;
    readonly lang: string;
    readonly out: string;
    readonly format: string;
    readonly dossier: string;
    readonly journal: string;
    readonly batchPath: string;
    readonly checkedPath: string;
    readonly anyPath: string;
    readonly convert: string;
    readonly check: string;
    readonly show: string;
  };
  readonly usage: {
    unknownCommand(name: string): string;
    unknownOption(name: string): string;
    missingArgument(name: string): string;
    missingOptionValue(name: string): string;
    missingOption(name: string): string;
    tooManyArguments(): string;
    notOneOf(option: string, value: string, allowed: readonly string[]): string;
    notADossier(value: string): string;
    notAJournal(value: string): string;
    noSuchPath(path: string): string;
    outIsAFile(path: string): string;
    outInBatch(path: string): string;
    /** `command` are its words (`archive verify`); none for the program. */
    seeHelp(command: readonly string[]): string;
  };
  readonly machine: {
    fault(code: string, path: string): string;
    /** A folder can't be made there by anybody. */
    noPlace(path: string): string;
    /** What is printed could not be written. */
    output(code: string): string;
    readonly bug: string;
  };
  readonly configuration: {
    heading(file: string): string;
    problem(problem: ConfigurationProblem): string;
    expectation(expected: Expectation): string;
  };
  /** `Lot 2022-09-A, dossier 888`. */
  subject(batch: string | null, dossier: string | null): string;
  /** With the spaces of the language around it. */
  readonly colon: string;
  readonly delivered: string;
  readonly refused: string;
  readonly nothingWritten: string;
  /** A file of the target folder that is no more. */
  lostFile(path: string, how: 'replaced' | 'removed'): string;
  readonly checkedSound: string;
  readonly checkedRefused: string;
  /** `amountsComplete` is false where the sums leave out lines that can't be read. */
  figures(figures: BatchFacts & { readonly amountsComplete?: boolean }): string;
  /** `4 écritures, 12 mouvements`: what stands before the sums of the grid. */
  shownFigures(figures: BatchFacts): string;
  counts(counts: FindingCounts): string;
  omitted(count: number): string;
  progress(percent: number): string;
  readonly total: string;
  /** What `publish` says. */
  readonly publication: PublicationWording;
  /** What the commands of the archive say, and `register rebuild`. */
  readonly archive: ArchiveWording;
  /** What the commands that read the register say. */
  readonly register: RegisterWording;
  /** What `init` and `status` say. */
  readonly robot: RobotWording;
}
