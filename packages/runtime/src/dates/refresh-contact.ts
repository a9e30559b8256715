import { zoneOfWorkspace } from '../audiences';
import type { Transaction } from '../db';
import type { StoredEvent } from '../events';
import { ORDER_FIELDS, readDated } from './dated-contact';
import type { DateWatch } from './date-watch';
import { nextDue } from './next-due';
import { dueOfContact, writeDue } from './stored-due';

/** Events with which a contact may be new, or have another date, country or time zone. */
const OF_CONTACTS = ['contact.', 'customer.', 'form.'];
const MAKE_CONTACTS = ['order.created', 'cart.updated', 'list.joined'];

/** The watches whose next instant an event may have moved for its contact. */
export function touchedBy({ type, workspace }: StoredEvent, watches: readonly DateWatch[]): DateWatch[] {
  const isOfContact = OF_CONTACTS.some((begin) => type.startsWith(begin)) || MAKE_CONTACTS.includes(type);
  const isOfOrder = type.startsWith('order.');
  if (!isOfContact && !isOfOrder) return [];
  return watches.filter(
    (watch) =>
      watch.workspace === workspace &&
      watch.retiredAt === null &&
      (isOfContact || ORDER_FIELDS.includes(watch.spec.field)),
  );
}

/** Computes anew when a contact reaches dates, in the transaction that changed the contact. */
export async function refreshContact(
  tx: Transaction,
  contact: number,
  watches: readonly DateWatch[],
  now: number,
): Promise<void> {
  const withOrders = watches.some(({ spec }) => ORDER_FIELDS.includes(spec.field));
  const [dated] = await readDated(tx, 'c.id = ?', [contact], withOrders);
  if (!dated) return;
  const { workspace } = dated;
  const stored = await dueOfContact(tx, contact);
  const timeZone = await zoneOfWorkspace(tx, workspace);
  for (const watch of watches) {
    const known = stored.get(watch.id);
    await writeDue(tx, { watch: watch.id, contact, workspace }, known, nextDue(watch, dated, known, { now, timeZone }));
  }
}
