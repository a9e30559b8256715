import type { ShopSecrets } from '../shop';
import type { MagentoKeys } from './magento-client';

/** What opens a Magento shop: OAuth where all four credentials are there, else the access token alone. */
export function keysOf({ consumerKey, consumerSecret, accessToken = '', accessTokenSecret }: ShopSecrets): MagentoKeys {
  if (!consumerKey || !consumerSecret || !accessTokenSecret) return { token: accessToken };
  return { consumerKey, consumerSecret, token: accessToken, tokenSecret: accessTokenSecret };
}
