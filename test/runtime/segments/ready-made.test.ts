import { selectContacts } from '../../../packages/runtime/src/audiences';
import type { Database } from '../../../packages/runtime/src/db';
import { EventLog } from '../../../packages/runtime/src/events';
import { READY_MADE } from '../../../packages/runtime/src/segments';
import { databases } from '../../support/databases';
import { order, storeSample } from '../audiences/sample-shop';

const NOW = Date.parse('2026-11-22T22:30:00Z'); // half past midnight on the 23rd in Jerusalem
const DAY = 86_400_000;
const [IN, OUT] = [1, 2];

interface Person {
  readonly country?: string;
  readonly createdAt?: number;
  readonly attributes?: object;
  /** How many days ago they bought. */
  readonly bought?: readonly number[];
  /** How many days ago a mail was sent to them, and what they did with it. */
  readonly mail?: { readonly sent: number; readonly what?: 'opened' | 'clicked' };
}

/** One who is in and one who is not, of each segment of the trade. */
const PEOPLE: Readonly<Record<string, readonly [Person, Person]>> = {
  residence: [{ country: 'IL' }, { country: 'AT' }],
  // In a week is the 30th in Jerusalem; in UTC it is still the 29th.
  meaningfulDates: [{ attributes: { birthday: '1990-11-30' } }, { attributes: { birthday: '1990-12-01' } }],
  registrationDate: [
    { createdAt: Date.parse('2025-11-25T12:00:00Z') },
    { createdAt: Date.parse('2026-11-21T12:00:00Z') },
  ],
  source: [{ attributes: { source: 'landing page' } }, { attributes: { source: 'checkout' } }],
  purchaseHistory: [{ bought: [400, 30, 2] }, { bought: [30, 2] }],
  lastPurchase: [{ bought: [400, 181] }, { bought: [400, 179] }],
  engagement: [{ mail: { sent: 80, what: 'clicked' } }, { mail: { sent: 95, what: 'opened' } }],
  familyStatus: [{ attributes: { children: 2 } }, { attributes: { children: 0 } }],
};

describe.each(databases())('the segments of the trade on %s', (_name, open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await database.write((tx) =>
      tx.run(
        `INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'Default', 'Asia/Jerusalem', 'en', 1)`,
      ),
    );
  });
  afterEach(() => database.close());

  async function store(
    id: number,
    { country, createdAt = NOW - DAY, attributes = {}, bought = [], mail }: Person,
  ): Promise<void> {
    await database.write((tx) =>
      tx.run(
        'INSERT INTO contact (id, workspace, country, attributes, created_at, updated_at) VALUES (?, 1, ?, ?, ?, 1)',
        [id, country ?? null, JSON.stringify(attributes), createdAt],
      ),
    );
    const orders = bought.map((days, index) => order(id * 10 + index, { contact: id, placedAt: NOW - days * DAY }));
    await storeSample(database, orders);
    if (!mail) return;
    await database.write(async (tx) => {
      await tx.run(
        `INSERT INTO message (id, workspace, execution, visit, item, contact, channel, purpose, sender, recipient, locale, subject, html, text,
           verdict, reason, status, attempts, created_at, sent_at)
         VALUES (?, 1, ?, 0, 0, ?, 'email', 'promotional', '', '', 'en', '', '', '', 'send', '', 'sent', 1, 1, ?)`,
        [`m${id}`, id, id, NOW - mail.sent * DAY],
      );
      const type = `message.${mail.what ?? 'delivered'}`;
      const payload = { event: { type, occurredAt: '' }, message: { id: `m${id}` } };
      const event = {
        workspace: 1,
        type,
        contact: id,
        shop: null,
        occurredAt: NOW - DAY,
        dedupeKey: `m${id}`,
        payload,
      };
      await new EventLog(database).append(tx, event as never, NOW);
    });
  }

  test.each(READY_MADE.map(({ key, ...rest }) => [key, rest] as const))(
    'who is in "%s", and who is not',
    async (key, { name, rule }) => {
      const [inside, outside] = PEOPLE[key]!;
      await store(IN, inside);
      await store(OUT, outside);
      await store(3, {});
      expect(await selectContacts(database, rule, { workspace: 1, asOf: NOW, limit: 10 })).toEqual([IN]);
      expect(Object.values(name).every((text) => text.length > 0)).toBe(true);
    },
  );

  test('all eight are there', () => {
    expect(READY_MADE.map(({ key }) => key)).toEqual(Object.keys(PEOPLE));
  });
});
