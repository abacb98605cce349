/**
 * Fills a register with batches: `<built register> <path> <batches> <company files> <pending of each>`. Prints one
 * company file and the import files that it has pending.
 */
import { pathToFileURL } from 'node:url';
import SqliteDatabase from 'better-sqlite3';

const [bundle, path, ...numbers] = process.argv.slice(2);
const [batches, companyFiles, pending] = numbers.map(BigInt);
const { openRegister } = await import(pathToFileURL(bundle).href);
await (await openRegister(path)).close();

const sqlite = new SqliteDatabase(path);
sqlite.pragma('synchronous = OFF');
sqlite.pragma('cache_size = -262144');
sqlite
  .prepare(
    `with recursive batch (n) as (select 0 union all select n + 1 from batch where n + 1 < :batches),
    drop_of (n, id, dossier, received_at, is_refused) as (
      select n, printf('20260101-%09d-3f2a9c', n), cast(n % :companyFiles as text),
        strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + n * 30, 'unixepoch'), n % 50 = 49
      from batch
    )
    insert into drops (id, kind, outcome, name, dossier, batch, revision, content_hash, entries, movements, debit,
      credit, documents, received_at, finished_at, integrated_at, archive, manifest_hash, places, findings)
    select id, 'batch', iif(is_refused, 'refused', 'delivered'), dossier || '_' || n || '.zip', dossier, 'lot-' || n, 0,
      lower(hex(randomblob(32))), 40, 120, 302260, 302260, 40, received_at, received_at,
      iif(is_refused or n >= :batches - :companyFiles * :pending, null, received_at),
      '2026/01/' || id || '.zip', lower(hex(randomblob(32))),
      json_array(printf('a-integrer/%s/%s_%d.zip', dossier, dossier, n),
        printf('a-integrer/%s/%s_%d.ECR', dossier, dossier, n)),
      json_array(json_object('code', 'ACCOUNT_NEW', 'severity', 'warning', 'file', 'ecritures.csv', 'line', 2,
        'column', 'Compte', 'value', '401X', 'message', printf('%.200c', 'x')))
    from drop_of`,
  )
  .run({ batches, companyFiles, pending });
const dossier = String(companyFiles / 2n);
const files = sqlite
  .prepare("select json_extract(places, '$[1]') from drops where is_pending = 1 and dossier = ?")
  .pluck()
  .all(dossier);
sqlite.close();
process.stdout.write(JSON.stringify({ dossier, files }));
