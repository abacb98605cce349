#!/usr/bin/env node
/**
 * The entry of the program: which commands there are and what they take. It loads nothing that a command needs before
 * that command runs, because starting is most of the time that a small batch takes.
 */
import { main } from './commands/program.ts';

await main(process.argv.slice(2));
