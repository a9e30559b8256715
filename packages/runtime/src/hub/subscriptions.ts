import { randomBytes, randomUUID } from 'node:crypto';

import { calendarOf, fulfilsTrigger } from '../audiences';
import { entities, type Database, type Transaction } from '../db';
import { typesWaitedFor, type StoredEvent, type TriggerFilter } from '../events';
import { CodedUserError, type Cipher, type Clock } from '../shared';
import { checkFields } from './check-fields';
import type { SubscriptionRequest } from './hub-requests';
import { wasDelivered } from './was-delivered';

export type FollowSubscription = (
  tx: Transaction,
  subscription: { readonly workspace: number; readonly id: string; readonly targetUrl: string },
  filter: TriggerFilter | undefined,
) => Promise<void>;

/** Trigger nodes in a stock n8n that want events by HTTP. */
export class Subscriptions {
  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly cipher: Cipher;
      readonly clock: Clock;
      /** Told what a subscription waits for besides what happens by itself; nothing of one that ends. */
      readonly follow?: FollowSubscription;
      /** Called once somebody has subscribed, or does not want to hear any more. */
      readonly onChanged?: () => Promise<void>;
    },
  ) {}

  /** @throws BODY_INVALID where the address is not http(s), RULE_INVALID where a field cannot be compared like that */
  async create(workspace: number, { filter, targetUrl }: SubscriptionRequest): Promise<{ id: string; secret: string }> {
    if (!/^https?:\/\//.test(targetUrl) || !URL.canParse(targetUrl)) {
      throw new CodedUserError('BODY_INVALID', 'targetUrl must be an http or https address.', { targetUrl });
    }
    checkFields(filter.fields ?? []);
    const id = randomUUID();
    const secret = randomBytes(24).toString('base64url');
    const { database, cipher, clock, follow, onChanged } = this.dependencies;
    const encrypted = cipher.encrypt(secret);
    await database.write(async (tx) => {
      await tx.run(
        'INSERT INTO subscription (id, workspace, target_url, filter, secret, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        [id, workspace, targetUrl, JSON.stringify(filter), encrypted, clock.now()],
      );
      await follow?.(tx, { workspace, id, targetUrl }, filter);
    });
    await onChanged?.();
    return { id, secret };
  }

  async exists(workspace: number, id: string): Promise<boolean> {
    return await this.dependencies.database.orm.existsBy(entities.Subscription, { workspace, id });
  }

  /** @throws SUBSCRIPTION_NOT_FOUND */
  async delete(workspace: number, id: string): Promise<void> {
    const { database, follow, onChanged } = this.dependencies;
    const deleted = await database.write(async (tx) => {
      const row = await tx.get<{ targetUrl: string }>(
        'SELECT target_url AS "targetUrl" FROM subscription WHERE workspace = ? AND id = ?',
        [workspace, id],
      );
      if (row) await follow?.(tx, { workspace, id, ...row }, undefined);
      await tx.run('DELETE FROM subscription_delivery WHERE workspace = ? AND subscription = ?', [workspace, id]);
      return await tx.run('DELETE FROM subscription WHERE workspace = ? AND id = ?', [workspace, id]);
    });
    if (deleted === 0) throw new CodedUserError('SUBSCRIPTION_NOT_FOUND', `There is no subscription "${id}".`, { id });
    await onChanged?.();
  }

  /** Whether a subscription of the workspace names a type of event, or all of its kind. */
  async wants(tx: Transaction, workspace: number, type: string): Promise<boolean> {
    const rows = await tx.all<{ filter: string }>('SELECT filter FROM subscription WHERE workspace = ?', [workspace]);
    const names = typesWaitedFor({ type });
    return rows.some(({ filter }) => (JSON.parse(filter) as TriggerFilter).events.some((each) => names.includes(each)));
  }

  /** Queues an event for one subscription, whatever that has subscribed to. Part of the transaction that stores the event. */
  async post(
    tx: Transaction,
    { workspace, subscription, event }: { workspace: number; subscription: string; event: number },
  ): Promise<number> {
    return await tx.run(
      `INSERT INTO subscription_delivery (workspace, subscription, event, status, attempts, due_at)
       VALUES (?, ?, ?, 'queued', 0, ?) ON CONFLICT (subscription, event) DO NOTHING`,
      [workspace, subscription, event, this.dependencies.clock.now()],
    );
  }

  /** Queues an event for every subscription that it matches. Part of the transaction that stores the event. */
  async enqueue(tx: Transaction, event: StoredEvent): Promise<number> {
    const rows = await tx.all<{ id: string; filter: string }>(
      'SELECT id, filter FROM subscription WHERE workspace = ?',
      [event.workspace],
    );
    const subscribed = rows.map(({ id, filter }) => ({ id, wanted: JSON.parse(filter) as TriggerFilter }));
    const filters = subscribed.map(({ wanted }) => wanted);
    const calendar = await calendarOf(tx, filters, event);
    let queued = 0;
    for (const { id, wanted } of subscribed) {
      if (!fulfilsTrigger(wanted, event, calendar)) continue;
      if (wanted.onceBy !== undefined && (await wasDelivered(tx, id, wanted.onceBy, event))) continue;
      queued += await this.enqueueFor(tx, id, event);
    }
    return queued;
  }

  /** Queues an event for one subscription. @returns how many were queued: none where it was before, or is told too late */
  async enqueueFor(tx: Transaction, subscription: string, event: StoredEvent): Promise<number> {
    if (event.payload.date?.isTooLate === true) return 0;
    return await this.post(tx, { workspace: event.workspace, subscription, event: event.id });
  }
}
