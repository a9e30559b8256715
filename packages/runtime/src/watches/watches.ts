import type { Transaction } from '../db';
import type { StoredEvent, TriggerDemand } from '../events';
import { CART_EVENTS, subjectOfCart } from './cart/cart-events';
import { minutesWanted } from './minutes-wanted';
import { beginWatches } from './sql/begin-watches';
import type { WatchType } from './watch';

const OF_MESSAGES: readonly WatchType[] = ['message.not_opened', 'message.not_clicked'];

/**
 * Begins watches as things happen, in the transaction that stores them. One statement, and only where a trigger waits for
 * what may not happen. What ends a watch early costs nothing here: it is looked for when the watch is due.
 */
export class Watches {
  constructor(private readonly demand: TriggerDemand) {}

  async onEvent(tx: Transaction, event: StoredEvent): Promise<void> {
    if (!CART_EVENTS.includes(event.type)) return;
    const { workspace, id, occurredAt } = event;
    const minutes = minutesWanted(this.demand.filtersOf(workspace), 'cart.abandoned');
    const subject = minutes.length === 0 ? undefined : subjectOfCart(event);
    if (subject === undefined) return;
    await beginWatches(tx, { workspace, type: 'cart.abandoned', subject, minutes, event: id, sinceAt: occurredAt });
  }

  /** @param message that was sent just now */
  async onSent(tx: Transaction, message: { readonly id: string; readonly sentAt: number }): Promise<void> {
    if (!this.demand.workspaces().some((workspace) => this.ofMessages(workspace).length > 0)) return;
    const { id: subject, sentAt: sinceAt } = message;
    const row = await tx.get<{ workspace: number }>(
      'SELECT workspace FROM message WHERE id = ? AND contact IS NOT NULL AND channel = ?',
      [subject, 'email'], // nothing tells whether a text message was opened
    );
    if (!row) return;
    for (const { type, minutes } of this.ofMessages(row.workspace)) {
      await beginWatches(tx, { workspace: row.workspace, type, subject, minutes, event: null, sinceAt });
    }
  }

  private ofMessages(workspace: number): Array<{ type: WatchType; minutes: number[] }> {
    const filters = this.demand.filtersOf(workspace);
    const wanted = OF_MESSAGES.map((type) => ({ type, minutes: minutesWanted(filters, type) }));
    return wanted.filter(({ minutes }) => minutes.length > 0);
  }
}
