/** `check PATH`: what would be found in a batch or an exchange file, nothing written. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { checkExchangeFile } from '../check/exchange-file.ts';
import { reported } from '../check/messages/report.ts';
import { convertBatch } from '../convert.ts';
import { countedStream } from '../format/counted-stream.ts';
import type { BatchFacts } from '../model/batch.ts';
import type { Finding } from '../model/finding.ts';
import { countFindings } from '../model/finding-counts.ts';
import { Findings } from '../model/findings.ts';
import { type BatchSettingsOptions, batchSettings } from './batch-settings.ts';
import { findingsText } from './findings-text.ts';
import { kindOf, type PathKind } from './paths.ts';
import { type Progress, progressOf } from './progress.ts';
import type { ExitCode, Run } from './run.ts';
import { styled } from './streams.ts';
import { today } from './today.ts';

/** Bytes of an exchange file that are read at once. */
const EXCHANGE_FILE_BLOCK = 128 * 1_024;

export interface CheckOptions extends BatchSettingsOptions {
  readonly dossier?: string;
  readonly journal?: string;
}

interface Checked {
  readonly kind: PathKind;
  readonly subject: string;
  /** Null where there are no entries to count. */
  readonly figures: BatchFacts | null;
  readonly findings: readonly Finding[];
}

type Check = (run: Run, path: string, options: CheckOptions, progress: Progress) => Promise<Checked>;

export async function check(run: Run, path: string, options: CheckOptions): Promise<ExitCode> {
  const kind = await kindOf(path);
  if (kind !== 'batch' && options.settings !== undefined) {
    const { errors } = run.streams;
    errors.write(`${styled(errors, 'yellow', run.wording.publication.settingsUnused(path, kind))}\n`);
  }
  const progress = progressOf(run);
  const checked = await CHECKS[kind](run, path, options, progress);
  progress.clear();
  report(run, checked);
  return countFindings(checked.findings).errors > 0 ? 1 : 0;
}

const CHECKS: Readonly<Record<PathKind, Check>> = {
  batch: checkBatch,
  settings: checkSettings,
  'exchange-file': checkFile,
};

async function checkBatch(
  run: Run,
  path: string,
  options: CheckOptions,
  progress: Progress,
): Promise<Checked> {
  const settings = await batchSettings(run, options);
  if (settings.findings.hasErrors) return refusedSettings(settings.findings);
  const conversion = await convertBatch({
    path,
    settings: settings.value,
    dossier: options.dossier ?? null,
    journal: options.journal ?? null,
    format: 'ecr',
    configuration: run.configuration,
    output: null,
    onProgress: progress.onProgress,
  });
  const { batch, dossier, findings } = conversion;
  return {
    kind: 'batch',
    subject: run.wording.subject(batch, dossier),
    figures: conversion,
    findings: [...settings.findings.list(), ...findings],
  };
}

function refusedSettings(findings: Findings): Checked {
  return { kind: 'batch', subject: '', figures: null, findings: findings.list() };
}

async function checkSettings(run: Run, path: string, options: CheckOptions): Promise<Checked> {
  const dossier = options.dossier ?? null;
  const { takeInSettings } = await import('../conversion/settings-intake.ts');
  const findings = new Findings();
  const { limits } = run.configuration;
  const settings = await takeInSettings({ path, dossier, limits, today: today() }, findings);
  const subject = run.wording.publication.subject(settings?.dossier ?? dossier);
  return { kind: 'settings', subject, figures: null, findings: findings.list() };
}

async function checkFile(
  _run: Run,
  path: string,
  _options: CheckOptions,
  { onProgress }: Progress,
): Promise<Checked> {
  const findings = new Findings();
  const name = basename(path);
  const { size } = await stat(path);
  const bytes = createReadStream(path, { highWaterMark: EXCHANGE_FILE_BLOCK });
  const source = onProgress === undefined ? bytes : countedStream(bytes, size, onProgress);
  const figures = await checkExchangeFile(source, name, findings);
  // Where something is wrong, entries may be lost in it.
  if (figures.entries === 0 && !findings.hasErrors) await tellSettings(path, findings);
  return { kind: 'exchange-file', subject: name, figures, findings: findings.list() };
}

/** An exchange file without entries that has accounts is a settings export, whose company sheet is not beside it. */
async function tellSettings(path: string, findings: Findings): Promise<void> {
  const { readNativeSettings } = await import('../isacompta/settings-reader.ts');
  const file = basename(path);
  const bytes = createReadStream(path, { highWaterMark: EXCHANGE_FILE_BLOCK });
  const settings = await readNativeSettings(bytes, file, new Findings());
  const accounts = settings?.accounts.size ?? 0;
  if (accounts > 0) findings.add('EXCHANGE_FILE_SETTINGS', { file }, { accounts });
}

function report({ streams, language, wording, json }: Run, checked: Checked): void {
  const { kind, subject, figures, findings } = checked;
  streams.errors.write(findingsText(findings, language, wording, streams.errors));
  if (json) {
    const told = { kind, findings: findings.map((finding) => reported(finding, language)) };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  const counts = countFindings(findings);
  const isSound = counts.errors === 0;
  const isSettings = findings.some(({ code }) => code === 'EXCHANGE_FILE_SETTINGS');
  const { publication } = wording;
  const sound =
    kind === 'settings' ? publication.sound : isSettings ? publication.settingsAlone : wording.checkedSound;
  const outcome = styled(streams.output, isSound ? 'green' : 'red', isSound ? sound : wording.checkedRefused);
  const lines = [`${subject}${subject === '' ? '' : wording.colon}${outcome}`];
  if (figures !== null) lines.push(`  ${wording.figures(figures)}`);
  lines.push(`  ${wording.counts(counts)}`);
  streams.output.write(`${lines.join('\n')}\n`);
}
