/** The page as `serve` and `watch --web` open it: refused where anybody on the network could see it without a password. */
import { errorCode } from '../storage/file-system.ts';
import { isEveryAddress, isLoopback } from '../web/access.ts';
import type { DeskOptions, SharedWording } from '../web/desk.ts';
import { wordingFor } from './languages.ts';
import { type Run, UsageFault } from './run.ts';

/** What the system says of an address that can't be had. */
const ADDRESS_FAULTS: ReadonlySet<string> = new Set([
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EACCES',
]);

/** The system does not give the page its address. */
export class AddressFault extends Error {
  override readonly name = 'AddressFault';
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(`No address for the page: ${code}`, { cause });
    this.code = code;
  }
}

export interface OpenedPage {
  /** `http://127.0.0.1:4180/`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Before anything is opened. */
export function refuseOpenPage({ configuration }: Run): void {
  const { host, password } = configuration.web;
  if (!isLoopback(host) && password === undefined) {
    throw new UsageFault(({ robot }) => robot.serve.needsPassword(host));
  }
}

export type PageOptions = Pick<DeskOptions, 'office' | 'reopenOffice' | 'onFault'>;

/** Throws an `AddressFault` where the port can't be had. */
export async function openPage({ configuration }: Run, options: PageOptions): Promise<OpenedPage> {
  // Loaded by those who serve it alone: a web server is more than the rest of the program.
  const { Desk } = await import('../web/desk.ts');
  const { pageServer } = await import('../web/server.ts');
  const desk = await Desk.open({
    ...options,
    configuration,
    shared: { fr: shared('fr'), en: shared('en') },
  });
  const page = await pageServer(desk);
  const close = async (): Promise<void> => {
    await page.close();
    await desk.close();
  };
  try {
    return { address: await page.listen(), close };
  } catch (error) {
    await close();
    const code = errorCode(error) ?? '';
    throw ADDRESS_FAULTS.has(code) ? new AddressFault(code, error) : error;
  }
}

/** Where the page is, as a person is told. */
export function servingText({ configuration, wording }: Run, { address }: OpenedPage): string {
  const { host, port } = configuration.web;
  const { serve } = wording.robot;
  return isEveryAddress(host) ? serve.servingEverywhere(address, host, port) : serve.serving(address);
}

function shared(language: 'fr' | 'en'): SharedWording {
  const { publication, archive } = wordingFor(language);
  return { changes: publication, archiveFault: (fault) => archive.fault(fault) };
}
