/** `open [DOSSIER]`: AMI COMPTA in the default browser, as ISACOMPTA's own menu does. */
import { isDossier } from '../ami/dossier.ts';
import { type Desktop, systemDesktop } from './desktop.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import { styled } from './streams.ts';

export interface OpenOptions {
  readonly print?: true;
}

/** Stands for the number of the company file in the configured address. */
const DOSSIER_PLACE = /\{dossier\}/gi;

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
  if (print === true) return 0;
  const fault = await desktop.open(address);
  if (fault === null) return 0;
  streams.errors.write(`${styled(streams.errors, 'red', wording.publication.notOpened(address, fault))}\n`);
  return 3;
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
  return url.replace(DOSSIER_PLACE, dossier ?? '');
}
