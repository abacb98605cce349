/** What a conversion tells of a batch that it would be easy to pass over in silence. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messageOf } from '../../src/check/messages/report.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type BatchFiles, type BatchRow, csvText, purchase, writeBatch } from '../support/batch.ts';
import { type ConversionOptions, convertInto, importFileOf } from '../support/conversion.ts';
import { withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function findingsOf(files: BatchFiles, options: ConversionOptions = {}): Promise<readonly Finding[]> {
  const folder = temporaryFolder();
  const { conversion } = await convertInto(
    join(folder, 'out'),
    writeBatch(folder, '888_lot', files),
    options,
  );
  return conversion.findings;
}

/** The French sentences of one code. */
async function toldOf(code: Finding['code'], files: BatchFiles): Promise<string[]> {
  const findings = (await findingsOf(files)).filter((finding) => finding.code === code);
  return findings.map((finding) => withPlainSpaces(messageOf(finding, 'fr')));
}

/** The bytes of a text in which each `#` is a byte that no character begins with. */
function damaged(text: string): Buffer {
  return Buffer.from(Buffer.from(text).map((byte) => (byte === 0x23 ? 0xe9 : byte)));
}

test('a bad byte in a label of a UTF-8 text is told with its line, and the other accents stay', async () => {
  const folder = temporaryFolder();
  const rows = purchase('P1', { entryLabel: 'SOCIÉTÉ', label: 'DÉPÔT' });
  const csv = damaged(csvText([...rows, ...purchase('P2', { label: 'SOCI#T' })]));
  const told = await toldOf('CHARACTER_REPLACED', { csv });
  expect(told).toHaveLength(3);
  expect(told[0]).toBe(
    'ecritures.csv, ligne 5, colonne « Libellé mouvement » : « SOCI\ufffdT » contient un octet illisible : ce caractère (U+FFFD) était déjà perdu dans le fichier ; il est remplacé par « ¤ ». Corrigez ce texte, ou exportez de nouveau le lot.',
  );
  const file = await importFileOf(join(folder, 'out'), writeBatch(folder, '888_lot', { csv }));
  expect(file.toString('latin1')).toContain('SOCIÉTÉ');
});

test('a bad byte elsewhere is the error of its cell', async () => {
  const [first = {}, ...rest] = purchase('P1', { entryLabel: 'SOCIÉTÉ' });
  for (const [cell, code] of [
    [{ debit: '1#0,00' }, 'AMOUNT_INVALID'],
    [{ account: '60#10000' }, 'ACCOUNT_INVALID'],
    [{ date: '31/08/20#2' }, 'DATE_INVALID'],
    [{ documents: 'a#.pdf' }, 'DOCUMENT_MISSING'],
  ] as const) {
    const findings = await findingsOf({ csv: damaged(csvText([{ ...first, ...cell }, ...rest])) });
    expect(findings.filter(({ severity }) => severity === 'error')).toContainEqual(
      expect.objectContaining({ code, line: 2, value: expect.stringContaining('\ufffd') }),
    );
  }
});

test('two pieces that become one are told, of one journal and date alone', async () => {
  const rows = [
    ...purchase('0x00a1b2c3'),
    ...purchase('0x00a1b2d4'),
    ...purchase('0x00a1b2e5', { date: '30/08/2022' }),
    ...purchase('0x00a1b2f6', { journal: 'VE' }),
  ];
  const told = await toldOf('PIECE_SHORTENED', { csv: csvText(rows) });
  expect(told.map((text) => /comme la pièce « .* » de la ligne \d+/.exec(text)?.[0] ?? null)).toEqual([
    null,
    'comme la pièce « 0x00a1b2c3 » de la ligne 2',
    null,
    null,
  ]);
  expect(told[1]).toContain('devient « 0x00a1b2 » dans ISACOMPTA');
});

/** An entry of three lines with these due dates, the last one its third party's. */
function due(...dates: readonly string[]): BatchRow[] {
  return purchase('P1').map((row, index) => ({ ...row, dueDate: dates[index] ?? '' }));
}

test.each([
  ['one date', due('15/10/2022', '', ''), null],
  ['one date on every line', due('15/10/2022', '15/10/2022', '15/10/2022'), null],
  ['two that stand on no third party', due('15/10/2022', '16/10/2022'), [3, '16/10/2022', '15/10/2022', 2]],
  [
    'one of the third party, another above',
    due('15/10/2022', '', '20/10/2022'),
    [2, '15/10/2022', '20/10/2022', 4],
  ],
] as const)('due dates of an entry: %s', async (_, rows, told) => {
  const findings = (await findingsOf({ csv: csvText(rows) })).filter(
    ({ code }) => code === 'ENTRY_INCONSISTENT',
  );
  if (told === null) {
    expect(findings).toEqual([]);
    return;
  }
  const [line, value, kept, dueLine] = told;
  expect(findings).toMatchObject([{ line, column: 'Échéance', value, details: { kept, dueLine } }]);
});

test('third parties with a due date each contradict nobody', async () => {
  const entry = { date: '31/08/2022', piece: 'P1' };
  const rows = [
    { ...entry, account: '60110000', debit: '100,00' },
    { ...entry, account: '401A', credit: '50,00', dueDate: '15/10/2022' },
    { ...entry, account: '401B', credit: '50,00', dueDate: '20/10/2022' },
  ];
  expect((await findingsOf({ csv: csvText(rows) })).map(({ code }) => code)).not.toContain(
    'ENTRY_INCONSISTENT',
  );
});

test('a second label of an account is told, whatever the order of the lines', async () => {
  const label = (piece: string, accountLabel: string): BatchRow[] =>
    purchase(piece).map((row) => (row.account === '401FOURN' ? { ...row, accountLabel } : row));
  const rows = [...label('P1', 'FOURNISSEUR'), ...label('P2', 'FOURNITEUR'), ...label('P3', 'FOURNISSEUR')];
  const scattered = [...rows.slice(0, 2), ...rows.slice(3), ...rows.slice(2, 3)];
  expect(await toldOf('ENTRY_INCONSISTENT', { csv: csvText(rows) })).toEqual([
    'ecritures.csv, ligne 7, colonne « Libellé compte » : le compte 401FOURN a deux libellés : « FOURNITEUR » ici, « FOURNISSEUR » à la ligne 4, qui est retenu. Gardez un seul libellé par compte.',
  ]);
  expect(await toldOf('ENTRY_INCONSISTENT', { csv: csvText(scattered) })).toEqual([
    expect.stringContaining(
      'ligne 9, colonne « Libellé compte » : le compte 401FOURN a deux libellés : « FOURNISSEUR » ici, « FOURNITEUR » à la ligne 6',
    ),
  ]);
});

test.each([
  [';', 'sep=;\r\n'],
  [',', 'sep=,\r\n'],
  ['\t', 'sep=\t\r\n'],
  [';', '"sep=;"\r\n'],
  [';', 'SEP=;\n'],
] as const)(
  'the separator %j that the first line names (%j), lines numbered as in the file',
  async (delimiter, first) => {
    const rows = [...purchase('P1'), ...purchase('P2', { date: '31/02/2022' })];
    const cells = csvText(
      rows.map((row) => ({ ...row, debit: row.debit?.replace(',', '.') ?? '' })),
      { delimiter },
    );
    const findings = await findingsOf({ csv: `${first}${cells}` });
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'DATE_INVALID', line: 6 },
      { code: 'DATE_INVALID', line: 7 },
      { code: 'DATE_INVALID', line: 8 },
    ]);
  },
);

test('a company file number of lot.json that is none is told at its field', async () => {
  const csv = csvText(purchase('P1'));
  expect(await findingsOf({ csv, notice: { dossier: '888/2' } })).toContainEqual(
    expect.objectContaining({ code: 'DOSSIER_MISSING', file: 'lot.json', column: 'dossier', value: '888/2' }),
  );
  expect(await findingsOf({ csv, notice: { dossier: '888/2' } }, { dossier: '9/9' })).toContainEqual(
    expect.objectContaining({ code: 'DOSSIER_MISSING', file: '888_lot', column: null, value: '9/9' }),
  );
});

test('entries that lie deeper than they may are told where they are', async () => {
  const folder = temporaryFolder();
  const path = writeBatch(folder, 'b', { csv: csvText(purchase('P1')) });
  mkdirSync(join(folder, '888_lot', 'a'), { recursive: true });
  writeFileSync(join(folder, '888_lot', 'a', 'autre.csv'), '');
  renameSync(path, join(folder, '888_lot', 'a', 'b'));
  const { conversion } = await convertInto(join(folder, 'out'), join(folder, '888_lot'));
  expect(conversion.findings.map((finding) => withPlainSpaces(messageOf(finding, 'fr')))).toEqual([
    '888_lot : aucun fichier .csv à la racine du lot, mais a/b/ecritures.csv : deux dossiers plus bas. Envoyez le dossier qui le contient, avec ses documents.',
  ]);
});

test('an account with a space inside is told that it has one', async () => {
  const [first = {}, ...rest] = purchase('P1');
  const told = await toldOf('ACCOUNT_INVALID', {
    csv: csvText([{ ...first, account: '60 110000' }, ...rest]),
  });
  expect(told[0]).toContain(
    '« 60 110000 » n’est pas un numéro de compte : les espaces n’y sont pas permises.',
  );
});

test('sums that leave out unreadable lines are known as such', async () => {
  const folder = temporaryFolder();
  const rows = purchase('P1');
  const amountsCompleteOf = async (name: string, debit: string): Promise<boolean | undefined> => {
    const csv = csvText(rows.map((row, index) => (index === 0 ? { ...row, debit } : row)));
    const path = writeBatch(folder, name, { csv });
    return (await convertInto(join(folder, 'out'), path)).conversion.amountsComplete;
  };
  expect(await amountsCompleteOf('888_a', '100,00')).toBe(true);
  expect(await amountsCompleteOf('888_b', 'cent')).toBe(false);
});
