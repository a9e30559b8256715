import { recordConsent } from '../../../../packages/runtime/src/consent';
import type { Database } from '../../../../packages/runtime/src/db';
import {
  Arbiter,
  MailboxProvider,
  MessageWriter,
  Outbox,
  replaceSendingRules,
  type OutgoingEmail,
} from '../../../../packages/runtime/src/messages';
import { silentLogger } from '../../../../packages/runtime/src/shared';
import { databases, empty } from '../../../support/databases';
import { MortalDatabase } from '../../../support/mortal-database';
import { agree, START } from '../sample-mails';
import { storeMessage, storeWorkspace } from './arbiter-bed';

jest.setTimeout(120_000);

const CONTACTS = [1, 2, 3, 4];
const ROUNDS = 4;

/** Notes what was handed over. */
class RecordingProvider extends MailboxProvider {
  readonly mails: OutgoingEmail[] = [];

  override async send(mail: OutgoingEmail) {
    this.mails.push(mail);
    return await super.send(mail);
  }
}

describe.each(databases())('two processes, one of which dies again and again, on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await empty(database);
    await storeWorkspace(database);
    await database.write(async (tx) => {
      for (const contact of CONTACTS) await agree(tx, contact);
    });
  });

  // Every look at this clock is another instant: so instants say what came before what.
  let now = START;
  const clock = { now: () => (now += 1) };
  const journeys = { standing: async () => undefined, priorityOf: async () => 50 };

  function outboxOn(of: Database, owner: string, provider: RecordingProvider): Outbox {
    const arbiter = new Arbiter({ clock, journeys });
    return new Outbox({
      database: of,
      provider,
      writer: new MessageWriter(),
      clock,
      logger: silentLogger,
      arbiter,
      owner,
    });
  }

  /** A process that dies over one of its next writes. */
  async function dieOver(write: number, provider: RecordingProvider): Promise<void> {
    const mortal = new MortalDatabase(database);
    const outbox = outboxOn(mortal, 'mortal', provider);
    mortal.dieAt(write, write % 2 === 0 ? 'after the commit' : 'before the commit');
    try {
      await outbox.start();
      await outbox.drain();
    } catch {
      expect(mortal.isDead).toBe(true); // as it had to
    }
    await outbox.stop().catch(() => undefined);
  }

  /** The contact changes their mind, at an instant that stands in one order with all judgements on them. */
  const says = (contact: number, status: 'granted' | 'withdrawn') =>
    database.write(async (tx) => {
      await tx.lockContact(contact);
      const at = clock.now();
      await recordConsent(
        tx,
        {
          ...{ workspace: 1, contact, channel: 'email', purpose: 'promotional', basis: 'explicit', source: 'api' },
          ...{ status, at, recordedAt: at },
        },
        async () => undefined,
      );
    });

  test('nobody gets a promotion who does not agree to it at the instant at which it is let go', async () => {
    const providers = [new RecordingProvider(), new RecordingProvider()];
    for (let round = 0; round < ROUNDS; round++) {
      for (const contact of CONTACTS) {
        for (let message = 0; message < 3; message++) await storeMessage(database, { contact, createdAt: now });
      }
      await Promise.all([
        dieOver(round + 1, providers[0]!),
        outboxOn(database, 'steady', providers[1]!).drain(),
        ...CONTACTS.map(async (contact) => {
          for (let turn = 0; turn < contact % 3; turn++) await new Promise((resolve) => setImmediate(resolve));
          await says(contact, (round + contact) % 2 === 0 ? 'withdrawn' : 'granted');
        }),
      ]);
    }
    await outboxOn(database, 'steady', providers[1]!).drain();

    const sent = new Set(providers.flatMap(({ mails }) => mails.map(({ id }) => id)));
    const rows = await database.all<{ id: string; contact: number; status: string; clearedAt: number | null }>(
      'SELECT id, contact, status, cleared_at AS "clearedAt" FROM message',
    );
    const ledger = await database.all<{ contact: number; status: string; at: number }>(
      'SELECT contact, status, at FROM consent_entry ORDER BY at',
    );
    expect(sent.size).toBeGreaterThan(0);
    for (const { id, contact, status, clearedAt } of rows.filter((row) => sent.has(row.id))) {
      expect(['sent', 'uncertain', 'sending']).toContain(status);
      const stood = ledger.filter((entry) => entry.contact === contact && entry.at < (clearedAt ?? 0)).at(-1);
      expect({ id, status: stood?.status ?? 'granted' }).toEqual({ id, status: 'granted' });
    }
    expect(rows.some(({ status }) => status === 'skipped')).toBe(true);
    const twice = providers.flatMap(({ mails }) => mails).length - sent.size;
    expect(twice).toBe(0);
  });

  test('two processes together give a contact no more than the cap', async () => {
    await replaceSendingRules(database, 1, { caps: [{ count: 2, amount: 1, unit: 'days' }] });
    for (const contact of CONTACTS) {
      for (let message = 0; message < 4; message++) await storeMessage(database, { contact, createdAt: START });
    }
    const providers = [new RecordingProvider(), new RecordingProvider(), new RecordingProvider()];
    await Promise.all(providers.map((provider, index) => outboxOn(database, `process ${index}`, provider).drain()));
    const sent = providers.flatMap(({ mails }) => mails.map(({ to }) => to)).sort();
    expect(sent).toEqual(CONTACTS.flatMap((contact) => Array(2).fill(`contact-${contact}@example.com`) as string[]));
  });

  test('two processes together are no faster than a throttle', async () => {
    await replaceSendingRules(database, 1, { throttles: [{ count: 3, per: 'day' }] });
    for (const contact of CONTACTS) {
      for (let message = 0; message < 3; message++) await storeMessage(database, { contact, createdAt: START });
    }
    const providers = [new RecordingProvider(), new RecordingProvider()];
    await Promise.all(providers.map((provider, index) => outboxOn(database, `process ${index}`, provider).drain()));
    expect(providers.flatMap(({ mails }) => mails)).toHaveLength(3);
    const waiting = await database.all(
      `SELECT 1 FROM message WHERE reason_code = 'PROVIDER_THROTTLED' AND due_at > ?`,
      [START],
    );
    expect(waiting).toHaveLength(9);
  });
});
