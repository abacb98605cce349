/**
 * The robot: looks into the drop folders, takes what has settled, and works on several drops at once. Owns when it looks
 * and what it takes; what becomes of a drop is decided in `decision.ts` and carried out in `carrying-out.ts`.
 *
 * The listing of the folders is the truth: an event only says that it is worth looking now. Several robots on one root
 * share the work, because a drop is claimed by a rename, and the register lets nothing be delivered twice.
 */

import { errorCode } from '../storage/file-system.ts';
import { FolderMissing } from '../storage/folder-missing.ts';
import type { Office } from './carrying-out.ts';
import { claimId, isGathering } from './claim-folders.ts';
import { type Claim, type EmptyClaim, Workplace } from './claims.ts';
import { missingFolder } from './delivery-folders.ts';
import { type Drop, isUnchanged, listDrops, readingFault } from './drops.ts';
import type { AfterFault, RobotEvent } from './events.ts';
import { faultEvent } from './fault-event.ts';
import { type Hand, Hands } from './hands.ts';
import type { SweepFigures } from './heartbeat.ts';
import { LeftDrops } from './left-drops.ts';
import { recoveredEvent } from './recovered-event.ts';
import { finishUnclaimed, recoverClaim, removeCutFiles } from './recovery.ts';
import { Settling } from './settling.ts';
import { WaitingDrops } from './waiting-drops.ts';

export interface RobotOptions {
  readonly office: Office;
  readonly settleSeconds: number;
  /** How many drops are worked on at once. */
  readonly hands: number;
  /** The milliseconds of a clock that only goes forward. */
  readonly ticks: () => number;
  readonly tell: (event: RobotEvent) => void;
  /** Decides of a claimed drop and carries it out; gives what is to be told. Throws where the machine is at fault. */
  readonly work: (claim: Claim) => Promise<RobotEvent>;
  /** Called when a look may be worth it soon, in so many milliseconds. */
  readonly onSettlingSoon: (milliseconds: number) => void;
}

/** A drop that another program holds is looked at again after so long: nothing announces that it lets go. */
const HELD_MS = 5_000;

export class Robot {
  readonly #options: RobotOptions;
  readonly #place: Workplace;
  readonly #settling: Settling;
  readonly #waiting = new WaitingDrops();
  readonly #hands = new Hands();
  /** Drops that could not be worked on, by their path: they wait for the next sweep. */
  readonly #postponed = new Set<string>();
  /** Drops that can't be taken, by their path, and why: told once, and again where the reason is another. */
  readonly #left = new LeftDrops();
  #taken = 0;
  /** What lay in the drop folders at the last look and was not taken since, by its path. */
  #present = new Set<string>();
  #isStopping = false;
  #look: Promise<void> | null = null;
  #looksAgain = false;

  private constructor(options: RobotOptions, place: Workplace) {
    this.#options = options;
    this.#place = place;
    this.#settling = new Settling(options.settleSeconds);
  }

  static async start(options: RobotOptions): Promise<Robot> {
    return new Robot(options, await Workplace.open(options.office.folders));
  }

  /** Names of the drops that are being worked on. */
  get inHand(): readonly string[] {
    return this.#hands.names;
  }

  /** Recovers what crashes left, and looks at everything, also at what could not be worked on before. */
  async sweep(): Promise<void> {
    this.#postponed.clear();
    // Before anything is done on the word of one that nobody else reads.
    this.#options.office.requireRegister();
    try {
      await this.#recover();
    } catch (error) {
      // What could not be recovered waits for the next sweep; what lies in the drop folders need not.
      this.#tellFault(error, 'later');
    }
    await this.look();
  }

  /** Looks into the drop folders and begins with what has settled. A look that is asked for meanwhile follows. */
  async look(): Promise<void> {
    this.#looksAgain = true;
    this.#look ??= this.#lookWhileAsked().finally(() => {
      this.#look = null;
    });
    await this.#look;
  }

  /** Resolves when nothing is in hand and nothing waits to be. */
  idle(): Promise<void> {
    return this.#hands.idle();
  }

  /** What was taken since the last time that this was asked, and what lies there still: together that was seen. */
  counts(): SweepFigures {
    const waiting = this.#present.size;
    const counts = { seen: this.#taken + waiting, taken: this.#taken, waiting };
    this.#taken = 0;
    return counts;
  }

  /** How many drops were seen, as long as nothing is said of what becomes of them. */
  get seen(): number {
    return this.#taken + this.#present.size;
  }

  /** Why drops can't be taken, each reason once. */
  left(): readonly Error[] {
    return this.#left.faults();
  }

  /** Takes nothing more; what is in hand goes on. */
  stop(): void {
    this.#isStopping = true;
    this.#waiting.clear();
  }

  /** Gives the place up. Nothing may be in hand any more. */
  close(): Promise<void> {
    return this.#place.close();
  }

  async #lookWhileAsked(): Promise<void> {
    while (this.#looksAgain && !this.#isStopping) {
      this.#looksAgain = false;
      this.#options.office.requireRegister();
      const takenBefore = this.#hands.taken();
      const drops = await listDrops(this.#options.office.folders);
      const now = this.#options.ticks();
      const settled = this.#settling.look(drops, now);
      this.#present = new Set(drops.map(({ key }) => key).filter((key) => !this.#hands.isTaken(key)));
      this.#left.forgetAllBut(new Set(drops.map(({ key }) => key)));
      const ready = settled.filter(
        ({ key }) => !this.#postponed.has(key) && !this.#hands.passesOver(key, takenBefore),
      );
      this.#waiting.replace(ready, drops);
      this.#begin();
      const next = this.#settling.untilNext(now);
      if (next !== null) this.#options.onSettlingSoon(next);
    }
  }

  #begin(): void {
    while (!this.#isStopping && this.#hands.size < this.#options.hands) {
      const drop = this.#waiting.next();
      if (drop === undefined) return;
      this.#hands.hold(
        drop.key,
        drop.name,
        (hand) => this.#take(drop, hand),
        (isFollowed) => {
          this.#waiting.done(drop);
          if (isFollowed) this.#options.onSettlingSoon(0);
          this.#begin();
        },
      );
    }
  }

  async #take(drop: Drop, hand: Hand): Promise<void> {
    const { office, tell } = this.#options;
    const id = claimId(office.now());
    try {
      if (drop.fault !== null) return this.#leave(drop, drop.fault);
      // Since the look, which may be a while ago where there is much to do.
      if (!(await isUnchanged(drop))) return this.#options.onSettlingSoon(0);
      const fault = (await readingFault(drop)) ?? (await missingFolder(drop.kind, office));
      if (fault !== null) return this.#leave(drop, fault);
      // Of an export that is being claimed, by another robot too, this may be a part.
      if (drop.isLoose && isGathering(office.folders)) return this.#options.onSettlingSoon(HELD_MS);
      // Before it lies there: a sweep must not take it for one that was left.
      hand.claim = id;
      const claim = await this.#claim(drop, id);
      if (claim === null) return this.#options.onSettlingSoon(HELD_MS);
      this.#left.forget(drop.key);
      this.#taken += 1;
      this.#present.delete(drop.key);
      hand.isTaken = true;
      tell({ kind: 'drop-claimed', drop: claim.id, name: claim.name });
      await this.#workOn(claim, drop.key);
    } catch (error) {
      this.#tellFault(error, 'next-sweep');
    }
  }

  /** Null where the drop is gone, or is left. */
  async #claim(drop: Drop, id: string): Promise<Claim | null> {
    try {
      return await this.#place.claim(drop, this.#options.office.folders.root, id);
    } catch (error) {
      const code = errorCode(error);
      if (!(error instanceof Error) || code === null) throw error;
      // What the system says of it names the claim, which is another one every time.
      this.#leave(drop, error, `${code} ${drop.key}`);
      return null;
    }
  }

  /** A drop that can't be taken yet is tried again all the while. What many drops have in common is told once. */
  #leave({ key }: Drop, fault: Error, reason = fault.message): void {
    this.#options.onSettlingSoon(HELD_MS);
    const isGone = errorCode(fault) === 'ENOENT' && !(fault instanceof FolderMissing);
    if (isGone) return void this.#left.forget(key);
    if (this.#left.note(key, fault, reason)) this.#tellFault(fault, 'next-sweep');
  }

  async #workOn(claim: Claim, key: string): Promise<void> {
    try {
      this.#options.tell(await this.#options.work(claim));
    } catch (error) {
      this.#postponed.add(key);
      const next = await this.#return(claim, key);
      this.#tellFault(error, next);
      if (next !== 'goes-on') return;
      // What had been begun is done, and what comes under its name is another drop.
      this.#postponed.delete(key);
      await this.#tellFinished(claim.id, claim.name);
    }
  }

  /** A drop whose fate is not yet written down goes back; else it stays claimed, and is recovered on the next sweep. */
  async #return(claim: Claim, key: string): Promise<AfterFault> {
    const { office } = this.#options;
    try {
      if ((await recoverClaim(claim, office)) !== 'undone') return 'goes-on';
      if (!(await this.#waiting.putBack(claim, office))) return 'claimed';
      this.#taken -= 1;
      this.#present.add(key);
      return 'next-sweep';
    } catch (error) {
      this.#tellFault(error, 'claimed');
      return 'claimed';
    }
  }

  async #recover(): Promise<void> {
    const { office } = this.#options;
    const before = this.#hands.claims();
    const own = this.#place.claims().filter(({ id }) => !before.has(id) && !this.#hands.claims().has(id));
    for (const claim of own) await this.#recoverOne(claim);
    for (const place of await Workplace.abandoned(office.folders)) await this.#recoverAt(place);
    for (const id of await finishUnclaimed(office)) await this.#tellFinished(id, id);
    await removeCutFiles(office);
  }

  /** A fault in one place keeps no other from being recovered, and none is held any longer than that. */
  async #recoverAt(place: Workplace): Promise<void> {
    try {
      for (const claim of place.claims()) await this.#recoverOne(claim);
    } catch (error) {
      this.#tellFault(error, 'claimed');
    } finally {
      await place.close();
    }
  }

  async #recoverOne(claim: Claim | EmptyClaim): Promise<void> {
    const { office, tell, work } = this.#options;
    try {
      const recovery = await recoverClaim(claim, office);
      const name = claim.path === null ? claim.id : claim.name;
      if (recovery === 'finished') await this.#tellFinished(claim.id, name);
      if (recovery === 'removed' && claim.path !== null)
        tell({ kind: 'replay-dropped', drop: claim.id, name });
      if (recovery !== 'undone' || claim.path === null) return;
      const isBack = await this.#waiting.putBack(claim, office);
      tell({ kind: 'recovered-undone', drop: claim.id, name, isBack });
      if (!isBack) tell(await work(claim));
    } catch (error) {
      this.#tellFault(error, 'claimed');
    }
  }

  async #tellFinished(id: string, name: string): Promise<void> {
    const { office, tell } = this.#options;
    tell(recoveredEvent(id, name, await office.register.find(id)));
  }

  #tellFault(error: unknown, next: AfterFault): void {
    this.#options.tell(faultEvent(error, next));
  }
}
