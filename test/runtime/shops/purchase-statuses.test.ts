import { purchaseCondition } from '../../../packages/runtime/src/audiences';
import { openDatabase } from '../../../packages/runtime/src/db';
import { isPurchase, PURCHASE_STATUSES } from '../../../packages/runtime/src/shops';

const STATUSES = [
  ...['pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed'],
  ...['checkout-draft', 'auto-draft', 'trash', 'packing'],
];

test('an order is a purchase when it is being handled, or paid and not taken back', () => {
  expect(PURCHASE_STATUSES).toEqual(['processing', 'completed']);
  expect(STATUSES.filter((status) => isPurchase(status, null))).toEqual(['processing', 'completed']);
  expect(STATUSES.filter((status) => isPurchase(status, 1))).toEqual(['processing', 'on-hold', 'completed', 'packing']);
});

test('sales data counts the same orders', async () => {
  const database = await openDatabase('sqlite::memory:');
  try {
    for (const status of STATUSES) {
      for (const paidAt of [null, 1]) {
        const row = await database.get<{ is: number }>(
          `SELECT ${purchaseCondition('o')} AS "is" FROM (SELECT 0 AS is_deleted, ? AS status, ? AS paid_at) o`,
          [status, paidAt],
        );
        expect([status, paidAt, row!.is === 1]).toEqual([status, paidAt, isPurchase(status, paidAt)]);
      }
    }
  } finally {
    await database.close();
  }
});
