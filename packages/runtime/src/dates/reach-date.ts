import { zoneOfWorkspace } from '../audiences';
import type { Transaction } from '../db';
import type { DateSnapshot, EventLog, RouteEvent } from '../events';
import { hours } from '../shared';
import { nextFor, ORDER_FIELDS, readDated, zoneOf, type DatedContact } from './dated-contact';
import type { DateWatch } from './date-watch';
import type { Occurrence } from './next-occurrence';
import type { StoredDue } from './next-due';
import { dueOfContact, writeDue } from './stored-due';

interface Collaborators {
  readonly events: Pick<EventLog, 'append'>;
  readonly route: RouteEvent;
  readonly now: number;
}

/**
 * Tells that a contact has reached a date, and writes down when they do next, in one transaction: a server that dies in
 * it has told nobody, and the next one does. Of two servers the second finds another instant. What the contact's time
 * zone or date made of it meanwhile counts, and the same occurrence is told once, also of contacts who were merged.
 */
export async function reachDate(
  tx: Transaction,
  watch: DateWatch,
  { contact: id, dueAt }: Pick<StoredDue, 'dueAt'> & { readonly contact: number },
  { events, route, now }: Collaborators,
): Promise<void> {
  await tx.lockContact(id);
  const stored = (await dueOfContact(tx, id)).get(watch.id);
  if (stored?.dueAt !== dueAt) return;
  const { spec, workspace } = watch;
  const [contact] = await readDated(tx, 'c.id = ?', [id], ORDER_FIELDS.includes(spec.field));
  const timeZone = await zoneOfWorkspace(tx, workspace);
  if (!contact) {
    await writeDue(tx, { watch: watch.id, contact: id, workspace }, stored, undefined);
    return;
  }
  const reached = nextFor(spec, contact, timeZone, dueAt - 1);
  if (reached?.dueAt !== dueAt) {
    await writeDue(tx, { watch: watch.id, contact: id, workspace }, stored, reached);
    return;
  }
  const next = nextFor(spec, contact, timeZone, Math.max(now, dueAt));
  await writeDue(tx, { watch: watch.id, contact: id, workspace }, stored, next);
  if (await wasTold(tx, watch, id, reached.name)) return;
  const isTooLate = now - dueAt > hours(spec.lateHours).milliseconds;
  const date = snapshotOf(watch, reached, { timeZone: zoneOf(spec, contact, timeZone), isTooLate });
  const event = await events.append(
    tx,
    {
      workspace,
      type: 'date.reached',
      contact: id,
      shop: null,
      occurredAt: dueAt,
      dedupeKey: `${keyOf(watch, reached.name)}${id}`,
      payload: {
        event: { type: 'date.reached', occurredAt: new Date(dueAt).toISOString() },
        contact: personOf(contact),
        date,
      },
    },
    now,
  );
  if (event) await route(tx, event);
}

const keyOf = ({ key }: DateWatch, name: string): string => `date:${key}:${name}:`;

/** Another contact may have become part of this one since. */
async function wasTold(tx: Transaction, watch: DateWatch, contact: number, name: string): Promise<boolean> {
  const told = await tx.get(
    `SELECT id FROM event WHERE contact = ? AND type = 'date.reached' AND dedupe_key LIKE ? LIMIT 1`,
    [contact, `${keyOf(watch, name)}%`],
  );
  return told !== undefined;
}

function snapshotOf(
  { key, spec }: DateWatch,
  { name, on, years }: Occurrence,
  more: Pick<DateSnapshot, 'timeZone' | 'isTooLate'>,
): DateSnapshot {
  const { field, offset } = spec;
  return { watch: key, field, occurrence: name, years, on, offset, ...more };
}

function personOf({ id, email, phone, firstName, lastName, locale, country, timeZone }: DatedContact) {
  return { id, email, phone, firstName, lastName, locale, country, timeZone };
}
