import { contactSnapshot, findContact } from '../contacts';
import { holdContact, type Transaction } from '../db';
import type { EventLog, NewEvent, RouteEvent, StoredEvent } from '../events';
import { goodsOfEvent } from './goods-of-event';
import { priceDropOf } from './price-drop';
import { advanceFanOut, type FanOut } from './sql/fan-out-rows';
import type { InterestedContact } from './sql/find-interested';
import { hasBoughtSince } from './sql/has-bought-since';

/** What the contact is told of: `product.price_dropped` becomes `interest.price_dropped`. */
export const toldAs = (type: string): string => type.replace(/^product\./, 'interest.');

export interface Telling {
  readonly events: EventLog;
  readonly route: RouteEvent;
  readonly now: number;
  /** When the next contact may be told: where this one is, and where they are passed over. */
  readonly nextAt: { readonly told: number; readonly passed: number };
}

/**
 * Tells one contact of what happened to a product, and goes on in the same transaction: a process that dies does both or
 * nothing.
 * @returns `taken` where another process has gone on meanwhile
 */
export async function tellContact(
  tx: Transaction,
  fanOut: FanOut,
  { event, interested }: { readonly event: StoredEvent; readonly interested: InterestedContact },
  { events, route, now, nextAt }: Telling,
): Promise<'told' | 'passed' | 'taken'> {
  const contact = await holdContact(tx, interested.contact);
  const happening = await happeningFor(tx, fanOut, event, { ...interested, contact }, now);
  const dueAt = happening ? nextAt.told : nextAt.passed;
  if (!(await advanceFanOut(tx, fanOut, { contact: interested.contact, dueAt }))) return 'taken';
  const stored = happening && (await events.append(tx, happening, now));
  if (stored) await route(tx, stored);
  return stored ? 'told' : 'passed';
}

/** Undefined for a contact who is not to be told: gone, out of reach, told before, or who has bought it by now. */
async function happeningFor(
  tx: Transaction,
  { workspace, event: product, audience, filter: { interest } }: FanOut,
  event: StoredEvent,
  { contact: id, kinds, lastAt }: InterestedContact,
  now: number,
): Promise<NewEvent | undefined> {
  const contact = await findContact(tx, workspace, id);
  const goods = goodsOfEvent(event);
  if (!contact || (!contact.email && !contact.phone && interest?.anonymous !== true)) return undefined;
  if (interest?.skipBuyers === true && (await hasBoughtSince(tx, { ...goods, contact: id, since: lastAt }))) {
    return undefined;
  }
  const type = toldAs(event.type);
  const key = `${type}:${product}:${audience}:`;
  if (await wasTold(tx, id, type, key)) return undefined;
  const { shop, product: snapshot } = event.payload;
  const drop = event.type === 'product.price_dropped' && snapshot ? priceDropOf(snapshot) : undefined;
  return {
    workspace,
    type,
    contact: id,
    shop: event.shop,
    occurredAt: now,
    dedupeKey: `${key}${id}`,
    payload: {
      event: { type, occurredAt: new Date(now).toISOString() },
      ...(shop && { shop }),
      contact: contactSnapshot(contact),
      ...(snapshot && { product: snapshot }),
      interest: { audience, kinds, lastAt: new Date(lastAt).toISOString(), ...(drop && { drop }) },
    },
  };
}

/** Also as somebody who has become part of this contact since. */
async function wasTold(tx: Transaction, contact: number, type: string, key: string): Promise<boolean> {
  const row = await tx.get(
    'SELECT id FROM event WHERE contact = ? AND type = ? AND SUBSTR(dedupe_key, 1, ?) = ? LIMIT 1',
    [contact, type, key.length, key],
  );
  return row !== undefined;
}
