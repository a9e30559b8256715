import { CodedUserError, fractionDigits } from '../shared';
import {
  applyCart,
  applyCustomer,
  applyOrder,
  applyProduct,
  publishing,
  type ApplyContext,
  type Shop,
  type ShopOrder,
} from '../shops';
import type { Purchase, Scenario } from './scenario';
import { lineOf, shopOrderOf, type Buyer } from './shop-order-of';
import type { World } from './world';

type Assortment = Scenario['given']['shop'];
type Offer = Partial<Assortment['products'][number]> & { readonly sku: string };

const KEYS = { consumerKey: 'simulated', consumerSecret: 'simulated', webhookSecret: 'simulated' };

/** The shop of a simulation: what it says is applied as a real shop's word is. */
export class PlayShop {
  private readonly orders = new Map<string, ShopOrder>();
  /** The addresses of the others who have bought there. */
  private readonly others: string[] = [];
  /** The products that it is known to sell, by SKU. */
  private readonly offered = new Set<string>();

  private constructor(
    private readonly world: World,
    private readonly shop: Shop,
    private readonly buyer: Buyer,
    /** Of the ids of orders and carts: what keeps buyers of one shop apart. */
    private readonly prefix = '',
  ) {}

  /** Opens it with what it sells, and what others have bought there. */
  static async open(world: World, buyer: Buyer, { type, products, othersBought }: Assortment): Promise<PlayShop> {
    const connection = await world.database.write((tx) =>
      world.shops.create(tx, world.workspace, {
        ...{ type, name: 'Simulated shop', url: 'https://shop.example', pull: false },
        ...(type === 'magento' ? { accessToken: 'simulated', webhookSecret: 'simulated' } : KEYS),
      }),
    );
    const shop = new PlayShop(world, connection, buyer);
    for (const product of products) await shop.offer(product);
    for (const [index, { skus, times }] of othersBought.entries()) {
      for (let time = 0; time < times; time += 1) await shop.sell(skus, `others-${index}-${time}`);
    }
    return shop;
  }

  /** The contact makes an account. */
  async register(): Promise<void> {
    const now = this.world.clock.now();
    const { email, firstName = '', lastName = '', country = '' } = this.buyer;
    await this.apply((context) =>
      applyCustomer(context, {
        ...{ id: 'simulated', email, firstName, lastName, country, username: email, role: 'customer', phone: '' },
        ...{ createdAt: now, modifiedAt: now, meta: {} },
      }),
    );
  }

  /** Somebody else buys one of each. */
  private async sell(skus: readonly string[], id: string): Promise<void> {
    const lines = skus.map((sku) => ({ sku, quantity: 1, total: 10 }));
    const buyer = { email: `${id}@example.com` };
    this.others.push(buyer.email);
    const order = { lines, total: 0, currency: 'EUR', status: 'completed' } as const;
    const at = this.world.clock.now();
    await this.apply((context) => applyOrder(context, shopOrderOf(order, { id, at, buyer })));
  }

  /** The simulation is about one contact: what the others have bought stays known, and none of them enters a journey. */
  async forgetOthers(): Promise<void> {
    const { contacts, writer, workspace } = this.world;
    for (const email of this.others.splice(0)) {
      const other = await contacts.findByEmail(workspace, email);
      if (other) await writer.erase(workspace, other.id);
    }
  }

  /** The same shop, as another buyer meets it. @param prefix of the ids of their orders */
  serving(buyer: Buyer, prefix: string): PlayShop {
    return new PlayShop(this.world, this.shop, buyer, prefix);
  }

  async buy(purchase: Purchase): Promise<void> {
    const at = this.world.clock.now();
    const id = this.prefix + (purchase.order ?? String(1_001 + this.orders.size));
    for (const { sku, category } of purchase.lines ?? [{ sku: purchase.sku ?? 'SKU-1', category: purchase.category }]) {
      if (category !== undefined && !this.offered.has(sku)) await this.offer({ sku, category });
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

  /** Sells a product as it is from now on: for another price, or not any more. */
  async offer({ sku, name = sku, category, price, stock = 'in' }: Offer): Promise<void> {
    const now = this.world.clock.now();
    this.offered.add(sku);
    const slug = category?.toLowerCase();
    await this.apply((context) =>
      applyProduct(context, {
        ...{ id: sku, parentId: null, sku, name, status: 'publish', currency: null },
        ...{
          stockStatus: stock === 'in' ? 'instock' : 'outofstock',
          stockQuantity: null,
          image: null,
          createdAt: now,
          modifiedAt: now,
        },
        price: price === undefined ? null : minorOf(price, 'EUR'),
        url: `https://shop.example/products/${encodeURIComponent(sku)}`,
        categories: category === undefined || slug === undefined ? [] : [{ id: slug, name: category, slug }],
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
