/** `watch`: the robot, until it is told to stop; with `--once` one sweep. */
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { FOLDER_NAMES } from '../configuration/folders.ts';
import { RegisterFault } from '../register/fault.ts';
import { noticeIntegration } from '../register/integration.ts';
import { isFault, type RobotEvent } from '../robot/events.ts';
import { faultEvent } from '../robot/fault-event.ts';
import {
  heartbeat,
  type RobotState,
  readHeartbeat,
  type SweepFigures,
  writeHeartbeat,
} from '../robot/heartbeat.ts';
import { openLog, type RobotLog } from '../robot/log.ts';
import { type OpenedOffice, openOffice } from '../robot/office.ts';
import { PassFaults } from '../robot/pass-faults.ts';
import { Robot } from '../robot/robot.ts';
import { RobotService } from '../robot/service.ts';
import { workOn } from '../robot/work.ts';
import { SIGNALS } from './interruption.ts';
import { refuseOpenPage } from './page.ts';
import { tellRegisterFault } from './register-access.ts';
import { RobotPage } from './robot-page.ts';
import type { ExitCode, Run } from './run.ts';
import { today } from './today.ts';
import { PROGRAM } from './version.ts';
import { requireRoot } from './watched-root.ts';

export interface WatchOptions {
  readonly once?: true;
  /** The page in the same process. */
  readonly web?: true;
}

/**
 * How many drops are worked on at once. Each of them mostly waits for the disk, which is asked through the four threads
 * that Node has for it; two more drops are prepared meanwhile.
 */
const HANDS = 6;

export async function watch(run: Run, { once, web }: WatchOptions): Promise<ExitCode> {
  const isServed = web === true && once !== true;
  if (isServed) refuseOpenPage(run);
  requireRoot(run);
  try {
    const office = await openOffice(run.configuration, { now: () => new Date(), today });
    const { streams, language } = run;
    const log = await openLog({
      folder: office.folders.logs,
      stream: streams.errors,
      isTerminal: streams.errors.isTTY === true,
      language,
    });
    const work = new Watch(run, office, log, once === true);
    // Before anybody can see that it runs.
    const stopListening = work.listen();
    let page: RobotPage | null = null;
    try {
      const onFault = (error: unknown): void => log.tell(faultEvent(error, 'page-goes-on'));
      // The robot ends where the register is replaced, and the page with it.
      const options = { office, reopenOffice: null, onFault };
      if (isServed) page = await RobotPage.open(run, options, (event) => log.tell(event));
      return await work.run();
    } finally {
      stopListening();
      await page?.close();
      await log.close();
      await office.close();
      // It would go on with what is in hand; that is recovered at the next start.
      if (work.isLeftInHand) process.exit(work.isWithoutRegister ? 3 : 0);
    }
  } catch (error) {
    if (!(error instanceof RegisterFault)) throw error;
    return tellRegisterFault(run, error);
  }
}

/** The robot with everything around it: its log, its sign of life, and the signals that end it. */
class Watch {
  readonly #run: Run;
  readonly #office: OpenedOffice;
  readonly #log: RobotLog;
  readonly #isOnce: boolean;
  readonly #startedAt = new Date();
  readonly #end = new AbortController();
  #robot: Robot | null = null;
  #faults = 0;
  #isLeftInHand = false;
  #isWithoutRegister = false;
  readonly #passFaults = new PassFaults();
  /** The sign of life that is written last, one after another. */
  #beats: Promise<void> = Promise.resolve();
  #isFaultToBeWritten = false;
  /** Of this robot's own last sweep. */
  #counts: SweepFigures | null = null;
  #state: RobotState = { lastSweepAt: null, lastSweep: null, inHand: null, stoppedAt: null };

  constructor(run: Run, office: OpenedOffice, log: RobotLog, isOnce: boolean) {
    this.#run = run;
    this.#office = office;
    this.#log = log;
    this.#isOnce = isOnce;
  }

  /** Whether there was no time to wait for everything that was in hand. */
  get isLeftInHand(): boolean {
    return this.#isLeftInHand;
  }

  get isWithoutRegister(): boolean {
    return this.#isWithoutRegister;
  }

  /** Has the signals end the work in good order, until the function that it gives is called. */
  listen(): () => void {
    const onSignal = (signal: NodeJS.Signals): void => {
      if (this.#end.signal.aborted) return;
      this.#log.tell({ kind: 'stopping', signal, inHand: this.#robot?.inHand[0] ?? null });
      this.#end.abort();
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
    return () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    };
  }

  async run(): Promise<ExitCode> {
    const { configuration } = this.#run;
    const { folders, decide } = this.#office;
    const tell = (event: RobotEvent): void => this.#tell(event);
    const { sweepMinutes, settleSeconds, polling } = configuration;
    tell({ kind: 'started', root: folders.root, version: PROGRAM.version, sweepMinutes });
    await this.#beat(await this.#lastSwept());
    const ticks = (): number => performance.now();
    const robot = await Robot.start({
      office: this.#office,
      settleSeconds,
      hands: HANDS,
      ticks,
      tell,
      work: async (claim) => (await workOn(claim, this.#office, decide)).event,
      onSettlingSoon: (milliseconds) => service.lookIn(milliseconds),
    });
    this.#robot = robot;
    const service = new RobotService(robot, {
      folders: [folders.amiDrops, folders.isacomptaDrops],
      sweepMinutes,
      settleSeconds,
      polling,
      ticks,
      tell,
      onSweepBegins: () => this.#passFaults.clear(),
      onSweep: (counts, inHand) => this.#swept(counts, inHand),
    });
    if (this.#isOnce) await service.once(this.#end.signal);
    else await service.run(this.#end.signal);
    this.#isLeftInHand = !(await service.stop());
    if (!this.#isLeftInHand) await robot.close();
    await this.#beat({ stoppedAt: new Date().toISOString() });
    tell({ kind: 'stopped' });
    return this.#report();
  }

  #tell(event: RobotEvent): void {
    if (event.kind === 'register-unusable') {
      this.#endWithout(event);
      return;
    }
    if (isFault(event)) this.#noteFault(event);
    // A robot that goes on takes what is dropped once the folder is back; whoever asks for one sweep got less than that.
    // A root may do without the folder of the settings.
    else if (
      this.#isOnce &&
      event.kind === 'drop-folder-missing' &&
      basename(event.path) === FOLDER_NAMES.amiDrops
    )
      this.#faults += 1;
    this.#log.tell(event);
  }

  /** Whoever watches the robot sees it at once, also where no sweep gets through. */
  #noteFault(event: RobotEvent): void {
    this.#faults += 1;
    this.#passFaults.addEvent(event);
    if (this.#isFaultToBeWritten) return;
    this.#isFaultToBeWritten = true;
    void this.#beat({});
  }

  /** Nothing can be done without the register; everything that is under way finds that out for itself. */
  #endWithout(event: RobotEvent): void {
    if (this.#isWithoutRegister) return;
    this.#isWithoutRegister = true;
    this.#noteFault(event);
    this.#log.tell(event);
    this.#end.abort();
  }

  /**
   * The last sweep of the robot before this one. One that is started again and again without ever getting through a sweep
   * must not look as if it had just begun.
   */
  async #lastSwept(): Promise<Partial<RobotState>> {
    try {
      const before = await readHeartbeat(this.#office.folders.heartbeat);
      return before === null ? {} : { lastSweepAt: before.lastSweepAt, lastSweep: before.lastSweep };
    } catch (error) {
      this.#log.tell(faultEvent(error, 'goes-on'));
      return {};
    }
  }

  async #swept(counts: SweepFigures, inHand: string | null): Promise<void> {
    const at = new Date().toISOString();
    await this.#noticeIntegration(at);
    this.#counts = counts;
    for (const fault of this.#robot?.left() ?? []) this.#passFaults.addError(fault);
    await this.#beat({ lastSweepAt: at, lastSweep: counts, inHand });
  }

  /** What is back in its folder, and what was taken from there. */
  async #noticeIntegration(at: string): Promise<void> {
    const { register, folders } = this.#office;
    const sight = { root: folders.root, at };
    const { returned, drops, taken } = await noticeIntegration(register, sight, () => register.pending());
    for (const { id, name, dossier } of returned)
      this.#tell({ kind: 'returned', drop: id, name, dossier: dossier ?? '' });
    for (const { id, name, dossier } of drops) {
      if (taken.has(id)) this.#tell({ kind: 'integrated', drop: id, name, dossier: dossier ?? '' });
    }
  }

  #beat(change: Partial<RobotState>): Promise<void> {
    this.#state = { ...this.#state, ...change };
    this.#beats = this.#beats.then(() => this.#writeBeat());
    return this.#beats;
  }

  async #writeBeat(): Promise<void> {
    this.#isFaultToBeWritten = false;
    const state = { ...this.#state, lastFaults: this.#passFaults.list() };
    const identity = {
      pid: process.pid,
      host: hostname(),
      version: PROGRAM.version,
      mode: this.#isOnce ? 'once' : 'watch',
      startedAt: this.#startedAt.toISOString(),
    } as const;
    try {
      await writeHeartbeat(this.#office.folders.heartbeat, heartbeat(identity, state, new Date()));
    } catch (error) {
      // A sign of life that can't be written must not end the life.
      this.#log.tell(faultEvent(error, 'goes-on'));
    }
  }

  #report(): ExitCode {
    const { json, streams } = this.#run;
    const faults = this.#faults;
    if (json) streams.output.write(`${JSON.stringify({ ...this.#counts, faults }, null, 2)}\n`);
    return this.#isWithoutRegister || (this.#isOnce && faults > 0) ? 3 : 0;
  }
}
