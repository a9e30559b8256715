import { liftSuppression, PURPOSES, recordConsent, type ConsentChanged } from '../consent';
import type { Transaction } from '../db';
import type { Withdrawal } from './withdraw-channel';

/** Somebody wants messages again that they had refused. */
export async function grantChannel(
  tx: Transaction,
  grant: Omit<Withdrawal, 'source'>,
  changed: ConsentChanged,
): Promise<void> {
  const { workspace, channel, contact, address, scope, at, now, proof, reference } = grant;
  if (contact === null) {
    await liftSuppression(tx, { workspace, channel, address });
    return;
  }
  for (const purpose of scope === 'channel' ? PURPOSES : (['promotional'] as const)) {
    const about = { workspace, contact, channel, purpose, source: 'provider', proof: { ...proof }, reference } as const;
    await recordConsent(tx, { ...about, status: 'granted', basis: 'explicit', at, recordedAt: now }, changed);
  }
}
