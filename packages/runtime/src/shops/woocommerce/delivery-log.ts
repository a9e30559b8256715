import type { Transaction } from '../../db';
import type { Shop } from '../shop';
import { APPLIED, type Outcome } from '../store';

/** A delivery on its way into the log. */
export interface ReceivedDelivery {
  readonly topic: string;
  readonly fingerprint: string;
  readonly receivedAt: number;
}

/**
 * Remembers a delivery, as one that is applied in the same transaction, or waits to be.
 * @returns its id; undefined where the same bytes of the same webhook came before
 */
export async function logDelivery(
  tx: Transaction,
  shop: Shop,
  { topic, fingerprint, receivedAt }: ReceivedDelivery,
  outcome: 'applied' | 'pending',
): Promise<number | undefined> {
  const row = await tx.get<{ id: number }>(
    `INSERT INTO delivery (workspace, shop, topic, fingerprint, outcome, received_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (shop, fingerprint) DO NOTHING RETURNING id`,
    [shop.workspace, shop.id, topic.replaceAll('\u0000', ''), fingerprint, outcome, receivedAt],
  );
  return row?.id;
}

/** A delivery that waited is applied now. */
export async function noteTaken(tx: Transaction, id: number): Promise<void> {
  await tx.run('UPDATE delivery SET outcome = ? WHERE id = ?', [APPLIED.outcome, id]);
}

/** Notes what became of a delivery, with its body where that says something that is stored nowhere else. */
export async function noteOutcome(tx: Transaction, id: number, outcome: Outcome, rawBody: Buffer): Promise<void> {
  if (outcome.outcome === APPLIED.outcome) return;
  const isBodyKept = outcome.outcome === 'unreadable' || (outcome.outcome === 'ignored' && outcome.isBodyKept);
  const body = isBodyKept ? rawBody.toString('utf8').replaceAll('\u0000', '') : null;
  const reason = 'reason' in outcome ? outcome.reason : null;
  await tx.run('UPDATE delivery SET outcome = ?, reason = ?, body = ? WHERE id = ?', [
    outcome.outcome,
    reason,
    body,
    id,
  ]);
}
