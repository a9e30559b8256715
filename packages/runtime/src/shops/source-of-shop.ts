import type { Queries } from '../db';
import type { Clock, Duration } from '../shared';
import { Pace, ShopHttp } from './http';
import { keysOf, MagentoSource } from './magento';
import { findSoldOut } from './store';
import type { SourceOf } from './sync';
import { WooCommerceSource } from './woocommerce';

interface Settings {
  readonly clock: Clock;
  readonly queries: Queries;
  /** Where shops reach this server, without a trailing slash. */
  readonly publicUrl: string;
  /** No more calls than this go to one shop in a second. */
  readonly callsPerSecond: number;
  /** For one call; the usual limits of ShopHttp where left out. */
  readonly timeout?: Duration;
  readonly patience?: Duration;
}

/** Makes sources of connected shops. All calls to one shop share its pace, whoever makes them. */
export function sourcesOf({ clock, queries, publicUrl, callsPerSecond, ...limits }: Settings): SourceOf {
  const paces = new Map<string, Pace>();
  const paceOf = (host: string): Pace => {
    const pace = paces.get(host) ?? new Pace(callsPerSecond);
    paces.set(host, pace);
    return pace;
  };
  return (shop, secrets, signal) => {
    const http = new ShopHttp({ ...limits, pace: paceOf(new URL(shop.url).host), ...(signal && { signal }) });
    const now = (): number => clock.now();
    if (shop.type === 'magento') {
      const soldOut = (after: string, limit: number) => findSoldOut(queries, shop.id, { after, limit });
      return new MagentoSource({ shop, keys: keysOf(secrets), http, now, findSoldOut: soldOut });
    }
    const deliveryUrl = `${publicUrl}/shops/${shop.id}/woocommerce`;
    return new WooCommerceSource({ shop, secrets, deliveryUrl, http, now });
  };
}
