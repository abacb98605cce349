/**
 * Runs the program in a process where any one call to the file system can be made to fail. It is asked over the channel
 * to its parent for one run after the other: a process for each would take longer than all the rest.
 *
 * Counts calls below the root, from its start or from the first claim on, which is the rename into `en-cours/`. What
 * the program's own log and sign of life write is left out: they are no part of a drop's life. Loaded before the
 * program, so that every import of `node:fs` gets the counting functions.
 */
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , program] = process.argv;

/** The run that is under way. */
const NO_RUN = {
  root: join(sep, 'nowhere'),
  at: 0,
  code: '',
  isLasting: false,
  calls: [],
  isCounting: false,
};
let run = NO_RUN;

const NUMBERS = { ENOSPC: -28, EACCES: -13, EBUSY: -16, EIO: -5 };

function faultOf(name, path) {
  const error = new Error(`${run.code}: made to fail, ${name} '${path}'`);
  return Object.assign(error, { code: run.code, errno: NUMBERS[run.code], syscall: name, path });
}

/** Descriptors of files below the root, by number: calls on them have no path. */
const descriptors = new Map();

/** The fault for this call, or null: it is counted where it belongs to a drop's life. */
function faultFor(name, target, second) {
  const path = typeof target === 'number' ? descriptors.get(target) : String(target);
  if (path === undefined || !path.startsWith(run.root + sep)) return null;
  const inner = path.slice(run.root.length + 1);
  if (inner.startsWith('journaux') || inner === 'robot.json') return null;
  if (name === 'rename' && String(second).includes(`${sep}en-cours${sep}`)) run.isCounting = true;
  if (!run.isCounting) return null;
  run.calls.push(`${name} ${inner}`);
  const isAfter = run.isLasting && run.at > 0 && run.calls.length > run.at;
  return isAfter || run.calls.length === run.at ? faultOf(name, path) : null;
}

const SYNCHRONOUS = [
  'accessSync',
  'chmodSync',
  'closeSync',
  'copyFileSync',
  'fstatSync',
  'fsyncSync',
  'lstatSync',
  'mkdirSync',
  'openSync',
  'opendirSync',
  'readdirSync',
  'readFileSync',
  'readSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'statSync',
  'unlinkSync',
  'writeSync',
  'writeFileSync',
];
const WITH_CALLBACK = [
  'close',
  'fdatasync',
  'fstat',
  'fsync',
  'lstat',
  'open',
  'read',
  'rename',
  'stat',
  'unlink',
  'write',
  'writev',
];
const PROMISING = [
  'access',
  'chmod',
  'copyFile',
  'lstat',
  'mkdir',
  'open',
  'opendir',
  'readdir',
  'readFile',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'unlink',
  'writeFile',
];
const OF_HANDLES = ['close', 'read', 'readFile', 'stat', 'sync', 'datasync', 'write', 'writeFile'];

for (const name of SYNCHRONOUS) {
  const real = fs[name];
  fs[name] = (...args) => {
    const fault = faultFor(name.replace(/Sync$/, ''), args[0], args[1]);
    // A descriptor that was closed is gone whatever is said of it.
    if (name === 'closeSync' && fault !== null) real(...args);
    if (fault !== null) throw fault;
    const result = real(...args);
    if (name === 'openSync') descriptors.set(result, String(args[0]));
    if (name === 'closeSync') descriptors.delete(args[0]);
    return result;
  };
}

const realExists = fs.existsSync;
fs.existsSync = (path) => faultFor('exists', path) === null && realExists(path);

for (const name of WITH_CALLBACK) {
  const real = fs[name];
  fs[name] = (...args) => {
    const fault = faultFor(name, args[0], args[1]);
    const done = args.at(-1);
    if (fault !== null && name === 'close') return real(args[0], () => done(fault));
    if (fault !== null) return void setImmediate(done, fault);
    const told = (error, result, ...rest) => {
      if (name === 'open' && error === null) descriptors.set(result, String(args[0]));
      if (name === 'close') descriptors.delete(args[0]);
      done(error, result, ...rest);
    };
    return real(...args.slice(0, -1), told);
  };
}

for (const name of PROMISING) {
  const real = fs.promises[name];
  fs.promises[name] = async (...args) => {
    const fault = faultFor(name, args[0], args[1]);
    if (fault !== null) throw fault;
    const result = await real(...args);
    if (name === 'open') countHandle(result, String(args[0]));
    return result;
  };
}

function countHandle(handle, path) {
  for (const name of OF_HANDLES) {
    const real = handle[name].bind(handle);
    handle[name] = async (...args) => {
      const fault = faultFor(`handle.${name}`, path);
      if (fault !== null && name === 'close') await real();
      if (fault !== null) throw fault;
      return real(...args);
    };
  }
}

syncBuiltinESMExports();

/** Connections that the program opened: the system closes them when a process ends, and with them goes every lock. */
const connections = new Set();
const { prototype } = createRequire(program)('better-sqlite3');
for (const name of ['exec', 'pragma']) {
  const real = prototype[name];
  // Every connection of the program begins with one of these.
  prototype[name] = function (...args) {
    connections.add(this);
    return real.apply(this, args);
  };
}

let runs = 0;
process.on('message', async ({ args, root, isFromStart, at, code, isLasting }) => {
  run = { root: root ?? NO_RUN.root, at, code, isLasting, calls: [], isCounting: isFromStart };
  descriptors.clear();
  const errors = [];
  const output = [];
  const taking = (texts) => (text, encoding, done) => {
    texts.push(String(text));
    const told = typeof encoding === 'function' ? encoding : done;
    if (told !== undefined) setImmediate(told);
    return true;
  };
  const streams = [process.stderr, process.stdout];
  const writes = streams.map((stream) => stream.write);
  process.stderr.write = taking(errors);
  process.stdout.write = taking(output);
  process.exitCode = 0;
  process.argv.splice(2, process.argv.length, ...args);
  try {
    runs += 1;
    await import(`${pathToFileURL(program).href}?${runs}`);
  } catch (error) {
    errors.push(String(error?.stack ?? error));
    process.exitCode = 70;
  } finally {
    streams.forEach((stream, index) => {
      stream.write = writes[index];
    });
  }
  // What the program left to itself goes on until now, as it does until a process ends.
  await new Promise((resolve) => setTimeout(resolve, 5));
  const stopped = run;
  run = NO_RUN;
  for (const connection of connections) if (connection.open) connection.close();
  connections.clear();
  const { exitCode } = process;
  process.exitCode = 0;
  process.send({ exitCode, stdout: output.join(''), stderr: errors.join(''), calls: stopped.calls });
});
process.send('ready');
