import type { Condition } from '../../../packages/runtime/src/audiences';
import { RandomSales } from './random-sales';
import type { SampleContact, World } from './sample-world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const TIERS = ['gold', 'Gold', 'silver', ' gold ', 'Möbel', 'זהב', '', null, ['gold', 'vip'], [], { a: 1 }];
const POINTS = [0, 12, 49.9, -3, '12', '007', '49.90', 'many', '1e2', null, true, [3, '40']];
const DATES = [
  '1990-11-22',
  '1988-02-29',
  '2026-11-25',
  '2026-11-21T08:00:00Z',
  '2026-11-22T12:30:00+02:00',
  '2026-02-30',
  '2026-11-22',
  '2026-11-22T01:30',
  '1991-11-21T22:30:00Z',
  '2001-07-22T22:30:00Z',
  'soon',
  1_795_000_000_000,
];
const WORDS = ['gold', 'GOLD', 'MÖBEL', 'זהב', 'vip', '7', '12', 'ol', 'IL', 'example'];
/** Places where it is another day at most hours, and where clocks change by half an hour. */
const ZONES = [
  'Asia/Jerusalem',
  'America/New_York',
  'Pacific/Apia',
  'Pacific/Honolulu',
  'Australia/Lord_Howe',
  'UTC',
  null,
];
const NUMBERS = [0, 1, 2, 3, 7, 12, 49.9, 50, 100];

/** Worlds and rules in which facts collide often. */
export class RandomRules {
  private readonly sales: RandomSales;

  constructor(private readonly random: () => number) {
    this.sales = new RandomSales(random);
  }

  world(asOf: number): World {
    const contacts = Array.from({ length: 8 }, (_, index) => this.contact(index + 1, asOf));
    const messages = Array.from({ length: 12 }, (_, index) => {
      const status = this.one(['sent', 'sent', 'sent', 'queued', 'failed']);
      return {
        id: `m${index}`,
        contact: this.whole(1, 8),
        execution: this.whole(1, 3),
        channel: this.one(['email', 'sms']),
        status,
        sentAt: status === 'sent' ? asOf - this.whole(0, 60) * HOUR : null,
      };
    });
    const told = messages.flatMap(({ id, contact }) =>
      ['opened', 'clicked', 'replied', 'delivered', 'bounced']
        .filter(() => this.chance(0.3))
        .map((what) => ({ contact, type: `message.${what}`, occurredAt: asOf - HOUR, facts: { message: { id } } })),
    );
    const seen = Array.from({ length: 40 }, () => ({
      contact: this.whole(1, 8),
      type: this.one(['page.viewed', 'cart.updated', 'order.cancelled']),
      occurredAt: asOf - this.whole(-6, 60) * (HOUR / 2),
      facts: this.facts(),
    }));
    return {
      contacts,
      orders: Array.from({ length: 60 }, (_, index) => this.sales.order(index + 1, asOf)),
      categories: this.sales.categories(),
      events: [...told, ...seen],
      messages,
    };
  }

  rule(depth = 3): Condition {
    if (depth === 0 || this.chance(0.5)) return this.leaf();
    const members = Array.from({ length: this.whole(1, 3) }, () => this.rule(depth - 1));
    return this.one<Condition>([{ all: members }, { any: members }, { none: members }, { not: this.rule(depth - 1) }]);
  }

  private contact(id: number, asOf: number): SampleContact {
    const some = <Value>(names: string[], value: () => Value): Record<string, Value> =>
      Object.fromEntries(names.filter(() => this.chance(0.5)).map((name) => [name, value()]));
    return {
      id,
      workspace: id === 8 ? 2 : 1,
      email: this.one(['dana@example.com', 'OMAR@Example.com', '', null]),
      country: this.one(['IL', 'AT', 'il', null]),
      timeZone: this.one(ZONES),
      createdAt: asOf - this.whole(0, 800 * 4) * (DAY / 4),
      attributes: {
        ...some<unknown>(['tier', 'שלב'], () => this.one<unknown>(TIERS)),
        ...some<unknown>(['points'], () => this.one<unknown>(POINTS)),
        ...some<unknown>(['birthday'], () => this.one<unknown>(DATES)),
        deep: { tier: this.one<unknown>(TIERS.slice(0, -1)) },
      },
      consents: some(['email promotional', 'sms promotional'], () => this.one(['granted', 'pending', 'withdrawn'])),
      lists: some(['l1', 'l2'], () => asOf - this.whole(0, 90) * DAY),
      tags: some(['vip', 'Vip'], () => asOf - this.whole(0, 90) * DAY),
      scores: some(['engagement', 'visits', 'fit'], () => ({
        value: this.one([...NUMBERS, -3]),
        since: asOf - this.one([0, 0, 5, 7, 10, 14, 20, 20.1, 900, -1]) * DAY,
      })),
      rfm: this.one([
        null,
        ...[{ recency: 5, frequency: 3, monetary: 2, grade: 'potential' }],
        ...[{ recency: 1, frequency: 1, monetary: 1, grade: 'lost' }],
      ]),
      nextPurchases: some(['10', '11'], () => asOf + this.whole(-40, 40) * DAY),
    };
  }

  private facts(): Record<string, unknown> {
    return {
      page: { path: this.one(['/sale', '/Sale', '/blog']), visits: this.one<unknown>(POINTS.slice(0, -3)) },
      ...(this.chance(0.3) && { order: { id: '4', total: this.one(NUMBERS), status: 'cancelled' } }),
    };
  }

  private leaf(): Condition {
    const dates = () => this.dateComparison();
    const number = () => this.numberComparison();
    const window = this.window();
    return this.one<() => Condition>([
      () => ({
        contact: this.one(['attributes.tier', 'attributes.שלב', 'attributes.deep.tier']),
        ...this.textComparison(),
      }),
      () => ({ contact: this.one(['email', 'country', 'phone', 'nothing']), ...this.textComparison() }),
      () => ({ contact: 'attributes.points', ...this.one([number(), this.textComparison()]) }),
      () => ({ contact: this.one(['attributes.birthday', 'createdAt']), ...dates() }),
      () => ({
        consent: this.one(['email', 'sms']),
        purpose: 'promotional',
        operator: this.one(['equals', 'notEquals']),
        value: this.one(['granted', 'withdrawn']),
      }),
      () => ({ list: this.one(['l1', 'l2', 'l3']), ...this.presence(dates) }),
      () => ({ tag: this.one(['vip', 'Vip']), ...this.presence(dates) }),
      () => ({ score: this.one(['engagement', 'visits', 'fit', 'total', 'other']), ...number() }),
      () => ({ score: 'total', operator: 'atLeast', value: this.one([25, 50, 100]) }),
      () => ({ rfm: this.one(['recency', 'frequency', 'monetary'] as const), ...number() }),
      () => ({
        rfm: 'grade',
        operator: this.one(['equals', 'notEquals'] as const),
        value: this.one(['lost', 'Potential']),
      }),
      () => ({ nextPurchase: this.one(['any', '10']), ...this.presence(dates) }),
      () => ({
        happened: this.one(['page.viewed', 'cart.updated', 'order.cancelled']),
        where: { ...window, ...(this.chance(0.5) && { fields: [this.field()] }) },
        ...number(),
      }),
      () => ({ happened: 'page.viewed', measure: 'latest', where: window, ...this.presence(dates) }),
      () => ({
        message: this.one(['sent', 'delivered', 'opened', 'clicked', 'replied', 'bounced', 'notOpened', 'notClicked']),
        where: {
          ...window,
          ...(this.chance(0.3) && { channel: 'email' }),
          ...(this.chance(0.2) && { id: `m${this.whole(0, 11)}` }),
          ...(this.chance(0.2) && { which: 'latest' as const }),
        },
        ...number(),
      }),
      () => ({
        sales: this.one(['count', 'sum', 'average', 'largest', 'latest']),
        where: { ...this.sales.filter(), ...window },
        ...number(),
      }),
      () => ({ sales: 'latestAt', where: window, ...this.presence(dates) }),
      () => ({ sales: 'includesFirstPurchase', where: window, operator: 'equals', value: this.chance(0.5) }),
      () => ({ event: 'order.total', ...number() }),
    ])();
  }

  private field() {
    return this.one([
      { field: 'page.path', operator: 'equals' as const, value: '/SALE' },
      { field: 'page.visits', ...this.numberComparison() },
      { field: 'order.total', operator: 'exists' as const },
    ]);
  }

  private window() {
    return this.one([
      {},
      { withinHours: this.one([0.5, 1, 24]) },
      { since: this.one(['entry', 'node', 'message'] as const) },
      { from: '2026-11-21' },
      { to: '2026-11-21' },
      { from: '2026-11-21T20:00:00Z', to: '2026-11-22T11:20:00Z' },
      { from: '2026-11-22', ...this.zone() },
      { to: '2026-11-21', ...this.zone() },
    ]);
  }

  private textComparison() {
    return this.one([
      {
        operator: this.one(['equals', 'notEquals', 'contains'] as const),
        value: this.one<string | number>([...WORDS, 7, 12]),
      },
      { operator: this.one(['oneOf', 'noneOf'] as const), value: [this.one(WORDS), this.one(WORDS)] },
      { operator: this.one(['exists', 'missing'] as const) },
    ]);
  }

  private numberComparison() {
    const operator = this.one(['equals', 'notEquals', 'above', 'atLeast', 'below', 'atMost'] as const);
    return { operator, value: this.one(NUMBERS) };
  }

  private dateComparison() {
    return this.one([
      {
        operator: this.one(['before', 'after'] as const),
        value: this.one(['2026-11-22T10:45:00Z', '2026-11-22', '2026-11-22T02:00', '2025-06-01']),
        ...this.zone(),
      },
      {
        operator: this.one(['withinLastDays', 'olderThanDays', 'withinNextDays', 'anniversaryWithinDays'] as const),
        value: this.one([0, 1, 3, 30, 300]),
        ...this.zone(),
      },
    ]);
  }

  private zone() {
    return this.one([{}, {}, { zone: 'contact' as const }, { zone: 'workspace' as const }]);
  }

  private presence<Other>(other: () => Other) {
    return this.one([{ operator: 'exists' as const }, { operator: 'missing' as const }, other()]);
  }

  private whole(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  private one<Value>(values: readonly Value[]): Value {
    return values[this.whole(0, values.length - 1)] as Value;
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }
}
