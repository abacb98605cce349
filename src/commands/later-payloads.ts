/** The payloads of a folder that were published after one, by their names alone. */
import { readdirSync } from 'node:fs';

/** Those of the company file with a greater sequence, in their order. */
export function laterPayloads(folder: string, dossier: string, sequence: number): string[] {
  const later = readdirSync(folder).flatMap((name) => {
    const [, of = '', number = ''] = /^(.+)_(\d{4,})_modification\.json$/.exec(name) ?? [];
    return of === dossier && Number(number) > sequence ? [{ name, number: Number(number) }] : [];
  });
  return later.sort((one, other) => one.number - other.number).map(({ name }) => name);
}
