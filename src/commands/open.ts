/** `open [DOSSIER]`: AMI COMPTA in the default browser, as ISACOMPTA's own menu does. */
import { isDossier } from '../ami/dossier.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import { styled } from './streams.ts';

export interface OpenOptions {
  readonly print?: true;
}

/** Stands for the number of the company file in the configured address. */
const DOSSIER_PLACE = '{dossier}';

export async function open(run: Run, dossier: string | null, { print }: OpenOptions): Promise<ExitCode> {
  const { streams, wording, json } = run;
  const address = addressOf(run, dossier);
  const browser = print === true ? null : await defaultBrowserName();
  const isSupported = browser !== null && isSupportedBrowser(browser);
  if (print !== true && !isSupported) {
    streams.errors.write(`${styled(streams.errors, 'yellow', wording.publication.browser(browser))}\n`);
  }
  if (json) streams.output.write(`${JSON.stringify({ url: address, browser, isSupported }, null, 2)}\n`);
  else streams.output.write(`${address}\n`);
  if (print === true) return 0;
  const { default: openInBrowser } = await import('open');
  await openInBrowser(address);
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
  if (dossier === null) return url.replace(DOSSIER_PLACE, '');
  return url.replace(DOSSIER_PLACE, encodeURIComponent(dossier));
}

/** Null where the system does not say. */
async function defaultBrowserName(): Promise<string | null> {
  const { default: defaultBrowser } = await import('default-browser');
  try {
    return (await defaultBrowser()).name;
  } catch {
    // A server without a desktop has none; the address is printed all the same.
    return null;
  }
}
