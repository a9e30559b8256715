import { openDatabase, type Database } from '../../../../packages/runtime/src/db';
import { startIngest, type Ingest } from '../../../support/start-ingest';
import { recordedBody, signed } from '../../../support/woocommerce-recordings';

let database: Database;
let ingest: Ingest;

beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  ingest = await startIngest(database);
});
afterEach(() => database.close());

const at = (seconds: number) => `2026-11-22T00:18:${seconds}`;

describe('the first purchase', () => {
  const purchase = (id: number, changes: object) =>
    signed('order.updated', { ...recordedBody('030'), id, number: String(id), ...changes });
  const isFirst = async (id: string) =>
    (await ingest.allEvents()).find((event) => event.type === 'order.placed' && event.payload.order?.id === id)!.payload
      .order!.isFirstPurchase;

  test('is the one before which no other was placed', async () => {
    await ingest.receive(purchase(1, {}), purchase(2, { date_created_gmt: at(50) }));
    expect([await isFirst('1'), await isFirst('2')]).toEqual([true, false]);
  });

  test('of a guest is found by the exact address, in any spelling', async () => {
    const billing = { ...recordedBody('030').billing, phone: '' };
    await ingest.receive(
      purchase(1, { billing: { ...billing, email: 'anna@kunde.example' } }),
      purchase(2, { billing: { ...billing, email: 'hanna@kunde.example' }, date_created_gmt: at(50) }),
      purchase(3, { billing: { ...billing, email: ' ANNA@kunde.example ' }, date_created_gmt: at(51) }),
    );
    expect([await isFirst('1'), await isFirst('2'), await isFirst('3')]).toEqual([true, true, false]);
  });

  test('stays the first for the guest who later has an account', async () => {
    await ingest.receive(purchase(1, {}), purchase(2, { customer_id: 8, date_created_gmt: at(50) }));
    expect(await isFirst('2')).toBe(false);
  });

  test.each([
    ['pending', {}],
    ['cancelled', {}],
    ['refunded', { date_paid_gmt: at(24) }],
    ['on-hold', {}],
  ])('is not taken by an earlier order that is %s', async (status, changes) => {
    await ingest.receive(purchase(1, { status, ...changes }), purchase(2, { date_created_gmt: at(50) }));
    expect(await isFirst('2')).toBe(true);
  });

  test('is not taken by a deleted one', async () => {
    await ingest.receive(
      purchase(1, {}),
      signed('order.deleted', { id: 1 }),
      purchase(2, { date_created_gmt: at(50) }),
    );
    expect(await isFirst('2')).toBe(true);
  });
});
