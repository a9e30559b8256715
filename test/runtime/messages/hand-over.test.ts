import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Database } from '../../../packages/runtime/src/db';
import {
  HandOverJournal,
  MailboxProvider,
  MessageStore,
  MessageWriter,
  Outbox,
  SmtpProvider,
  type EmailProvider,
  type OutboxOptions,
  type OutgoingEmail,
} from '../../../packages/runtime/src/messages';
import { ProviderTemporaryError } from '../../../packages/runtime/src/messages';
import { silentLogger } from '../../../packages/runtime/src/shared';
import { databases, empty } from '../../support/databases';
import { startMailServer } from '../../support/mail-server';
import { queue, stoppedClock, storeAnna } from './sample-mails';

/** A provider in whose hands the process dies: it never answers. */
class DeathBed extends MailboxProvider {
  readonly reached: Promise<void>;
  private arrive: () => void = () => undefined;

  constructor(private readonly isAfterTheLastByte: boolean) {
    super();
    this.reached = new Promise((resolve) => (this.arrive = resolve));
  }

  override async send(_mail: OutgoingEmail, onLastByte?: () => void): Promise<never> {
    if (this.isAfterTheLastByte) onLastByte?.();
    this.arrive();
    return await new Promise(() => undefined);
  }
}

describe.each(databases())('a process that dies while it hands a mail over, on %s', (_name, open) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
  let database: Database;
  let clock: ReturnType<typeof stoppedClock>;
  const closing: Array<() => Promise<void>> = [];
  beforeAll(async () => {
    database = await open();
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await empty(database);
    rmSync(path.join(folder, 'journal'), { force: true });
    clock = stoppedClock();
    await storeAnna(database);
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const journal = (machine = 'this start') => new HandOverJournal(path.join(folder, 'journal'), machine);
  const outboxOn = (provider: EmailProvider, options: Partial<OutboxOptions> = {}) =>
    new Outbox({
      database,
      provider,
      writer: new MessageWriter(),
      clock,
      logger: silentLogger,
      owner: 'me',
      journal: journal(),
      ...options,
    });
  const queued = async (execution = 1) =>
    (await queue(database, clock, { to: 'anna@example.com' }, { execution })).messageId;
  const messageOf = async (id: string) => await new MessageStore(database, new MessageWriter()).get(1, id);

  /** Leaves a message behind as a process does that is killed. */
  async function dieWith(provider: DeathBed): Promise<string> {
    const id = await queued();
    void outboxOn(provider, { concurrency: 1 }).drain(); // the dead take nothing more
    await provider.reached;
    return id;
  }

  async function dieWithAnother(): Promise<string> {
    const provider = new DeathBed(false);
    const id = await queued(2);
    void outboxOn(provider, { concurrency: 1 }).drain();
    await provider.reached;
    return id;
  }

  /** The next process: what it hands over. */
  async function restart(options: Partial<OutboxOptions> = {}): Promise<string[]> {
    const sent: string[] = [];
    const provider = new MailboxProvider();
    provider.send = ({ id }) => {
      sent.push(id);
      return Promise.resolve({ providerMessageId: id });
    };
    const outbox = outboxOn(provider, options);
    await outbox.start();
    await outbox.drain();
    await outbox.stop();
    return sent;
  }

  test('before the last byte the mail has surely not been sent: it goes out as if nothing had been', async () => {
    const id = await dieWith(new DeathBed(false));
    expect(await restart()).toEqual([id]);
    expect(await messageOf(id)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  test('after the last byte nobody knows: it is held for a person', async () => {
    const id = await dieWith(new DeathBed(true));
    expect(await restart()).toEqual([]);
    expect(await messageOf(id)).toMatchObject({ status: 'uncertain', errorCode: 'MESSAGE_UNCERTAIN' });
  });

  test('or it goes out again with the same Message-ID, where the operator wants that', async () => {
    const id = await dieWith(new DeathBed(true));
    expect(await restart({ inDoubt: 'resend' })).toEqual([id]);
    expect(await messageOf(id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  test('what was answered is not sent again, even where the database could not be told', async () => {
    const id = await queued();
    const provider = new MailboxProvider();
    const dead = outboxOn(provider, { database: withoutRecording(database) });
    await dead.drain().catch(() => undefined);
    expect(await messageOf(id)).toMatchObject({ status: 'sending' });
    expect(await restart()).toEqual([]);
    expect(await messageOf(id)).toMatchObject({ status: 'sent', providerMessageId: `mailbox:${id}` });
  });

  test('after a loss of power the journal is not believed', async () => {
    const id = await dieWith(new DeathBed(false));
    expect(await restart({ journal: journal('another start') })).toEqual([]);
    expect(await messageOf(id)).toMatchObject({ status: 'uncertain' });
  });

  test("another process's mails in hand are left to it", async () => {
    const id = await dieWith(new DeathBed(false));
    expect(await restart({ owner: 'somebody else' })).toEqual([]);
    expect(await messageOf(id)).toMatchObject({ status: 'sending' });
  });

  test("another process's mails that have been in hand for an hour by the database's clock are in doubt, whatever ours says", async () => {
    const [fresh, old] = [await dieWith(new DeathBed(false)), await dieWithAnother()];
    clock.advance(365 * 24 * 3_600_000); // a clock that is a year fast takes nothing from anybody
    await restart({ owner: 'somebody else' });
    expect(await messageOf(fresh)).toMatchObject({ status: 'sending' });
    await database.write((tx) => tx.run('UPDATE message SET lease_until = lease_until - 3600001 WHERE id = ?', [old]));
    clock.advance(-730 * 24 * 3_600_000); // and a slow one leaves nothing behind
    await restart({ owner: 'somebody else' });
    expect(await messageOf(fresh)).toMatchObject({ status: 'sending' });
    expect(await messageOf(old)).toMatchObject({ status: 'uncertain' });
  });

  test('a connection that breaks after the last byte leaves the mail in doubt, one before it does not', async () => {
    const breaking = (isAfterTheLastByte: boolean): EmailProvider => {
      const provider = new MailboxProvider();
      provider.send = async (_mail, onLastByte?: () => void) => {
        if (isAfterTheLastByte) onLastByte?.();
        return await Promise.reject(new ProviderTemporaryError('connection lost', { isAnswer: false }));
      };
      return provider;
    };
    const before = await queued(1);
    await outboxOn(breaking(false)).drain();
    expect(await messageOf(before)).toMatchObject({ status: 'queued', error: 'connection lost' });
    const after = await queued(2);
    await outboxOn(breaking(true)).drain();
    expect(await messageOf(after)).toMatchObject({ status: 'uncertain' });
  });

  test('a real mail server gets the last byte after it was noted', async () => {
    const server = await startMailServer();
    const provider = new SmtpProvider({ url: server.url });
    closing.push(
      () => provider.close(),
      () => server.close(),
    );
    const seen: number[] = [];
    await provider.send(
      { id: 'a', from: 'shop@shop.example', to: 'anna@example.com', replyTo: null, subject: 's', html: 'h', text: 't' },
      () => seen.push(server.mails.length),
    );
    expect(seen).toEqual([0]);
    expect(server.mails).toHaveLength(1);
  });

  test('the journal stays small, and keeps what is open', () => {
    const file = journal();
    for (let index = 0; index < 30_000; index += 1) {
      file.note(`m${index}`, { stage: 'handedOver' });
      if (index !== 7) file.settle(`m${index}`);
    }
    file.close();
    const left = journal().read();
    expect(left?.get('m7')).toEqual({ stage: 'handedOver' });
    expect(left?.size).toBeLessThan(25_000);
  });
});

/** A database that takes no outcome any more. */
function withoutRecording(database: Database): Database {
  return new Proxy(database, {
    get(target, name) {
      if (name !== 'write') return Reflect.get(target, name, target) as unknown;
      return async (work: Parameters<Database['write']>[0]) =>
        await target.write(async (tx) => {
          const refusing = new Proxy(tx, {
            get: (each, key) =>
              key === 'run'
                ? async (sql: string, values: unknown[]) => {
                    if (sql.includes('sent_at = ?')) throw new Error('disk full');
                    return await each.run(sql, values);
                  }
                : (Reflect.get(each, key, each) as unknown),
          });
          return await work(refusing);
        });
    },
  });
}
