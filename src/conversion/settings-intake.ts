/**
 * Takes a settings export in: opens it in whichever form it comes, reads the company sheet and the settings, and checks
 * both. Owns the order of these, and which company file the export is of.
 */
import { buffer } from 'node:stream/consumers';
import { readCompanySheet } from '../ami/company-sheet-reader.ts';
import { dossierInPath, dossierOf, isDossier } from '../ami/dossier.ts';
import type { RestOfSettings } from '../ami/state-writer.ts';
import { checkCompanySheet } from '../check/company-sheet.ts';
import type { BatchSettings } from '../check/entry-settings.ts';
import { checkKeptSettings, type KeptSettings } from '../check/kept-settings.ts';
import { checkAbsentVatCodes, checkCounterparts, checkSettings } from '../check/settings.ts';
import { decodeToUtf8, inspectText } from '../format/text-encoding.ts';
import type { ExportedSettings, SettingsAudience } from '../isacompta/settings-draft.ts';
import type { SettingsPlaces } from '../isacompta/settings-places.ts';
import { readNativeSettings } from '../isacompta/settings-reader.ts';
import { readSettingsTables } from '../isacompta/settings-tables.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { CompanySheet } from '../model/company-sheet.ts';
import { DropFault, orReport } from '../model/drop-fault.ts';
import type { Findings } from '../model/findings.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';
import type { Settings } from '../model/settings.ts';
import type { SettingsUnreadable } from '../model/settings-fault.ts';
import {
  type CompanyFile,
  openSettings,
  type SettingsFile,
  type SettingsSource,
  type SourceFault,
} from './settings-source.ts';

/** A company sheet is a page; more than this is something else. */
const MAX_COMPANY_MIB = 4;

export interface SettingsRequest {
  /** A native exchange file, a folder or a zip. */
  readonly path: string;
  /** `--dossier`. */
  readonly dossier: string | null;
  readonly limits: Limits;
  /** Some rules of the company sheet begin on a day. */
  readonly today: CalendarDate;
  /** What stays as it was published before, where the export does not tell it; null where nothing was published. */
  readonly kept?: (
    dossier: string,
    told: Pick<Settings, 'fiscalYears' | 'absent'>,
  ) => Promise<KeptSettings | null>;
}

/** Settings without their accounts and third parties, which were shown to the audience. */
export interface TakenSettings extends RestOfSettings {
  /** For what is left to check, once it is known what stays of items that the export does not tell whole. */
  readonly places: SettingsPlaces | null;
}

/**
 * The settings with all their checks done; where `findings` has errors, they must not be published. Null where they
 * can't be read at all. A fault of the machine, and a path that does not exist, are thrown as they are.
 */
export async function takeInSettings(
  request: SettingsRequest,
  findings: Findings,
  audience: SettingsAudience | null = null,
): Promise<TakenSettings | null> {
  const source = await openSettings(request.path, request.limits, findings);
  if (source === null) return null;
  try {
    return await orReport(findings, () => readSource(request, source, findings, audience));
  } finally {
    await source.close();
  }
}

/**
 * The settings that a batch is checked against: the company sheet is not needed for that, nor looked at. Null where
 * they can't be read, and where `findings` has errors they are not to be relied on.
 */
export async function takeInBatchSettings(
  request: Pick<SettingsRequest, 'path' | 'limits'>,
  findings: Findings,
): Promise<BatchSettings | null> {
  const source = await openSettings(request.path, request.limits, findings);
  if (source === null) return null;
  try {
    const exported = await orReport(findings, () => readExport(source, findings, null));
    if (exported !== null) checkSettings(exported, exported.places, findings);
    return exported;
  } finally {
    await source.close();
  }
}

async function readSource(
  request: SettingsRequest,
  source: SettingsSource,
  findings: Findings,
  audience: SettingsAudience | null,
): Promise<TakenSettings | null> {
  const { fault } = source;
  if (fault !== null && SOMETHING_ELSE.has(fault.details.reason)) return tellFault(fault, findings);
  const exported = await readExport(source, findings, audience);
  const company = await readCompany(source, request.today, findings);
  if (exported === null) return null;
  const {
    dossier: announced,
    places,
    accounts: _accounts,
    thirdParties: _thirdParties,
    lacksAccounts: _lacksAccounts,
    incomplete: _incomplete,
    ...settings
  } = exported;
  tellDossier(request, announced, source, findings);
  const dossier = dossierOf({ asked: request.dossier, announced, path: request.path });
  const isSound = dossier !== null && isDossier(dossier);
  const kept = isSound ? ((await request.kept?.(dossier, settings)) ?? null) : null;
  checkSettings(exported, places, findings, kept !== null);
  checkCounterparts(exported, places, findings);
  if (!isSound) {
    const place = { file: source.name, value: dossier };
    findings.add('DOSSIER_MISSING', place, { invalid: dossier, isSettings: true });
    return null;
  }
  if (kept === null) checkAbsentVatCodes(exported, places, findings);
  else checkKeptSettings(exported, kept, findings);
  if (company === null) return null;
  // Native exports tell everything; of them there is nothing left to check, and the lists behind the places are long.
  return { dossier, company, ...settings, places: settings.untold === undefined ? null : places };
}

/** An export without a single account is none: it would take all of them away from AMI COMPTA. */
async function readExport(
  source: SettingsSource,
  findings: Findings,
  audience: SettingsAudience | null,
): Promise<ExportedSettings | null> {
  const { native, tables, fault, ignored, misnamed } = source;
  for (const { path, nearest, isSpreadsheet, isTaken } of misnamed)
    findings.add('SETTINGS_FILE_IGNORED', { file: path }, { what: 'name', nearest, isSpreadsheet, isTaken });
  if (fault !== null) return tellFault(fault, findings);
  const used = native?.path ?? tables.get('comptes.csv')?.path ?? source.name;
  for (const file of ignored) findings.add('SETTINGS_FILE_IGNORED', { file }, { used, what: 'settings' });
  const exported =
    native !== null
      ? await readNativeSettings(native.pass(), native.path, findings, audience)
      : await readSettingsTables(tables, findings, audience);
  if (exported?.lacksAccounts === true)
    findings.add('SETTINGS_UNREADABLE', { file: used }, { reason: 'no-accounts' });
  return exported;
}

/** Where what was given is no export at all, nothing else is said of it. */
const SOMETHING_ELSE: ReadonlySet<SettingsUnreadable['reason']> = new Set<SettingsUnreadable['reason']>([
  'batch',
  'table-alone',
  'payload',
]);

function tellFault({ file, details }: SourceFault, findings: Findings): null {
  findings.add('SETTINGS_UNREADABLE', { file }, details);
  return null;
}

/** What is asked for wins over what an exchange file says of itself, or where it says nothing over the name of the export. */
function tellDossier(
  { dossier: asked, path }: SettingsRequest,
  announced: string | null,
  { native, name }: SettingsSource,
  findings: Findings,
): void {
  const said = announced ?? dossierInPath(path);
  if (asked === null || said === null || asked === said) return;
  const place = { file: native?.path ?? name, value: asked };
  const inPath = announced === null ? ({ isInPath: true } as const) : {};
  findings.add('DOSSIER_MISMATCH', place, { announced: said, isSettings: true, ...inPath });
}

async function readCompany(
  { company, name }: SettingsSource,
  today: CalendarDate,
  findings: Findings,
): Promise<CompanySheet | null> {
  if (company === null) {
    findings.add('SETTINGS_UNREADABLE', { file: name }, { reason: 'no-company-sheet' });
    return null;
  }
  const file = company.file.path;
  if (company.ignored !== null) {
    const details = { used: file, what: 'company-sheet' } as const;
    findings.add('SETTINGS_FILE_IGNORED', { file: company.ignored }, details);
  }
  const text = await companyText(company);
  const { sheet, lines, isUnreadable } = readCompanySheet(text, company.form, file, findings);
  if (isUnreadable) return null;
  checkCompanySheet(sheet, { file, lines, today }, findings);
  return sheet;
}

async function companyText({ file }: CompanyFile): Promise<string> {
  if (file.size > MAX_COMPANY_MIB * BYTES_PER_MIB) {
    throw new DropFault(
      'BATCH_UNREADABLE',
      { file: file.path },
      { reason: 'notice-too-large', limit: MAX_COMPANY_MIB },
    );
  }
  return decodedText(file);
}

async function decodedText(file: SettingsFile): Promise<string> {
  const inspection = await inspectText(await file.open());
  return (await buffer(decodeToUtf8(await file.open(), inspection))).toString('utf8');
}
