/**
 * A program that uses a register, for the tests that need a process of its own: `child.mjs <path> <intents as JSON>`.
 * It says `ready` and waits for a line before it opens the register, so that several do so together; then it intends
 * one after the other, saying what came of each, and waits to be ended.
 */
import { openRegister } from '../../src/register/open-register.ts';
import type { Intent } from '../../src/register/register.ts';

const [path = '', argument = ''] = process.argv.slice(2);
const intents: readonly Intent[] = JSON.parse(argument, (name, value) =>
  name === 'debit' || name === 'credit' ? BigInt(value) : value,
);

process.stdout.write('ready\n');
// The standard input stays open, which keeps the program running until it is killed or told the end.
await new Promise((resolve) => process.stdin.once('data', resolve));
const register = await openRegister(path);
for (const intent of intents) {
  const conflict = await register.intend(intent);
  process.stdout.write(`${conflict?.kind ?? 'intended'}\n`);
}
process.stdout.write('done\n');
