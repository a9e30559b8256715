import type { Queries } from '../db';
import { toDecimal } from '../shared';
import { nextPurchase } from './replenishment/next-purchase';
import { rhythmsOf } from './replenishment/rhythms';

/** What is known of how a contact buys. */
export interface ContactInsights {
  readonly rfm: {
    readonly recency: number;
    readonly frequency: number;
    readonly monetary: number;
    readonly grade: string;
    readonly orders: number;
    /** Net of refunds, in major units of `currency`: of all orders, and of one on average. */
    readonly total: number;
    readonly average: number;
    readonly currency: string;
    readonly firstAt: number;
    readonly lastAt: number;
    readonly computedAt: number;
  } | null;
  readonly nextPurchases: ReadonlyArray<{
    readonly shop: string;
    readonly product: string;
    readonly dueAt: number;
    readonly basis: string;
    readonly lastAt: number;
  }>;
}

type RfmRow = Omit<NonNullable<ContactInsights['rfm']>, 'average'>;

export async function readContactInsights(
  queries: Queries,
  { workspace, contact }: { readonly workspace: number; readonly contact: number },
): Promise<ContactInsights> {
  const row = await queries.get<RfmRow>(
    `SELECT recency, frequency, monetary, grade, orders, total, currency, first_at AS "firstAt", last_at AS "lastAt",
       computed_at AS "computedAt" FROM rfm WHERE contact = ? AND workspace = ?`,
    [contact, workspace],
  );
  const rhythms = await rhythmsOf(queries, workspace, contact);
  const major = (amount: number, currency: string) => Number(toDecimal({ amount: Math.round(amount), currency }));
  return {
    rfm: row
      ? { ...row, total: major(row.total, row.currency), average: major(row.total / row.orders, row.currency) }
      : null,
    nextPurchases: rhythms.map(nextPurchase).sort((one, other) => one.dueAt - other.dueAt),
  };
}
