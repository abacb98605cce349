/** `check PATH`: what would be found in a batch or an exchange file, nothing written. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { checkExchangeFile } from '../check/exchange-file.ts';
import { reported } from '../check/messages/report.ts';
import { convertBatch } from '../convert.ts';
import { countedStream } from '../format/counted-stream.ts';
import type { Finding } from '../model/finding.ts';
import { Findings } from '../model/findings.ts';
import { countFindings, findingsText } from './findings-text.ts';
import { kindOf, type PathKind } from './paths.ts';
import { type Progress, progressOf } from './progress.ts';
import type { ExitCode, Run } from './run.ts';
import { styled } from './streams.ts';
import type { Figures } from './wording.ts';

/** Bytes of an exchange file that are read at once. */
export const EXCHANGE_FILE_BLOCK = 512 * 1_024;

export interface CheckOptions {
  readonly dossier?: string;
  readonly journal?: string;
}

interface Checked extends Figures {
  readonly kind: PathKind;
  readonly subject: string;
  readonly findings: readonly Finding[];
}

export async function check(run: Run, path: string, options: CheckOptions): Promise<ExitCode> {
  const kind = await kindOf(path);
  const progress = progressOf(run);
  const checked =
    kind === 'batch' ? await checkBatch(run, path, options, progress) : await checkFile(path, progress);
  progress.clear();
  report(run, checked);
  return countFindings(checked.findings).errors > 0 ? 1 : 0;
}

async function checkBatch(
  run: Run,
  path: string,
  options: CheckOptions,
  progress: Progress,
): Promise<Checked> {
  const conversion = await convertBatch({
    path,
    dossier: options.dossier ?? null,
    journal: options.journal ?? null,
    format: 'ecr',
    configuration: run.configuration,
    output: null,
    onProgress: progress.onProgress,
  });
  return { ...conversion, kind: 'batch', subject: run.wording.subject(conversion.batch, conversion.dossier) };
}

async function checkFile(path: string, { onProgress }: Progress): Promise<Checked> {
  const findings = new Findings();
  const name = basename(path);
  const bytes = createReadStream(path, { highWaterMark: EXCHANGE_FILE_BLOCK });
  const { size } = await stat(path);
  const source = onProgress === undefined ? bytes : countedStream(bytes, size, onProgress);
  const totals = await checkExchangeFile(source, name, findings);
  return { ...totals, kind: 'exchange-file', subject: name, findings: findings.list() };
}

function report({ streams, language, wording, json }: Run, checked: Checked): void {
  const { kind, subject, findings } = checked;
  streams.errors.write(findingsText(findings, language, wording, streams.errors));
  if (json) {
    const told = { kind, findings: findings.map((finding) => reported(finding, language)) };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  const counts = countFindings(findings);
  const isSound = counts.errors === 0;
  const outcome = styled(
    streams.output,
    isSound ? 'green' : 'red',
    isSound ? wording.checkedSound : wording.checkedRefused,
  );
  streams.output.write(
    `${subject}${wording.colon}${outcome}\n  ${wording.figures(checked)}\n  ${wording.counts(counts)}\n`,
  );
}
