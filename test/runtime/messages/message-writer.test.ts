import type { Database } from '../../../packages/runtime/src/db';
import {
  BrandStore,
  composeEmail,
  insertMessage,
  MailboxProvider,
  MessageStore,
  MessageWriter,
  Outbox,
  SharedContents,
  type EmailRequest,
  type OutgoingEmail,
} from '../../../packages/runtime/src/messages';
import type { EventPayload } from '../../../packages/runtime/src/events';
import { ProviderTemporaryError } from '../../../packages/runtime/src/messages';
import { minutes, silentLogger } from '../../../packages/runtime/src/shared';
import { databases, empty } from '../../support/databases';
import { origin, request, SENDER, stoppedClock, storeAnna } from './sample-mails';

/** Keeps what it is given, and fails as often as it is told to. */
class RecordingProvider extends MailboxProvider {
  readonly taken: OutgoingEmail[] = [];
  failures = 0;

  override async send(mail: OutgoingEmail) {
    this.taken.push(mail);
    if (this.failures > 0) {
      this.failures -= 1;
      throw new ProviderTemporaryError('busy', { isAnswer: true, details: { responseCode: 451 } });
    }
    return await super.send(mail);
  }
}

describe.each(databases())('writing a mail when its turn has come, on %s', (_name, open) => {
  let database: Database;
  let clock: ReturnType<typeof stoppedClock>;
  let provider: RecordingProvider;
  let contents: SharedContents;
  let outbox: Outbox;
  let store: MessageStore;
  const payloads = new Map<number, EventPayload>();
  const failed: unknown[] = [];

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    clock = stoppedClock();
    await storeAnna(database, { locale: 'en' });
    provider = new RecordingProvider();
    contents = new SharedContents();
    const payloadOf = (_queries: unknown, _workspace: number, event: number) => Promise.resolve(payloads.get(event));
    const preferencesUrl = (workspace: number, contact: number) => `https://shop.example/p/${workspace}/${contact}`;
    const writer = new MessageWriter({ contents, payloadOf, preferencesUrl });
    failed.length = 0;
    const onFailed = (_tx: unknown, message: unknown) => Promise.resolve(void failed.push(message));
    outbox = new Outbox({ database, provider, writer, clock, logger: silentLogger, random: () => 0.5, onFailed });
    store = new MessageStore(database, writer);
  });
  afterAll(() => database.close());

  async function queue(changes: Partial<EmailRequest> = {}, execution = 1): Promise<string> {
    const composed = await composeEmail({ queries: database, clock, sender: SENDER, contents }, request(changes));
    return await database.write(async (tx) => (await insertMessage(tx, composed, origin({ execution }))).messageId);
  }
  const templatesStored = async () =>
    (await database.get<{ count: number }>('SELECT COUNT(*) AS count FROM message_content'))?.count;

  test('a contact who changes name and language after the journey came by gets what is true now', async () => {
    const id = await queue();
    await database.write((tx) => tx.run(`UPDATE contact SET first_name = 'Hanna', locale = 'he' WHERE id = 1`));
    await outbox.drain();
    expect(provider.taken[0]).toMatchObject({ id, subject: 'שלום Hanna' });
    expect(await store.get(1, id)).toMatchObject({ status: 'sent', locale: 'he', subject: 'שלום Hanna', draft: null });
  });

  test('a contact gets a mail that waits in the brand that the workspace has by then, with the label of the subject', async () => {
    const brands = new BrandStore(database, clock);
    const id = await queue({ contents: [{ language: 'en', subject: 'Sale', body: '<p>All is cheap</p>' }] });
    await brands.put(1, { name: 'Olive', postalAddress: 'Herzl 1, Haifa', advertisementLabel: 'contactsInIsrael' });
    const late = await queue({ layout: 'none' }, 2);
    await outbox.drain();
    const sent = provider.taken.find((mail) => mail.id === id);
    expect(sent?.subject).toBe('פרסומת: Sale');
    expect(sent?.text).toContain('Olive · Herzl 1, Haifa · hello@shop.example');
    expect(sent?.html).toContain('https://shop.example/p/1/1');
    expect((await store.get(1, late)).html).not.toContain('Herzl');
  });

  test('the event that the journey is about is read from the log', async () => {
    const payload = { event: { type: 'order.placed' }, order: { number: '7001' } } as unknown as EventPayload;
    payloads.set(5, payload);
    await queue({ event: { id: 5, payload } });
    await outbox.drain();
    expect(provider.taken[0]?.text).toBe('Order 7001');
  });

  test('an event that stands in no log travels with the mail', async () => {
    const payload = { event: { type: 'order.placed' }, order: { number: '7002' } } as unknown as EventPayload;
    await queue({ event: { id: null, payload }, data: { gift: 'cup' } });
    await outbox.drain();
    expect(provider.taken[0]?.text).toBe('Order 7002 cup');
  });

  test('an operator sees a mail that waits as it would be written now', async () => {
    const body = '<p>{{contact.firstName}}: {{preferencesUrl}}</p>';
    const id = await queue({ contents: [{ language: 'en', subject: 'Hello {{contact.firstName}}', body }] });
    await database.write((tx) => tx.run(`UPDATE contact SET first_name = 'Hanna' WHERE id = 1`));
    expect(await store.get(1, id)).toMatchObject({
      status: 'queued',
      subject: 'Hello Hanna',
      text: 'Hanna: https://shop.example/p/1/1',
    });
  });

  test('a contact reads the parts of a mail that are about the tags that they have by then', async () => {
    const body = '{{#if (has contact.tags "tea" "Herbs")}}Tea.{{/if}}{{#if (has contact.tags "coffee")}}Coffee.{{/if}}';
    await queue({ contents: [{ language: 'en', subject: 'News', body: `<p>${body}</p>` }] });
    const insert = "INSERT INTO contact_tag (contact, tag, workspace, added_at) VALUES (1, 'herbs', 1, 0)";
    await database.write((tx) => tx.run(insert));
    await outbox.drain();
    expect(provider.taken[0]?.text).toBe('Tea.');
  });

  test('a mail that comes back goes out again as it was written at first', async () => {
    provider.failures = 1;
    await queue();
    await outbox.drain();
    await database.write((tx) => tx.run(`UPDATE contact SET first_name = 'Hanna' WHERE id = 1`));
    clock.advance(minutes(2).milliseconds);
    await outbox.drain();
    expect(provider.taken.map(({ subject }) => subject)).toEqual(['Hello Anna', 'Hello Anna']);
  });

  test('a mail that cannot be written for its contact fails with the reason, and keeps no other from going', async () => {
    const endless =
      '{{#each a}}{{#each @root.a}}{{#each @root.a}}{{#each @root.a}}x{{/each}}{{/each}}{{/each}}{{/each}}';
    const list = Array.from({ length: 100 }, (_, index) => index);
    const bad = await queue({ contents: [{ language: 'en', subject: 'Much', body: endless }], data: { a: list } }, 1);
    const good = await queue({}, 2);
    expect(await store.get(1, bad)).toMatchObject({ html: '', text: '' });
    await outbox.drain();
    expect(await store.get(1, bad)).toMatchObject({ status: 'failed', errorCode: 'TEMPLATE_TOO_LARGE', attempts: 0 });
    expect(await store.get(1, good)).toMatchObject({ status: 'sent' });
    expect(provider.taken).toHaveLength(1);
    expect(failed).toEqual([expect.objectContaining({ id: bad, errorCode: 'TEMPLATE_TOO_LARGE', at: clock.now() })]);
  });

  test('the templates of a node are stored once for all contacts, also after a restart', async () => {
    await queue({}, 1);
    await queue({}, 2);
    contents = new SharedContents();
    await queue({}, 3);
    expect(await templatesStored()).toBe(1);
    await outbox.drain();
    expect(provider.taken.map(({ subject }) => subject)).toEqual(Array(3).fill('Hello Anna'));
  });

  test('templates whose storing was rolled back are stored with the next mail', async () => {
    const deps = { queries: database, clock, sender: SENDER, contents };
    const composed = await composeEmail(deps, request());
    const failing = database.write(async (tx) => {
      await insertMessage(tx, composed, origin());
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(await templatesStored()).toBe(0);
    await queue();
    expect(await templatesStored()).toBe(1);
  });
});
