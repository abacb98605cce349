/** What a command does when it is interrupted: it leaves nothing half done in the target folder. */
import type { StagedOutput } from '../storage/durable.ts';

/** Ctrl-C and SIGTERM leave nothing in the target folder. The function that it gives ends the watch. */
export function discardWhenInterrupted(output: StagedOutput): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const end = (signal: NodeJS.Signals): void => {
    output.discardSync();
    for (const each of signals) process.off(each, end);
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}
