import type { Transaction } from '../../db';
import type { Shop } from '../shop';
import type { Outcome } from './delivery-context';

/** A delivery on its way into the log. */
export interface ReceivedDelivery {
  readonly topic: string;
  readonly fingerprint: string;
  readonly rawBody: Buffer;
  readonly receivedAt: number;
}

/** Whether the same bytes of the same webhook came before. */
export async function isKnownDelivery(tx: Transaction, shop: Shop, fingerprint: string): Promise<boolean> {
  const known = await tx.get('SELECT id FROM delivery WHERE shop = ? AND fingerprint = ?', [shop.id, fingerprint]);
  return known !== undefined;
}

/** Remembers a delivery, with its body where that says something that is stored nowhere else. */
export async function logDelivery(
  tx: Transaction,
  shop: Shop,
  { topic, fingerprint, rawBody, receivedAt }: ReceivedDelivery,
  outcome: Outcome,
): Promise<void> {
  const isBodyKept = outcome.outcome === 'unreadable' || (outcome.outcome === 'ignored' && outcome.isBodyKept);
  await tx.run(
    `INSERT INTO delivery (workspace, shop, topic, fingerprint, outcome, reason, body, received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      shop.workspace,
      shop.id,
      topic.replaceAll('\u0000', ''),
      fingerprint,
      outcome.outcome,
      'reason' in outcome ? outcome.reason : null,
      isBodyKept ? rawBody.toString('utf8').replaceAll('\u0000', '') : null,
      receivedAt,
    ],
  );
}
