import { openDatabase, type Database } from '../../../../packages/runtime/src/db';
import { startIngest, type Ingest } from '../../../support/start-ingest';
import { recordedBody, recording, signed } from '../../../support/woocommerce-recordings';

let database: Database;
let ingest: Ingest;

beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  ingest = await startIngest(database);
});
afterEach(() => database.close());

const customer = (changes: object = {}) => ({ ...recordedBody('025'), ...changes });
const updated = (changes: object) => signed('customer.updated', customer(changes));
const events = (id = '2') => ingest.eventsOf('customer', id);

test('a registered customer becomes a contact, in the time zone of the country', async () => {
  await ingest.receive(recording('025'));
  expect(await events()).toEqual(['customer.created']);
  const [event] = await ingest.allEvents();
  expect(event).toMatchObject({
    occurredAt: Date.parse('2026-11-22T00:17:37Z'),
    payload: {
      customer: {
        id: '2',
        email: 'anna@kunde.example',
        firstName: 'Anna',
        lastName: 'Müller',
        username: 'anna',
        role: 'customer',
      },
      contact: { email: 'anna@kunde.example', firstName: 'Anna', country: 'AT', timeZone: 'Europe/Vienna' },
    },
  });
});

test.each(['editor', 'shop_manager', 'administrator', 'author', ''])(
  'an account of the staff (%s) is no customer',
  async (role) => {
    const [answer] = await ingest.receive(signed('customer.created', customer({ role })));
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'ignored' } });
    for (const table of ['contact', 'event']) expect(await ingest.count(table)).toBe(0);
    expect(await database.get('SELECT body FROM delivery')).toEqual({ body: null });
  },
);

test('a guest who orders does not register', async () => {
  await ingest.receive(recording('030'));
  expect((await ingest.allEvents()).filter(({ type }) => type.startsWith('customer.'))).toEqual([]);
});

test('a registration counts once, in whatever order the shop tells of it', async () => {
  await ingest.receive(recording('049'), recording('047'), recording('048'));
  expect(await events('3')).toEqual(['customer.created']);
  expect(await ingest.count('contact')).toBe(1);
});

test('an update in which nothing is different is nothing', async () => {
  await ingest.receive(recording('025'));
  await ingest.receive(
    updated({ date_modified_gmt: '2026-11-22T01:00:00', meta_data: [{ key: 'wc_last_active', value: '1' }] }),
  );
  expect(await events()).toEqual(['customer.created']);
});

test('a new name and a new address are an update, and messages go to the new address', async () => {
  await ingest.receive(recording('025'));
  const changes = { last_name: 'Maier', email: 'anna@neu.example', date_modified_gmt: '2026-11-22T01:00:00' };
  await ingest.receive(updated(changes));
  expect(await events()).toEqual(['customer.created', 'customer.updated']);
  expect(await database.all('SELECT last_name, email FROM contact')).toEqual([
    { last_name: 'Maier', email: 'anna@neu.example' },
  ]);
  await ingest.receive(updated({ ...changes, last_name: 'Huber', date_modified_gmt: '2026-11-22T00:30:00' }));
  expect(await database.get('SELECT last_name FROM contact')).toEqual({ last_name: 'Maier' });
  expect(await events()).toHaveLength(2);
});

test('a customer of old who is heard of for the first time is updated, not created', async () => {
  await ingest.receive(updated({ date_created_gmt: '2019-01-01T00:00:00' }));
  expect(await events()).toEqual(['customer.updated']);
});

test('a deleted account leaves the person known by address', async () => {
  await ingest.receive(recording('025'), signed('customer.deleted', { id: 2 }));
  expect(await database.all('SELECT kind FROM contact_identity ORDER BY kind')).not.toContainEqual({
    kind: 'shop_customer',
  });
  await ingest.receive(signed('customer.created', customer({ id: 9 })));
  expect(await ingest.count('contact')).toBe(1);
});

test('an account without id is kept as unreadable', async () => {
  const [answer] = await ingest.receive(signed('customer.created', { role: 'customer' }));
  expect(answer!.body).toMatchObject({ outcome: 'unreadable' });
});
