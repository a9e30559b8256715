import { canonicalLocale } from '../../contacts';
import { readId, readRecords, readText, type Json } from '../store';
import type { MagentoClient } from './magento-client';

/** What the shop says of its store views: a shop in several languages has one for each. */
export interface StoreViews {
  /** The language of all store views where they have one in common: the shop's own. */
  readonly onlyLocale: string | null;
  readonly currency: string | null;
  /** Where pictures of products are, with a slash at the end; '' where the shop does not say. */
  readonly mediaUrl: string;
  /** The shop's pages, with a slash at the end; '' where the shop does not say. */
  readonly pagesUrl: string;
  readonly timeZone: string | null;
  /** The language that somebody chose by ordering in this store view; null where there is no choice. */
  localeOf(storeId: unknown): string | null;
}

/** @throws what the client throws */
export async function loadStoreViews(client: MagentoClient): Promise<StoreViews> {
  const configs = readRecords(await client.get('store/storeConfigs'));
  const locales = new Map(configs.map((config) => [readId(config.id), canonicalLocale(config.locale)]));
  const different = [...new Set([...locales.values()].filter((locale) => locale !== null))];
  const first: Json = configs[0] ?? {};
  return {
    onlyLocale: different.length === 1 ? (different[0] ?? null) : null,
    currency:
      readText(first.default_display_currency_code || first.base_currency_code)
        .trim()
        .toUpperCase() || null,
    mediaUrl: readText(first.secure_base_media_url || first.base_media_url),
    pagesUrl: readText(first.secure_base_link_url || first.base_link_url),
    timeZone: readText(first.timezone) || null,
    localeOf: (storeId) => (different.length > 1 ? (locales.get(readId(storeId)) ?? null) : null),
  };
}
