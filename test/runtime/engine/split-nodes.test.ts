import { days } from '../../../packages/runtime/src/shared';
import { mail, onEvents, wait, type JourneyNode } from '../../support/journey';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';

let shop: TestJourneys;
beforeEach(async () => (shop = await startJourneys()));
afterEach(async () => await shop.close());

const split = (type: string, parameters: object, output = 0): JourneyNode => ({
  name: 'Split',
  type: `n8n-nodes-aftercart.${type}`,
  parameters,
  output,
});

async function buys(contact: number): Promise<void> {
  await shop.database.write((tx) =>
    tx.run(
      `INSERT INTO orders (workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount, shipping,
        refunded, placed_at, paid_at, modified_at, is_deleted) VALUES (1, 's', ?, '1', ?, 'completed', 'ILS', 100, 0, 0, 0, 0, ?, ?, ?, 0)`,
      [`order-of-${contact}`, contact, ...Array.from({ length: 3 }, () => shop.clock.now())],
    ),
  );
}

test('a customer who buys during the wait gets no reminder, the other one does', async () => {
  await shop.activate([
    onEvents('order.placed'),
    wait(2, 'days'),
    split('splitByPurchaseAction', {}, 1),
    mail('Reminder'),
  ]);
  const [dana, noam] = [await shop.contact('dana@example.com'), await shop.contact('noam@example.com')];
  await shop.happens('order.placed', dana);
  await shop.happens('order.placed', noam);
  await shop.advance(days(1));
  await buys(noam);
  await shop.advance(days(2));
  expect(await shop.database.all('SELECT contact, subject FROM message')).toEqual([
    { contact: dana, subject: 'Reminder' },
  ]);
});

test('at an A/B split a contact takes the same way each time, and the ways are shared', async () => {
  const variants = { values: [{ name: 'Plain' }, { name: 'Discount' }] };
  await shop.activate([onEvents('order.placed'), split('abSplit', { variants }), mail('Plain')]);
  const contacts = await Promise.all(Array.from({ length: 24 }, (_, index) => shop.contact(`c${index}@example.com`)));
  for (const contact of [...contacts, ...contacts]) await shop.happens('order.placed', contact);
  const mails = await shop.database.all<{ n: number }>('SELECT COUNT(*) AS n FROM message GROUP BY contact');
  expect(mails.every(({ n }) => n === 2)).toBe(true);
  expect(mails.length).toBeGreaterThan(2);
  expect(mails.length).toBeLessThan(22);
  expect(await shop.database.all('SELECT contact FROM split_assignment')).toHaveLength(24);
});

test('a purchase before the mail that was just queued is none since the latest mail', async () => {
  await shop.activate([
    onEvents('order.placed'),
    { ...mail('First'), name: 'First' },
    wait(2, 'days'),
    { ...mail('Second'), name: 'Second' },
    split('splitByPurchaseAction', { window: 'message' }, 1),
    mail('Reminder'),
  ]);
  const dana = await shop.contact('dana@example.com');
  await shop.happens('order.placed', dana);
  await shop.advance(days(1));
  await buys(dana);
  await shop.advance(days(2));
  const mails = await shop.database.all<{ subject: string }>('SELECT subject FROM message');
  expect(mails.map(({ subject }) => subject).sort()).toEqual(['First', 'Reminder', 'Second']);
});
