import type { Queries } from '../db';
import { toDecimal } from '../shared';
import { compileSalesQuery, type SalesRow, type SalesScope } from './compile-sales-query';
import type { SalesFigures, SalesFilter } from './sales-filter';

export interface SalesQuestion extends SalesScope {
  readonly filters: readonly SalesFilter[];
}

/**
 * Counts and sums a contact's orders, one answer per filter and one query each. Pass a transaction to see what it
 * has already written.
 * @throws FILTER_INVALID when a minimum or a window is not a usable number
 */
export async function readSalesFigures(
  queries: Queries,
  { filters, ...scope }: SalesQuestion,
): Promise<SalesFigures[]> {
  const figures: SalesFigures[] = [];
  for (const filter of filters) {
    const { sql, parameters } = compileSalesQuery(scope, filter);
    const row = await queries.get<SalesRow>(sql, parameters);
    figures.push(row && row.count > 0 ? toFigures(row) : { ...NOTHING });
  }
  return figures;
}

const NOTHING: SalesFigures = {
  count: 0,
  includesFirstPurchase: false,
  sum: 0,
  average: 0,
  largest: 0,
  currency: null,
  firstAt: null,
  lastAt: null,
};

function toFigures(row: SalesRow): SalesFigures {
  const currency = row.currency ?? '';
  const major = (amount: number): number => Number(toDecimal({ amount, currency }));
  return {
    count: row.count,
    includesFirstPurchase: row.includesFirstPurchase === 1,
    sum: major(row.sum),
    average: major(roundHalfAway(row.sum / row.countInCurrency)),
    largest: major(row.largest),
    currency,
    firstAt: toIso(row.firstAt),
    lastAt: toIso(row.lastAt),
  };
}

const roundHalfAway = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

const toIso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());
