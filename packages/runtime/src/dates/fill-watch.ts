import { zoneOfWorkspace } from '../audiences';
import type { Transaction } from '../db';
import { ORDER_FIELDS, readDated } from './dated-contact';
import { findWatch } from './date-watch';
import { nextDue } from './next-due';
import { dueOfContacts, writeDue } from './stored-due';

/** So many contacts are looked at in one transaction: the event loop is held up for some twenty milliseconds. */
const STEP = 150;

/**
 * Writes down when the next contacts reach a date that is newly watched. What came to be due since it is watched is due,
 * however long the filling takes.
 * @returns whether nothing is left to do
 */
export async function fillWatch(tx: Transaction, id: number, now: number): Promise<boolean> {
  // Another process may fill it too: the row is held until this step is stored.
  await tx.run('UPDATE date_watch SET filled_to = filled_to WHERE id = ?', [id]);
  const watch = await findWatch(tx, id);
  if (watch?.retiredAt !== null || watch.filledTo === null) return true;
  const { workspace, spec, filledTo, isAnew } = watch;
  const timeZone = await zoneOfWorkspace(tx, workspace);
  const contacts = await readDated(
    tx,
    `c.workspace = ? AND c.id > ? ORDER BY c.id LIMIT ${STEP}`,
    [workspace, filledTo],
    ORDER_FIELDS.includes(spec.field),
  );
  const range = { after: filledTo, to: contacts.at(-1)?.id ?? filledTo };
  const stored = await dueOfContacts(tx, id, range);
  for (const contact of contacts) {
    const known = stored.get(contact.id);
    // Whoever has changed since it is watched has a row already, which is right.
    if (known && !isAnew) continue;
    const next = nextDue(watch, contact, known, { now, timeZone });
    await writeDue(tx, { watch: id, contact: contact.id, workspace }, known, next);
  }
  const last = contacts.length === STEP ? contacts.at(-1)?.id : undefined;
  const isDone = last === undefined;
  await tx.run('UPDATE date_watch SET filled_to = ?, is_anew = ? WHERE id = ?', [
    last ?? null,
    isDone ? 0 : Number(isAnew),
    id,
  ]);
  return isDone;
}
