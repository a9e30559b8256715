import { recordedBody, signed } from '../woocommerce-recordings';
import { isCompleted } from './journeys';

/** How long a shop waits before it delivers again what was not acknowledged. */
const BEFORE_NEXT_TRY = 100;

/**
 * A shop that places one order after the other, completes some of them, and delivers each until the server says that it
 * has it. It knows of nothing but the answers: a delivery whose answer was lost is made again with the same bytes.
 */
export class SendOrders {
  /** The orders that the server has acknowledged, by number. */
  readonly acknowledged = new Set<number>();
  deliveries = 0;

  private isOver = false;
  private next = 1;
  private readonly senders: Array<Promise<void>>;

  /** @param rest milliseconds between two orders of one sender */
  constructor(
    private readonly url: string,
    { senders, rest }: { senders: number; rest: number },
  ) {
    this.senders = Array.from({ length: senders }, async () => {
      while (!this.isOver) {
        const order = this.next++;
        await this.deliver('order.created', orderBody(order));
        this.acknowledged.add(order);
        await pause(rest);
        if (isCompleted(order)) await this.deliver('order.updated', completedBody(order));
      }
    });
  }

  /** Places no more orders, and waits until the last ones have arrived. */
  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.senders);
  }

  private async deliver(topic: string, body: Order): Promise<void> {
    const request = signed(topic, body);
    for (;;) {
      this.deliveries += 1;
      try {
        const answer = await fetch(this.url, {
          method: 'POST',
          headers: request.headers as Record<string, string>,
          body: new Uint8Array(request.rawBody),
        });
        const { accepted } = (await answer.json()) as { accepted?: boolean };
        if (answer.ok && accepted !== true)
          throw new Error(`${topic} of the order ${body.number} was refused for good`);
        if (answer.ok) return;
      } catch (error) {
        if ((error as Error).name !== 'TypeError') throw error; // anything but a connection that failed
      }
      await pause(BEFORE_NEXT_TRY);
    }
  }
}

export const emailOf = (order: number): string => `contact-${order}@example.com`;

/** As the shop sends it: the number, and all the rest. */
type Order = Record<string, unknown> & { readonly number: string };

/** A paid order of a guest of its own. */
export function orderBody(order: number): Order {
  const recorded = recordedBody('030') as { billing: object };
  const now = shopTime(Date.now());
  return {
    ...recorded,
    id: order,
    number: String(order),
    order_key: `wc_order_${order}`,
    status: 'processing',
    date_created_gmt: now,
    date_modified_gmt: now,
    date_paid_gmt: now,
    billing: { ...recorded.billing, email: emailOf(order), phone: `+43 316 ${1_000_000 + order}` },
  };
}

/** The same order, once it has been sent to the contact: a shop's clock counts whole seconds. */
function completedBody(order: number): Order {
  const now = shopTime(Date.now() + 1_000);
  return { ...orderBody(order), status: 'completed', date_modified_gmt: now, date_completed_gmt: now };
}

const shopTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
