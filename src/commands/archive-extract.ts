/** `archive extract ID [--out DIR]`: a drop as it came, in a folder that is made for it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { archivePath, idOfArchive, listArchives } from '../archive/archive-files.ts';
import { type ExtractedDrop, extractDrop } from '../archive/extract-archive.ts';
import { ArchiveError, type ArchiveFault } from '../archive/fault.ts';
import type { ExpectedArchive } from '../archive/verify-archive.ts';
import type { Register } from '../register/register.ts';
import { namedArchive } from './archive-drop.ts';
import { withRegister } from './register-access.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import { styled } from './streams.ts';

export interface ArchiveExtractOptions {
  readonly out?: string;
}

export async function archiveExtract(
  run: Run,
  id: string,
  options: ArchiveExtractOptions,
): Promise<ExitCode> {
  return withRegister(run, { readonly: true, worksWithout: true }, async ({ register, folders }) => {
    const { archives } = folders;
    const expected = register === null ? await byName(archives, id) : await byLink(register, archives, id);
    const target = resolve(options.out ?? expected.id);
    if (existsSync(target)) throw new UsageFault(({ archive }) => archive.targetExists(target));
    try {
      const extracted = await extractDrop(expected, target);
      reportExtracted(run, expected, target, extracted);
      return 0;
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      reportFaults(run, expected, error.faults);
      return 1;
    }
  });
}

async function byLink(register: Register, archives: string, id: string): Promise<ExpectedArchive> {
  const { drop, archive, manifestHash, purgedAt } = await namedArchive(register, id);
  if (purgedAt !== null) throw new UsageFault((words) => words.archive.purgedBefore(drop, purgedAt));
  return { path: archivePath(archives, archive), archive, id: drop, manifestHash };
}

/** Without a register an archive is measured by itself alone, since a drop must be had back even then. */
async function byName(archives: string, id: string): Promise<ExpectedArchive> {
  const archive = (await listArchives(archives)).find((each) => idOfArchive(each) === id);
  if (archive === undefined) throw new UsageFault((words) => words.archive.unknownId(id));
  return { path: archivePath(archives, archive), archive, id, manifestHash: null };
}

function reportExtracted(
  { streams, wording, json }: Run,
  { id, archive }: ExpectedArchive,
  folder: string,
  { files, bytes, skipped }: ExtractedDrop,
): void {
  const words = wording.archive;
  for (const each of skipped) {
    streams.errors.write(`${styled(streams.errors, 'yellow', words.skipped(each))}\n`);
  }
  if (json) {
    const told = { id, archive, folder, files, bytes, skipped, faults: [] };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  streams.output.write(`${words.extracted(folder, files, bytes)}\n`);
}

function reportFaults(
  { streams, wording, json }: Run,
  { id, archive }: ExpectedArchive,
  found: readonly ArchiveFault[],
): void {
  const faults = found.map((fault) => ({ archive, message: wording.archive.fault(fault) }));
  for (const { message } of faults) {
    streams.errors.write(`${styled(streams.errors, 'red', archive)}${wording.colon}${message}\n`);
  }
  if (json) {
    const told = { id, archive, folder: null, files: 0, bytes: 0, skipped: [], faults };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
  } else {
    streams.output.write(`${wording.nothingWritten}\n`);
  }
}
