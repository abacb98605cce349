/** `open [DOSSIER]`: AMI COMPTA in the default browser, as ISACOMPTA's own menu does. */
import { isDossier } from '../ami/dossier.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import { styled } from './streams.ts';

export interface OpenOptions {
  readonly print?: true;
}

/** What the machine has for a person to look at pages with. */
export interface Desktop {
  /** The name of the default browser; null where the system does not say. */
  browserName(): Promise<string | null>;
  open(address: string): Promise<unknown>;
}

/** Stands for the number of the company file in the configured address. */
const DOSSIER_PLACE = '{dossier}';

export async function open(
  run: Run,
  dossier: string | null,
  { print }: OpenOptions,
  desktop: Desktop = systemDesktop,
): Promise<ExitCode> {
  const { streams, wording, json } = run;
  const address = addressOf(run, dossier);
  const browser = print === true ? null : await desktop.browserName();
  const isSupported = browser === null ? null : isSupportedBrowser(browser);
  if (print !== true && isSupported !== true) {
    streams.errors.write(`${styled(streams.errors, 'yellow', wording.publication.browser(browser))}\n`);
  }
  if (json) streams.output.write(`${JSON.stringify({ url: address, browser, isSupported }, null, 2)}\n`);
  else streams.output.write(`${address}\n`);
  if (print !== true) await desktop.open(address);
  return 0;
}

/** AGIRIS asks for Google Chrome or Microsoft Edge. */
export function isSupportedBrowser(name: string): boolean {
  return /\bchrome\b|\bedge\b|msedge/i.test(name);
}

function addressOf({ configuration }: Run, dossier: string | null): string {
  if (dossier !== null && !isDossier(dossier)) {
    throw new UsageFault(({ publication }) => publication.notADossier(dossier));
  }
  const { url } = configuration.amiCompta;
  if (url === null) throw new UsageFault(({ publication }) => publication.noAddress);
  return url.replaceAll(DOSSIER_PLACE, dossier ?? '');
}

const systemDesktop: Desktop = {
  async browserName() {
    const { default: defaultBrowser } = await import('default-browser');
    try {
      const { name } = await defaultBrowser();
      return name.trim() || null;
    } catch {
      // A server without a desktop has none; the address is printed all the same.
      return null;
    }
  },
  async open(address) {
    const { default: openInBrowser } = await import('open');
    return openInBrowser(address);
  },
};
