import { valueAt } from '../audiences';
import type { Transaction } from '../db';
import { decodePayload, type StoredEvent, type StoredPayload } from '../events';

/**
 * Whether a subscription has had an event of this kind with the same value at a path: the same cart. A journey knows that
 * by its entry keys; a stock n8n has none.
 */
export async function wasDelivered(
  tx: Transaction,
  subscription: string,
  path: string,
  { id, type, contact, payload }: StoredEvent,
): Promise<boolean> {
  const value = valueAt(payload, path);
  if (contact === null || value === undefined || value === null) return false;
  const before = await tx.all<{ payload: StoredPayload }>(
    `SELECT e.payload AS payload FROM event e JOIN subscription_delivery d ON d.event = e.id AND d.subscription = ?
      WHERE e.contact = ? AND e.type = ? AND e.id <> ?`,
    [subscription, contact, type, id],
  );
  const text = JSON.stringify(value);
  return before.some((event) => JSON.stringify(valueAt(decodePayload(event.payload), path)) === text);
}
