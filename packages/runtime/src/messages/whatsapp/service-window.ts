import type { Queries, Transaction } from '../../db';
import { hours } from '../../shared';

/** For how long after somebody wrote they may be written texts. */
const WINDOW = hours(24);

interface Pair {
  readonly sender: string;
  readonly contact: number;
}

/** Until when a sender may write a contact texts (UTC epoch ms); null where it may not. */
export async function windowClosesAt(queries: Queries, { sender, contact }: Pair, now: number): Promise<number | null> {
  const row = await queries.get<{ closesAt: number }>(
    'SELECT closes_at AS "closesAt" FROM service_window WHERE sender = ? AND contact = ?',
    [sender, contact],
  );
  return row && row.closesAt > now ? row.closesAt : null;
}

/**
 * Somebody wrote: for 24 hours from then on they may be written texts. What is heard of late opens less, and what is heard
 * of again nothing.
 * @param reply the provider's id of what they wrote
 * @param at when they wrote it, UTC epoch ms
 */
export async function openWindow(
  tx: Transaction,
  { sender, contact, workspace, reply, at }: Pair & { workspace: number; reply: string; at: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO service_window (sender, contact, workspace, reply, closes_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (sender, contact) DO UPDATE SET reply = excluded.reply, closes_at = excluded.closes_at
     WHERE excluded.closes_at > service_window.closes_at AND excluded.reply <> service_window.reply`,
    [sender, contact, workspace, reply, at + WINDOW.milliseconds],
  );
}

/** The provider says that it is closed: it knows. */
export async function closeWindow(tx: Transaction, { sender, contact }: Pair, now: number): Promise<void> {
  await tx.run('UPDATE service_window SET closes_at = ? WHERE sender = ? AND contact = ? AND closes_at > ?', [
    ...[now, sender, contact, now],
  ]);
}
