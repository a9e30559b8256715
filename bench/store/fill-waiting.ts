import { sendAll } from '../load/send-all';
import { shopOrders } from '../load/shop-orders';
import { startServer } from '../server/start-server';
import { JOURNEY } from '../workflows/journey';
import { activate, connectShop } from '../workflows/prepare';
import { cloneWaiting, type Clones } from './clone-waiting';
import { StoredExecutions } from './stored-executions';

/** So many different orders stand behind all clones. */
const TEMPLATES = 200;
const DAY = 86_400_000;

export interface FilledStore extends Clones {
  readonly shop: { readonly id: string; readonly secret: string };
}

/**
 * A store in which so many contacts wait, days from now. The first ones enter by real orders, so that all that the
 * server stores is there; the others are clones of them.
 */
export async function fillWaiting(data: string, count: number, journey: object = JOURNEY): Promise<FilledStore> {
  const server = await startServer({ data });
  const shop = await connectShop(server);
  await activate(server, journey);
  await sendAll({ url: server.url, requests: shopOrders(TEMPLATES, shop), connections: 8 });
  const store = new StoredExecutions(data);
  await store.until('waiting', TEMPLATES);
  store.close();
  await server.stop();
  const clones = cloneWaiting(data, { count, wakeAt: `${Date.now() + 2 * DAY} + (i * 7919) % ${28 * DAY}` });
  return { ...clones, shop };
}

/** The number that an order has to have at least in order to be a new one in a filled store. */
export const FIRST_NEW_ORDER = TEMPLATES + 1;
