/** What documents cost: `convert` with them less `convert` without them, against zip that stores the same files. */
import { rmSync } from 'node:fs';
import { inTurns, NotInstalled, timed } from '../measuring.mjs';
import { missingRow, ratioRow } from '../report.mjs';

const LIMIT = 4;
const DOCUMENT_BYTES = 500_000;

export async function measureDocuments(workshop) {
  const documents = workshop.size(200);
  const movements = 3 * documents;
  const full = await workshop.batch('documents', { movements, documents, documentBytes: DOCUMENT_BYTES });
  const bare = await workshop.batch('bare', { movements });
  const measure = `${documents} documents of 500 KB: \`convert\` with less without them / \`zip -0\``;
  try {
    const { withThem, without, zip } = await inTurns(5, {
      withThem: () => workshop.convert(full),
      without: () => workshop.convert(bare),
      zip: () => storedZip(workshop, full),
    });
    const seconds = withThem.seconds - without.seconds;
    return [ratioRow(measure, { seconds }, zip, LIMIT)];
  } catch (error) {
    if (error instanceof NotInstalled) return [missingRow(measure, LIMIT, 'no zip')];
    throw error;
  }
}

async function storedZip(workshop, batch) {
  const zip = `${workshop.resultPath()}.zip`;
  try {
    return await timed('zip', ['-0', '-q', '-r', zip, 'documents'], { cwd: batch });
  } finally {
    rmSync(zip, { force: true });
  }
}
