import { conditionSchema, evaluateCondition, type Condition } from '../../../packages/runtime/src/audiences';
import type { Database } from '../../../packages/runtime/src/db';
import { databases } from '../../support/databases';

const NOW = Date.UTC(2026, 10, 22, 9);
const HOUR = 3_600_000;

const EVENT = {
  event: { type: 'order.placed', occurredAt: '2026-11-22T09:00:00Z' },
  order: {
    id: '42',
    total: 120.5,
    status: 'processing',
    coupons: ['WELCOME', 'autumn'],
    lines: [{ sku: 'A' }, { sku: 'B' }],
  },
};

describe.each(databases())('what a condition asks on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.write(async (tx) => {
      await tx.run(
        `INSERT INTO contact (id, workspace, email, country, attributes, created_at, updated_at)
         VALUES (7, 1, 'dana@example.com', 'IL', '{"tier":"gold","points":12}', ?, ?)`,
        [NOW, NOW],
      );
      for (const [id, total, placedAt] of [
        [1, 5_000, NOW - 48 * HOUR],
        [2, 12_000, NOW - HOUR],
      ]) {
        await tx.run(
          `INSERT INTO orders (id, workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount,
             shipping, refunded, placed_at, modified_at, is_deleted)
           VALUES (?, 1, 'shop', ?, '1', 7, 'completed', 'EUR', ?, 0, 0, 0, 0, ?, ?, 0)`,
          [id, String(id), total, placedAt, placedAt],
        );
      }
    });
  });
  afterAll(async () => await database.close());

  const ask = async (condition: Condition, more: object = {}) =>
    await evaluateCondition(database, condition, { workspace: 1, contact: 7, event: EVENT, asOf: NOW, ...more });

  test.each<[boolean, Condition]>([
    [true, { event: 'order.total', operator: 'atLeast', value: 120.5 }],
    [false, { event: 'order.total', operator: 'above', value: 120.5 }],
    [true, { event: 'order.status', operator: 'equals', value: 'Processing' }],
    [true, { event: 'order.id', operator: 'equals', value: 42 }],
    [true, { event: 'order.coupons', operator: 'oneOf', value: ['welcome'] }],
    [true, { event: 'order.lines.sku', operator: 'equals', value: 'b' }],
    [false, { event: 'order.lines.sku', operator: 'noneOf', value: ['b'] }],
    [true, { event: 'order.refund', operator: 'missing' }],
    [true, { event: 'order.refund', operator: 'notEquals', value: 1 }],
    [false, { event: 'order.refund.amount', operator: 'atLeast', value: 0 }],
    [true, { event: 'event.occurredAt', operator: 'before', value: '2026-11-23' }],
    [false, { event: 'order.constructor', operator: 'exists' }],
    [true, { contact: 'country', operator: 'oneOf', value: ['AT', 'IL'] }],
    [true, { contact: 'attributes.points', operator: 'below', value: 13 }],
    [false, { contact: 'phone', operator: 'exists' }],
    [true, { sales: 'count', operator: 'equals', value: 2 }],
    [true, { sales: 'sum', operator: 'equals', value: 170 }],
    [true, { sales: 'count', where: { withinHours: 24 }, operator: 'equals', value: 1 }],
    [true, { sales: 'includesFirstPurchase', where: { withinHours: 24 }, operator: 'equals', value: false }],
    [true, { not: { any: [{ contact: 'country', operator: 'equals', value: 'AT' }] } }],
    [
      false,
      {
        all: [
          { contact: 'country', operator: 'exists' },
          { event: 'cart', operator: 'exists' },
        ],
      },
    ],
  ])('it is %s that %j', async (expected, condition) => {
    expect(conditionSchema.parse(condition)).toEqual(condition);
    expect((await ask(condition)).holds).toBe(expected);
  });

  test('sales since the entry are those placed after it', async () => {
    const bought: Condition = { sales: 'count', since: 'entry', operator: 'atLeast', value: 1 };
    expect((await ask(bought, { enteredAt: NOW - 2 * HOUR })).holds).toBe(true);
    expect((await ask(bought, { enteredAt: NOW - HOUR / 2 })).holds).toBe(false);
    expect((await ask(bought)).holds).toBe(false);
  });

  test('nothing is known of somebody unknown', async () => {
    expect((await ask({ contact: 'country', operator: 'exists' }, { contact: null })).holds).toBe(false);
    expect((await ask({ sales: 'count', operator: 'atLeast', value: 0 }, { contact: null })).holds).toBe(false);
  });

  test('the answer tells which facts decided', async () => {
    const condition: Condition = {
      any: [
        { contact: 'country', operator: 'equals', value: 'AT' },
        { sales: 'count', operator: 'atLeast', value: 2 },
        { event: 'order.total', operator: 'above', value: 0 },
      ],
    };
    expect(await ask(condition)).toEqual({
      holds: true,
      seen: [
        { fact: 'contact.country', value: 'IL' },
        { fact: 'sales.count', value: 2 },
      ],
    });
  });
});

test.each<[string, unknown]>([
  ['must be one of {"event"', 'order.total > 5'],
  ['must be one of {"event"', {}],
  ['Invalid enum value', { event: 'order.total', operator: '>', value: 5 }],
  ['must be a path', { event: 'order total', operator: 'exists' }],
  ['is missing', { event: 'order.total', operator: 'above' }],
  ['must be a number', { event: 'order.total', operator: 'above', value: 'much' }],
  ['must be a list', { event: 'order.total', operator: 'oneOf', value: 5 }],
  ['must be one value', { event: 'order.total', operator: 'equals', value: [5] }],
  ['must be left out', { event: 'order.total', operator: 'exists', value: 5 }],
  ['must be an ISO', { event: 'event.occurredAt', operator: 'after', value: 'soon' }],
  ['Unrecognized key', { contact: 'country', is: 'AT', operator: 'exists' }],
  ['must be a list of conditions', { all: [] }],
  ['other fields beside', { all: [{ event: 'a', operator: 'exists' }], any: [] }],
  ['greater than 0', { sales: 'count', where: { withinHours: -1 }, operator: 'equals', value: 1 }],
  ['must be a number written', { sales: 'count', where: { minimumTotal: 'much' }, operator: 'equals', value: 1 }],
  [
    'nested too deeply',
    Array.from({ length: 40 }).reduce((inner) => ({ not: inner }), { event: 'a', operator: 'exists' }),
  ],
])('a condition is refused that %s: %j', (problem, condition) => {
  const parsed = conditionSchema.safeParse(condition);
  expect(parsed.success).toBe(false);
  expect(parsed.error?.issues[0]?.message).toContain(problem);
});
