import type { CategorySnapshot } from '../../events';
import {
  isCycleName,
  readAmount,
  readCount,
  readCycle,
  readId,
  readInstant,
  readRecord,
  readRecords,
  readText,
  type Json,
  type Reading,
  type ShopProduct,
} from '../store';

/**
 * Reads a WooCommerce REST v3 product, or a variation, which webhooks send in the same shape under its own id.
 * @param currency of the shop, null while it is unknown: then prices are read with two decimals
 */
export function readProduct(
  json: Json,
  context: { currency: string | null; receivedAt: number },
): Reading<ShopProduct> {
  const id = readId(json.id);
  if (!id) return { unreadable: 'the product has no id' };
  const createdAt = readInstant(json.date_created_gmt) ?? readInstant(json.date_modified_gmt) ?? context.receivedAt;
  return {
    value: {
      id,
      parentId: readId(json.parent_id),
      sku: readText(json.sku),
      name: readText(json.name),
      status: readText(json.status) || 'publish',
      currency: context.currency,
      price: readAmount(json.price, context.currency ?? '') ?? null,
      stockStatus: readText(json.stock_status) || 'instock',
      stockQuantity: readCount(json.stock_quantity),
      categories: readCategories(json.categories),
      url: readText(json.permalink) || null,
      image: readImage(json),
      cycleDays: cycleDaysOf(json),
      createdAt,
      modifiedAt: readInstant(json.date_modified_gmt) ?? createdAt,
    },
  };
}

function readCategories(value: unknown): CategorySnapshot[] {
  return readRecords(value)
    .map((json) => ({ id: readId(json.id) ?? '', name: readText(json.name), slug: readText(json.slug) }))
    .filter(({ id }) => id !== '')
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Products have a list, variations of the REST API one. */
function readImage(json: Json): string | null {
  return readText(readRecords(json.images)[0]?.src) || readText(readRecord(json.image).src) || null;
}

/** From an attribute, or from a custom field. */
function cycleDaysOf(json: Json): number | undefined {
  const attribute = readRecords(json.attributes).find(({ name }) => isCycleName(readText(name)));
  const field = readRecords(json.meta_data).find(({ key }) => isCycleName(readText(key)));
  const [option] = Array.isArray(attribute?.options) ? (attribute.options as unknown[]) : [attribute?.option];
  return readCycle(readText(option) || readText(field?.value));
}
