import type { Database } from '../../../packages/runtime/src/db';
import {
  MailboxProvider,
  MessageStore,
  MessageWriter,
  Outbox,
  SmtpProvider,
  type EmailProvider,
  type OutboxOptions,
  type OutgoingEmail,
} from '../../../packages/runtime/src/messages';
import { hours, minutes, silentLogger } from '../../../packages/runtime/src/shared';
import { databases, empty } from '../../support/databases';
import { startFaultyMailServer } from './channels/email/faulty-mail-server';
import { queue, START, stoppedClock, storeAnna } from './sample-mails';

/** Holds each mail back until it is let go: a provider that takes its time. */
class SlowProvider extends MailboxProvider {
  readonly arrived: OutgoingEmail[] = [];
  private readonly waiting: Array<() => void> = [];

  override async send(mail: OutgoingEmail) {
    this.arrived.push(mail);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    return await super.send(mail);
  }

  async reached(count: number): Promise<void> {
    while (this.arrived.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  letGo(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

describe.each(databases())('the outbox on %s', (_name, open) => {
  let database: Database;
  let clock: ReturnType<typeof stoppedClock>;
  let server: Awaited<ReturnType<typeof startFaultyMailServer>>;
  const closing: Array<() => Promise<void>> = [];

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await empty(database);
    clock = stoppedClock();
    server = await startFaultyMailServer();
    await storeAnna(database);
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await server.close();
  });

  const outboxOn = (provider: EmailProvider, options: Partial<OutboxOptions> = {}): Outbox => {
    const outbox = new Outbox({
      database,
      provider,
      writer: new MessageWriter(),
      clock,
      logger: silentLogger,
      random: () => 0.5,
      ...options,
    });
    closing.push(() => outbox.stop());
    return outbox;
  };
  const smtp = (login = ''): EmailProvider => {
    const provider = new SmtpProvider({ url: server.url(login) });
    closing.push(() => provider.close());
    return provider;
  };
  const messageOf = (id: string) => new MessageStore(database, new MessageWriter()).get(1, id);
  const statuses = async () =>
    (await new MessageStore(database, new MessageWriter()).list({ workspace: 1 })).data.map(({ status }) => status);
  const queueFor = async (to: string, execution = 1) => (await queue(database, clock, { to }, { execution })).messageId;

  test('of a crowd, those whose connection breaks before their text was asked for are sent later, and none is in doubt', async () => {
    const expected = new Map<string, string>();
    for (let index = 1; index <= 20; index += 1) {
      const kind = ['cut', 'busy', 'closing'][index % 10] ?? 'anna';
      expected.set(await queueFor(`${kind}@example.com`, index), kind === 'anna' ? 'sent' : 'queued');
    }
    await outboxOn(smtp()).drain();
    for (const [id, status] of expected) expect(await messageOf(id)).toMatchObject({ id, status });
    expect(server.mails).toHaveLength(14);
  });

  test('a queued mail reaches the contact once, and the row tells so', async () => {
    const id = await queueFor('anna@example.com');
    const outbox = outboxOn(smtp());
    await outbox.drain();
    await outbox.drain();
    expect(server.mails.map(({ subject }) => subject)).toEqual(['שלום Anna']);
    expect(await messageOf(id)).toMatchObject({
      status: 'sent',
      provider: 'smtp',
      providerMessageId: `<${id}@shop.example>`,
      attempts: 1,
      dueAt: null,
      sentAt: START,
      error: null,
    });
  });

  test('a mail goes out as it is made ready, and waits where that fails', async () => {
    const id = await queueFor('anna@example.com');
    let fails = true;
    const outbox = outboxOn(smtp(), {
      outgoing: async ({ sender: from, recipient: to, replyTo, html, text }) => {
        if (fails) throw new Error('the database is away');
        return { id, from, to, replyTo, subject: 'Made ready', html, text };
      },
    });
    await outbox.drain();
    expect(await messageOf(id)).toMatchObject({ status: 'queued', errorCode: 'PROVIDER_TEMPORARY', sentAt: null });
    fails = false;
    clock.advance(hours(1).milliseconds);
    await outbox.drain();
    expect(server.mails.map(({ subject }) => subject)).toEqual(['Made ready']);
  });

  test('a skipped message and one whose time has not come stay where they are', async () => {
    await queueFor('nobody');
    const later = await queueFor('anna@example.com', 2);
    await database.write((tx) => tx.run('UPDATE message SET due_at = ? WHERE id = ?', [START + 1, later]));
    const outbox = outboxOn(smtp());
    await outbox.drain();
    expect(server.mails).toEqual([]);
    clock.advance(1);
    await outbox.drain();
    expect(server.mails).toHaveLength(1);
  });

  test('a message is marked as being sent before the provider gets it, and the oldest goes first', async () => {
    const provider = new SlowProvider();
    const outbox = outboxOn(provider, { concurrency: 2 });
    const ids: string[] = [];
    for (let execution = 1; execution <= 3; execution++) {
      ids.push(await queueFor('anna@example.com', execution));
      clock.advance(1);
    }
    const drained = outbox.drain();
    await provider.reached(2);
    expect(provider.arrived.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect((await statuses()).sort()).toEqual(['queued', 'sending', 'sending']);
    provider.letGo();
    await provider.reached(3);
    provider.letGo();
    await drained;
    expect(await statuses()).toEqual(['sent', 'sent', 'sent']);
  });

  test('two processes on one database send each message once', async () => {
    for (let execution = 1; execution <= 40; execution++) await queueFor('anna@example.com', execution);
    const provider = smtp();
    await Promise.all([outboxOn(provider).drain(), outboxOn(provider).drain()]);
    expect(server.mails).toHaveLength(40);
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(40);
  });

  test('what a killed process left in the middle is uncertain, is not sent, and can be sent by hand', async () => {
    const id = await queueFor('anna@example.com');
    await database.write((tx) => tx.run(`UPDATE message SET status = 'sending', attempts = 1 WHERE id = ?`, [id]));
    const outbox = outboxOn(smtp());
    await outbox.start();
    await outbox.drain();
    expect(server.mails).toEqual([]);
    expect(await messageOf(id)).toMatchObject({ status: 'uncertain', errorCode: 'MESSAGE_UNCERTAIN', dueAt: null });
    await outbox.retryMessage(id);
    await outbox.drain();
    expect(server.mails).toHaveLength(1);
    expect(await messageOf(id)).toMatchObject({ status: 'sent', errorCode: null, error: null });
    await expect(outbox.retryMessage(id)).rejects.toMatchObject({ code: 'MESSAGE_NOT_RETRYABLE' });
    await expect(outbox.retryMessage('none')).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });

  test('a busy mailbox is tried again, with growing delays, and given up after about two days', async () => {
    const id = await queueFor('busy@example.com');
    const outbox = outboxOn(smtp());
    const delays: number[] = [];
    for (let attempt = 1; attempt < 12; attempt++) {
      await outbox.drain();
      const message = await messageOf(id);
      expect(message).toMatchObject({ status: 'queued', attempts: attempt, errorCode: 'PROVIDER_TEMPORARY' });
      const delay = (message.dueAt ?? 0) - clock.now();
      delays.push(delay / 60_000);
      clock.advance(delay - 1);
      await outbox.drain();
      expect(await messageOf(id)).toMatchObject({ attempts: attempt });
      clock.advance(1);
    }
    expect(delays).toEqual([1, 4, 16, 64, 256, 360, 360, 360, 360, 360, 360]);
    expect(clock.now() - START).toBeLessThan(hours(72).milliseconds);
    await outbox.drain();
    const message = await messageOf(id);
    expect(message).toMatchObject({ status: 'failed', dueAt: null, errorCode: 'PROVIDER_TEMPORARY' });
    expect(message.error).toMatch(/^Given up after 12 attempts\. .*450/);
  });

  test('an address that does not exist fails at once, with the reason, and holds nobody up', async () => {
    const id = await queueFor('unknown@example.com');
    await queueFor('anna@example.com', 2);
    await outboxOn(smtp()).drain();
    expect(await messageOf(id)).toMatchObject({ status: 'failed', errorCode: 'PROVIDER_PERMANENT', attempts: 1 });
    expect((await messageOf(id)).error).toMatch(/550/);
    expect(server.mails).toHaveLength(1);
  });

  test('a wrong password loses no message: all wait, one tries each minute, the operator reads it once', async () => {
    const lines: string[] = [];
    const logger = { ...silentLogger, error: (_facts: object, line: string) => lines.push(line) };
    let provider = smtp('shop:wrong@');
    const switching: EmailProvider = {
      name: 'smtp',
      send: (mail) => provider.send(mail),
      close: () => provider.close(),
    };
    const outbox = outboxOn(switching, { logger, concurrency: 2 });
    for (let execution = 1; execution <= 5; execution++) await queueFor('anna@example.com', execution);
    for (let minute = 0; minute < 4; minute++) {
      await outbox.drain();
      expect(await statuses()).toEqual(['queued', 'queued', 'queued', 'queued', 'queued']);
      clock.advance(minutes(1).milliseconds);
    }
    expect(lines).toEqual(['The provider refuses us: messages stay queued until its settings are right']);
    provider = smtp('shop:secret@');
    await outbox.drain();
    const { data } = await new MessageStore(database, new MessageWriter()).list({ workspace: 1 });
    expect(data.map(({ status, attempts }) => ({ status, attempts }))).toEqual(
      Array.from({ length: 5 }, () => ({ status: 'sent', attempts: 1 })),
    );
    expect(server.mails).toHaveLength(5);
  });

  test('a provider that breaks in an unknown way leaves the message uncertain', async () => {
    const id = await queueFor('anna@example.com');
    const broken = new MailboxProvider();
    broken.send = () => Promise.reject(new TypeError('x is undefined'));
    await outboxOn(broken).drain();
    expect(await messageOf(id)).toMatchObject({ status: 'uncertain', error: 'x is undefined', dueAt: null });
  });

  test('once started it sends what is queued when it is woken, and stopping waits for the mail in hand', async () => {
    const provider = new SlowProvider();
    const outbox = outboxOn(provider, { pollInterval: hours(1) });
    await outbox.start();
    const id = await queueFor('anna@example.com');
    outbox.wake();
    await provider.reached(1);
    const stopped = outbox.stop();
    await queueFor('anna@example.com', 2);
    outbox.wake();
    provider.letGo();
    await stopped;
    expect((await messageOf(id)).status).toBe('sent');
    expect(provider.arrived).toHaveLength(1);
  });

  test('mails give way to contacts who wait for their turn, but only for a moment', async () => {
    const provider = new MailboxProvider();
    let isBehind = true;
    const outbox = outboxOn(provider, { isEngineBehind: () => isBehind });
    await queueFor('anna@example.com');
    const began = performance.now();
    const drained = outbox.drain();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await statuses()).toEqual(['queued']);
    isBehind = false;
    await drained;
    expect(await statuses()).toEqual(['sent']);

    isBehind = true; // and stays so
    await queueFor('anna@example.com', 2);
    await outbox.drain();
    expect(await statuses()).toEqual(['sent', 'sent']);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('what became of a mail is not lost when the database cannot be written for a while', async () => {
    const provider = new SlowProvider();
    let isFull = false;
    const fragile: Database = Object.create(database, {
      write: {
        value: (work: Parameters<Database['write']>[0]) =>
          isFull ? Promise.reject(new Error('disk full')) : database.write(work),
      },
    }) as Database;
    const outbox = outboxOn(provider, { database: fragile });
    const id = await queueFor('anna@example.com');
    const drained = outbox.drain();
    await provider.reached(1);
    isFull = true;
    provider.letGo();
    await expect(drained).rejects.toThrow('disk full');
    isFull = false;
    await outbox.drain();
    expect(await messageOf(id)).toMatchObject({ status: 'sent' });
    expect(provider.arrived).toHaveLength(1);
  });
});
