import { copySurroundings, parseScenario } from '../../../packages/runtime/src/simulate';
import { openHttp } from '../../support/open-http';

test('a copied contact brings what they bought into the scenario, and what the scenario says itself counts more', async () => {
  const { app, close } = await openHttp({ AFTERCART_TIME_ZONE: 'Asia/Jerusalem' });
  try {
    const { database, contacts, calendarStore, writer } = app;
    const { contact } = await writer.upsert(1, { email: 'noa@shop.example', firstName: 'Noa', locale: 'he' });
    await writer.tag(1, contact.id, ['vip']);
    const now = Date.UTC(2026, 10, 22, 9);
    const placedAt = now - 3 * 86_400_000;
    await database.write(async (tx) => {
      const order = await tx.get<{ id: number }>(
        `INSERT INTO orders (workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount, shipping, refunded,
          placed_at, modified_at, is_deleted) VALUES (1, 's', '7', '7', ?, 'completed', 'EUR', 4990, 0, 0, 0, 0, ?, ?, 0) RETURNING id`,
        [contact.id, placedAt, placedAt],
      );
      await tx.run(
        `INSERT INTO order_line (workspace, "order", external_id, product_external_id, sku, name, quantity, total)
          VALUES (1, ?, '1', '512', 'MUG-1', 'Mug', 2, 4990)`,
        [order?.id],
      );
    });
    const copied = await copySurroundings(
      { given: { contactId: contact.id, contact: { firstName: 'Dana' } } },
      { queries: database, contacts, calendarStore, workspace: 1, now },
    );
    const { given } = parseScenario(copied);
    expect(given.timeZone).toBe('Asia/Jerusalem');
    expect(given.contact).toMatchObject({ email: 'noa@shop.example', firstName: 'Dana', locale: 'he', tags: ['vip'] });
    expect(given.contact.orders).toMatchObject([
      { daysAgo: 3, status: 'completed', total: 49.9, lines: [{ sku: 'MUG-1', quantity: 2, total: 49.9 }] },
    ]);
  } finally {
    await close();
  }
});
