import { randomUUID } from 'node:crypto';

import type { Database, Queries, Transaction } from '../db';
import { CodedUserError, type Clock } from '../shared';
import type { CouponCode, CouponPool, PoolDraft } from './coupon-pool';

type Numbers = 'maxPerContact' | 'lowStock' | 'expiresAt' | 'createdAt' | 'left' | 'given';
type Row = Omit<CouponPool, Numbers> & Record<Numbers, number | string | null>;

const SELECT = `SELECT p.id, p.name, p.max_per_contact AS "maxPerContact", p.low_stock AS "lowStock",
    p.expires_at AS "expiresAt", p.created_at AS "createdAt",
    (SELECT COUNT(*) FROM coupon c WHERE c.pool = p.id AND c.given_for IS NULL) AS "left",
    (SELECT COUNT(*) FROM coupon c WHERE c.pool = p.id AND c.given_for IS NOT NULL) AS given
  FROM coupon_pool p`;
/** In one statement: SQLite takes no more than so many values. */
const AT_ONCE = 500;

/** The pools of coupons as people make and fill them. */
export class PoolStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** By name. */
  async list(workspace: number): Promise<CouponPool[]> {
    const rows = await this.database.all<Row>(`${SELECT} WHERE p.workspace = ? ORDER BY p.name`, [workspace]);
    return rows.map(toPool);
  }

  /** @throws COUPON_POOL_NOT_FOUND */
  async get(workspace: number, id: string): Promise<CouponPool> {
    return await read(this.database, workspace, id);
  }

  /** @throws COUPON_POOL_NAME_TAKEN */
  async create(workspace: number, { name, maxPerContact, lowStock, expiresAt }: PoolDraft): Promise<CouponPool> {
    const id = randomUUID();
    return await this.database.write(async (tx) => {
      const inserted = await tx.run(
        `INSERT INTO coupon_pool (id, workspace, name, max_per_contact, low_stock, expires_at, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workspace, name) DO NOTHING`,
        [id, workspace, name, maxPerContact, lowStock, expiresAt, this.clock.now()],
      );
      if (inserted === 0) throw nameTaken(name);
      return await read(tx, workspace, id);
    });
  }

  /** Puts codes into a pool; those that are in it already, given or not, stay as they are. @throws COUPON_POOL_NOT_FOUND */
  async fill(workspace: number, id: string, codes: readonly CouponCode[]): Promise<{ added: number; known: number }> {
    return await this.database.write(async (tx) => {
      await read(tx, workspace, id);
      let added = 0;
      for (let from = 0; from < codes.length; from += AT_ONCE) {
        added += await insert(tx, { workspace, pool: id }, codes.slice(from, from + AT_ONCE));
      }
      return { added, known: codes.length - added };
    });
  }

  /** Codes that were given stay valid at the shop; which ones they were is forgotten. @throws COUPON_POOL_NOT_FOUND */
  async delete(workspace: number, id: string): Promise<void> {
    await this.database.write(async (tx) => {
      const removed = await tx.run('DELETE FROM coupon_pool WHERE workspace = ? AND id = ?', [workspace, id]);
      if (removed === 0) throw poolNotFound(id);
      await tx.run('DELETE FROM coupon WHERE pool = ?', [id]);
    });
  }
}

async function insert(
  tx: Transaction,
  { workspace, pool }: { workspace: number; pool: string },
  codes: readonly CouponCode[],
): Promise<number> {
  const places = codes.map(() => '(?, ?, ?, ?)').join(', ');
  return await tx.run(
    `INSERT INTO coupon (pool, code, workspace, expires_at) VALUES ${places} ON CONFLICT (pool, code) DO NOTHING`,
    codes.flatMap(({ code, expiresAt }) => [pool, code, workspace, expiresAt]),
  );
}

async function read(queries: Queries, workspace: number, id: string): Promise<CouponPool> {
  const row = await queries.get<Row>(`${SELECT} WHERE p.workspace = ? AND p.id = ?`, [workspace, id]);
  if (row) return toPool(row);
  throw poolNotFound(id);
}

function toPool(row: Row): CouponPool {
  const number = (value: number | string | null): number | null => (value === null ? null : Number(value));
  return {
    id: row.id,
    name: row.name,
    maxPerContact: number(row.maxPerContact),
    lowStock: number(row.lowStock),
    expiresAt: number(row.expiresAt),
    createdAt: Number(row.createdAt),
    left: Number(row.left),
    given: Number(row.given),
  };
}

export function poolNotFound(pool: string): CodedUserError {
  return new CodedUserError('COUPON_POOL_NOT_FOUND', `There is no coupon pool "${pool}".`, { pool });
}

function nameTaken(name: string): CodedUserError {
  return new CodedUserError('COUPON_POOL_NAME_TAKEN', `There is a coupon pool "${name}" already.`, { name });
}
