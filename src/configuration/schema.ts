/**
 * The shape of the configuration file, as a zod schema, and the JSON Schema that editors use, made from it. Loaded
 * only where there is a file, because zod takes longer to load than the rest of the program.
 *
 * The `error` of a rule is a `ConfigurationForm`, never a sentence. A description is what an editor, and the commented
 * file of `init`, show to whoever writes the file, so it is in French. A key without a default has an example.
 */
import * as z from 'zod';
import { isEncodable } from '../format/windows-1252.ts';
import type { ConfigurationForm } from './fault.ts';
import { DEFAULT_CONFIGURATION } from './values.ts';

/** A word of `ConfigurationForm`, checked by the compiler. */
const form = (name: ConfigurationForm): { error: string } => ({ error: name });

const defaults = DEFAULT_CONFIGURATION;
const text = z.string().regex(/\S/, form('not-empty'));
const journal = z.string().regex(/^[A-Za-z0-9]{1,2}$/, form('journal'));
const dossier = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,6}[A-Za-z0-9])?$/, form('dossier'))
  .meta({ examples: ['888'] });
const emitter = z
  .string()
  .regex(/^\S(?:.{0,1}\S)?$/, form('emitter'))
  .refine(isEncodable, form('emitter'));
const webAddress = z
  .string()
  // Without a flag, which the JSON Schema could not tell.
  .regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/\S+$/, form('web-address'))
  .refine((url) => URL.canParse(url), form('web-address'));

/** Mebibytes: a kibibyte at least, a tebibyte at most. */
const mebibytes = z.number().min(0.001).max(1_048_576);

const companyFile = z.strictObject({
  journal: journal
    .optional()
    .meta({ description: 'Le journal de ses écritures qui n’en nomment pas.', examples: ['HA'] }),
  label: z
    .string()
    .optional()
    .meta({ description: 'Son nom, tel qu’on le connaît.', examples: ['BOULANGERIE MARTIN'] }),
});

const limits = z.strictObject({
  documentMiB: mebibytes
    .default(defaults.limits.documentMiB)
    .describe('La taille maximale d’un document, en Mio.'),
  batchMiB: mebibytes
    .default(defaults.limits.batchMiB)
    .describe('La taille maximale d’un lot décompressé, en Mio.'),
  files: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(defaults.limits.files)
    .describe('Le nombre maximal de fichiers d’un lot.'),
});

const web = z.strictObject({
  host: text.default(defaults.web.host).describe('L’adresse sur laquelle la page est servie.'),
  password: z
    .string()
    .regex(/^.{12,200}$/u, form('password'))
    .optional()
    .meta({
      description:
        'Le mot de passe de la page, exigé dès que host n’est pas 127.0.0.1 : 12 caractères au moins.',
      examples: ['une phrase que vous seul connaissez'],
    }),
  port: z.number().int().min(1).max(65_535).default(defaults.web.port).describe('Le port de la page.'),
});

const amiCompta = z.strictObject({
  url: webAddress.optional().meta({
    description: 'L’adresse d’AMI COMPTA ; {dossier} y tient la place du numéro de dossier.',
    examples: ['https://ami.example/{dossier}'],
  }),
});

export const configurationSchema = z.strictObject({
  $schema: z.string().optional().describe('L’emplacement de ce schéma, pour l’éditeur.'),
  root: text.default(defaults.root).describe('Le dossier des dossiers surveillés, relatif à ce fichier.'),
  database: text.optional().meta({
    description: 'Le fichier du registre, relatif à ce fichier ; à défaut registre.db dans la racine.',
    examples: ['registre/registre.db'],
  }),
  lang: z.enum(['fr', 'en']).default(defaults.lang).describe('La langue des messages et des rapports.'),
  sweepMinutes: z
    .number()
    .min(0.01)
    .max(1_440)
    .default(defaults.sweepMinutes)
    .describe('Les minutes d’un passage du robot au suivant.'),
  settleSeconds: z
    .number()
    .min(0)
    .max(3_600)
    .default(defaults.settleSeconds)
    .describe('Les secondes pendant lesquelles un dépôt doit rester inchangé avant d’être pris.'),
  polling: z
    .boolean()
    .default(defaults.polling)
    .describe('Relire les dossiers à intervalles, pour les partages réseau qui n’annoncent rien.'),
  defaultJournal: journal
    .default(defaults.defaultJournal)
    .describe('Le journal quand rien d’autre n’en nomme.'),
  emitter: emitter
    .default(defaults.emitter)
    .describe('L’émetteur qu’ISACOMPTA montre d’une écriture : 1 à 3 caractères.'),
  onError: z
    .enum(['refuse', 'split'])
    .default(defaults.onError)
    .describe(
      'refuse : refuser le lot qui a une erreur ; split : livrer ses écritures saines et laisser les autres à corriger.',
    ),
  companyFiles: z.record(dossier, companyFile).default({}).describe('Les dossiers, par leur numéro.'),
  limits: limits.prefault({}).describe('Ce qu’un lot peut contenir.'),
  layout: z
    .enum(['side-by-side', 'bundle'])
    .default(defaults.layout)
    .describe(
      'side-by-side : les documents dans un zip à côté du fichier d’import ; bundle : les deux dans un seul zip.',
    ),
  web: web.prefault({}).describe('La page.'),
  amiCompta: amiCompta.prefault({}).describe('AMI COMPTA.'),
});

/** What the file says, with the defaults where it says nothing. */
export type ConfigurationFile = z.output<typeof configurationSchema>;

/** A node of the JSON Schema, as far as it is made here. */
export interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | false;
  /** What the keys of a group look like that may have any. */
  readonly propertyNames?: SchemaNode;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** The JSON Schema (draft 2020-12) of the file as it may be written. */
export function configurationJsonSchema(): SchemaNode {
  const schema = z.toJSONSchema(configurationSchema, { io: 'input', target: 'draft-2020-12' });
  return { title: 'ami-isacompta.config.json', ...schema } as SchemaNode;
}

/** The text of `docs/configuration.schema.json`: short lists on one line, as the formatter of the project has them. */
export function configurationSchemaText(): string {
  const json = JSON.stringify(configurationJsonSchema(), null, 2);
  const shortLists = /\[\s+("(?:[^"\\]|\\.)*"(?:,\s+"(?:[^"\\]|\\.)*")*)\s+\]/g;
  return `${json.replace(shortLists, (_, items: string) => `[${items.replace(/,\s+/g, ', ')}]`)}\n`;
}
