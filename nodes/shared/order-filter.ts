import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { SalesFilter } from './hub';

/** Which orders count, as far as nodes share it. */
export type OrderFilter = Pick<SalesFilter, 'statuses' | 'productIds' | 'skus' | 'categories' | 'minimumTotal'>;

/**
 * Reads the collection of `ORDER_FILTER_PROPERTIES`. What was left empty is left out.
 * Throws a UserError when the minimum total is not an amount.
 */
export function orderFilter(collection: IDataObject): OrderFilter {
  const filter: OrderFilter = {
    statuses: statusesOf(collection.statuses, collection.otherStatuses),
    productIds: listOf(collection.productIds),
    skus: listOf(collection.skus),
    categories: listOf(collection.categories),
  };
  const minimumTotal = amountOf(collection.minimumTotal);
  const filled = Object.entries(filter).filter(([, values]) => values.length > 0);
  return { ...Object.fromEntries(filled), ...(minimumTotal === undefined ? {} : { minimumTotal }) };
}

/** Order statuses of several parameters together. WooCommerce writes them with "wc-" in some places: we never do. */
export function statusesOf(...parameters: unknown[]): string[] {
  const statuses = parameters.flatMap(listOf).map((status) => status.replace(/^wc-/, ''));
  return [...new Set(statuses)];
}

/** A comma-separated text, or a list that an expression gave, as trimmed texts. */
export function listOf(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  return parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .map((part) => String(part).trim())
    .filter((part) => part !== '');
}

function amountOf(value: unknown): string | undefined {
  const [text] = listOf(typeof value === 'string' ? [value] : value);
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  throw new UserError(`The minimum total "${text}" is not an amount. Write it with a point, such as 49.90.`);
}
