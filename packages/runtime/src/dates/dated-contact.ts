import { purchaseCondition } from '../audiences';
import { timeZoneOf } from '../contacts';
import type { Queries } from '../db';
import type { ContactSnapshot, DateSpec } from '../events';
import { isTimeZone } from '../shared';
import { nextOccurrence, type Occurrence } from './next-occurrence';
import { readDay } from './read-day';

/** A contact with all that dates are read from. */
export interface DatedContact extends ContactSnapshot {
  readonly workspace: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly firstOrder: number | null;
  readonly lastOrder: number | null;
}

/** Fields that follow from the contact's purchases. */
export const ORDER_FIELDS: readonly string[] = ['firstOrder', 'lastOrder'];

/**
 * SELECT for contacts `c`, to be followed by a WHERE.
 * @param withOrders whether any of the fields asks about purchases
 */
export function selectDated(withOrders: boolean): string {
  const order = (pick: 'MIN' | 'MAX'): string =>
    withOrders
      ? `(SELECT ${pick}(o.placed_at) FROM orders o WHERE o.contact = c.id AND o.workspace = c.workspace AND ${purchaseCondition('o')})`
      : 'NULL';
  return `SELECT c.id, c.workspace, c.email, c.phone, c.first_name AS "firstName", c.last_name AS "lastName", c.locale, c.country,
    c.time_zone AS "timeZone", c.attributes, c.created_at AS "createdAt", ${order('MIN')} AS "firstOrder", ${order('MAX')} AS "lastOrder"
    FROM contact c`;
}

export async function readDated(queries: Queries, where: string, values: readonly unknown[], withOrders: boolean) {
  const rows = await queries.all<Omit<DatedContact, 'attributes'> & { attributes: string }>(
    `${selectDated(withOrders)} WHERE ${where}`,
    values,
  );
  return rows.map((row): DatedContact => {
    const attributes = JSON.parse(row.attributes) as DatedContact['attributes'];
    return {
      ...row,
      attributes,
    };
  });
}

/** The next time that a contact reaches a date after an instant (UTC epoch ms); undefined for never. */
export function nextFor(
  spec: DateSpec,
  contact: DatedContact,
  zoneOfWorkspace: string,
  after: number,
): Occurrence | undefined {
  const timeZone = zoneOf(spec, contact, zoneOfWorkspace);
  const day = readDay(valueOf(spec, contact), timeZone);
  return day && nextOccurrence(spec, day, timeZone, after);
}

/** Whose clock and calendar count. */
export function zoneOf({ zone }: DateSpec, contact: DatedContact, zoneOfWorkspace: string): string {
  if (zone === 'workspace') return zoneOfWorkspace;
  if (isTimeZone(contact.timeZone)) return contact.timeZone;
  return timeZoneOf(contact.country) ?? zoneOfWorkspace;
}

function valueOf({ field }: DateSpec, contact: DatedContact): unknown {
  if (field === 'createdAt' || field === 'firstOrder' || field === 'lastOrder') return contact[field];
  return contact.attributes[field.replace(/^attributes\./, '')];
}
