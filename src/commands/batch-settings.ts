/** `--settings PATH`: the settings of the company file that a batch is checked against. */
import { dossierOf, isDossier } from '../ami/dossier.ts';
import type { BatchSettings } from '../check/entry-settings.ts';
import { Findings } from '../model/findings.ts';
import { existing } from './paths.ts';
import type { Run } from './run.ts';

export interface BatchSettingsOptions {
  readonly settings?: string;
}

export interface ReadBatchSettings {
  /** Null where none were asked for. */
  readonly value: BatchSettings | null;
  /** On the settings themselves; with errors among them, they are not to be relied on. */
  readonly findings: Findings;
}

export async function batchSettings(
  run: Run,
  { settings }: BatchSettingsOptions,
): Promise<ReadBatchSettings> {
  const findings = new Findings();
  if (settings === undefined) return { value: null, findings };
  await existing(settings);
  const { takeInBatchSettings } = await import('../conversion/settings-intake.ts');
  const { limits } = run.configuration;
  const value = await takeInBatchSettings({ path: settings, limits }, findings);
  return { value: value === null ? null : withDossier(value, settings), findings };
}

/** Tables don't say which company file they are of; their folder or zip may be named after it. */
function withDossier(settings: BatchSettings, path: string): BatchSettings {
  const dossier = dossierOf({ asked: null, announced: settings.dossier, path });
  return { ...settings, dossier: dossier !== null && isDossier(dossier) ? dossier : null };
}
