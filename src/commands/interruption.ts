/** What a command does when it is interrupted: it leaves nothing half done in the target folder. */
import type { StagedOutput } from '../storage/durable.ts';

/** What asks a program to end: Ctrl-C, the system or its service, a terminal that is closed. */
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C and SIGTERM leave nothing in the target folder. The function that it gives ends the watch. */
export function discardWhenInterrupted(output: StagedOutput): () => void {
  const end = (signal: NodeJS.Signals): void => {
    output.discardSync();
    for (const each of SIGNALS) process.off(each, end);
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
}
