import { tellConsent, ContactStore, ContactWriter, type MergePorts } from '../../packages/runtime/src/contacts';
import { recordConsent, type ConsentStatement } from '../../packages/runtime/src/consent';
import type { Database } from '../../packages/runtime/src/db';
import { EventLog, publisher, type StoredEvent } from '../../packages/runtime/src/events';
import { scoresOn } from './scores-on';

/** Contacts on a database, without journeys, on a clock that only the test moves. */
export function openContacts(database: Database, ports: Partial<MergePorts> = {}) {
  const clock = { time: Date.parse('2026-11-22T12:00:00Z'), now: () => clock.time };
  const routed: StoredEvent[] = [];
  const events = new EventLog(database);
  const route = async (_tx: unknown, event: StoredEvent): Promise<void> => void routed.push(event);
  const publish = publisher({ events, route, clock });
  const ended: number[] = [];
  const writer = new ContactWriter({
    database,
    clock,
    publish,
    mergeEntries: async () => undefined,
    mergeScores: (tx, merge) => scoresOn({ clock, events, publish, route }).scores.merge(tx, merge),
    end: async (_tx, execution) => ended.push(execution),
    ...ports,
  });
  return {
    clock,
    routed,
    ended,
    events,
    publish,
    writer,
    store: new ContactStore(database),
    changed: tellConsent(publish),

    /** A contact says something about promotional mails. */
    async says(contact: number, status: ConsentStatement['status'], more: Partial<ConsentStatement> = {}) {
      const at = clock.now();
      const said = { channel: 'email', purpose: 'promotional', basis: 'explicit', source: 'api', at } as const;
      return await database.write((tx) =>
        recordConsent(tx, { workspace: 1, contact, status, recordedAt: at, ...said, ...more }, tellConsent(publish)),
      );
    },
  };
}
