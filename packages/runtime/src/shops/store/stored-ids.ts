import type { Queries } from '../../db';
import { accountPrefix } from '../../contacts';
import type { Shop } from '../shop';

/** What a shop can be asked about by its ids. */
export const KEPT_KINDS = ['orders', 'products', 'customers'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

/** The shop's id of something that is stored and, as far as we know, there. */
export interface StoredId {
  readonly id: string;
  /** Of a variation, its product; null for all else. */
  readonly parentId: string | null;
}

/**
 * Ids of what is stored of a shop and not deleted, in an order of their own.
 * @param after the last one that was seen; '' for the beginning
 */
export async function storedIds(
  queries: Queries,
  shop: Shop,
  kind: KeptKind,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<StoredId[]> {
  if (kind === 'customers') return await customerIds(queries, shop, { after, limit });
  const parent = kind === 'products' ? 'parent_external_id' : 'CAST(NULL AS TEXT)';
  return await queries.all<StoredId>(
    `SELECT external_id AS id, ${parent} AS "parentId" FROM ${kind === 'products' ? 'product' : 'orders'}
      WHERE shop = ? AND external_id > ? AND is_deleted = 0 ORDER BY external_id LIMIT ?`,
    [shop.id, after, limit],
  );
}

/** Accounts are ways to recognise contacts. */
async function customerIds(
  queries: Queries,
  shop: Shop,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<StoredId[]> {
  const prefix = accountPrefix(shop.id);
  const rows = await queries.all<{ value: string }>(
    `SELECT value FROM contact_identity WHERE workspace = ? AND kind = 'shop_customer' AND value > ? AND SUBSTR(value, 1, ?) = ?
      ORDER BY value LIMIT ?`,
    [shop.workspace, `${prefix}${after}`, prefix.length, prefix, limit],
  );
  return rows.map(({ value }) => ({ id: value.slice(prefix.length), parentId: null }));
}
