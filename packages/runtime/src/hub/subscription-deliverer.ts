import { createHmac } from 'node:crypto';

import type { Database } from '../db';
import { decodePayload, type StoredPayload } from '../events';
import { messageOf, minutes, seconds, type Cipher, type Clock, type Logger } from '../shared';

const BATCH = 20;
const MOST_ATTEMPTS = 12;
const TIMEOUT = seconds(15);
const FIRST_PAUSE = seconds(10);
const LONGEST_PAUSE = minutes(60);
const POLL = seconds(2);

interface Dependencies {
  readonly database: Database;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface DueDelivery {
  readonly id: number;
  readonly attempts: number;
  readonly event: number;
  readonly payload: StoredPayload;
  readonly target_url: string;
  readonly secret: string;
}

/** Posts queued events to the stock n8n that subscribed to them, signed, until it answers 2xx. */
export class SubscriptionDeliverer {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(private readonly dependencies: Dependencies) {}

  start(): void {
    this.timer = setInterval(() => this.wake(), POLL.milliseconds);
    this.timer.unref();
    this.wake();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.working;
  }

  wake(): void {
    this.working ??= this.work()
      .catch((error: unknown) => {
        this.dependencies.logger.error({ reason: messageOf(error) }, 'Events for other n8n servers could not be read');
      })
      .finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    const due = await database.all<DueDelivery>(
      `SELECT delivery.id, delivery.attempts, delivery.event, event.payload, subscription.target_url, subscription.secret
       FROM subscription_delivery delivery
       JOIN event ON event.id = delivery.event
       JOIN subscription ON subscription.id = delivery.subscription
       WHERE delivery.due_at <= ? ORDER BY delivery.due_at, delivery.id LIMIT ?`,
      [clock.now(), BATCH],
    );
    // What was read may be on its way to the disk: it is there before anybody outside hears of it.
    if (due.length > 0) await database.write(() => Promise.resolve());
    await Promise.all(due.map((delivery) => this.deliver(delivery)));
    if (due.length === BATCH && this.timer) await this.work();
  }

  private async deliver(delivery: DueDelivery): Promise<void> {
    const failure = await this.post(delivery);
    const { database, clock } = this.dependencies;
    const attempts = delivery.attempts + 1;
    const isOver = failure === undefined || attempts >= MOST_ATTEMPTS;
    const pause = Math.min(LONGEST_PAUSE.milliseconds, FIRST_PAUSE.milliseconds * 2 ** delivery.attempts);
    await database.write((tx) =>
      tx.run('UPDATE subscription_delivery SET status = ?, attempts = ?, due_at = ?, error = ? WHERE id = ?', [
        failure === undefined ? 'delivered' : isOver ? 'failed' : 'queued',
        attempts,
        isOver ? null : clock.now() + pause,
        failure ?? null,
        delivery.id,
      ]),
    );
  }

  /** @returns why it failed, or undefined */
  private async post({ event, payload, target_url, secret }: DueDelivery): Promise<string | undefined> {
    const facts = decodePayload(payload);
    const body = JSON.stringify({ ...facts, event: { ...facts.event, id: event } });
    const signature = createHmac('sha256', this.dependencies.cipher.decrypt(secret)).update(body).digest('hex');
    try {
      const response = await fetch(target_url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-aftercart-signature': signature },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT.milliseconds),
      });
      await response.body?.cancel();
      return response.ok ? undefined : `answered ${response.status}`;
    } catch (error) {
      return messageOf(error);
    }
  }
}
