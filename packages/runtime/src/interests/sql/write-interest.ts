import type { Transaction } from '../../db';
import type { InterestChange } from '../interest';

export interface Interested {
  readonly workspace: number;
  readonly contact: number;
  /** Empty where nobody says at which shop. */
  readonly shop: string;
  /** UTC epoch ms. */
  readonly at: number;
}

/** Keeps what a contact has just shown: one statement, or two where a whole cart is told of. */
export async function writeInterest(tx: Transaction, who: Interested, change: InterestChange): Promise<void> {
  if (change.effect === 'ended') {
    await endInterest(tx, who, change);
    return;
  }
  if (change.effect === 'all') await endOthers(tx, who, change);
  const { workspace, contact, shop, at } = who;
  const rows = change.names.map((name) => [workspace, name, contact, change.kind, shop, at]);
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO interest (workspace, product, contact, kind, shop, last_at)
      VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}
      ON CONFLICT (workspace, product, contact, kind, shop) DO UPDATE SET last_at = excluded.last_at
      WHERE excluded.last_at > interest.last_at`,
    rows.flat(),
  );
}

/** Whichever shop it was kept for: a site and a shop may tell of the same product. */
async function endInterest(tx: Transaction, { workspace, contact }: Interested, change: InterestChange): Promise<void> {
  await tx.run(
    `DELETE FROM interest WHERE workspace = ? AND contact = ? AND kind = ? AND product IN (${marks(change.names)})`,
    [workspace, contact, change.kind, ...change.names],
  );
}

async function endOthers(tx: Transaction, who: Interested, { kind, names }: InterestChange): Promise<void> {
  const { workspace, contact, shop } = who;
  const others = names.length === 0 ? '' : ` AND product NOT IN (${marks(names)})`;
  await tx.run(`DELETE FROM interest WHERE workspace = ? AND contact = ? AND kind = ? AND shop = ?${others}`, [
    ...[workspace, contact, kind, shop],
    ...names,
  ]);
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
