import type { Transaction } from '../db';
import type { DeliveryState, DeliveryUpdate } from '../messages';
import { codeOf } from '../shared';
import { applyLateFailure, type LateFailurePorts } from './apply-late-failure';
import { tellFailed } from './tell-failed';
import { findTold, tellOfMessage, type Telling } from './told-message';

/**
 * How much each state says. Providers tell in any order and more than once: a message only goes on. Who has got it has got
 * it, also where a failure was told before.
 */
const RANK: Readonly<Record<DeliveryState, number>> = { sent: 1, failed: 2, delivered: 3, read: 4 };

const RANK_SQL = `CASE delivery WHEN 'sent' THEN 1 WHEN 'failed' THEN 2 WHEN 'delivered' THEN 3 WHEN 'read' THEN 4 ELSE 0 END`;

interface Delivery {
  /** Ours. */
  readonly message: string;
  readonly update: DeliveryUpdate;
  readonly now: number;
}

/** Notes what a provider told of a message, and tells whoever waits for it. What is known already changes nothing. */
export async function applyDelivery(
  tx: Transaction,
  { message, update, now }: Delivery,
  ports: Telling & LateFailurePorts,
): Promise<void> {
  const { state, at, reason, isUnreachable = false, failure: late } = update;
  if (late && (await applyLateFailure(tx, { message, update, failure: late, now }, ports))) return;
  const progressed = await tx.run(
    `UPDATE message SET delivery = ?, delivery_at = ?, error = COALESCE(?, error), error_code = COALESCE(?, error_code) WHERE id = ? AND ${RANK_SQL} < ?`,
    [
      state,
      at,
      ...(state === 'failed' ? [reason ?? null, late ? codeOf(late) : null] : [null, null]),
      message,
      RANK[state],
    ],
  );
  if (progressed === 0) return;
  // Nobody knew whether it was sent; now somebody does.
  await tx.run(
    `UPDATE message SET status = 'sent', sent_at = COALESCE(sent_at, ?), error_code = NULL WHERE id = ? AND status = 'uncertain'`,
    [at, message],
  );
  const told = await findTold(tx, message);
  if (!told || state === 'sent') return;
  if (state === 'failed') {
    const code = late ? codeOf(late) : 'PROVIDER_PERMANENT';
    const failure = { code, reason: reason ?? 'The provider gave no reason', isUnreachable };
    await tellFailed(tx, told, { at, now, failure }, ports);
    return;
  }
  await tellOfMessage(tx, told, { type: `message.${state}`, at, now, key: message }, ports);
}
