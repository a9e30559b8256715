import type { SalesFilter } from '../../../packages/runtime/src/audiences';
import { order, type SampleCategory, type SampleOrder } from './sample-shop';

const STATUSES = [
  'processing',
  'completed',
  'on-hold',
  'pending',
  'cancelled',
  'failed',
  'refunded',
  'shipped',
  'trash',
];
const CURRENCIES = ['EUR', 'ILS', 'JPY', 'KWD', 'XXP'];
const NAMES = ['Lenses', 'Möbel & Öle', 'עדשות', 'عدسات', 'ÉTÉ 2026', 'sun glasses'];
const PRODUCTS = ['10', '11', '12', '13', '14'];

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Orders, categories and filters that collide often: few contacts, products, instants and names. */
export class RandomSales {
  constructor(private readonly random: () => number) {}

  categories(): SampleCategory[] {
    const pairs = PRODUCTS.flatMap((product) => ['shop', 'other'].map((shop) => ({ product, shop })));
    return pairs.flatMap(({ product, shop }) =>
      NAMES.filter(() => this.chance(0.3)).map((name) => ({
        shop,
        product,
        id: String(100 + NAMES.indexOf(name)),
        name,
        slug: `slug-${NAMES.indexOf(name)}`,
      })),
    );
  }

  order(id: number, asOf: number): SampleOrder {
    return order(id, {
      workspace: this.chance(0.9) ? 1 : 2,
      shop: this.chance(0.7) ? 'shop' : 'other',
      contact: this.chance(0.95) ? this.integer(1, 8) : null,
      status: this.one(STATUSES),
      currency: this.one(CURRENCIES),
      total: this.integer(0, 9) * 5_000,
      refunded: this.chance(0.3) ? this.integer(0, 6_000) : 0,
      placedAt: asOf - this.integer(-15, 60) * 60_000,
      paidAt: this.chance(0.5) ? asOf : null,
      isDeleted: this.chance(0.1) ? 1 : 0,
      lines: Array.from({ length: this.integer(0, 3) }, () => ({
        productExternalId: this.one(PRODUCTS),
        variationExternalId: this.chance(0.4) ? this.one(['900', '901']) : null,
        sku: this.one(['A-1', 'B-2', '']),
      })),
    });
  }

  filter(): SalesFilter {
    const filter: SalesFilter = {};
    if (this.chance(0.3)) filter.statuses = this.some(STATUSES);
    if (this.chance(0.3)) filter.productIds = this.some([...PRODUCTS, '900', '901', '77']);
    if (this.chance(0.2)) filter.skus = this.some(['A-1', 'B-2', 'C-3']);
    if (this.chance(0.3))
      filter.categories = this.some(['100', '104', 'Slug-2', ...NAMES.map((name) => this.cased(name))]);
    if (this.chance(0.3)) filter.minimumTotal = this.one(['0', '5', '50', '99.99', '100.00', '10000', '45.0001']);
    if (this.chance(0.4)) filter.withinHours = this.one([0.25, 0.5, 1, 24]);
    return filter;
  }

  integer(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  private cased(name: string): string {
    return this.one([name, name.toUpperCase(), name.toLowerCase()]);
  }

  private some<Value>(values: Value[]): Value[] {
    return values.filter(() => this.chance(0.4));
  }

  private one<Value>(values: Value[]): Value {
    return values[this.integer(0, values.length - 1)] as Value;
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }
}
