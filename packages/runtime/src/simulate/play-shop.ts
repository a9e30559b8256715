import { CodedUserError, fractionDigits } from '../shared';
import {
  applyCart,
  applyOrder,
  applyProduct,
  publishing,
  type ApplyContext,
  type Shop,
  type ShopOrder,
} from '../shops';
import type { Purchase } from './scenario';
import { lineOf, shopOrderOf, type Buyer } from './shop-order-of';
import type { World } from './world';

/** The shop of a simulation: what it says is applied as a real shop's word is. */
export class PlayShop {
  private readonly orders = new Map<string, ShopOrder>();

  private constructor(
    private readonly world: World,
    private readonly shop: Shop,
    private readonly buyer: Buyer,
    /** Of the ids of orders and carts: what keeps buyers of one shop apart. */
    private readonly prefix = '',
  ) {}

  static async open(world: World, buyer: Buyer): Promise<PlayShop> {
    const shop = await world.database.write((tx) =>
      world.shops.create(tx, world.workspace, {
        ...{ type: 'woocommerce', name: 'Simulated shop', url: 'https://shop.example', pull: false },
        ...{ consumerKey: 'simulated', consumerSecret: 'simulated', webhookSecret: 'simulated' },
      }),
    );
    return new PlayShop(world, shop, buyer);
  }

  /** The same shop, as another buyer meets it. @param prefix of the ids of their orders */
  serving(buyer: Buyer, prefix: string): PlayShop {
    return new PlayShop(this.world, this.shop, buyer, prefix);
  }

  async buy(purchase: Purchase): Promise<void> {
    const at = this.world.clock.now();
    const id = this.prefix + (purchase.order ?? String(1_001 + this.orders.size));
    for (const { sku, category } of purchase.lines ?? [{ sku: purchase.sku ?? 'SKU-1', category: purchase.category }]) {
      if (category !== undefined) await this.offer(sku, category);
    }
    await this.say(shopOrderOf(purchase, { id, at, buyer: this.buyer }));
  }

  /** @param id the latest order where left out. @throws SCENARIO_INVALID where there is none */
  async become(id: string | undefined, status: string): Promise<void> {
    const order = this.order(id);
    const now = this.world.clock.now();
    const isPaid = status === 'processing' || status === 'completed';
    await this.say({
      ...order,
      status,
      paidAt: order.paidAt ?? (isPaid ? now : null),
      completedAt: order.completedAt ?? (status === 'completed' ? now : null),
    });
  }

  async deliver(id: string | undefined): Promise<void> {
    await this.say({ ...this.order(id), deliveredAt: this.world.clock.now() });
  }

  /** @param share of the total, in major units of it; all of it where left out */
  async refund(id: string | undefined, share: { readonly of: number | undefined }): Promise<void> {
    const order = this.order(id);
    const amount = share.of === undefined ? order.total : Math.min(order.total, minorOf(share.of, order.currency));
    const refund = { id: `${order.id}-${order.refunds.length + 1}`, amount, reason: '' };
    const now = this.world.clock.now();
    await this.say({
      ...order,
      status: amount === order.total ? 'refunded' : order.status,
      refunds: [...order.refunds, { ...refund, refundedAt: now }],
    });
  }

  /** Fills a cart and goes away. */
  async leaveCart({ sku, quantity, total }: { sku: string; quantity: number; total: number }): Promise<void> {
    const now = this.world.clock.now();
    const { email, firstName = '', lastName = '', country = '' } = this.buyer;
    const amount = Math.round(total * 100);
    await this.apply((context) =>
      applyCart(context, {
        ...{
          id: `cart-${this.prefix}${now}`,
          customerId: null,
          email,
          phone: '',
          firstName,
          lastName,
          country,
          currency: 'EUR',
        },
        ...{ total: amount, lines: [lineOf({ index: 0, sku, quantity, total: amount })], meta: {} },
        ...{ url: 'https://shop.example/cart', createdAt: now, updatedAt: now },
      }),
    );
  }

  private async offer(sku: string, category: string): Promise<void> {
    const now = this.world.clock.now();
    const slug = category.toLowerCase();
    await this.apply((context) =>
      applyProduct(context, {
        ...{ id: sku, parentId: null, sku, name: sku, status: 'publish', currency: null, price: null, url: null },
        ...{ stockStatus: 'instock', stockQuantity: null, image: null, createdAt: now, modifiedAt: now },
        categories: [{ id: slug, name: category, slug }],
      }),
    );
  }

  private order(id: string | undefined): ShopOrder {
    const order = id === undefined ? [...this.orders.values()].at(-1) : this.orders.get(this.prefix + id);
    if (order) return order;
    throw new CodedUserError('SCENARIO_INVALID', `There is no order ${id ?? ''} yet: let the contact buy first.`);
  }

  private async say(order: ShopOrder): Promise<void> {
    const changed = { ...order, modifiedAt: this.world.clock.now() };
    this.orders.set(order.id, changed);
    await this.apply((context) => applyOrder(context, changed));
  }

  private async apply(work: (context: ApplyContext) => Promise<unknown>): Promise<void> {
    const { database, clock, events, route } = this.world;
    const receivedAt = clock.now();
    await database.write(async (tx) => {
      const publish = publishing(tx, this.shop, receivedAt, { events, route });
      const how = { tidings: 'created', ofSameSecond: 'replaces' } as const;
      await work({ tx, shop: this.shop, receivedAt, events, publish, ...how });
    });
  }
}

const minorOf = (amount: number, currency: string): number => Math.round(amount * 10 ** fractionDigits(currency));
