/**
 * What every view and act of the page works with: the folders, the register, the lots that are open, and what others say
 * for it. Opened and closed as one; serves nothing itself.
 */
import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ArchiveFault } from '../archive/fault.ts';
import type { Language } from '../check/messages/report.ts';
import type { Folders } from '../configuration/folders.ts';
import type { Configuration } from '../configuration/values.ts';
import { isWithoutTables } from '../register/database.ts';
import { RegisterFault } from '../register/fault.ts';
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import type { OpenedOffice } from '../robot/office.ts';
import type { ValueWording } from '../robot/report/published-value.ts';
import { errorCode } from '../storage/file-system.ts';
import { OpenedLots } from './opened-lots.ts';
import { PageFolder } from './page-folder.ts';
import { RobotLookout } from './robot-state.ts';
import { Works } from './works.ts';

/** How the changes of a publication are told, which the commands tell too. */
export interface ChangeWording extends ValueWording {
  readonly changeKinds: Readonly<Record<string, string>>;
}

/** Sentences that the commands have already. */
export interface SharedWording {
  readonly changes: ChangeWording;
  archiveFault(fault: ArchiveFault): string;
}

export interface DeskOptions {
  readonly configuration: Configuration;
  /** For running lots again; whoever opened it closes it. */
  readonly office: OpenedOffice;
  /** Opens another one where the register was replaced; null where the program ends then. */
  readonly reopenOffice: (() => Promise<OpenedOffice>) | null;
  readonly shared: Readonly<Record<Language, SharedWording>>;
  /** Told of what went wrong and is nobody's at the page. */
  readonly onFault: (error: unknown) => void;
}

/** How long work that is under way is waited for at the end: the system gives a service ten seconds, the robot most of them. */
const LONGEST_WAIT_MS = 1_500;

/** Who looks at a page does not wait longer for another program. */
const BUSY_MS = 1_000;

/** What was opened together, on one file of the register. */
interface Opened {
  readonly office: OpenedOffice;
  readonly register: Register;
  /** Which file that was: one that was removed or replaced still answers, with what is no longer true. */
  readonly file: string;
  /** What SQLite keeps beside it meanwhile; beside another register it would damage that. */
  readonly companions: readonly (string | null)[];
}

export class Desk {
  readonly configuration: Configuration;
  readonly folders: Folders;
  readonly folder: PageFolder;
  readonly lots: OpenedLots;
  readonly works: Works;
  readonly robot: RobotLookout;
  readonly shared: Readonly<Record<Language, SharedWording>>;
  readonly onFault: (error: unknown) => void;

  readonly #reopenOffice: DeskOptions['reopenOffice'];
  #opened: Opened;
  /** What was opened before the register was replaced: what is under way may still use it. */
  readonly #earlier: Opened[] = [];
  #renewing: Promise<boolean> | null = null;
  #changes = 0;

  private constructor(options: DeskOptions, opened: Opened, folder: PageFolder) {
    const { configuration, office, shared, onFault, reopenOffice } = options;
    this.configuration = configuration;
    this.folders = office.folders;
    this.#reopenOffice = reopenOffice;
    this.#opened = opened;
    this.folder = folder;
    this.shared = shared;
    this.onFault = onFault;
    this.works = new Works(onFault);
    const { limits, sweepMinutes } = configuration;
    this.robot = new RobotLookout({ folders: office.folders, sweepMinutes, onFault });
    this.lots = new OpenedLots({ archives: office.folders.archives, folder, limits });
  }

  static async open(options: DeskOptions): Promise<Desk> {
    const { folders } = options.office;
    const folder = await PageFolder.open(folders);
    try {
      return new Desk(options, await opened(options.office), folder);
    } catch (error) {
      await folder.close();
      throw error;
    }
  }

  get office(): OpenedOffice {
    return this.#opened.office;
  }

  /** The page's own connection, so that it sees what others write. */
  get register(): Register {
    return this.#opened.register;
  }

  /** What was written over the page's own connection, of which that knows nothing. */
  changed(): void {
    this.#changes += 1;
  }

  /** Another text as soon as anybody has written anything into the register, the page itself where it said so. */
  async version(): Promise<string> {
    return `${this.#earlier.length}.${await this.register.version()}.${this.#changes}`;
  }

  /** Whether the register that is open is the one in the root; opens that where it is another one, and sound. */
  async isRegisterThere(): Promise<boolean> {
    const file = await fileOf(this.folders.register);
    if (file === this.#opened.file) return true;
    if (file === null || this.#reopenOffice === null || (await this.#hasCompanion())) return false;
    this.#renewing ??= this.#renew(this.#reopenOffice).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  /** Whether what belongs to the register that is open still lies beside the other one. */
  async #hasCompanion(): Promise<boolean> {
    const now = await companionsOf(this.folders.register);
    return this.#opened.companions.some((each, at) => each !== null && each === now[at]);
  }

  async #renew(reopenOffice: () => Promise<OpenedOffice>): Promise<boolean> {
    try {
      // Opening it would make a new one of it.
      if (isWithoutTables(this.folders.register)) return false;
      const office = await reopenOffice();
      try {
        const next = await opened(office);
        this.#earlier.push(this.#opened);
        this.#opened = next;
      } catch (error) {
        await office.close();
        throw error;
      }
      return true;
    } catch (error) {
      // What is wrong with it is for whoever put it there; here it is told that it can't be used.
      if (error instanceof RegisterFault || errorCode(error) !== null) return false;
      throw error;
    }
  }

  async close(): Promise<void> {
    // What is not done by then is as if the machine had stopped: it is recovered, or was only looking.
    await Promise.race([this.works.idle(), delay(LONGEST_WAIT_MS, undefined, { ref: false })]);
    await this.lots.close();
    const all = [...this.#earlier, this.#opened];
    for (const { register } of all) await register.close();
    // The first office is its opener's.
    for (const { office } of all.slice(1)) await office.close();
    await this.folder.close();
  }
}

/** Throws what the machine says, also of a file that went away or was replaced meanwhile: nobody knows which one is open. */
async function opened(office: OpenedOffice): Promise<Opened> {
  const path = office.folders.register;
  const before = await fileOf(path);
  // Opening it would make a new one in its place.
  if (before === null) throw goneRegister(path);
  const register = await openRegister(path, { busyMs: BUSY_MS });
  try {
    const file = await fileOf(path);
    if (file !== before) throw goneRegister(path);
    return { office, register, file: before, companions: await companionsOf(path) };
  } catch (error) {
    await register.close();
    throw error;
  }
}

function goneRegister(path: string): Error {
  const gone = new Error('The register went away while it was opened');
  return Object.assign(gone, { code: 'ENOENT', syscall: 'open', path });
}

function companionsOf(path: string): Promise<(string | null)[]> {
  return Promise.all([fileOf(`${path}-wal`), fileOf(`${path}-shm`)]);
}

/** What tells a file from another one of its name; null where there is none to be seen. */
async function fileOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}
