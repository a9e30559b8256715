import type { Database, Transaction } from '../../db';
import { codeOf, compress, decompress, messageOf, RecurringJob, seconds, type Clock, type Logger } from '../../shared';
import type { Shop } from '../shop';
import type { ShopStore } from '../shop-store';
import { unreadable } from '../store';
import type { Delivery } from './delivery';
import { noteOutcome, noteTaken } from './delivery-log';
import { readBody } from './parse-delivery';
import { ReadDeliveries } from './read-deliveries';
import { takeUp, type TakeUpDependencies } from './take-up';

interface InboxDependencies extends TakeUpDependencies {
  readonly database: Database;
  readonly shops: ShopStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** So many deliveries of a shop may be on their way to their answer while each is applied before it gets one. */
const APPLIED_AT_ONCE = 24;
/** Applied together: they share a commit. */
const BATCH = 24;
/**
 * While a burst lasts, its answers go first: so long (milliseconds) a batch waits for them. A short one is nearly over by
 * then; what lasts is no burst, and must not pile up.
 */
const COURTESY = 250;
const SHORT_BURST = 5_000;
const COURTESY_TO_LONG_BURST = 40;
/** After so many failures, seconds apart, a delivery is set aside where the store itself takes writes. */
const TRIES = 5;

interface PendingRow {
  readonly shop: string;
  readonly delivery: number;
  readonly topic: string;
  readonly body: Uint8Array;
}

/**
 * Where deliveries wait in a burst. WooCommerce never repeats a delivery and gives a webhook up after a handful of
 * refusals, so what comes faster than it can be applied is stored as it is, acknowledged, and applied in its order a
 * moment later. Each shop has a queue of its own: the burst of one does not hold up another.
 */
export class DeliveryInbox extends RecurringJob {
  private readonly unanswered = new Map<string, number>();
  /** Shops of which deliveries wait, as far as this process knows. */
  private readonly behind = new Set<string>();
  private readonly failures = new Map<number, number>();
  private readonly read = new ReadDeliveries();
  /** Of the burst that lasts, by the clock of the process. */
  private burstBeganAt: number | undefined;

  constructor(private readonly dependencies: InboxDependencies) {
    const { logger } = dependencies;
    super({ every: seconds(5), logger, complaint: 'Deliveries that wait could not be applied' });
  }

  /**
   * Lets a delivery pass on its way to its answer.
   * @param take is told whether it has to wait: with a shop's delivery in the queue the next ones go there, too
   */
  async pass<Answer>(shop: string, take: (isLate: boolean) => Promise<Answer>): Promise<Answer> {
    const others = this.unanswered.get(shop) ?? 0;
    const isLate = this.behind.has(shop) || others >= APPLIED_AT_ONCE;
    this.unanswered.set(shop, others + 1);
    try {
      return await take(isLate);
    } finally {
      this.leave(shop);
      if (isLate) {
        this.behind.add(shop);
        this.wake();
      }
    }
  }

  /** Stores a logged delivery to be applied later. */
  async put(tx: Transaction, shop: Shop, id: number, delivery: Delivery): Promise<void> {
    await tx.run('INSERT INTO delivery_inbox (shop, delivery, workspace, body) VALUES (?, ?, ?, ?)', [
      ...[shop.id, id, shop.workspace, compress(delivery.rawBody.toString('utf8'))],
    ]);
    tx.afterCommit(() => this.read.keep(id, delivery));
  }

  protected override async work(): Promise<void> {
    const { database } = this.dependencies;
    const waiting = await database.all<{ shop: string }>('SELECT DISTINCT shop FROM delivery_inbox');
    for (const { shop } of waiting) this.behind.add(shop);
    while (this.behind.size > 0 && !this.isStopping) {
      for (const shop of this.behind) {
        await this.letAnswersPass();
        const failed = await this.applySome(shop);
        if (failed > 0) return; // the next look tries again
      }
    }
    if (this.behind.size === 0) this.read.forgetAll();
  }

  private async letAnswersPass(): Promise<void> {
    const isBurst = [...this.unanswered.values()].some((count) => count >= APPLIED_AT_ONCE);
    if (!isBurst) {
      this.burstBeganAt = undefined;
      return;
    }
    const now = performance.now();
    this.burstBeganAt ??= now;
    const courtesy = now - this.burstBeganAt < SHORT_BURST ? COURTESY : COURTESY_TO_LONG_BURST;
    await new Promise((resolve) => setTimeout(resolve, courtesy));
  }

  /** @returns how many failed */
  private async applySome(id: string): Promise<number> {
    const { database, shops } = this.dependencies;
    const rows = await database.all<PendingRow>(
      `SELECT i.shop, i.delivery, d.topic, i.body FROM delivery_inbox i JOIN delivery d ON d.id = i.delivery
        WHERE i.shop = ? ORDER BY i.delivery LIMIT ?`,
      [id, BATCH],
    );
    if (rows.length < BATCH) this.behind.delete(id);
    const shop = rows.length > 0 ? await shops.find(id) : undefined;
    const applied = await Promise.all(rows.map((row) => this.applyOne(shop, row)));
    return applied.filter((isApplied) => !isApplied).length;
  }

  private async applyOne(shop: Shop | undefined, row: PendingRow): Promise<boolean> {
    const { database, logger } = this.dependencies;
    try {
      await database.write((tx) => this.apply(tx, shop, row));
      this.failures.delete(row.delivery);
      return true;
    } catch (error) {
      const count = (this.failures.get(row.delivery) ?? 0) + 1;
      this.failures.set(row.delivery, count);
      const facts = { shop: shop?.id, delivery: row.delivery, code: codeOf(error), reason: messageOf(error) };
      logger.error(facts, 'A delivery that waits could not be applied');
      if (count >= TRIES) await database.write((tx) => this.setAside(tx, row, messageOf(error)));
      return false;
    }
  }

  private async apply(tx: Transaction, shop: Shop | undefined, row: PendingRow): Promise<void> {
    const { delivery } = row;
    const { clock, shops } = this.dependencies;
    // On Postgres it holds the shop's row: its deliveries are applied one after the other.
    if (shop) await shops.hold(tx, shop.id);
    tx.afterCommit(() => this.read.forget(delivery));
    if (!(await takeOut(tx, row))) return; // another server has
    const read = this.read.find(delivery) ?? readRow(row);
    if (shop) await takeUp(this.dependencies, tx, { shop, id: delivery, at: clock.now() }, read);
    else await noteOutcome(tx, delivery, GONE, read.rawBody);
  }

  /** Keeps a delivery that cannot be applied where a person finds it. */
  private async setAside(tx: Transaction, row: PendingRow, reason: string): Promise<void> {
    const { delivery, body } = row;
    if (await takeOut(tx, row)) {
      await noteOutcome(tx, delivery, unreadable(reason), Buffer.from(decompress(body)));
    }
    tx.afterCommit(() => {
      this.failures.delete(delivery);
      this.read.forget(delivery);
    });
  }

  private leave(shop: string): void {
    const others = (this.unanswered.get(shop) ?? 1) - 1;
    if (others > 0) this.unanswered.set(shop, others);
    else this.unanswered.delete(shop);
  }
}

const GONE = {
  outcome: 'ignored',
  reason: 'the shop was disconnected before it was applied',
  isBodyKept: true,
} as const;

function readRow({ topic, body }: PendingRow): Pick<Delivery, 'topic' | 'body' | 'rawBody'> {
  const rawBody = Buffer.from(decompress(body));
  return { topic, body: readBody(rawBody), rawBody };
}

/** @returns whether it was there */
async function takeOut(tx: Transaction, { shop, delivery }: PendingRow): Promise<boolean> {
  const taken = await tx.run('DELETE FROM delivery_inbox WHERE shop = ? AND delivery = ?', [shop, delivery]);
  if (taken > 0) await noteTaken(tx, delivery);
  return taken > 0;
}
