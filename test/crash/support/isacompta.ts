/** ISACOMPTA beside a robot: takes import files away as soon as they are there, and remembers them. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from './robot-process.ts';

export class Isacompta {
  /** Bytes by the path from the root, with `/`. */
  readonly taken = new Map<string, Buffer>();
  /** What it should never have seen. */
  readonly faults: string[] = [];
  readonly #folder: string;
  readonly #timer: NodeJS.Timeout;

  constructor({ root }: Site) {
    this.#folder = join(root, 'a-integrer');
    this.#timer = setInterval(() => this.#look(), 7);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#look();
  }

  #look(): void {
    for (const { name: dossier } of readdirSync(this.#folder, { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    )) {
      const names = readdirSync(join(this.#folder, dossier));
      for (const name of names.filter((each) => each.endsWith('.ECR'))) this.#take(dossier, name);
    }
  }

  #take(dossier: string, name: string): void {
    const path = `a-integrer/${dossier}/${name}`;
    const content = readFileSync(join(this.#folder, dossier, name));
    if (this.taken.has(path)) this.faults.push(`${path} came twice`);
    if (content.subarray(-2).toString() !== '\r\n') this.faults.push(`${path} is not complete`);
    const zip = name.replace(/\.ECR$/, '.zip');
    const namesDocuments = content.includes('.pdf');
    const isThere = readdirSync(join(this.#folder, dossier)).includes(zip);
    if (namesDocuments && !isThere) this.faults.push(`${path} was there before its documents`);
    this.taken.set(path, content);
    rmSync(join(this.#folder, dossier, name));
  }
}
