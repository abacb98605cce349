/**
 * Writes a settings export into a folder, as the JSON in the first argument describes it: `folder`, `accounts` (how
 * many auxiliary accounts, each with its third party) and `isLater` (every thousandth label and one account changed, so
 * that there are differences). Beside the native file stands a complete company sheet.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK_CHARACTERS = 1_048_576;
const SHEET = [
  ['Dénomination', 'BOULANGERIE DU MARCHE'],
  ['Forme juridique', 'SARL'],
  ['Numéro SIRET', '73282932000074'],
  ['Numéro SIREN', '732829320'],
  ['Code A.P.E.', '10.71C'],
  ['Régime', 'Réel normal mensuel'],
];

const { folder, accounts, isLater } = JSON.parse(process.argv[2]);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'entreprise.csv'), `${SHEET.map((row) => row.join(';')).join('\r\n')}\r\n`, {
  flush: true,
});
const file = openSync(join(folder, '888_parametrage.ECR'), 'wx');
let text = '';
for (const line of lines()) {
  text += `${line}\r\n`;
  if (text.length < BLOCK_CHARACTERS) continue;
  writeSync(file, text, null, 'latin1');
  text = '';
}
writeSync(file, text, null, 'latin1');
fsyncSync(file);
closeSync(file);

function* lines() {
  yield columns(49, [1, 'VER'], [7, '0200000'], [14, '0000'], [19, 'Export'], [49, '1']);
  yield columns(86, [1, 'DOS'], [7, '888'], [15, 'BOULANGERIE DU MARCHE'], [59, '08'], [62, 'EUR']);
  yield columns(47, [1, 'EXO'], [7, '01012025'], [15, '31122025'], [36, 'EUR']);
  yield account('40100000', 'Fournisseurs', 'ce', '');
  yield account('44566000', 'TVA déductible', 'ge', '');
  for (let index = 0; index < accounts; index += 1) {
    const number = `401${String(index).padStart(6, 'F')}`;
    const label = `Fournisseur ${index}${isLater && index % 1_000 === 0 ? ' SA' : ''}`;
    yield account(number, label, 'au', '40100000');
    yield columns(
      740,
      [1, 'TIERS'],
      [7, label],
      [67, `${index} rue du Marché`],
      [132, '35000'],
      [140, 'RENNES'],
      [170, '0299000000'],
    );
  }
  if (isLater) yield account('60700000', 'Achats de marchandises', 'ge', '');
  yield columns(
    114,
    [1, 'TVA'],
    [7, 'A5'],
    [9, 'TVA déductible 20 %'],
    [39, '44566000'],
    [49, '20.00'],
    [54, 'ac'],
  );
  yield columns(85, [1, 'JOU'], [7, 'AC'], [9, 'Achats'], [39, 'ac']);
}

function account(number, label, type, collective) {
  return columns(
    291,
    [1, 'CPT'],
    [7, number],
    [17, label],
    [87, type],
    [96, collective],
    [106, collective],
    [117, 'in'],
    [152, '1'],
  );
}

/** A line of a width with texts at their columns, counted from 1. */
function columns(width, ...texts) {
  let line = '';
  for (const [start, part] of texts) line = line.padEnd(start - 1) + part;
  return line.padEnd(width);
}
