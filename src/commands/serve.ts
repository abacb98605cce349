/** `serve`: the page, until it is told to stop. */
import { RegisterFault } from '../register/fault.ts';
import { faultEvent } from '../robot/fault-event.ts';
import { openLog } from '../robot/log.ts';
import { type OpenedOffice, openOffice } from '../robot/office.ts';
import { SIGNALS } from './interruption.ts';
import {
  AddressFault,
  type OpenedPage,
  openPage,
  type PageOptions,
  refuseOpenPage,
  servingText,
} from './page.ts';
import { tellRegisterFault } from './register-access.ts';
import type { ExitCode, Run } from './run.ts';
import { today } from './today.ts';
import { requireRoot } from './watched-root.ts';

export async function serve(run: Run): Promise<ExitCode> {
  refuseOpenPage(run);
  requireRoot(run);
  try {
    const open = (): Promise<OpenedOffice> => openOffice(run.configuration, { now: () => new Date(), today });
    const office = await open();
    try {
      return await servePage(run, office, open);
    } finally {
      await office.close();
    }
  } catch (error) {
    if (!(error instanceof RegisterFault)) throw error;
    return tellRegisterFault(run, error);
  }
}

async function servePage(
  run: Run,
  office: OpenedOffice,
  reopenOffice: () => Promise<OpenedOffice>,
): Promise<ExitCode> {
  const { streams, language, json } = run;
  // The robot's files are the robot's: two programs would turn them over under each other.
  const log = await openLog({
    folder: null,
    stream: streams.errors,
    isTerminal: streams.errors.isTTY === true,
    language,
  });
  const onFault = (error: unknown): void => log.tell(faultEvent(error, 'page-goes-on'));
  const page = await openedPage(run, { office, reopenOffice, onFault });
  try {
    if (json) streams.output.write(`${JSON.stringify({ url: page.address })}\n`);
    else streams.output.write(`${servingText(run, page)}\n`);
    await signalled();
    return 0;
  } finally {
    await page.close();
    await log.close();
  }
}

/** Throws what the system says where the port can't be had, once it is told what to do about it. */
async function openedPage(run: Run, options: PageOptions): Promise<OpenedPage> {
  try {
    return await openPage(run, options);
  } catch (error) {
    if (!(error instanceof AddressFault)) throw error;
    const { host, port } = run.configuration.web;
    run.streams.errors.write(`${run.wording.robot.serve.noAddress(error.code, host, port)}\n`);
    throw error.cause;
  }
}

function signalled(): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      for (const signal of SIGNALS) process.off(signal, end);
      done();
    };
    for (const signal of SIGNALS) process.on(signal, end);
  });
}
