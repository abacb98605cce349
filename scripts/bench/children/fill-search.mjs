/** Makes every drop of a register findable by two words, one of its own and one of a thousandth of them: `<path>`. */
import SqliteDatabase from 'better-sqlite3';

const sqlite = new SqliteDatabase(process.argv[2]);
sqlite.pragma('synchronous = OFF');
sqlite.pragma('cache_size = -262144');
sqlite.exec(`
  insert into drop_words (rowid, words) select number, 'piece' || number || ' fournisseur' || (number % 997) from drops;
  insert into searched_drops select number from drops;
  update search_progress set known = (select max(number) from drops);
`);
sqlite.close();
