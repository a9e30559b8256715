import type { Database } from '../../../../packages/runtime/src/db';
import {
  composeSms,
  insertMessage,
  MessageStore,
  Outbox,
  ProviderMisconfiguredError,
  ProviderTemporaryError,
  RecipientUnsubscribedError,
  MailboxProvider,
  type OutboxOptions,
  type OutgoingMessage,
} from '../../../../packages/runtime/src/messages';
import { seconds, silentLogger } from '../../../../packages/runtime/src/shared';
import { databases, empty } from '../../../support/databases';
import { origin, queue, stoppedClock, storeAnna } from '../sample-mails';
import { storeSender } from '../sms/store-sender';

type Send = (message: OutgoingMessage) => Promise<{ providerMessageId: string }>;

describe.each(databases())('the lanes of the outbox on %s', (_name, open) => {
  let database: Database;
  let clock: ReturnType<typeof stoppedClock>;
  let outbox: Outbox;
  /** How each sender's provider behaves, and how often it was made. */
  let sends: Map<string, Send>;
  let versions: string[];
  let handedOver: string[];
  let execution: number;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await empty(database);
    clock = stoppedClock();
    [sends, versions, handedOver, execution] = [new Map(), [], [], 0];
    await storeAnna(database);
    for (const id of ['good', 'bad']) await storeSender(database, { id, name: id });
    outbox = outboxWith();
  });
  afterEach(() => outbox.stop());

  const outboxWith = (options: Partial<OutboxOptions> = {}): Outbox =>
    new Outbox({
      ...{ database, clock, logger: silentLogger, random: () => 0.5, concurrency: 2, provider: new MailboxProvider() },
      clients: {
        of: async (sender, version) => {
          versions.push(`${sender} ${version}`);
          const send: Send = sends.get(sender) ?? (async ({ id }) => ({ providerMessageId: `${sender}:${id}` }));
          const provider = {
            name: 'fake',
            send: async (message: OutgoingMessage) => {
              const sent = await send(message);
              handedOver.push(sender);
              return sent;
            },
            close: async () => undefined,
          };
          return { provider, callbackUrl: undefined };
        },
      },
      ...options,
    });
  async function text(sender: string): Promise<string> {
    const { message } = await composeSms(
      { queries: database, clock, publicUrl: 'https://go.example' },
      {
        ...{ workspace: 1, contact: 1, contents: [{ language: 'en', text: 'Hi' }], purpose: 'transactional', data: {} },
        ...{ sender, to: '+972502345678' },
      },
    );
    execution += 1;
    return (await database.write((tx) => insertMessage(tx, message, origin({ execution })))).messageId;
  }
  const statusOf = async (id: string) => (await new MessageStore(database).get(1, id)).status;

  test('a sender whose login is refused keeps its own messages, and nobody else is held up', async () => {
    let isBroken = true;
    sends.set('bad', async ({ id }) => {
      if (isBroken) throw new ProviderMisconfiguredError('wrong password');
      return { providerMessageId: id };
    });
    const bad = [await text('bad'), await text('bad'), await text('bad')];
    const good = [await text('good'), await text('good'), await text('good')];
    execution += 1;
    const mail = (await queue(database, clock, {}, { execution })).messageId;
    await outbox.drain();
    expect(await Promise.all(good.map(statusOf))).toEqual(['sent', 'sent', 'sent']);
    expect(await statusOf(mail)).toBe('sent');
    expect(await Promise.all(bad.map(statusOf))).toEqual(['queued', 'queued', 'queued']);

    // An operator corrects the password, on this server or on another one: it is tried at once.
    isBroken = false;
    await database.write(async (tx) => {
      await tx.run(`UPDATE sender SET revision = revision + 1 WHERE id = 'bad'`);
      await tx.run(`UPDATE message SET due_at = ? WHERE sender_id = 'bad'`, [clock.now()]);
    });
    await outbox.drain();
    expect(await Promise.all(bad.map(statusOf))).toEqual(['sent', 'sent', 'sent']);
    expect(new Set(versions.filter((version) => version.startsWith('bad')))).toEqual(new Set(['bad 1:', 'bad 2:']));
  });

  test('a provider that does not answer takes nobody else their place', async () => {
    let letGo = (): void => undefined;
    const hung = new Promise<void>((resolve) => (letGo = resolve));
    sends.set('bad', async ({ id }) => {
      await hung;
      return { providerMessageId: id };
    });
    for (let count = 0; count < 6; count++) await text('bad');
    await outbox.start();
    const good = await text('good');
    outbox.wake();
    for (let tries = 0; (await statusOf(good)) !== 'sent' && tries < 500; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(handedOver).toEqual(['good']);
    letGo();
    await outbox.stop();
  });

  test('a sender that is to be left alone is, for as long as its provider says, and no attempt counts', async () => {
    let calls = 0;
    sends.set('bad', async ({ id }) => {
      calls += 1;
      if (calls <= 2) throw new ProviderTemporaryError('slow down', { isAnswer: true, retryAfter: seconds(90) });
      return { providerMessageId: id };
    });
    const ids = [await text('bad'), await text('bad'), await text('bad')];
    await outbox.drain();
    clock.advance(89_999);
    await outbox.drain();
    expect(calls).toBe(2);
    clock.advance(1);
    await outbox.drain();
    expect(await Promise.all(ids.map(statusOf))).toEqual(['sent', 'sent', 'sent']);
    expect((await new MessageStore(database).get(1, ids[0]!)).attempts).toBe(1);
  });

  test('a recipient who had told the provider that they want no more is told of, once', async () => {
    const failed: unknown[] = [];
    await outbox.stop();
    outbox = outboxWith({ onFailed: async (_tx, message) => void failed.push(message) });
    sends.set('bad', async () => await Promise.reject(new RecipientUnsubscribedError('STOP', 'channel')));
    const id = await text('bad');
    await outbox.drain();
    await outbox.drain();
    expect(failed).toEqual([
      { id, at: clock.now(), errorCode: 'RECIPIENT_UNSUBSCRIBED', reason: 'STOP', unsubscribed: 'channel' },
    ]);
  });
});
