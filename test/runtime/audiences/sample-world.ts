import type { Database } from '../../../packages/runtime/src/db';
import { EventLog, type EventPayload } from '../../../packages/runtime/src/events';
import type { Decay } from '../../../packages/runtime/src/scores/score-definition';
import { writeDefinition } from '../../../packages/runtime/src/scores/score-store';
import { order, storeSample, type SampleCategory, type SampleOrder } from './sample-shop';

/** All that rules ask about, in memory: what the SQL's answers are compared with. */
export interface World {
  readonly contacts: SampleContact[];
  readonly orders: SampleOrder[];
  readonly categories: SampleCategory[];
  readonly events: SampleEvent[];
  readonly messages: SampleMessage[];
}

export interface SampleContact {
  readonly id: number;
  readonly workspace: number;
  readonly email: string | null;
  readonly country: string | null;
  readonly timeZone: string | null;
  readonly createdAt: number;
  readonly attributes: Record<string, unknown>;
  /** By `channel purpose`. */
  readonly consents: Record<string, string>;
  readonly lists: Record<string, number>;
  readonly tags: Record<string, number>;
  /** Points, and since when they wear off. */
  readonly scores: Record<string, { readonly value: number; readonly since: number }>;
  readonly rfm: {
    readonly recency: number;
    readonly frequency: number;
    readonly monetary: number;
    readonly grade: string;
  } | null;
  /** When a product is needed again. */
  readonly nextPurchases: Record<string, number>;
}

export interface SampleEvent {
  readonly contact: number;
  readonly type: string;
  readonly occurredAt: number;
  readonly facts: Record<string, unknown>;
}

export interface SampleMessage {
  readonly id: string;
  readonly contact: number;
  readonly execution: number;
  readonly channel: string;
  readonly status: string;
  readonly sentAt: number | null;
}

/** How points wear off, by score. */
export const DECAYS: Readonly<Record<string, Decay>> = {
  engagement: { halfLifeHours: 240 },
  visits: { stepPoints: 5, stepMs: 7 * 24 * 3_600_000 },
};

export { order };

/** Writes a world as the server itself would, events by the event log. */
export async function storeWorld(database: Database, world: World): Promise<void> {
  const log = new EventLog(database);
  await storeSample(database, world.orders, world.categories);
  await database.write(async (tx) => {
    for (const { id, workspace, email, country, timeZone, createdAt, attributes, ...member } of world.contacts) {
      await tx.run(
        'INSERT INTO contact (id, workspace, email, country, time_zone, attributes, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        [id, workspace, email, country, timeZone, JSON.stringify(attributes), createdAt, createdAt],
      );
      for (const [name, status] of Object.entries(member.consents)) {
        const [channel, purpose] = name.split(' ');
        await tx.run(
          `INSERT INTO consent (contact, channel, purpose, workspace, status, basis, since_at) VALUES (?, ?, ?, ?, ?, 'explicit', 1)`,
          [id, channel, purpose, workspace, status],
        );
      }
      for (const [name, at] of Object.entries(member.lists)) {
        await tx.run(
          `INSERT INTO list_member (list, contact, workspace, joined_at, source) VALUES (?, ?, ?, ?, 'test')`,
          [name, id, workspace, at],
        );
      }
      for (const [name, at] of Object.entries(member.tags)) {
        await tx.run('INSERT INTO contact_tag (contact, tag, workspace, added_at) VALUES (?, ?, ?, ?)', [
          id,
          name,
          workspace,
          at,
        ]);
      }
      for (const [name, { value, since }] of Object.entries(member.scores)) {
        await tx.run('INSERT INTO score (contact, name, workspace, value, updated_at) VALUES (?, ?, ?, ?, ?)', [
          ...[id, name, workspace, value, since],
        ]);
      }
      if (member.rfm) {
        const { recency, frequency, monetary, grade } = member.rfm;
        await tx.run(
          `INSERT INTO rfm (contact, workspace, recency, frequency, monetary, grade, orders, total, currency, first_at, last_at, computed_at)
           VALUES (?, ?, ?, ?, ?, ?, 1, 1, 'EUR', 1, 1, 1)`,
          [id, workspace, recency, frequency, monetary, grade],
        );
      }
      for (const [product, dueAt] of Object.entries(member.nextPurchases)) {
        await tx.run(
          `INSERT INTO next_purchase (contact, shop, product, workspace, due_at, basis, last_at) VALUES (?, 'shop', ?, ?, ?, 'own', 1)`,
          [id, product, workspace, dueAt],
        );
      }
    }
    for (const workspace of [1, 2]) {
      for (const [name, decay] of Object.entries(DECAYS)) {
        const bounds = { minimum: 0, maximum: null, limit: null };
        await writeDefinition(tx, { workspace, name, decay, ...bounds }, 1);
      }
    }
    for (const [index, { contact, type, occurredAt, facts }] of world.events.entries()) {
      const payload = { event: { type, occurredAt: '' }, ...facts } as EventPayload;
      const event = { workspace: 1, type, contact, shop: null, occurredAt, dedupeKey: String(index), payload };
      await log.append(tx, event, occurredAt);
    }
    for (const { id, contact, execution, channel, status, sentAt } of world.messages) {
      await tx.run(
        `INSERT INTO message (id, workspace, execution, visit, item, contact, channel, purpose, sender, recipient, locale, subject, html, text,
           verdict, reason, status, attempts, created_at, sent_at)
         VALUES (?, 1, ?, 0, ?, ?, ?, 'promotional', '', '', 'en', '', '', '', 'send', '', ?, 1, ?, ?)`,
        [id, execution, Number(id.slice(1)), contact, channel, status, sentAt ?? 1, sentAt],
      );
    }
  });
}
