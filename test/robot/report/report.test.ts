/** The reports of a drop: their texts as a person and a program read them. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Conversion } from '../../../src/convert.ts';
import type { CalendarDate } from '../../../src/model/calendar-date.ts';
import type { DropRecord } from '../../../src/model/drop-record.ts';
import {
  type Finding,
  type FindingCode,
  type FindingDetails,
  finding,
  type Place,
} from '../../../src/model/finding.ts';
import type { Publication } from '../../../src/publish.ts';
import { anomaliesCsv } from '../../../src/robot/report/anomalies-csv.ts';
import { batchReport, reportJson, settingsReport } from '../../../src/robot/report/report-json.ts';
import {
  batchReportText,
  duplicateNote,
  MOST_FINDINGS_SHOWN,
  settingsReportText,
} from '../../../src/robot/report/report-text.ts';

const NBSP = '\u00a0';
const DROP = { name: '888_2022-09.zip', receivedAt: '2026-11-24T09:15:00.000Z' };
const REFUSED: Conversion = {
  batch: '2022-09-A',
  dossier: '888',
  status: 'refused',
  entries: 4,
  movements: 12,
  debit: 30_226n,
  credit: 30_225n,
  documents: 0,
  files: { import: null, documents: null },
  identities: [],
  contentHash: null,
  periodEnd: null,
  left: null,
  findings: [],
};
const UNBALANCED = told(
  'ENTRY_UNBALANCED',
  { file: 'ecritures.csv', line: 5, value: 'P1' },
  {
    journal: 'AC',
    date: 20220831 as CalendarDate,
    piece: 'P1',
    debit: 12_000,
    credit: 11_999,
    lastLine: 7,
  },
);

beforeAll(() => {
  // Reports are on the clock of the office.
  process.env.TZ = 'Europe/Paris';
});

describe('rapport.txt', () => {
  test('says what was refused, what to do, and why', () => {
    expect(linesOf(batchReportText(DROP, { ...REFUSED, findings: [UNBALANCED] }, 'fr'))).toEqual([
      'Lot refusé',
      '==========',
      '',
      'Dépôt   : 888_2022-09.zip',
      'Reçu le : 24/11/2026 à 10:15',
      'Lot     : 2022-09-A',
      'Dossier : 888',
      'Contenu : 4 écritures, 12 mouvements, débit 302,26, crédit 302,25',
      '',
      'Rien n’a été livré à ISACOMPTA. Corrigez les erreurs ci-dessous, dans AMI COMPTA ou dans le lot,',
      'puis déposez de nouveau le lot entier dans depot-ami.',
      '',
      '1 erreur',
      '--------',
      '',
      'Erreur (ENTRY_UNBALANCED)',
      '  ecritures.csv, ligne 5 : l’écriture du 31/08/2022, journal AC, pièce « P1 » (lignes 5 à 7)',
      '  n’est pas équilibrée : débit 120,00, crédit 119,99, écart 0,01. Corrigez le montant en cause.',
      '',
    ]);
  });

  test('of a batch that could not be read has no figures and no names that are not known', () => {
    const nothing = { batch: null, dossier: null, entries: 0, movements: 0, debit: 0n, credit: 0n };
    const findings = [told('BATCH_UNREADABLE', { file: '888_2022-09.zip' }, { reason: 'zip-damaged' })];
    const lines = linesOf(batchReportText(DROP, { ...REFUSED, ...nothing, findings }, 'fr'));
    expect(lines.slice(3, 6)).toEqual(['Dépôt   : 888_2022-09.zip', 'Reçu le : 24/11/2026 à 10:15', '']);
    expect(lines).toContain('Erreur (BATCH_UNREADABLE)');
  });

  test('of a batch that was delivered in part says what was, what was not, and not to drop it again', () => {
    const left = { entries: 1, movements: 3, debit: 123_456_789n, credit: 0n };
    const text = plain(batchReportText(DROP, { ...REFUSED, left, findings: [UNBALANCED] }, 'fr'));
    expect(text).toContain('Livré      : 4 écritures, 12 mouvements, débit 302,26, crédit 302,25');
    expect(text).toContain('À corriger : 1 écriture, 3 mouvements, débit 1 234 567,89, crédit 0,00');
    expect(text.replaceAll('\r\n', ' ')).toContain('Ne déposez pas de nouveau le lot d’origine.');
    expect(text).not.toContain('Rien n’a été livré');
  });

  test('is sorted by file and line, errors first at one line, whatever the order of finding', () => {
    const at = (line: number, code: 'AMOUNT_ZERO' | 'ACCOUNT_INVALID', file = 'b.csv'): Finding =>
      told(code, { file, line, value: '' }, {});
    const findings = [
      at(10, 'AMOUNT_ZERO'),
      at(2, 'AMOUNT_ZERO'),
      at(2, 'ACCOUNT_INVALID'),
      at(7, 'AMOUNT_ZERO', 'a.csv'),
    ];
    const places = linesOf(batchReportText(DROP, { ...REFUSED, findings }, 'fr')).flatMap(
      (line) => /^ {2}(\w\.csv, ligne \d+)/.exec(line)?.[1] ?? [],
    );
    expect(places).toEqual(['a.csv, ligne 7', 'b.csv, ligne 2', 'b.csv, ligne 2', 'b.csv, ligne 10']);
    const kinds = linesOf(batchReportText(DROP, { ...REFUSED, findings }, 'fr')).filter((line) =>
      /^(?:Erreur|Avertissement) /.test(line),
    );
    expect(kinds[1]).toBe('Erreur (ACCOUNT_INVALID)');
  });

  test('shows 200 findings, no error crowded out, and counts the rest by kind', () => {
    const warnings = Array.from({ length: 1_000 }, (_, index) =>
      told('AMOUNT_ZERO', { file: 'ecritures.csv', line: index + 2, value: '' }, {}),
    );
    const rest = told('FINDINGS_OMITTED', {}, { of: 'AMOUNT_ZERO', shown: 1_000, total: 2_500 });
    const error = told('ACCOUNT_INVALID', { file: 'ecritures.csv', line: 4_000, value: '' }, {});
    const text = plain(batchReportText(DROP, { ...REFUSED, findings: [...warnings, error, rest] }, 'fr'));
    expect(text.match(/^(?:Erreur|Avertissement) \(/gm)).toHaveLength(MOST_FINDINGS_SHOWN);
    expect(text).toContain('Erreur (ACCOUNT_INVALID)');
    expect(text).toContain('1 erreur, 2 500 avertissements');
    expect(text).toContain('Ne sont pas détaillées ici : 2 301 avertissements AMOUNT_ZERO.');
  });

  test('is for Notepad: a byte-order mark, CRLF, and lines of at most 96 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.boolean(), (name, isFrench) => {
        const at = { file: name, line: 5, value: name };
        const findings = [told('ACCOUNT_NEW', at, { label: name }), UNBALANCED];
        const text = batchReportText(
          { ...DROP, name: 'x' },
          { ...REFUSED, findings },
          isFrench ? 'fr' : 'en',
        );
        expect(text.startsWith('\ufeff')).toBe(true);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        // Only a word that is longer than the page makes a longer line.
        for (const line of text.split('\r\n'))
          if ([...line].length > 97) expect(line.trim()).not.toContain(' ');
      }),
    );
  });

  test('of settings names the company file and where to drop them again', () => {
    const findings = [told('SIRET_MISSING', { file: 'entreprise.csv' }, {})];
    const text = plain(settingsReportText(DROP, { ...PUBLICATION, findings }, 'fr')).replaceAll('\r\n', ' ');
    expect(text).toContain('Paramétrage refusé');
    expect(text).toContain('Dossier : 888');
    expect(text).toContain('déposez-le dans depot-isacompta');
    expect(text).toContain('Erreur (SIRET_MISSING)');
  });

  test('is in English where that is asked for', () => {
    const text = batchReportText(DROP, { ...REFUSED, findings: [UNBALANCED] }, 'en');
    expect(text).toContain('Batch refused\r\n');
    expect(text).toContain('Received on : 2026-11-24 at 10:15');
    expect(text).toContain('Error (ENTRY_UNBALANCED)');
  });
});

test('the note beside a duplicate says when, as what and where its content was delivered', () => {
  const earlier: DropRecord = {
    id: '20261124-101500-3f2a9c',
    kind: 'batch',
    outcome: 'delivered',
    name: '888_avant.zip',
    dossier: '888',
    batch: '2022-09-A',
    revision: 0,
    contentHash: 'ab',
    facts: { entries: 4, movements: 12, debit: 30_226n, credit: 30_226n, documents: 4 },
    publication: null,
    fiscalYearEnd: null,
    receivedAt: '2026-06-24T08:15:00.000Z',
    finishedAt: '2026-06-24T08:16:00.000Z',
    integratedAt: null,
    findings: [],
    places: ['a-integrer/888/a.zip', 'a-integrer/888/a.ECR'],
    archive: null,
    manifestHash: null,
    earlier: null,
  };
  const text = plain(duplicateNote(DROP, earlier, 'fr'));
  for (const fact of [
    'Dépôt   : 888_2022-09.zip',
    'Lot      : 2022-09-A',
    'Livré le : 24/06/2026 à 10:16',
    'Fichiers : a-integrer/888/a.zip a-integrer/888/a.ECR',
  ])
    expect(text).toContain(`${fact}\r\n`);
  expect(text).not.toContain('Intégré le');
  expect(text).toContain('\r\n  ami-isacompta replay 20261124-101500-3f2a9c --again\r\n');
  const integrated = { ...earlier, integratedAt: '2026-06-25T08:00:00.000Z' };
  expect(plain(duplicateNote(DROP, integrated, 'fr'))).toContain('Intégré le : 25/06/2026 à 10:00\r\n');
});

describe('rapport.json', () => {
  test('of a batch has the keys of the contract, and the part that was left only where there is one', () => {
    const json = JSON.parse(reportJson(batchReport({ ...REFUSED, findings: [UNBALANCED] }, 'fr')));
    expect(Object.keys(json)).toEqual([
      ...['batch', 'dossier', 'status', 'entries', 'movements', 'debit', 'credit', 'documents', 'files'],
      'findings',
    ]);
    expect(json).toMatchObject({ status: 'refused', debit: '302.26', credit: '302.25' });
    expect(json.findings).toMatchObject([{ code: 'ENTRY_UNBALANCED', severity: 'error', line: 5 }]);
    const left = { entries: 1, movements: 3, debit: 5n, credit: 0n };
    expect(batchReport({ ...REFUSED, left }, 'fr').left).toEqual({
      entries: 1,
      movements: 3,
      debit: '0.05',
      credit: '0.00',
    });
  });

  test('of settings has the keys of the contract', () => {
    expect(Object.keys(settingsReport(PUBLICATION, 'fr'))).toEqual([
      ...['dossier', 'status', 'kind', 'sequence', 'file', 'changes', 'findings'],
    ]);
  });
});

describe('anomalies.csv', () => {
  test('has every finding in the columns that Excel shows', () => {
    const text = anomaliesCsv([UNBALANCED], 'fr');
    expect(text.startsWith('\ufeffGravité;Code;Fichier;Ligne;Colonne;Valeur;Message\r\n')).toBe(true);
    expect(plain(text).split('\r\n')[1]).toMatch(
      /^erreur;ENTRY_UNBALANCED;ecritures\.csv;5;;P1;ecritures\.csv, ligne 5 : l’écriture/,
    );
    expect(text.endsWith('\r\n')).toBe(true);
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+33 1 x', "'+33 1 x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3+cmd|x', "'-2+3+cmd|x"],
    ['\t=1', "'=1"],
    ['\r\n=1', "'=1"],
    ['＝1', "'＝1"],
    ['-', "'-"],
    ['-12,00', '-12,00'],
    [`-1${NBSP}234,56`, `-1${NBSP}234,56`],
    ['-1 234.5', '-1 234.5'],
    ['+5', '+5'],
    ['a;"b"', 'a;"b"'],
  ])('the value %j is the cell %j', (value, cell) => {
    const [row] = rowsOf(anomaliesCsv([told('AMOUNT_ZERO', { value }, {})], 'fr'));
    expect(row?.[5]).toBe(cell);
  });

  test('no cell of any finding is a formula or another line, and none is lost', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            file: hostile(),
            line: fc.integer({ min: 1, max: 99 }),
            column: hostile(),
            value: hostile(),
          }),
          { maxLength: 20 },
        ),
        (places) => {
          const findings = places.map((place) => told('COLUMN_UNKNOWN', place, {}));
          const rows = rowsOf(anomaliesCsv(findings, 'fr'));
          expect(rows).toHaveLength(places.length);
          for (const row of rows) {
            expect(row).toHaveLength(7);
            for (const cell of row) {
              expect(cell).not.toMatch(/[\r\n\t]/);
              if (/^[=+\-@]/.test(cell)) expect(cell).toMatch(/^[+-]\d[\d ]*(?:[.,]\d+)?$/);
            }
          }
        },
      ),
    );
  });
});

const PUBLICATION: Publication = {
  dossier: '888',
  status: 'refused',
  kind: 'creation',
  sequence: null,
  file: null,
  settingsHash: null,
  periodEnd: null,
  changes: [],
  removals: [],
  findings: [],
};

function hostile(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n', ' ', '-1'), fc.string({ maxLength: 12 }))
    .map(([first, rest]) => first + rest);
}

function told<C extends FindingCode>(code: C, place: Place, details: FindingDetails[C]): Finding {
  return finding(code, place, details) as Finding;
}

/** Without the marks that no eye sees, no-break spaces as plain ones. */
function plain(text: string): string {
  return text.replace('\ufeff', '').replaceAll(NBSP, ' ');
}

function linesOf(text: string): string[] {
  const lines = plain(text).split('\r\n');
  expect(lines.pop()).toBe('');
  return lines;
}

function rowsOf(text: string): string[][] {
  return parse(text.replace('\ufeff', ''), { delimiter: ';', record_delimiter: '\r\n' }).slice(1);
}
