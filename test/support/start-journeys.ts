import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { EventPayload, StoredEvent } from '../../packages/runtime/src/events';
import { hours, type Duration } from '../../packages/runtime/src/shared';
import { openTestApp } from './open-test-app';

/** The data of a product that does not run, and the time at which it stopped. */
export interface Stopped {
  readonly folder: string;
  readonly now: number;
  readonly lastEvent: number;
  readonly env?: Record<string, string>;
}

export type TestJourneys = Awaited<ReturnType<typeof startJourneys>>;

/** The whole product on a clock that only the test moves, with events that come from nowhere. */
export async function startJourneys(before: Partial<Stopped> = {}) {
  const folder = before.folder ?? mkdtempSync(path.join(tmpdir(), 'aftercart-journeys-'));
  let now = before.now ?? Date.UTC(2026, 10, 22, 9);
  let lastEvent = before.lastEvent ?? 0;
  let isOpen = true;
  const clock = { now: () => now };
  const app = await openTestApp({ AFTERCART_DATA: folder, ...before.env }, { clock });
  const { database, engine, outbox, pending, events, route, executions } = app;

  /** Resolves when nothing of what is due is left to do. */
  async function settle(): Promise<void> {
    await pending.look();
    await engine.settled();
    await outbox.drain();
    await engine.settled();
  }

  async function close({ keep = false } = {}): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await app.close();
    if (!keep) rmSync(folder, { recursive: true, force: true });
  }

  /** Stores an event and routes it. */
  async function store(type: string, contact: number | null, more: object = {}, at = now): Promise<StoredEvent> {
    lastEvent += 1;
    const dedupeKey = `test-${lastEvent}`;
    const payload = { event: { type, occurredAt: new Date(at).toISOString() }, ...more };
    return await database.write(async (tx) => {
      const event = { workspace: 1, type, contact, shop: null, occurredAt: at, dedupeKey, payload };
      const stored = await events.append(tx, event, now);
      if (!stored) throw new Error('the event was known');
      await route(tx, stored);
      return stored;
    });
  }

  return {
    ...app,
    clock,
    settle,
    close,

    /** Stops the product; `startJourneys` with what this gives goes on with the same data. */
    async stop(): Promise<Stopped> {
      await close({ keep: true });
      return { folder, now, lastEvent, env: before.env };
    },

    /** Lets time pass in small steps, so that what falls due in it happens at its time. */
    async advance({ milliseconds }: Duration, step: Duration = hours(1)): Promise<void> {
      const end = now + milliseconds;
      while (now < end) {
        now = Math.min(end, now + step.milliseconds);
        engine.wake();
        await settle();
      }
    },

    /** Lets time pass without anything being done in it. */
    advanceOnly({ milliseconds }: Duration): void {
      now += milliseconds;
    },

    async contact(email: string, fields: { country?: string; attributes?: object } = {}): Promise<number> {
      return await database.write(async (tx) => {
        const row = await tx.get<{ id: number }>(
          `INSERT INTO contact (workspace, email, country, attributes, created_at, updated_at) VALUES (1, ?, ?, ?, ?, ?) RETURNING id`,
          [email, fields.country ?? null, JSON.stringify(fields.attributes ?? {}), now, now],
        );
        return row?.id ?? 0;
      });
    },

    async changeContact(id: number, attributes: object): Promise<void> {
      await database.write((tx) =>
        tx.run('UPDATE contact SET attributes = ? WHERE id = ?', [JSON.stringify(attributes), id]),
      );
    },

    /** Something happens to a contact. Resolves when all that follows from it at once is done. */
    async happens(
      type: string,
      contact: number | null,
      more: Partial<EventPayload> | object = {},
      at = now,
    ): Promise<StoredEvent> {
      const event = await store(type, contact, more, at);
      await settle();
      return event;
    },

    store,

    /** What became of those who entered a workflow, oldest first: status and node. */
    async roundsOf(workflow: string): Promise<string[]> {
      const all = await executions.list(1, { limit: 100, workflow });
      return all.reverse().map(({ status, node }) => `${status} at ${node}`);
    },

    /** Why events did not enter, in their order. */
    async refusals(): Promise<string[]> {
      const rows = await database.all<{ reason: string }>('SELECT reason FROM refused_entry ORDER BY id');
      return rows.map(({ reason }) => reason);
    },

    /** Subjects of all messages with what became of them, in their order. */
    async mails(): Promise<string[]> {
      const rows = await database.all<{ subject: string; status: string }>(
        'SELECT subject, status FROM message ORDER BY created_at, id',
      );
      return rows.map(({ subject, status }) => `${subject}: ${status}`);
    },
  };
}
