import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import { hubOf, type RecommendationRequest } from '../shared/hub';
import { passOn, type Taken } from '../shared/split-items';

const RECOMMENDED = 0;
const NONE = 1;

/** Finds products for one item and puts them into it as `recommendations`, for messages to loop over. */
export async function recommend(context: IExecuteFunctions, itemIndex: number): Promise<Taken> {
  const hub = hubOf(context);
  const found = await hub.recommend(requestOf(context, itemIndex));
  const fewest = wholeNumber(context.getNodeParameter('fewest', itemIndex, 1), 'fewest products');
  const products = found.length < fewest ? [] : found;
  hub.note?.(products.length === 0 ? 'None' : products.map(({ name }) => name).join(', '));
  const item = passOn(context, itemIndex);
  const recommendations = products.map((product): IDataObject => ({ ...product }));
  return {
    output: products.length === 0 ? NONE : RECOMMENDED,
    item: { ...item, json: { ...item.json, recommendations } },
  };
}

function requestOf(context: IExecuteFunctions, itemIndex: number): RecommendationRequest {
  const strategy = context.getNodeParameter('strategy', itemIndex, 'alsoBought') as 'alsoBought';
  const fallbacks = context.getNodeParameter('fallbacks', itemIndex, ['bestSellers']) as Array<'bestSellers'>;
  const filters = context.getNodeParameter('filters', itemIndex, {});
  const products = words(context.getNodeParameter('products', itemIndex, ''));
  const limit = wholeNumber(context.getNodeParameter('count', itemIndex, 3), 'number of products');
  return {
    contact: contactReference(context, itemIndex),
    strategies: [...new Set([strategy, ...fallbacks])],
    limit,
    ...(products.length > 0 && { products }),
    ...filtersOf(filters),
  };
}

function filtersOf(filters: IDataObject): Partial<RecommendationRequest> {
  const [categories, exclude] = [words(filters.categories), words(filters.exclude)];
  const shop = typeof filters.shop === 'string' ? filters.shop.trim() : '';
  return {
    ...(categories.length > 0 && { categories }),
    ...(exclude.length > 0 && { exclude }),
    ...(shop !== '' && { shop }),
    ...(filters.includesOwned === true && { includesOwned: true }),
    ...amount(filters, 'minimumPrice'),
    ...amount(filters, 'maximumPrice'),
    ...amount(filters, 'dueWithinDays'),
  };
}

/** A list, or words between commas. */
function words(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function amount(filters: IDataObject, name: 'minimumPrice' | 'maximumPrice' | 'dueWithinDays'): IDataObject {
  const given = filters[name];
  if (given === undefined || given === '') return {};
  const number = Number(given);
  if (Number.isFinite(number) && number >= 0) return { [name]: number };
  throw new UserError(`"${name}" has to be a number of 0 or more, not ${JSON.stringify(given)}`);
}

function wholeNumber(value: unknown, what: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= 50) return number;
  throw new UserError(`The ${what} is a whole number from 1 to 50, not ${JSON.stringify(value)}`);
}
