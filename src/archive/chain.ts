/**
 * The chain over the archives: each link is the SHA-256 over the one before it and the hash of the archive's manifest,
 * so that no archive can be taken out, changed or put in another's place unnoticed. Shares nothing with the register,
 * which forges the links, but this rule: so it can find the register's mistakes.
 */
import { createHash } from 'node:crypto';
import type { Timestamp } from '../model/drop-record.ts';

/** A link as the register has it. */
export interface ArchiveInChain {
  /** 1, 2, 3, …: without a gap. */
  readonly position: number;
  readonly drop: string;
  readonly archive: string;
  readonly manifestHash: string;
  readonly chainHash: string;
  readonly purgedAt: Timestamp | null;
}

export interface ChainFault {
  readonly link: ArchiveInChain;
  readonly fault:
    | { readonly kind: 'chain-gap'; readonly expected: number; readonly found: number }
    | { readonly kind: 'chain-broken'; readonly position: number };
}

const BEFORE_THE_FIRST = '0'.repeat(64);

/** What is wrong with the links themselves, from the beginning; one fault does not make faults of all those behind it. */
export function chainFaults(links: readonly ArchiveInChain[]): ChainFault[] {
  const faults: ChainFault[] = [];
  let position = 0;
  let previous = BEFORE_THE_FIRST;
  for (const link of links) {
    position += 1;
    if (link.position !== position) {
      faults.push({ link, fault: { kind: 'chain-gap', expected: position, found: link.position } });
    } else if (link.chainHash !== nextHash(previous, link.manifestHash)) {
      faults.push({ link, fault: { kind: 'chain-broken', position } });
    }
    position = link.position;
    previous = link.chainHash;
  }
  return faults;
}

function nextHash(previous: string, manifestHash: string): string {
  return createHash('sha256').update(`${previous}\n${manifestHash}`).digest('hex');
}
