import type { Transaction } from '../db';
import type { ConsentState } from './consent';
import { consentsOf } from './read-consents';
import { insertEntry, storeState } from './record-consent';

const STRICTNESS = { granted: 0, pending: 1, withdrawn: 2 } as const;
const WEAKNESS = { double_opt_in: 0, explicit: 1, customer_exception: 2 } as const;

/**
 * Of two consents the one that allows less: withdrawn before pending before granted. Among equals the later one, then the
 * one on the weaker ground. The order in which several are compared makes no difference.
 */
export function stricter(one: ConsentState, other: ConsentState): ConsentState {
  const difference =
    STRICTNESS[one.status] - STRICTNESS[other.status] ||
    one.sinceAt - other.sinceAt ||
    WEAKNESS[one.basis] - WEAKNESS[other.basis];
  return difference >= 0 ? one : other;
}

/**
 * Gives a contact the consents of one that is merged into it. Where both have said something about the same channel and
 * purpose, the stricter counts, and the ledger says so; where only one has, that counts.
 */
export async function mergeConsents(
  tx: Transaction,
  { workspace, into, from, now }: { workspace: number; into: number; from: number; now: number },
): Promise<void> {
  const kept = await consentsOf(tx, into);
  for (const state of await consentsOf(tx, from)) {
    const own = kept.find(({ channel, purpose }) => channel === state.channel && purpose === state.purpose);
    const next = own ? stricter(own, state) : state;
    await storeState(tx, { workspace, contact: into }, next);
    if (!own || next.status === own.status) continue;
    const { sinceAt: at, ...rest } = next;
    const proof = { mergedContact: from };
    await insertEntry(tx, { ...rest, workspace, contact: into, source: 'merge', at, recordedAt: now, proof });
  }
  await tx.run('DELETE FROM consent WHERE contact = ?', [from]);
  await tx.run('UPDATE consent_entry SET contact = ? WHERE contact = ?', [into, from]);
}
