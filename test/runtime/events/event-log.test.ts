import type { Database } from '../../../packages/runtime/src/db';
import { EventLog, type NewEvent } from '../../../packages/runtime/src/events';
import { databases, empty } from '../../support/databases';

jest.setTimeout(60_000);

const PAYLOAD = {
  event: { type: 'order.placed', occurredAt: '2026-11-22T00:19:44.000Z' },
  shop: { id: 'shop1', name: 'Olive "&" Co', url: 'https://shop.example', type: 'woocommerce' },
};

describe.each(databases())('the event log, on %s', (_name, open) => {
  let database: Database;
  let log: EventLog;

  beforeAll(async () => {
    database = await open();
    log = new EventLog(database);
  });
  beforeEach(() => empty(database));
  afterAll(() => database.close());

  const event = (changes: Partial<NewEvent> = {}): NewEvent => ({
    workspace: 1,
    type: 'order.placed',
    contact: 4,
    shop: 'shop1',
    occurredAt: 1_795_306_784_000,
    dedupeKey: 'order.placed:shop1:13',
    payload: { event: { type: 'order.placed', occurredAt: '2026-11-22T00:19:44.000Z' } },
    ...changes,
  });
  const append = (changes?: Partial<NewEvent>) =>
    database.write((tx) => log.append(tx, event(changes), 1_795_306_790_000));

  test('an event is logged once, and read as it was logged', async () => {
    const stored = await append();
    expect(stored).toEqual({ ...event(), id: expect.any(Number), receivedAt: 1_795_306_790_000 });
    expect(await append()).toBeUndefined();
    expect(await log.get(1, stored!.id)).toEqual(stored);
    expect(await log.findByKey(database, 1, event().dedupeKey)).toEqual(stored);
  });

  test('the payload of an event is at hand as JSON once the event is stored, and only then', async () => {
    let during: string | undefined;
    const stored = await database.write(async (tx) => {
      const appended = await log.append(tx, event({ payload: PAYLOAD }), 1_795_306_790_000);
      during = log.recentPayload(appended!.id);
      return appended!;
    });
    expect(during).toBeUndefined();
    expect(JSON.parse(log.recentPayload(stored.id)!)).toEqual(PAYLOAD);
    const failing = database.write(async (tx) => {
      const appended = await log.append(tx, event({ dedupeKey: 'another' }), 1_795_306_790_000);
      throw new Error(String(appended!.id));
    });
    const { message: id } = (await failing.catch((error: unknown) => error)) as Error;
    expect(log.recentPayload(Number(id))).toBeUndefined();
  });

  test('the same key in another workspace is another event', async () => {
    await append();
    const other = await append({ workspace: 2 });
    expect(other).toBeDefined();
    await expect(log.get(1, other!.id)).rejects.toMatchObject({ code: 'EVENT_NOT_FOUND' });
  });

  test('an event that arrives many times at once is logged once', async () => {
    const stored = await Promise.all(Array.from({ length: 10 }, () => append()));
    expect(stored.filter(Boolean)).toHaveLength(1);
  });

  test('events are listed newest first, page by page, of a type or a contact', async () => {
    for (const [index, type] of ['order.placed', 'order.paid', 'order.placed'].entries()) {
      await append({ type, dedupeKey: `${index}`, contact: index === 0 ? null : 4 });
    }
    const page = await log.list({ workspace: 1, limit: 2 });
    expect(page.data.map(({ dedupeKey }) => dedupeKey)).toEqual(['2', '1']);
    const rest = await log.list({ workspace: 1, limit: 2, cursor: page.nextCursor! });
    expect(rest).toMatchObject({ data: [{ dedupeKey: '0' }], nextCursor: null });
    const placed = await log.list({ workspace: 1, limit: 9, type: 'order.placed' });
    expect(placed.data.map(({ dedupeKey }) => dedupeKey)).toEqual(['2', '0']);
    const ofContact = await log.list({ workspace: 1, limit: 9, type: 'order.placed', contact: 4 });
    expect(ofContact.data.map(({ dedupeKey }) => dedupeKey)).toEqual(['2']);
  });
});
