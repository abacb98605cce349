/** What `publish`, `open` and `--settings` say beside findings: the shape that every language fills. */
import type { ChangeKind, VatLiabilityValue } from '../ami/differences.ts';
import type { PayloadKind } from '../ami/payload.ts';
import type {
  PublishedAccount,
  PublishedCompany,
  PublishedFiscalYear,
  PublishedJournal,
  PublishedThirdParty,
  PublishedVatCode,
} from '../ami/published-settings.ts';
import type { Removal } from '../ami/removals.ts';
import type { Address, Registration, VatRegime } from '../model/company-sheet.ts';
import type { ValueWording } from '../robot/report/published-value.ts';
import type { LaunchFault } from './desktop.ts';
import type { SinceFault } from './since-fault.ts';

type CompanyField = {
  [Chapter in keyof PublishedCompany]: keyof PublishedCompany[Chapter];
}[keyof PublishedCompany];

/** Every field that a change can name; those of an address or a registration stand after its own (`seat.city`). */
export type PublishedField =
  | CompanyField
  | keyof Address
  | keyof Registration
  | keyof PublishedFiscalYear
  | keyof PublishedAccount
  | keyof PublishedJournal
  | keyof PublishedVatCode
  | keyof PublishedThirdParty
  | keyof VatLiabilityValue;

/** Every word of a list that a field can hold. */
export type PublishedWord =
  | VatRegime
  | PublishedAccount['type']
  | PublishedAccount['side']
  | NonNullable<PublishedJournal['type']>
  | NonNullable<PublishedVatCode['type']>;

export interface PublicationWording extends ValueWording {
  readonly help: {
    readonly publish: string;
    readonly path: string;
    readonly out: string;
    readonly since: string;
    readonly dossier: string;
    readonly settings: string;
    readonly open: string;
    readonly openDossier: string;
    readonly print: string;
  };
  /** What `check` says of settings without error. */
  readonly sound: string;
  /** What it says of an exchange file of settings without their company sheet. */
  readonly settingsAlone: string;
  notShown(path: string): string;
  /** `--settings` was given to something that is compared with none. */
  settingsUnused(path: string, kind: 'settings' | 'exchange-file'): string;
  /** The default browser is not one that AMI COMPTA supports; null where it is unknown. */
  browser(name: string | null): string;
  /** No browser came up. */
  notOpened(address: string, fault: LaunchFault): string;
  readonly noAddress: string;
  notADossier(value: string): string;
  sinceFault(path: string, fault: SinceFault): string;
  /** A payload took the place of one of another content; `later` are those in the folder that start from that one. */
  replaced(path: string, later: readonly string[]): string;
  /** `3 comptes sur 19 supprimés`. */
  removals(removals: readonly Removal[]): string;
  /** `Paramétrage, dossier 888`. */
  subject(dossier: string | null): string;
  readonly outcomes: Readonly<Record<'published' | 'unchanged' | 'refused', string>>;
  /** `Modification, publication n° 2, 3 changements`. */
  kind(kind: PayloadKind, sequence: number, changes: number): string;
  readonly changeKinds: Readonly<Record<ChangeKind, string>>;
  readonly fields: Readonly<Record<PublishedField, string>>;
  readonly words: Readonly<Record<PublishedWord, string>>;
  moreChanges(count: number): string;
}
