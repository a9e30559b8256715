import { PURPOSES, recordConsent, suppress, type ConsentChanged, type ConsentStatement } from '../consent';
import type { entities, Transaction } from '../db';

export interface Withdrawal {
  readonly workspace: number;
  readonly channel: entities.Message['channel'];
  /** Null where nobody is known by the address: then the address itself is not written to any more. */
  readonly contact: number | null;
  readonly address: string;
  readonly scope: 'channel' | 'promotional';
  readonly source: Extract<ConsentStatement['source'], 'reply' | 'provider'>;
  /** UTC epoch ms. */
  readonly at: number;
  readonly now: number;
  /** What they wrote, where and to whom. */
  readonly proof: Readonly<Record<string, unknown>>;
  /** Makes the same refusal, told of twice, one. */
  readonly reference: string;
}

/** Somebody wants no more messages on a channel. @returns whether that is news */
export async function withdrawChannel(
  tx: Transaction,
  withdrawal: Withdrawal,
  changed: ConsentChanged,
): Promise<boolean> {
  const { workspace, channel, contact, address, scope, source, at, now, proof, reference } = withdrawal;
  if (contact === null) {
    await suppress(tx, { workspace, channel, address }, 'opted_out', now);
    return true;
  }
  let isNews = false;
  for (const purpose of scope === 'channel' ? PURPOSES : (['promotional'] as const)) {
    const about = { workspace, contact, channel, purpose, source, proof: { ...proof }, reference };
    const said = { status: 'withdrawn', basis: 'explicit', at, recordedAt: now } as const;
    if (await recordConsent(tx, { ...about, ...said }, changed)) isNews = true;
  }
  return isNews;
}
