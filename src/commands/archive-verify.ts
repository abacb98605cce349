/** `archive verify [ID]`: whether every archive is there and what it was, and the register's chain over them with it. */
import { type FaultyArchive, type Verification, verifyAll, verifyLink } from '../archive/verify-all.ts';
import type { Register } from '../register/register.ts';
import { namedArchive } from './archive-drop.ts';
import { progressOf } from './progress.ts';
import { withRegister } from './register-access.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import { styled } from './streams.ts';

export async function archiveVerify(run: Run, id: string | null): Promise<ExitCode> {
  return withRegister(run, { readonly: true, worksWithout: true }, async ({ register, folders }) => {
    const { archives } = folders;
    const verification =
      id === null ? await verifyEach(run, archives, register) : await verifyOne(archives, register, id);
    report(run, verification);
    if (register === null) run.streams.errors.write(`${run.wording.archive.noRegister}\n`);
    return verification.faults.length === 0 ? 0 : 1;
  });
}

/** Where there is no register, every archive is one that it does not know. */
const NO_REGISTER = { archives: async () => [], find: async () => null };

async function verifyEach(run: Run, archives: string, register: Register | null): Promise<Verification> {
  const progress = progressOf(run);
  try {
    return await verifyAll(archives, register ?? NO_REGISTER, progress.onProgress);
  } finally {
    progress.clear();
  }
}

async function verifyOne(archives: string, register: Register | null, id: string): Promise<Verification> {
  if (register === null) throw new UsageFault(({ archive }) => archive.unknownId(id));
  const link = await namedArchive(register, id);
  const { purgedAt } = link;
  if (purgedAt !== null) throw new UsageFault(({ archive }) => archive.purgedBefore(link.drop, purgedAt));
  const faults = await verifyLink(archives, link, await register.archives());
  return {
    verified: faults.length === 0 ? 1 : 0,
    faults: faults.map((fault): FaultyArchive => ({ archive: link.archive, fault })),
  };
}

function report({ streams, wording, json }: Run, { verified, faults }: Verification): void {
  const { archive: words, colon } = wording;
  const told = faults.map(({ archive, fault }) => ({ archive, message: words.fault(fault) }));
  for (const { archive, message } of told) {
    streams.errors.write(`${styled(streams.errors, 'red', archive)}${colon}${message}\n`);
  }
  if (json) {
    streams.output.write(`${JSON.stringify({ verified, faults: told }, null, 2)}\n`);
    return;
  }
  const summary = words.verified(verified, faults.length);
  streams.output.write(`${styled(streams.output, faults.length === 0 ? 'green' : 'red', summary)}\n`);
}
