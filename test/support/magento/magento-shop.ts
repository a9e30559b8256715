import type { MagentoObject } from './search';

/** An order with the handles that the life of a shop pulls. */
export interface FakeOrder extends MagentoObject {
  entity_id: number;
  state: string;
  grand_total: number;
  total_paid: number;
  total_refunded: number;
  updated_at: string;
}

const VIEWS = [
  { id: 1, code: 'en', website_id: 1, locale: 'en_US' },
  { id: 2, code: 'he', website_id: 1, locale: 'he_IL' },
];

/**
 * A Magento shop in memory: what its tables hold and what its people do. Every change has the date of the shop's clock,
 * whole seconds of UTC. A shipment leaves its order's own date as it was.
 */
export class MagentoShop {
  readonly orders: FakeOrder[] = [];
  readonly invoices: MagentoObject[] = [];
  readonly shipments: MagentoObject[] = [];
  readonly creditMemos: MagentoObject[] = [];
  readonly customers: MagentoObject[] = [];
  readonly products: MagentoObject[] = [];
  readonly carts: MagentoObject[] = [];
  readonly categories: MagentoObject[] = [];
  readonly sourceItems: MagentoObject[] = [];
  readonly storeConfigs: MagentoObject[] = VIEWS.map((view) => ({
    ...view,
    base_currency_code: 'EUR',
    default_display_currency_code: 'EUR',
    timezone: 'Asia/Jerusalem',
    secure_base_link_url: 'https://magento.example/',
    secure_base_media_url: 'https://magento.example/media/',
  }));

  /** @param clock UTC epoch ms */
  constructor(readonly clock: { time: number }) {}

  /** The shop's date of now. */
  now(): string {
    return new Date(this.clock.time).toISOString().slice(0, 19).replace('T', ' ');
  }

  place(fields: Partial<FakeOrder> & { pieces?: number; sku?: string; product?: number } = {}): FakeOrder {
    const { pieces = 2, sku = 'MUG-01', product = 1, ...rest } = fields;
    const id = this.orders.length + 1;
    const email = `buyer${id % 50}@example.org`;
    const order: FakeOrder = {
      entity_id: id,
      increment_id: String(id).padStart(9, '0'),
      state: 'new',
      status: 'pending',
      order_currency_code: 'EUR',
      base_currency_code: 'EUR',
      grand_total: pieces * 10 + 5,
      total_paid: 0,
      total_refunded: 0,
      tax_amount: 0,
      shipping_amount: 5,
      discount_amount: 0,
      created_at: this.now(),
      updated_at: this.now(),
      customer_email: email,
      customer_firstname: 'Noa',
      customer_id: null,
      customer_is_guest: 1,
      quote_id: 100_000 + id,
      store_id: 1,
      payment: { method: 'checkmo', additional_information: ['Check / Money order'] },
      billing_address: {
        firstname: 'Noa',
        lastname: 'Levi',
        street: ['Herzl 1', 'Floor 2'],
        city: 'Haifa',
        country_id: 'IL',
        email,
      },
      items: [
        {
          item_id: id * 10,
          product_id: product,
          product_type: 'simple',
          sku,
          name: 'Mug',
          qty_ordered: pieces,
          qty_canceled: 0,
          qty_refunded: 0,
          price: 10,
          row_total: pieces * 10,
          discount_amount: 0,
          is_virtual: 0,
        },
      ],
      ...rest,
    };
    this.orders.push(order);
    return order;
  }

  setState(order: FakeOrder, state: string, status = state): void {
    Object.assign(order, { state, status, updated_at: this.now() });
  }

  /** An old order that somebody saves again, without any change. */
  touch(order: FakeOrder): void {
    order.updated_at = this.now();
  }

  pay(order: FakeOrder, amount = order.grand_total - order.total_paid): void {
    this.invoices.push({
      ...this.paper(this.invoices, order),
      state: 2,
      grand_total: amount,
    });
    order.total_paid += amount;
    this.setState(order, 'processing');
    this.completeWherePossible(order);
  }

  /** @param pieces of each item */
  ship(order: FakeOrder, pieces = Infinity): void {
    const items = itemsOf(order).map((item) => ({
      order_item_id: item.item_id,
      sku: item.sku,
      qty: Math.min(pieces, Number(item.qty_ordered) - this.shippedOf(order, item)),
    }));
    this.shipments.push({ ...this.paper(this.shipments, order), items, tracks: [] });
    this.completeWherePossible(order);
  }

  refund(order: FakeOrder, amount: number, fields: MagentoObject = {}): void {
    this.creditMemos.push({
      ...this.paper(this.creditMemos, order),
      state: 2,
      grand_total: amount,
      comments: [{ comment: 'Broken' }],
      ...fields,
    });
    order.total_refunded += amount;
    if (order.total_refunded >= order.grand_total) this.setState(order, 'closed');
  }

  isShipped(order: FakeOrder): boolean {
    return itemsOf(order).every((item) => this.shippedOf(order, item) >= Number(item.qty_ordered));
  }

  hasShipments(order: FakeOrder): boolean {
    return this.shipments.some(({ order_id: id }) => id === order.entity_id);
  }

  private completeWherePossible(order: FakeOrder): void {
    if (order.state === 'processing' && order.total_paid >= order.grand_total && this.isShipped(order))
      this.setState(order, 'complete');
  }

  private shippedOf(order: FakeOrder, item: MagentoObject): number {
    const sent = this.shipments.filter(({ order_id: id }) => id === order.entity_id).flatMap(itemsOf);
    return sent.filter(({ order_item_id: id }) => id === item.item_id).reduce((sum, { qty }) => sum + Number(qty), 0);
  }

  private paper(all: readonly MagentoObject[], order: FakeOrder): MagentoObject {
    return { entity_id: all.length + 1, order_id: order.entity_id, created_at: this.now(), updated_at: this.now() };
  }
}

function itemsOf({ items }: MagentoObject): MagentoObject[] {
  return items as MagentoObject[];
}
