/** What the commands around the robot say: the shape that every language fills. */
import type { ToldFinding } from '../model/drop-record.ts';
import type { ReplayRefusal } from '../robot/replay.ts';
import type { Concern, StatusFacts } from './status-health.ts';
import type { ArchiveWording } from './wording-archive.ts';

export interface RobotWording {
  readonly help: {
    readonly init: string;
    readonly initFolder: string;
    readonly status: string;
    readonly watch: string;
    readonly once: string;
    readonly replay: string;
    readonly replayId: string;
    readonly again: string;
    readonly serve: string;
    readonly web: string;
  };
  readonly serve: {
    /** The page would be open to anybody who reaches this address. */
    needsPassword(host: string): string;
    /** What is to be done where the system does not give the address. */
    noAddress(code: string, host: string, port: number): string;
    serving(address: string): string;
    /** From other machines, too. */
    servingEverywhere(address: string, host: string, port: number): string;
  };
  readonly root: {
    isMissing(root: string): string;
    isAFile(root: string): string;
  };
  readonly replay: {
    unknown(id: string): string;
    /** Several company files have a batch of this id. */
    several(id: string, ids: readonly string[]): string;
    refusal(refusal: ReplayRefusal, archive: ArchiveWording): string;
    finding(finding: ToldFinding): string;
  };
  readonly init: {
    /** A folder is to be where a file is. */
    isAFile(path: string): string;
    folders(root: string, made: readonly string[]): string;
    configuration(file: string, isMade: boolean): string;
    /** The configuration that was there watches another root. */
    watchesElsewhere(file: string, watched: string, root: string): string;
    /** `file` is the configuration to name, null where the program finds it by itself. */
    next(file: string | null): string;
  };
  readonly status: {
    verdict(concerns: number): string;
    /** What is to be looked at, with figures and what to do. */
    concern(concern: Concern, now: Date): string;
    /** The state as a few lines, whatever is to be said of it. */
    facts(facts: StatusFacts): string[];
  };
}
