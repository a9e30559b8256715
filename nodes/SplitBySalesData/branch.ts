import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { SalesFigures, SalesFilter } from '../shared/hub';
import { orderFilter } from '../shared/order-filter';
import { readWindow } from '../shared/read-window';

/** What a branch looks at. */
const MEASURES = {
  count: ({ count }: SalesFigures) => count,
  // How many of the orders are the first purchase: with a window, "first purchase at least 1" is "done in the window".
  firstPurchase: ({ includesFirstPurchase }: SalesFigures) => (includesFirstPurchase ? 1 : 0),
  sum: ({ sum }: SalesFigures) => sum,
  average: ({ average }: SalesFigures) => average,
  largest: ({ largest }: SalesFigures) => largest,
  latest: ({ latest }: SalesFigures) => latest,
};

const OPERATORS = {
  gte: (figure: number, value: number) => figure >= value,
  gt: (figure: number, value: number) => figure > value,
  eq: (figure: number, value: number) => figure === value,
  lte: (figure: number, value: number) => figure <= value,
  lt: (figure: number, value: number) => figure < value,
};

/** One output of the split: which orders count, and what has to be true of them. */
export interface Branch {
  name: string;
  filter: SalesFilter;
  holds(figures: SalesFigures): boolean;
  /** What was compared: "VIP: sum 320 gte 100". */
  describe(figures: SalesFigures): string;
}

/**
 * Reads one entry of the `branches` parameter; what is missing is at its default.
 * Throws a UserError for a measure, operator, value or window that does not exist.
 */
export function branchOf(entry: IDataObject, index: number, timeZone = 'UTC'): Branch {
  const name = typeof entry.name === 'string' && entry.name !== '' ? entry.name : String(index + 1);
  const { measure = 'count', operator = 'gte' } = entry;
  const figureOf = choose(MEASURES, measure, 'measure', name);
  const compare = choose(OPERATORS, operator, 'operator', name);
  const value = numberOf(entry.value, 'value', name);
  const filter: SalesFilter = {
    ...orderFilter((entry.filters ?? {}) as IDataObject),
    ...readWindow(entry, `the output "${name}"`, timeZone),
  };
  return {
    name,
    filter,
    holds: (figures) => compare(figureOf(figures), value),
    describe: (figures) => `${name}: ${String(measure)} ${figureOf(figures)} ${String(operator)} ${value}`,
  };
}

function choose<Table extends object>(table: Table, key: unknown, what: string, branch: string): Table[keyof Table] {
  if (typeof key === 'string' && Object.hasOwn(table, key)) return table[key as keyof Table];
  throw new UserError(`The output "${branch}" has no ${what} called ${JSON.stringify(key)}`);
}

function numberOf(value: unknown, what: string, branch: string): number {
  const number = value === undefined ? 1 : typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number) && number >= 0) return number;
  throw new UserError(`The ${what} of the output "${branch}" has to be a number, not ${JSON.stringify(value)}`);
}
