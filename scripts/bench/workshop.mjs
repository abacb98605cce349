/**
 * The temporary folder of a run: the program as it was built when the run began, the batches that the measures share,
 * and a place for what the children write. Owns everything that has to be removed at the end.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timed, timedScript } from './measuring.mjs';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = join(REPOSITORY, 'samples', 'accepted', 'grille', 'input', '888_grille');
const MOVEMENTS_PER_ENTRY = 3;

export class Workshop {
  #folder = mkdtempSync(join(tmpdir(), 'ami-isacompta-bench-'));
  #program = join(this.#folder, 'program', 'cli.js');
  #batches = new Map();
  #results = 0;
  /** Divides every number of movements and documents. */
  #divisor;

  constructor({ divisor }) {
    this.#divisor = divisor;
    execFileSync(process.execPath, [join(REPOSITORY, 'scripts', 'build.mjs')], { stdio: 'inherit' });
    // A copy, so that building again during the run does not change what is measured.
    cpSync(join(REPOSITORY, 'dist'), join(this.#folder, 'program'), { recursive: true });
    writeFileSync(join(this.#folder, 'program', 'package.json'), '{ "type": "module" }\n');
    // The program's copy finds its addon as an installed one does.
    symlinkSync(join(REPOSITORY, 'node_modules'), join(this.#folder, 'node_modules'), 'junction');
  }

  /** How many there are in this run of what a full run has so many of. */
  size(full) {
    return full / this.#divisor;
  }

  /** The same of movements, of which an entry has three. */
  movements(full) {
    return MOVEMENTS_PER_ENTRY * Math.floor(this.size(full) / MOVEMENTS_PER_ENTRY);
  }

  /** The folder of a batch, made when it is first asked for. */
  async batch(name, { movements, isScattered = false, isIssued = true, documents = 0, documentBytes = 0 }) {
    const made = this.#batches.get(name);
    if (made !== undefined) return made;
    const folder = join(this.#folder, `888_${name}`);
    const entries = movements / MOVEMENTS_PER_ENTRY;
    const description = { folder, entries, isScattered, isIssued, documents, documentBytes };
    const script = childScript('make-batch.mjs');
    await timed(process.execPath, [script, JSON.stringify(description)], { cwd: this.#folder });
    this.#batches.set(name, folder);
    return folder;
  }

  /** The folder of a settings export with so many accounts, each with a third party. */
  async settings(name, { accounts, isLater = false }) {
    const folder = join(this.#folder, `888_${name}`);
    const description = { folder, accounts, isLater };
    const script = childScript('make-settings.mjs');
    await timed(process.execPath, [script, JSON.stringify(description)], { cwd: this.#folder });
    return folder;
  }

  /** `publish` of a settings export, measured; what it writes is removed afterwards. */
  async publish(settings, ...args) {
    const out = this.resultPath();
    try {
      return await this.program('publish', settings, '--out', out, ...args);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }

  /** The payload that `publish` makes of a settings export; the caller removes it. */
  async payload(settings) {
    const out = this.resultPath();
    await this.program('publish', settings, '--out', out);
    return join(out, readdirSync(out)[0]);
  }

  /** The batch of a sample: four entries with their documents. */
  sample() {
    const folder = join(this.#folder, '888_grille');
    cpSync(SAMPLE, folder, { recursive: true });
    return folder;
  }

  /** A path for something a child writes; the caller removes it. */
  resultPath() {
    this.#results += 1;
    return join(this.#folder, `result-${this.#results}`);
  }

  /** A script of children/, measured. */
  child(script, ...args) {
    return this.#measured([childScript(script), ...args], null);
  }

  /** A command of the program, measured, its standard output in a file that is removed afterwards. */
  async program(...args) {
    const output = this.resultPath();
    try {
      return await this.#measured([this.#program, ...args], output);
    } finally {
      rmSync(output, { force: true });
    }
  }

  /** `convert` of a batch, measured; what it writes is removed afterwards. */
  async convert(batch) {
    const out = this.resultPath();
    try {
      return await this.program('convert', batch, '--out', out);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }

  /** Node with nothing beside the arguments, timed alone. */
  bareNode(...args) {
    return timed(process.execPath, args, { cwd: this.#folder });
  }

  /** `convert` of a batch as a user starts it, timed alone. */
  async bareConvert(batch) {
    const out = this.resultPath();
    try {
      return await this.bareNode(this.#program, 'convert', batch, '--out', out);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }

  /** The import file that `convert` makes of a batch; the caller removes it. */
  async importFile(batch) {
    const out = this.resultPath();
    await this.program('convert', batch, '--out', out);
    const name = readdirSync(out).find((each) => each.endsWith('.ECR'));
    if (name === undefined) throw new Error(`convert of ${batch} left no .ECR`);
    return join(out, name);
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #measured(args, output) {
    return timedScript(args, { cwd: this.#folder, peakFile: this.resultPath(), output });
  }
}

/** `147 MB`. */
export function megabytes(path) {
  return `${Math.round(statSync(path).size / 1_000_000)} MB`;
}

/** `999 999`, with plain spaces. */
export function grouped(count) {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}

function childScript(name) {
  return fileURLToPath(new URL(`children/${name}`, import.meta.url));
}
