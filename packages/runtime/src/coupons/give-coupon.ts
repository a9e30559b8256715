import { holdContact, type Transaction } from '../db';
import type { Logger } from '../shared';
import type { CouponReceipt } from './coupon-pool';
import { poolNotFound } from './pool-store';

/** Who gets a code of which pool, and for what: the same `key` gets the same code. */
export interface CouponRequest {
  readonly workspace: number;
  /** The name of the pool. */
  readonly pool: string;
  readonly contact: number | null;
  readonly key: string;
}

interface PoolRow {
  readonly id: string;
  readonly maxPerContact: number | null;
  readonly lowStock: number | null;
  readonly expiresAt: number | string | null;
}

interface CodeRow {
  readonly code: string;
  readonly expiresAt: number | string | null;
}

/**
 * Gives a code away, once for each key. Of two processes that ask at the same time each gets another one: the row of a code
 * that is being given is locked and passed by. Where none is left, or the contact has had enough, the receipt says so.
 * @throws COUPON_POOL_NOT_FOUND
 */
export async function giveCoupon(
  tx: Transaction,
  { workspace, pool: name, contact: asked, key }: CouponRequest,
  { now, logger }: { readonly now: number; readonly logger: Logger },
): Promise<CouponReceipt> {
  // Those who ask for one contact come one after the other, or both would find that it has had none.
  const contact = asked === null ? null : await holdContact(tx, asked);
  const pool = await tx.get<PoolRow>(
    `SELECT id, max_per_contact AS "maxPerContact", low_stock AS "lowStock", expires_at AS "expiresAt"
     FROM coupon_pool WHERE workspace = ? AND name = ?`,
    [workspace, name],
  );
  if (!pool) throw poolNotFound(name);
  const before = await tx.get<CodeRow>(
    'SELECT code, expires_at AS "expiresAt" FROM coupon WHERE pool = ? AND given_for = ?',
    [pool.id, key],
  );
  if (before) return receipt(before, pool, 'again');
  if (pool.expiresAt !== null && Number(pool.expiresAt) <= now) return none('expired');
  if (contact !== null && pool.maxPerContact !== null) {
    const count = 'SELECT COUNT(*) AS count FROM coupon WHERE contact = ? AND pool = ?';
    const had = await tx.get<{ count: number | string }>(count, [contact, pool.id]);
    if (Number(had?.count) >= pool.maxPerContact) return none('limit');
  }
  const [given] = await tx.all<CodeRow>(
    `UPDATE coupon SET given_for = ?, contact = ?, given_at = ? WHERE pool = ? AND given_for IS NULL AND code = (
       SELECT code FROM coupon WHERE pool = ? AND given_for IS NULL AND (expires_at IS NULL OR expires_at > ?)
       ORDER BY code LIMIT 1 ${tx.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : ''})
     RETURNING code, expires_at AS "expiresAt"`,
    [key, contact, now, pool.id, pool.id, now],
  );
  if (!given) return none('exhausted');
  await warnOfLowStock(tx, { ...pool, name }, logger);
  return receipt(given, pool, 'given');
}

/** Once, when the last but so many has gone, and once more when none is left. */
async function warnOfLowStock(tx: Transaction, { id, name, lowStock }: PoolRow & { name: string }, logger: Logger) {
  if (lowStock === null) return;
  const row = await tx.get<{ count: number | string }>(
    'SELECT COUNT(*) AS count FROM (SELECT 1 FROM coupon WHERE pool = ? AND given_for IS NULL LIMIT ?) AS few',
    [id, lowStock],
  );
  const left = Number(row?.count);
  if (left !== lowStock - 1 && left !== 0) return;
  tx.afterCommit(() => logger.warn({ pool: name, left }, 'A coupon pool is running out'));
}

function receipt({ code, expiresAt }: CodeRow, pool: PoolRow, reason: 'given' | 'again'): CouponReceipt {
  const end = expiresAt ?? pool.expiresAt;
  return { code, expiresAt: end === null ? null : Number(end), reason };
}

const none = (reason: 'exhausted' | 'limit' | 'expired'): CouponReceipt => ({ code: null, expiresAt: null, reason });
