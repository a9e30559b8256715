import type { Database } from '../../../../packages/runtime/src/db';
import { EventLog } from '../../../../packages/runtime/src/events';
import { DeliveryInbox } from '../../../../packages/runtime/src/shops';
import { databases, empty } from '../../../support/databases';
import { startIngest, type Ingest } from '../../../support/start-ingest';
import { recordedBody, recording, RECORDINGS, signed } from '../../../support/woocommerce-recordings';

jest.setTimeout(60_000);

/** Far more than a shop may have on their way before they have to wait. */
const BURST = 60;

describe.each(databases())('a burst of deliveries of a shop, on %s', (_name, open) => {
  let database: Database;
  let ingest: Ingest;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    ingest = await startIngest(database);
  });
  afterAll(() => database.close());

  /** An inbox as a server has it that starts anew, or another server beside it. */
  const anotherInbox = () => {
    const { shops, clock, logger } = ingest;
    const route: Ingest['route'] = (tx, event) => ingest.route(tx, event);
    return new DeliveryInbox({ database, shops, events: new EventLog(database), route, clock, logger });
  };
  const order = (id: number) => ({ ...recordedBody('030'), id, number: String(id) });
  const burst = () => Array.from({ length: BURST }, (_, index) => signed('order.created', order(5_000 + index)));
  const outcomes = async () => {
    const rows = await database.all<{ outcome: string }>('SELECT outcome FROM delivery ORDER BY id');
    return rows.map(({ outcome }) => outcome);
  };
  const pendingIn = (answers: ReadonlyArray<{ readonly body: object }>) =>
    answers.filter(({ body }) => 'outcome' in body && body.outcome === 'pending').length;
  const numbers = async () =>
    (await database.all<{ number: string }>('SELECT number FROM orders ORDER BY number')).map(({ number }) => number);
  const all = Array.from({ length: BURST }, (_, index) => String(5_000 + index));

  test('is acknowledged at once, and every order is there a moment later, once', async () => {
    const answers = await ingest.receiveAtOnce(...burst());
    expect(answers.map(({ status }) => status)).toEqual(Array(BURST).fill(200));
    expect(pendingIn(answers)).toBeGreaterThan(BURST / 2);
    expect(await ingest.count('orders')).toBe(BURST - pendingIn(answers));

    await ingest.inbox.look();
    expect(await numbers()).toEqual(all);
    expect(await ingest.count('delivery_inbox')).toBe(0);
    expect(await outcomes()).toEqual(Array(BURST).fill('applied'));
    const created = (await ingest.allEvents()).filter(({ type }) => type === 'order.created');
    expect(created).toHaveLength(BURST);
    expect(ingest.routed).toEqual(await ingest.allEvents());
  });

  test('leaves what the same requests leave when they come one after the other', async () => {
    const dated = RECORDINGS.filter((name) => !name.startsWith('052')).map(recording);
    const store = async () => [
      await database.all(
        'SELECT external_id, status, total, refunded, paid_at FROM orders WHERE LENGTH(external_id) < 4 ORDER BY external_id',
      ),
      await database.all('SELECT email, first_name FROM contact ORDER BY email'),
      await database.all('SELECT external_id, price, stock_status FROM product ORDER BY external_id'),
    ];
    await ingest.receive(...dated);
    const expected = await store();

    await empty(database);
    ingest = await startIngest(database);
    const answers = await ingest.receiveAtOnce(...burst(), ...dated, ...dated);
    expect(pendingIn(answers.slice(BURST))).toBeGreaterThan(20); // all but the pings
    await ingest.inbox.look();
    expect(await store()).toEqual(expected);
  });

  test('is applied by the server that starts next, where the first one dies', async () => {
    await ingest.receiveAtOnce(...burst());
    await anotherInbox().look();
    expect(await numbers()).toEqual(all);
  });

  test('is applied once where two servers look at the same time', async () => {
    await ingest.receiveAtOnce(...burst());
    await Promise.all([anotherInbox().look(), anotherInbox().look()]);
    expect(await numbers()).toEqual(all);
    expect(await ingest.count('delivery_inbox')).toBe(0);
    expect((await ingest.allEvents()).filter(({ type }) => type === 'order.created')).toHaveLength(BURST);
    expect(ingest.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('does not take the same bytes twice, while they wait and afterwards', async () => {
    const requests = burst();
    await ingest.receiveAtOnce(...requests);
    const again = await ingest.receiveAtOnce(...requests);
    expect(again.map(({ body }) => body)).toEqual(Array(BURST).fill({ accepted: true, duplicate: true }));
    await ingest.inbox.look();
    expect(await numbers()).toEqual(all);
  });

  test('what comes later waits behind it, and is applied at once when the queue is empty again', async () => {
    await ingest.receiveAtOnce(...burst());
    const completed = signed('order.updated', {
      ...order(5_059),
      status: 'completed',
      date_modified_gmt: '2026-12-01T10:00:00',
    });
    expect((await ingest.receive(completed))[0]?.body).toMatchObject({ outcome: 'pending' });
    await ingest.inbox.look();
    const row = await database.get<{ status: string }>(`SELECT status FROM orders WHERE number = '5059'`);
    expect(row?.status).toBe('completed');
    const [answer] = await ingest.receive(signed('order.created', order(9_000)));
    expect(answer?.body).toMatchObject({ outcome: 'applied' });
  });

  test('of one shop does not make another wait', async () => {
    const other = await startIngest(database, { name: 'Another shop', url: 'https://another.example' });
    other.inbox = ingest.inbox;
    await ingest.receiveAtOnce(...burst());
    const [answer] = await other.receive(signed('order.created', order(1)));
    expect(answer?.body).toMatchObject({ outcome: 'applied' });
  });

  test('with a body that cannot be read is answered for what it is, and its body is kept', async () => {
    const answers = await ingest.receiveAtOnce(...burst(), signed('order.created', '{"id": 1,'));
    expect(answers.at(-1)?.body).toMatchObject({ outcome: 'unreadable', code: 'DELIVERY_UNREADABLE' });
    await ingest.inbox.look();
    expect(await numbers()).toEqual(all);
  });

  test('sets a delivery aside that cannot be applied, with its body, after some tries; the others go on', async () => {
    const route = ingest.route;
    ingest.route = async (tx, event) => {
      if (event.payload.order?.number === '5050') throw new Error('a rule that nobody foresaw');
      await route(tx, event);
    };
    await ingest.receiveAtOnce(...burst());
    for (let tries = 0; tries < 5; tries += 1) await ingest.inbox.look();
    await ingest.inbox.look();
    expect(await numbers()).toEqual(all.filter((number) => number !== '5050'));
    const aside = await database.all<{ reason: string; body: string }>(
      `SELECT reason, body FROM delivery WHERE outcome = 'unreadable'`,
    );
    expect(aside).toHaveLength(1);
    expect(aside[0]?.reason).toContain('a rule that nobody foresaw');
    expect(JSON.parse(aside[0]?.body ?? '')).toMatchObject({ number: '5050' });
    expect(await ingest.count('delivery_inbox')).toBe(0);
  });

  test('of a shop that was disconnected meanwhile is kept, and holds up nobody', async () => {
    await ingest.receiveAtOnce(...burst());
    const waiting = await ingest.count('delivery_inbox');
    await database.write((tx) => tx.run('DELETE FROM shop WHERE id = ?', [ingest.shop.id]));
    await anotherInbox().look();
    const kept = await database.all<{ reason: string }>(
      `SELECT reason FROM delivery WHERE outcome = 'ignored' AND body IS NOT NULL`,
    );
    expect(kept).toHaveLength(waiting);
    expect(kept[0]?.reason).toBe('the shop was disconnected before it was applied');
    expect(await ingest.count('delivery_inbox')).toBe(0);
  });
});
