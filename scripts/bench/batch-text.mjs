/**
 * The text of a made-up batch of purchases: three lines an entry, sorted by date, labels as long as people write
 * them, about 147 bytes a line. The same index gives the same entry at any size. Knows no files.
 */

const SUPPLIERS = [
  ['Électricité de Bourgogne SA', '401ELECBOU'],
  ['Papeterie du Marché couvert', '401PAPETER'],
  ['Établissements Lefèvre & fils', '401LEFEVRE'],
  ['Station-service de la Gare SNC', '401STATION'],
  ['Coopérative agricole du Morvan', '401COOPMOR'],
  ['Transports Guérin logistique', '401GUERIN'],
  ['Quincaillerie des Deux-Ponts', '401QUINCAI'],
  ['Imprimerie Saint-Rémy réunie', '401IMPRIME'],
  ['Menuiserie Chastagner et Roux', '401MENUISE'],
  ['Laboratoire vétérinaire Ouest', '401LABOVET'],
  ['Garage Pélissier automobiles', '401GARAGEP'],
  ['Assurances mutuelles du Nord', '401ASSURAN'],
];
/** Account, and a label that a number of three digits makes at most 30 characters long. */
const PURCHASES = [
  ['60630000', 'Fournitures petit équipem.'],
  ['60610000', 'Électricité des bâtiments'],
  ['61320000', 'Location matériel agricole'],
  ['61550000', 'Entretien véhicule utilit.'],
  ['62260000', 'Honoraires et débours mois'],
  ['60210000', 'Gazole non routier livré n'],
  ['62410000', 'Transport sur achats réglé'],
  ['60680000', 'Vêtements de protection n°'],
];
const VAT_CODES = [
  ['A5', 2_000],
  ['A5', 2_000],
  ['A5', 2_000],
  ['B5', 1_000],
  ['C5', 550],
];
const COMMENT = 'À rapprocher du bon de livraison signé par le responsable du site';
/** One entry in as many has a comment. */
const ENTRIES_PER_COMMENT = 6;
const LINES_PER_ENTRY = 3;
const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const HEADER =
  'Date;N° pièce;N° facture;Numéro;Compte;Libellé pièce;Libellé mouvement;TVA;Taux;Débit;Crédit;D;C\r\n';

/** `lot.json`. */
export function notice(isIssued) {
  return {
    lot: '2025-BANC',
    dossier: '888',
    ...(isIssued ? { emis: '2026-01-05T10:15:00' } : {}),
    exercice: { debut: '2025-01-01', fin: '2025-12-31' },
  };
}

/** The document of an entry. */
export function documentName(index) {
  return `facture-${String(index).padStart(6, '0')}.pdf`;
}

/** The lines of `ecritures.csv`, each with its line break. The first `documents` entries name a document. */
export function* batchLines({ entries, isScattered, documents }) {
  yield HEADER;
  if (!isScattered) {
    for (let index = 0; index < entries; index += 1) yield* entryLines(index, entries, documents);
    return;
  }
  for (let place = 0; place < LINES_PER_ENTRY; place += 1) {
    for (let index = 0; index < entries; index += 1) yield entryLines(index, entries, documents)[place];
  }
}

function entryLines(index, entries, documents) {
  const random = randomFrom(index);
  const [supplier, supplierAccount] = SUPPLIERS[random(SUPPLIERS.length)];
  const [purchaseAccount, purchase] = PURCHASES[random(PURCHASES.length)];
  const [vatCode, rateHundredths] = VAT_CODES[random(VAT_CODES.length)];
  const base = 500 + random(900_000);
  const vat = Math.round((base * rateHundredths) / 10_000);
  const piece = `0x${(0x100000 + index).toString(16)}`;
  const invoice = `FA25-${String(100_000_000 + random(800_000_000))}`;
  const label = `${purchase} ${100 + random(900)}`;
  const document = index < documents ? documentName(index) : '';
  const comment = index % ENTRIES_PER_COMMENT === 0 ? COMMENT : '';
  const start = `${dateOf(index, entries)};${piece};${invoice}`;
  const rate = euros(rateHundredths);
  const line = (place, account, rest) =>
    `${start};${numberOf(LINES_PER_ENTRY * index + place)};${account};${supplier};${label};${rest};${document};${comment}\r\n`;
  return [
    line(1, purchaseAccount, `${vatCode};${rate};${euros(base)};`),
    line(2, '44566000', `${vatCode};${rate};${euros(vat)};`),
    line(3, supplierAccount, `;;;${euros(base + vat)}`),
  ];
}

/** The number of a line: eight digits, as many as ISACOMPTA has columns for. */
function numberOf(line) {
  return String(line).padStart(8, '0');
}

/** Cents or hundredths of a per cent, as French people write them: `1234,05`. */
function euros(cents) {
  return `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}

/** The entries spread over the year 2025, in their order. */
function dateOf(index, entries) {
  let day = Math.floor((index * 365) / entries);
  let month = 0;
  while (day >= DAYS_OF_MONTHS[month]) {
    day -= DAYS_OF_MONTHS[month];
    month += 1;
  }
  return `${String(day + 1).padStart(2, '0')}/${String(month + 1).padStart(2, '0')}/2025`;
}

/** Whole numbers below a limit, always the same ones for a seed (mulberry32). */
function randomFrom(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mix = Math.imul(state ^ (state >>> 15), state | 1);
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
    return ((mix ^ (mix >>> 14)) >>> 0) % limit;
  };
}
