import { entities, type Database } from '../../../packages/runtime/src/db';
import { MessageStore, MessageWriter } from '../../../packages/runtime/src/messages';
import { databases, empty } from '../../support/databases';
import { queue, stoppedClock, storeAnna } from './sample-mails';

describe.each(databases())('storing a message on %s', (_name, open) => {
  const clock = stoppedClock();
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    await storeAnna(database);
  });
  afterAll(() => database.close());

  test('a node that runs again after a crash gets the receipt of the first message, and queues no second', async () => {
    const first = await queue(database, clock);
    const second = await queue(database, clock, { contents: [{ language: 'en', subject: 'Changed', body: '' }] });
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      verdict: 'send',
      language: 'he',
      subject: 'שלום Anna',
      recipient: 'anna@example.com',
    });
    expect(await database.orm.count(entities.Message)).toBe(1);
  });

  test('another item, visit, node or execution is another message', async () => {
    const origins = [{}, { item: 1 }, { visit: 1 }, { node: 'Second mail' }, { execution: 2 }];
    for (const origin of origins) await queue(database, clock, {}, origin);
    expect(await database.orm.count(entities.Message)).toBe(origins.length);
  });

  test('messages that no execution asked for are never taken for one', async () => {
    const outside = { execution: null, workflow: null, node: null };
    const first = await queue(database, clock, {}, outside);
    const second = await queue(database, clock, {}, outside);
    expect(second.messageId).not.toBe(first.messageId);
  });

  test('the stored message holds everything', async () => {
    const { messageId } = await queue(database, clock, { replyTo: 'help@shop.example' });
    const message = await new MessageStore(database, new MessageWriter()).get(1, messageId);
    const { leaseOwner: _of, ...stored } = await database.orm.findOneByOrFail(entities.Message, { id: messageId });
    expect(message).toEqual({ ...stored, html: message.html, text: message.text });
    expect(stored).toMatchObject({ html: '', text: '' });
    expect(message).toMatchObject({ execution: 1, node: 'Send Email', replyTo: 'help@shop.example', attempts: 0 });
  });
});
