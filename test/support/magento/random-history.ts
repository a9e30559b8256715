import { randomOf } from '../random-journey';
import type { FakeOrder, MagentoShop } from './magento-shop';

/** From 0 to below 1. */
export type Random = () => number;

/** The same numbers for the same seed. */
export function seeded(seed: number): Random {
  const next = randomOf(seed);
  return () => next(RESOLUTION) / RESOLUTION;
}

const RESOLUTION = 2 ** 30;

/** The people of a shop: each step one of them does something that Magento would let them do. Many do within one second. */
export class RandomHistory {
  /** Orders to which something has really happened since this was emptied. */
  readonly changed = new Set<number>();
  private readonly heldFrom = new Map<number, string>();

  constructor(
    private readonly shop: MagentoShop,
    private readonly random: Random,
  ) {}

  step(placesLeft: boolean): void {
    if (this.random() < 0.5) this.shop.clock.time += Math.floor(this.random() * 3_000);
    if (placesLeft && (this.shop.orders.length === 0 || this.random() < 0.25)) {
      this.place();
      return;
    }
    // Most attention goes to the latest orders.
    const { orders } = this.shop;
    const back = Math.floor(this.random() ** 3 * orders.length);
    const order = orders[orders.length - 1 - back];
    if (order) this.live(order);
  }

  private place(): void {
    const isRedirected = this.random() < 0.2;
    const order = this.shop.place({
      pieces: 1 + Math.floor(this.random() * 3),
      ...(isRedirected && { state: 'pending_payment' }),
      ...(this.random() < 0.1 && { payment: { method: 'cashondelivery' } }),
      store_id: this.random() < 0.5 ? 1 : 2,
    });
    this.changed.add(order.entity_id);
  }

  private live(order: FakeOrder): void {
    const does = this.random();
    const { shop } = this;
    const left = order.total_paid - order.total_refunded;
    const isOpen = ['new', 'pending_payment', 'processing'].includes(order.state);
    if (does < 0.15) {
      shop.touch(order);
      return;
    }
    this.changed.add(order.entity_id);
    const held = this.heldFrom.get(order.entity_id);
    if (order.state === 'holded' && held !== undefined) shop.setState(order, held);
    else if (does < 0.25 && isOpen && order.state !== 'pending_payment') {
      this.heldFrom.set(order.entity_id, order.state);
      shop.setState(order, 'holded');
    } else if (does < 0.55 && isOpen && order.total_paid < order.grand_total) {
      const due = order.grand_total - order.total_paid;
      shop.pay(order, this.random() < 0.2 && due > 10 ? 10 : due);
    } else if (does < 0.75 && isOpen && order.state !== 'pending_payment' && !shop.isShipped(order)) {
      shop.ship(order, this.random() < 0.3 ? 1 : Infinity);
    } else if (does < 0.85 && isOpen && order.total_paid === 0 && !shop.hasShipments(order))
      shop.setState(order, 'canceled');
    else if (does < 0.95 && left > 0 && ['processing', 'complete'].includes(order.state)) {
      shop.refund(order, this.random() < 0.5 && left > 5 ? 5 : left);
    }
  }
}
