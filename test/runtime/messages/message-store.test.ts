import type { Database } from '../../../packages/runtime/src/db';
import { MessageStore, MessageWriter } from '../../../packages/runtime/src/messages';
import { databases, empty } from '../../support/databases';
import { queue, stoppedClock, storeAnna } from './sample-mails';

describe.each(databases())('the history of messages on %s', (_name, open) => {
  let database: Database;
  let store: MessageStore;
  beforeAll(async () => {
    database = await open();
    store = new MessageStore(database, new MessageWriter());
  });
  beforeEach(async () => {
    await empty(database);
    await storeAnna(database);
  });
  afterAll(() => database.close());

  async function queueFive() {
    const clock = stoppedClock();
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      // Two share an instant: paging must not lose one of them.
      if (index !== 2) clock.advance(1_000);
      const to = index === 4 ? 'Ben@Example.com' : undefined;
      const receipt = await queue(database, clock, { to }, { execution: index + 1 });
      ids.unshift(receipt.messageId);
    }
    return ids;
  }

  test('an operator pages through it, newest first, and misses none', async () => {
    const ids = await queueFive();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({ workspace: 1, limit: 2, cursor });
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(seen[0]).toBe(ids[0]);
    expect(seen[4]).toBe(ids[4]);
  });

  test('a list leaves the content out and shows what became of each message', async () => {
    await queueFive();
    const { data, nextCursor } = await store.list({ workspace: 1 });
    expect(nextCursor).toBeNull();
    expect(data[0]).toMatchObject({ recipient: 'Ben@Example.com', status: 'queued', sentAt: null });
    expect(data[0]).not.toHaveProperty('html');
  });

  test('it can be narrowed down', async () => {
    const ids = await queueFive();
    const found = async (query: object) => (await store.list({ workspace: 1, ...query })).data.map(({ id }) => id);
    expect(await found({ recipient: ' ben@example.COM' })).toEqual([ids[0]]);
    expect(await found({ execution: 1 })).toEqual([ids[4]]);
    expect(await found({ contact: 1 })).toHaveLength(5);
    expect(await found({ contact: 2 })).toEqual([]);
    expect(await found({ status: 'sent' })).toEqual([]);
    expect((await store.list({ workspace: 2 })).data).toEqual([]);
  });

  test('an operator who asks for what is not there is told so', async () => {
    const [id = ''] = await queueFive();
    await expect(store.get(1, 'none')).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(store.get(2, id)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(store.list({ workspace: 1, cursor: 'x' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });
});
