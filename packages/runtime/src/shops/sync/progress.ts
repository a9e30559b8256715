import type { Queries, Transaction } from '../../db';
import type { entities } from '../../db';
import type { Shop } from '../shop';
import type { HistoryPage } from './shop-source';

/** How far the import of one kind of objects came. */
export interface ImportedResource {
  readonly resource: string;
  readonly status: NonNullable<entities.ShopResource['importStatus']>;
  readonly done: number;
  readonly total: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly cursor: string | null;
}

/** In the order in which they are imported; empty before the first import. */
export async function readImport(
  queries: Queries,
  shop: string,
  order: readonly string[],
): Promise<ImportedResource[]> {
  const rows = await queries.all<ImportedResource>(
    `SELECT resource, import_status AS status, import_done AS done, import_total AS total,
        import_started_at AS "startedAt", import_ended_at AS "endedAt", import_cursor AS cursor
      FROM shop_resource WHERE shop = ? AND import_status IS NOT NULL ORDER BY resource`,
    [shop],
  );
  const place = (resource: string): number => order.indexOf(resource);
  return rows.sort((one, other) => place(one.resource) - place(other.resource));
}

/** Everything is imported from the beginning. */
export async function beginImport(
  tx: Transaction,
  shop: Shop,
  resources: readonly string[],
  now: number,
): Promise<void> {
  for (const resource of resources) {
    await tx.run(
      `INSERT INTO shop_resource (shop, resource, workspace, import_status, import_done, import_started_at)
        VALUES (?, ?, ?, 'waiting', 0, ?)
        ON CONFLICT (shop, resource) DO UPDATE SET import_status = 'waiting', import_cursor = NULL, import_done = 0,
          import_total = NULL, import_started_at = excluded.import_started_at, import_ended_at = NULL`,
      [shop.id, resource, shop.workspace, now],
    );
  }
}

/** Notes how far the import came, in the transaction that applied the page. */
export async function saveImport(
  tx: Transaction,
  shop: string,
  resource: string,
  { cursor, isLast, done, total }: HistoryPage,
  now: number,
): Promise<void> {
  await tx.run(
    `UPDATE shop_resource SET import_status = ?, import_cursor = ?, import_done = ?, import_total = ?,
        import_ended_at = ? WHERE shop = ? AND resource = ?`,
    [isLast ? 'done' : 'running', cursor, done, total, isLast ? now : null, shop, resource],
  );
}

export async function readPollCursor(queries: Queries, shop: string, resource: string): Promise<string | null> {
  const row = await queries.get<{ cursor: string | null }>(
    'SELECT poll_cursor AS cursor FROM shop_resource WHERE shop = ? AND resource = ?',
    [shop, resource],
  );
  return row?.cursor ?? null;
}

/** Notes how far the reconciliation came, in the transaction that applied the page. */
export async function savePollCursor(
  tx: Transaction,
  shop: Shop,
  resource: string,
  cursor: string | null,
): Promise<void> {
  await tx.run(
    `INSERT INTO shop_resource (shop, resource, workspace, poll_cursor, import_done) VALUES (?, ?, ?, ?, 0)
      ON CONFLICT (shop, resource) DO UPDATE SET poll_cursor = excluded.poll_cursor`,
    [shop.id, resource, shop.workspace, cursor],
  );
}
