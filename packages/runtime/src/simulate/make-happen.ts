import { findContact, contactSnapshot } from '../contacts';
import { CodedUserError } from '../shared';
import type { PlayShop } from './play-shop';
import { reactTo, SOME_LINK } from './react-to';
import type { Happening } from './scenario';
import { defineAttributes, listNamed, waysOf } from './seed-contact';
import type { World } from './world';

/** Does to the contact of a simulation what a scenario says. @throws SCENARIO_INVALID where that cannot happen */
export async function makeHappen(world: World, contact: number, shop: PlayShop, happening: Happening): Promise<void> {
  const { workspace, writer, consents, lists } = world;
  if (happening.registers) await shop.register();
  if (happening.buys) await shop.buy(happening.buys);
  if (happening.order) await shop.become(happening.order.order, happening.order.status);
  if (happening.delivered) await shop.deliver(happening.delivered.order);
  if (happening.refunds) await shop.refund(happening.refunds.order, { of: happening.refunds.amount });
  if (happening.abandons) await shop.leaveCart(happening.abandons);
  if (happening.opens !== undefined) await engage(world, contact, happening.opens);
  if (happening.clicks !== undefined) await follow(world, contact, happening.clicks);
  if (happening.offers) await shop.offer(happening.offers);
  if (happening.views) await view(world, contact, happening.views);
  if (happening.updates) {
    const { firstName, lastName, locale, country, timeZone, email, phone, ...attributes } = happening.updates;
    await defineAttributes(world, attributes);
    const fields = { firstName, lastName, locale, country, timeZone, email, phone };
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    await writer.patch(workspace, contact, { ...Object.fromEntries(given), attributes });
  }
  if (happening.tags) await writer.tag(workspace, contact, happening.tags);
  for (const tag of happening.untags ?? []) await writer.untag(workspace, contact, tag);
  if (happening.joins !== undefined) {
    const list = (await listNamed(world, happening.joins)) ?? (await lists.create(workspace, happening.joins)).id;
    await writer.join(workspace, contact, list, 'simulation');
  }
  if (happening.leaves !== undefined) {
    const list = await listNamed(world, happening.leaves);
    if (list !== undefined) await writer.leave(workspace, contact, list);
  }
  if (happening.consents) {
    await consents.record(workspace, contact, { ...happening.consents, ...waysOf(happening.consents) });
  }
  if (happening.event) await tell(world, contact, happening.event.type, happening.event.payload);
}

async function tell(
  { database, publish, workspace }: World,
  contact: number,
  type: string,
  more: object,
): Promise<void> {
  await database.write(async (tx) => {
    const known = await findContact(tx, workspace, contact);
    const payload = { ...(known && { contact: contactSnapshot(known) }), ...more };
    await publish(tx, { workspace, type, contact, payload });
  });
}

async function view(world: World, contact: number, { sku, category }: { sku: string; category?: string }) {
  const categories =
    category === undefined ? [] : [{ id: category.toLowerCase(), name: category, slug: category.toLowerCase() }];
  const product = {
    ...{ id: sku, parentId: null, sku, name: sku, price: null, previousPrice: null, stockStatus: 'instock' },
    ...{ stockQuantity: null, categories, url: null, image: null },
  };
  await tell(world, contact, 'product.viewed', { product });
}

/** The contact follows a link of a message: some link, where none is named. */
async function follow(world: World, contact: number, clicks: NonNullable<Happening['clicks']>): Promise<void> {
  const { message, url } = typeof clicks === 'number' ? { message: clicks, url: SOME_LINK } : clicks;
  await engage(world, contact, message, url);
}

/** The contact opens the n-th message that was sent, or follows a link in it. @param url of the link */
async function engage(world: World, contact: number, nth: number, url?: string): Promise<void> {
  const sent = await world.database.all<{ id: string }>(
    "SELECT id FROM message WHERE contact = ? AND status = 'sent' ORDER BY sent_at, execution, node, visit LIMIT 500",
    [contact],
  );
  const id = sent[nth - 1]?.id;
  if (id === undefined) {
    const message = `The contact cannot open or click message ${nth}: by then ${sent.length} were sent.`;
    throw new CodedUserError('SCENARIO_INVALID', message, { sent: sent.length });
  }
  await reactTo(world, id, url);
}
