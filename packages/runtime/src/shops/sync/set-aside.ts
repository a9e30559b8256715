import { hash } from 'node:crypto';

import type { Queries, Transaction } from '../../db';
import type { Shop } from '../shop';
import type { SourceRecord } from './shop-source';

/** A record that could not be read or stored. */
export interface SetAsideRecord {
  readonly resource: string;
  readonly externalId: string;
  readonly reason: string;
  readonly at: number;
}

const KEPT_LETTERS = 65_536;

/** Keeps a record for a person to look at. The newest word about it counts. */
export async function setAside(
  tx: Transaction,
  shop: Shop,
  resource: string,
  record: SourceRecord,
  { reason, at }: { reason: string; at: number },
): Promise<void> {
  // JSON writes characters that Postgres cannot store as escapes.
  const body = (JSON.stringify(record.body) ?? '').slice(0, KEPT_LETTERS);
  await tx.run(
    `INSERT INTO set_aside (workspace, shop, resource, external_id, reason, body, at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (shop, resource, external_id) DO UPDATE SET reason = excluded.reason, body = excluded.body,
        at = excluded.at`,
    [shop.workspace, shop.id, resource, keyOf(record, body), reason.replaceAll('\u0000', ''), body, at],
  );
}

/** The record could be applied after all. */
export async function forgetSetAside(
  tx: Transaction,
  shop: string,
  resource: string,
  record: SourceRecord,
): Promise<void> {
  await tx.run('DELETE FROM set_aside WHERE shop = ? AND resource = ? AND external_id = ?', [
    shop,
    resource,
    keyOf(record, ''),
  ]);
}

export async function countSetAside(queries: Queries, shop: string): Promise<number> {
  const row = await queries.get<{ count: number }>('SELECT COUNT(*) AS count FROM set_aside WHERE shop = ?', [shop]);
  return row?.count ?? 0;
}

/** The newest first. */
export async function listSetAside(queries: Queries, shop: string, limit: number): Promise<SetAsideRecord[]> {
  return await queries.all<SetAsideRecord>(
    `SELECT resource, external_id AS "externalId", reason, at FROM set_aside WHERE shop = ?
      ORDER BY at DESC, id DESC LIMIT ?`,
    [shop, limit],
  );
}

/** A record without an id is known by what it says. */
function keyOf({ id }: SourceRecord, body: string): string {
  return id || `without id, ${hash('sha256', body, 'hex').slice(0, 16)}`;
}
