import { days, hours, minutes } from '../../../../packages/runtime/src/shared';
import { databaseSettings } from '../../../support/databases';
import { onEvents } from '../../../support/journey';
import { BODY, offer, startTracking, type Tracking } from '../start-tracking';

jest.setTimeout(120_000);

interface Order {
  readonly contact: number | null;
  readonly at: number;
  readonly total: number;
  readonly currency?: string;
  readonly refunded?: number;
  readonly status?: string;
}

describe.each(databaseSettings())('results of messages, on %s', (_name, makeSettings) => {
  let tracking: Tracking;
  let orders = 0;
  beforeEach(async () => {
    tracking = await startTracking(await makeSettings());
  });
  afterEach(async () => await tracking.finish());

  const order = async ({ contact, at, total, currency = 'EUR', refunded = 0, status = 'processing' }: Order) => {
    orders += 1;
    await tracking.database.write((tx) =>
      tx.run(
        `INSERT INTO orders (workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount, shipping,
          refunded, placed_at, modified_at, is_deleted) VALUES (1, 'shop', ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, 0)`,
        [`o${orders}`, `${orders}`, contact, status, currency, total, refunded, at, at],
      ),
    );
    return `o${orders}`;
  };
  const change = (id: string, column: 'refunded' | 'status', value: number | string) =>
    tracking.database.write((tx) => tx.run(`UPDATE orders SET ${column} = ? WHERE external_id = ?`, [value, id]));
  const resultsOf = async (route: string) => (await tracking.api('GET', `${route}/results`)).body as any;
  const row = (currency: string, count: number, total: number, refunded = 0) => ({
    ...{ node: 'Offer', currency, orders: count, total, refunded, revenue: total - refunded },
  });

  /** The contact gets a mail and follows a link of it. @returns the message */
  const followed = async (contact: number) => {
    const { id, links } = await tracking.receive(contact);
    await tracking.ask(links[0]!);
    await tracking.judged();
    return id;
  };

  test('an order is that message’s whose link its contact followed last before it, for so many days', async () => {
    const { reader, journey, clock, advanceOnly, api } = tracking;
    const workflow = await journey();
    const anna = await reader('anna@example.com');
    await order({ contact: anna, at: clock.now(), total: 9_900 }); // before any click
    const first = await followed(anna);
    const clickedAt = clock.now();
    await order({ contact: anna, at: clickedAt + minutes(5).milliseconds, total: 5_000 });
    advanceOnly(hours(24));
    const second = await followed(anna);
    await order({ contact: anna, at: clock.now() + days(4).milliseconds, total: 3_000 });
    await order({ contact: anna, at: clock.now() + days(6).milliseconds, total: 7_777 }); // too late
    await order({ contact: await reader('ben@example.com'), at: clock.now(), total: 8_888 }); // somebody else
    await order({ contact: null, at: clock.now(), total: 8_888 });

    expect(await resultsOf(`/workflows/${workflow}`)).toEqual({
      attribution: { model: 'lastClick', days: 5 },
      messages: [
        { node: 'Offer', sent: 2, opened: 2, openedByMachine: 0, clicked: 2, clickedByBot: 0, unsubscribed: 0 },
      ],
      orders: [row('EUR', 2, 80)],
    });
    expect((await resultsOf(`/messages/${first}`)).orders).toEqual([row('EUR', 1, 50)]);
    expect((await resultsOf(`/messages/${second}`)).orders).toEqual([row('EUR', 1, 30)]);

    // An order that was placed between the clicks and is told of only now is the first message's.
    await order({ contact: anna, at: clickedAt + hours(2).milliseconds, total: 100 });
    expect((await resultsOf(`/messages/${first}`)).orders).toEqual([row('EUR', 2, 51)]);
    await api('PATCH', '/tracking-settings', { attributionDays: 7 });
    expect((await resultsOf(`/messages/${second}`)).orders).toEqual([row('EUR', 2, 107.77)]);
  });

  test('refunds count as soon as they are told, and what is no purchase any more does not; each currency stands by itself', async () => {
    const { reader, journey, clock } = tracking;
    const workflow = await journey();
    const anna = await reader('anna@example.com');
    await followed(anna);
    const at = clock.now() + minutes(1).milliseconds;
    const euro = await order({ contact: anna, at, total: 5_000 });
    await order({ contact: anna, at, total: 4_200, currency: 'JPY' });
    const shekel = await order({ contact: anna, at, total: 12_345, currency: 'ILS', refunded: 345 });
    const route = `/workflows/${workflow}`;
    expect((await resultsOf(route)).orders).toEqual([
      row('EUR', 1, 50),
      row('ILS', 1, 123.45, 3.45),
      row('JPY', 1, 4_200),
    ]);
    await change(euro, 'refunded', 2_000);
    await change(shekel, 'status', 'cancelled');
    expect((await resultsOf(route)).orders).toEqual([row('EUR', 1, 50, 20), row('JPY', 1, 4_200)]);
  });

  test('what machines and programs do is counted by itself, and no order is ever theirs', async () => {
    const { reader, journey, receive, ask, judged, clock } = tracking;
    const workflow = await journey();
    const anna = await reader('anna@example.com');
    const { links, picture } = await receive(anna);
    await ask(picture, { headers: { 'user-agent': 'Mozilla/5.0' } });
    for (const link of links) await ask(link, { method: 'HEAD' });
    await judged();
    await order({ contact: anna, at: clock.now(), total: 5_000 });
    expect(await resultsOf(`/workflows/${workflow}`)).toMatchObject({
      messages: [{ sent: 1, opened: 0, openedByMachine: 1, clicked: 0, clickedByBot: 1 }],
      orders: [],
    });
  });

  test('clicks of a contact who was merged bring their orders along, and other journeys are not mixed in', async () => {
    const { reader, journey, activate, writer, clock, api } = tracking;
    const workflow = await journey();
    const anna = await reader('anna@example.com');
    await followed(anna);
    const work = await reader('anna@work.example');
    await order({ contact: work, at: clock.now() + minutes(1).milliseconds, total: 5_000 });
    expect((await resultsOf(`/workflows/${workflow}`)).orders).toEqual([]);
    await writer.merge(1, work, anna);
    expect((await resultsOf(`/workflows/${workflow}`)).orders).toEqual([row('EUR', 1, 50)]);
    const other = await activate([onEvents('cart.updated'), offer(BODY)]);
    expect(await resultsOf(`/workflows/${other}`)).toMatchObject({ messages: [], orders: [] });
    expect((await api('GET', '/workflows/none/results')).body).toMatchObject({ code: 'WORKFLOW_NOT_FOUND' });
    expect((await api('GET', '/messages/none/results')).body).toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });
});
