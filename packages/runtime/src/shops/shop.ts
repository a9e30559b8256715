import type { entities } from '../db';
import type { ShopSnapshot } from '../events';

/** A shop connection without its secrets, fit to be shown. */
export type Shop = Omit<entities.Shop, 'secrets'>;

/** What opens the shop's API and proves that a webhook comes from it. */
export interface ShopSecrets {
  /** '' with its secret where the access token of a Magento integration opens the shop alone. */
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Of a Magento integration. */
  readonly accessToken?: string;
  readonly accessTokenSecret?: string;
  readonly webhookSecret: string;
}

/** What an event says about the shop it comes from. */
export function shopSnapshot({ id, name, url, type }: Shop): ShopSnapshot {
  return { id, name, url, type };
}
