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
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import type { OpenedOffice } from '../robot/office.ts';
import { errorCode } from '../storage/file-system.ts';
import { OpenedLots } from './opened-lots.ts';
import { PageFolder } from './page-folder.ts';
import { Works } from './works.ts';

/** How the changes of a publication are told, which the commands tell too. */
export interface ChangeWording {
  readonly changeKinds: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
  day(iso: string): string;
  rate(plain: string): string;
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
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
  readonly shared: Readonly<Record<Language, SharedWording>>;
  /** Told of what went wrong and is nobody's at the page. */
  readonly onFault: (error: unknown) => void;
}

/** How long work that is under way is waited for at the end: the system gives a service ten seconds, the robot most of them. */
const LONGEST_WAIT_MS = 1_500;

export class Desk {
  readonly configuration: Configuration;
  readonly folders: Folders;
  readonly office: OpenedOffice;
  /** The page's own connection, so that it sees what others write. */
  readonly register: Register;
  readonly folder: PageFolder;
  readonly lots: OpenedLots;
  readonly works: Works;
  readonly shared: Readonly<Record<Language, SharedWording>>;
  readonly onFault: (error: unknown) => void;

  /** Which file the register was opened as: one that was removed or replaced still answers, with what is no longer true. */
  readonly #registerFile: string;

  private constructor(options: DeskOptions, register: Register, folder: PageFolder, registerFile: string) {
    const { configuration, office, shared, onFault } = options;
    this.configuration = configuration;
    this.folders = office.folders;
    this.office = office;
    this.register = register;
    this.#registerFile = registerFile;
    this.folder = folder;
    this.shared = shared;
    this.onFault = onFault;
    this.works = new Works(onFault);
    const { limits } = configuration;
    this.lots = new OpenedLots({ archives: office.folders.archives, folder, limits });
  }

  static async open(options: DeskOptions): Promise<Desk> {
    const { folders } = options.office;
    const folder = await PageFolder.open(folders);
    try {
      const register = await openRegister(folders.register);
      return new Desk(options, register, folder, (await fileOf(folders.register)) ?? '');
    } catch (error) {
      await folder.close();
      throw error;
    }
  }

  /** Whether the register that is open is still the one in the root. */
  async isRegisterThere(): Promise<boolean> {
    return (await fileOf(this.folders.register)) === this.#registerFile;
  }

  async close(): Promise<void> {
    // What is not done by then is as if the machine had stopped: it is recovered, or was only looking.
    await Promise.race([this.works.idle(), delay(LONGEST_WAIT_MS, undefined, { ref: false })]);
    await this.lots.close();
    await this.register.close();
    await this.folder.close();
  }
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
