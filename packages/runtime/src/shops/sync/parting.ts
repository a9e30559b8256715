import type { Database, Queries, Transaction } from '../../db';
import { codeOf, messageOf, minutes } from '../../shared';
import type { Shop } from '../shop';

/** A shop that was disconnected, and whose webhooks are still there. Instants are UTC epoch ms. */
export interface Parting extends Pick<Shop, 'workspace' | 'type' | 'name' | 'url'> {
  readonly shop: string;
  readonly disconnectedAt: number;
  /** When it is asked next. */
  readonly dueAt: number;
  /** In a row: all of them. */
  readonly failures: number;
  readonly errorCode: string | null;
  readonly error: string | null;
  readonly errorAt: number | null;
}

/** With what opens the shop, encrypted. */
export type SealedParting = Parting & { readonly secrets: string };

const COLUMNS = `shop, workspace, type, name, url, disconnected_at AS "disconnectedAt", due_at AS "dueAt", failures,
  error_code AS "errorCode", error, error_at AS "errorAt"`;

/** Longer than an attempt takes: one of a server that died is made again after it. */
const LEASE = minutes(5);

/** Remembers what a connection was, for as long as its webhooks are there. Before the shop is deleted. */
export async function beginParting(tx: Transaction, { id }: Shop, now: number): Promise<void> {
  await tx.run(
    `INSERT INTO shop_parting (shop, workspace, type, name, url, secrets, disconnected_at, due_at, failures)
     SELECT id, workspace, type, name, url, secrets, ?, ?, 0 FROM shop WHERE id = ?`,
    [now, now, id],
  );
}

/** Takes a parting in hand. @returns undefined where another server has it, or it is over */
export async function claimParting(database: Database, shop: string, now: number): Promise<SealedParting | undefined> {
  return await database.write(async (tx) => {
    const claimed = await tx.run('UPDATE shop_parting SET due_at = ? WHERE shop = ? AND due_at <= ?', [
      ...[now + LEASE.milliseconds, shop, now],
    ]);
    if (claimed === 0) return undefined;
    return await tx.get<SealedParting>(`SELECT ${COLUMNS}, secrets FROM shop_parting WHERE shop = ?`, [shop]);
  });
}

/** The longest waiting first. */
export async function duePartings(queries: Queries, now: number, limit: number): Promise<string[]> {
  const rows = await queries.all<{ shop: string }>(
    'SELECT shop FROM shop_parting WHERE due_at <= ? ORDER BY due_at, shop LIMIT ?',
    [now, limit],
  );
  return rows.map(({ shop }) => shop);
}

/** The latest first. */
export async function listPartings(queries: Queries, workspace: number): Promise<Parting[]> {
  return await queries.all<Parting>(
    `SELECT ${COLUMNS} FROM shop_parting WHERE workspace = ? ORDER BY disconnected_at DESC, shop`,
    [workspace],
  );
}

export async function noteStillThere(
  tx: Transaction,
  shop: string,
  { error, now, dueAt }: { readonly error: unknown; readonly now: number; readonly dueAt: number },
): Promise<void> {
  await tx.run(
    'UPDATE shop_parting SET due_at = ?, failures = failures + 1, error_code = ?, error = ?, error_at = ? WHERE shop = ?',
    [dueAt, codeOf(error), messageOf(error).replaceAll('\u0000', ''), now, shop],
  );
}
