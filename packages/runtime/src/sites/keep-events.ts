import { contactSnapshot, findContact } from '../contacts';
import type { Transaction } from '../db';
import type { EventLog, EventPayload, RouteEvent } from '../events';
import { compress } from '../shared';
import { payloadOf, withContact } from './event-payload';
import type { TrackMessage } from './read-message';
import type { Site } from './site';

/** Of one visitor whom nobody knows; beyond it the oldest are forgotten. */
export const MOST_OF_VISITOR = 500;
/** So many are forgotten at a time. */
const STEP = 100;

export interface EventPorts {
  readonly events: EventLog;
  readonly route: RouteEvent;
  /** In the place of `route` for history: keeps what it says of the contact, and begins no journey. */
  readonly remember: RouteEvent;
}

/** An event of a site, as the log keeps it. */
export interface SiteEvent {
  readonly site: string;
  readonly key: string;
  readonly type: string;
  readonly occurredAt: number;
  readonly payload: EventPayload;
}

export const siteEventOf = (site: Site, message: TrackMessage): SiteEvent => {
  const { key, type, occurredAt } = message;
  return { site: site.id, key, type, occurredAt, payload: payloadOf(site, message) };
};

/**
 * Tells what a known contact did to whoever waits for it.
 * @param isRouted false for history, which begins no journey
 * @returns whether it was new
 */
export async function tellEvent(
  tx: Transaction,
  event: SiteEvent,
  contact: { readonly workspace: number; readonly id: number },
  { events, route, remember, now, isRouted = true }: EventPorts & { now: number; isRouted?: boolean },
): Promise<boolean> {
  const known = await findContact(tx, contact.workspace, contact.id);
  if (!known) return false;
  const { type, occurredAt } = event;
  const stored = await events.append(
    tx,
    {
      ...{ workspace: known.workspace, type, contact: known.id, shop: null, occurredAt },
      dedupeKey: `site:${event.site}:${event.key}`,
      payload: withContact(event.payload, contactSnapshot(known)),
    },
    now,
  );
  if (stored) await (isRouted ? route : remember)(tx, stored);
  return stored !== undefined;
}

/** Keeps what an unknown visitor did, apart from contacts and from the event log. @returns how many were new */
export async function keepForVisitor(
  tx: Transaction,
  visitor: { readonly workspace: number; readonly site: string; readonly anonymousId: string },
  events: readonly SiteEvent[],
  now: number,
): Promise<number> {
  const { workspace, site, anonymousId } = visitor;
  let added = 0;
  for (const { key, type, occurredAt, payload } of events) {
    added += await tx.run(
      `INSERT INTO visitor_event (workspace, site, anonymous_id, dedupe_key, type, occurred_at, received_at, payload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, dedupe_key) DO NOTHING`,
      [workspace, site, anonymousId, key, type, occurredAt, now, Buffer.from(compress(JSON.stringify(payload)))],
    );
  }
  if (added === 0) return 0;
  const row = await tx.get<{ events: number }>(
    `INSERT INTO visitor (workspace, anonymous_id, site, events, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace, anonymous_id) DO UPDATE SET events = visitor.events + excluded.events,
      site = excluded.site, last_seen_at = excluded.last_seen_at RETURNING events`,
    [workspace, anonymousId, site, added, now, now],
  );
  if (row && row.events > MOST_OF_VISITOR) await forgetOldest(tx, workspace, anonymousId, row.events);
  return added;
}

async function forgetOldest(tx: Transaction, workspace: number, anonymousId: string, stored: number): Promise<void> {
  const tooMany = stored - MOST_OF_VISITOR + STEP;
  const forgotten = await tx.run(
    `DELETE FROM visitor_event WHERE id IN
      (SELECT id FROM visitor_event WHERE workspace = ? AND anonymous_id = ? ORDER BY id LIMIT ${tooMany})`,
    [workspace, anonymousId],
  );
  await tx.run('UPDATE visitor SET events = ? WHERE workspace = ? AND anonymous_id = ?', [
    stored - forgotten,
    workspace,
    anonymousId,
  ]);
}
