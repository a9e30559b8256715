import type { CouponForShop } from '../coupons';
import { minutes } from '../shared';
import {
  DeliveryInbox,
  Partings,
  createCouponAt,
  receiveHint,
  receiveWebhook,
  RefusalLog,
  ShopConnections,
  ShopStore,
  ShopSync,
  sourcesOf,
  type DeliveryHeaders,
} from '../shops';
import type { Job } from './job';
import type { EngineParts } from './wire-engine';
import type { Events } from './wire-events';
import type { Foundation } from './wire-foundation';

export type Shops = ReturnType<typeof wireShops>;

export interface Delivery {
  readonly headers: DeliveryHeaders;
  readonly rawBody: Buffer;
}

/** What shops send us, and what we ask them. */
export function wireShops(foundation: Foundation, { events }: Pick<EngineParts, 'events'>, { route }: Events) {
  const { config, database, cipher, clock, logger, serverName } = foundation;
  const shops = new ShopStore({ database, cipher, clock });
  const { publicUrl, shopCallsPerSecond: callsPerSecond } = config;
  const sourceOf = sourcesOf({ clock, queries: database, publicUrl, callsPerSecond });
  const shopSync = new ShopSync({
    ...{ database, shops, events, route, clock, logger, sourceOf },
    owner: serverName,
    interval: minutes(config.shopPollMinutes),
  });
  const wake = () => shopSync.wake();
  const inbox = new DeliveryInbox({ database, shops, events, route, clock, logger });
  const partings = new Partings({ database, shops, sourceOf, clock, logger });
  const jobs: Job[] = [inbox, partings];
  const refusals = new RefusalLog({ logger, clock });
  return {
    ...{ jobs, shops, shopSync, partings },
    connections: new ShopConnections({ database, shops, sourceOf, clock, logger, wake, partings }),
    createCoupon: (workspace: number, shop: string | undefined, coupon: CouponForShop) =>
      createCouponAt({ workspace, shop }, coupon, { shops, sourceOf }),
    receiveWebhook: (shop: string, delivery: Delivery) =>
      receiveWebhook({ database, shops, events, route, clock, logger, refusals, inbox }, shop, delivery),
    receiveHint: (shop: string, delivery: Delivery) =>
      receiveHint({ database, shops, clock, refusals, wake }, shop, delivery),
  };
}
