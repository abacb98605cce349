/** Opens a drop and reads it the way that the program does, for tests that look at what comes of it. */
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type BatchFile, type BatchSource, openBatch } from '../../src/ami/batch-source.ts';
import { DropFault } from '../../src/model/drop-fault.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/model/limits.ts';

/** A drop that must open; it is closed when the test ends. */
export async function openOk(path: string, limits: Partial<Limits> = {}): Promise<BatchSource> {
  const findings = new Findings();
  const source = await openBatch(path, { ...DEFAULT_LIMITS, ...limits }, findings);
  if (source === null) throw new Error(`refused: ${JSON.stringify(findings.list())}`);
  onTestFinished(() => source.close());
  return source;
}

/** The findings of a drop that must be refused. */
export async function openRefused(path: string, limits: Partial<Limits> = {}): Promise<Finding[]> {
  const findings = new Findings();
  const source = await openBatch(path, { ...DEFAULT_LIMITS, ...limits }, findings);
  if (source !== null) throw new Error(`opened: ${source.files.map(({ path }) => path).join(', ')}`);
  return findings.list();
}

export function fileOf(source: BatchSource, path: string): BatchFile {
  const file = source.files.find((candidate) => candidate.path === path);
  if (file === undefined)
    throw new Error(`${path} is not among ${source.files.map((one) => one.path).join(', ')}`);
  return file;
}

export async function contentOf(source: BatchSource, path: string): Promise<Buffer> {
  return buffer(await fileOf(source, path).open());
}

/** The fault that reading a file ends with. */
export async function faultOf(source: BatchSource, path: string): Promise<DropFault> {
  const error = await contentOf(source, path).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DropFault) return error;
  throw error ?? new Error(`${path} was read`);
}
