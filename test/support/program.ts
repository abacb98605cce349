/** Runs the built program as a user's shell does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly cwd?: string;
  /** What starts the program, in front of `node dist/cli.js`. */
  readonly launcher?: readonly string[];
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** After this many milliseconds the program is killed; its signal is then SIGKILL. */
  readonly limitMs?: number;
  readonly onStart?: (child: ChildProcess) => void;
}

export function runProgram(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const [command = process.execPath, ...rest] = [
    ...(options.launcher ?? []),
    process.execPath,
    ...(options.nodeOptions ?? []),
    PROGRAM,
    ...args,
  ];
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, rest, {
      cwd: options.cwd,
      env: { ...process.env, NO_COLOR: '1', ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.limitMs ?? 30_000,
      killSignal: 'SIGKILL',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (exitCode, signal) =>
      resolve({
        exitCode,
        signal,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
        milliseconds: performance.now() - start,
      }),
    );
    options.onStart?.(child);
  });
}

export interface Measured extends Ended {
  /** The most memory that the program held at once. */
  readonly peakMiB: number;
  /** The time that it had a processor for, which is the same however busy the machine is; all its threads together. */
  readonly cpuSeconds: number;
}

/** Runs the program and measures its memory and time. Both are NaN where it was killed. */
export async function runMeasured(args: readonly string[], options: RunOptions = {}): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'ami-isacompta-peak-'));
  const file = join(folder, 'peak');
  try {
    const ended = await runProgram(args, {
      ...options,
      nodeOptions: ['--import', `data:text/javascript,${encodeURIComponent(PEAK_PROBE)}`],
      environment: { PEAK_FILE: file },
    });
    const [kibibytes = Number.NaN, microseconds = Number.NaN] = existsSync(file)
      ? readFileSync(file, 'utf8').split(' ').map(Number)
      : [];
    return { ...ended, peakMiB: kibibytes / 1024, cpuSeconds: microseconds / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Linux carries the peak of a process over to the program that it starts; VmHWM is that of the program alone. */
const PEAK_PROBE = `
import { readFileSync, writeFileSync } from 'node:fs';
process.on('exit', () => {
  let kibibytes = process.resourceUsage().maxRSS;
  try {
    kibibytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {}
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.PEAK_FILE, [kibibytes, user + system].join(' '));
});`;

/** With plain spaces for no-break ones, whose place is a matter of typography. */
export function withPlainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

/** The one JSON object that `--json` prints; throws where anything else stands on the standard output. */
export function jsonOf({ stdout, stderr }: Ended): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(stdout);
  } catch (error) {
    throw new Error(`Not one JSON value:\n${stdout.slice(0, 500)}\n${stderr.slice(0, 2_000)}`, {
      cause: error,
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`Not an object: ${stdout.slice(0, 200)}`);
  return value as Record<string, unknown>;
}

/** The codes of the findings in such an object, each once. */
export function codesOf(json: Record<string, unknown>): string[] {
  if (!Array.isArray(json.findings)) throw new Error('No findings in the answer');
  return [...new Set(json.findings.map((finding: { readonly code: string }) => finding.code))];
}
