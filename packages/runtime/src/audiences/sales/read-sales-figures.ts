import type { Queries } from '../../db';
import { toDecimal } from '../../shared';
import { toIso } from '../facts/to-iso';
import type { SalesCondition } from '../condition';
import { readCalendar } from '../read-calendar';
import { compileFigures, type SalesRow, type SalesScope } from './compile-figures';
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
  { filters, ...asked }: SalesQuestion,
): Promise<SalesFigures[]> {
  const calendar = await readCalendar(queries, filters.map(leafOf), asked);
  const scope = { ...asked, ...(calendar && { calendar }) };
  const figures: SalesFigures[] = [];
  for (const filter of filters) {
    const { text, parameters } = compileFigures(scope, filter);
    const row = await queries.get<SalesRow>(text, parameters);
    figures.push(row && row.count > 0 ? toFigures(row) : { ...NOTHING });
  }
  return figures;
}

const leafOf = (where: SalesFilter): SalesCondition => ({ sales: 'count', where, operator: 'exists' });

const NOTHING: SalesFigures = {
  count: 0,
  includesFirstPurchase: false,
  sum: 0,
  average: 0,
  largest: 0,
  latest: 0,
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
    latest: major(row.latest),
    currency,
    firstAt: toIso(row.firstAt),
    lastAt: toIso(row.lastAt),
  };
}

const roundHalfAway = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));
