import {
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
import { attributeOf, type Categories } from './load-categories';
import { priceOf } from './product-price';
import type { Stock } from './load-stock';
import type { StoreViews } from './store-views';

/** A product as fetched, with what other places say of it. */
export interface ProductPapers {
  readonly product: Json;
  /** The variations of a configurable product, which has neither price nor stock of its own. */
  readonly children: readonly Json[];
  /** Whose variation it is, where that is known. */
  readonly parentId: string | null;
}

export interface ProductSurroundings {
  readonly receivedAt: number;
  readonly currency: string | null;
  readonly categories: Categories;
  readonly stock: Stock;
  readonly views: StoreViews;
  /** The date at the shop, YYYY-MM-DD. */
  readonly today: string;
}

const ENABLED = 1;

/** Reads a Magento product. A configurable product costs what its cheapest variation does and is in stock with any. */
export function readProduct(
  { product: json, children, parentId }: ProductPapers,
  { receivedAt, currency, categories, stock, views, today }: ProductSurroundings,
): Reading<ShopProduct> {
  const id = readId(json.id);
  if (!id) return { unreadable: 'the product has no id' };
  const createdAt = readInstant(json.created_at) ?? readInstant(json.updated_at) ?? receivedAt;
  const parts = children.length > 0 ? children.filter(isEnabled) : [json];
  const prices = parts.map((part) => priceOf(part, currency ?? '', today)).filter((price) => price !== null);
  const isInStock = parts.some((part) => stock.isInStock(readText(part.sku)));
  return {
    value: {
      id,
      parentId,
      sku: readText(json.sku),
      name: readText(json.name),
      status: isEnabled(json) ? 'publish' : 'draft',
      currency,
      price: prices.length === 0 ? null : Math.min(...prices),
      stockStatus: isInStock ? 'instock' : 'outofstock',
      stockQuantity: children.length > 0 ? null : stock.quantityOf(readText(json.sku)),
      categories: categoriesOf(json, categories),
      url: urlOf(json, views),
      image: imageOf(json, views),
      // The shop's own attribute.
      cycleDays: readCycle(attributeOf(json, 'cycle_days')),
      createdAt,
      modifiedAt: readInstant(json.updated_at) ?? createdAt,
    },
  };
}

function isEnabled(json: Json): boolean {
  return Number(readText(json.status) || ENABLED) === ENABLED;
}

function categoriesOf(json: Json, categories: Categories): ShopProduct['categories'] {
  return readRecords(readRecord(json.extension_attributes).category_links)
    .map(({ category_id: category }) => readId(category) ?? '')
    .filter(Boolean)
    .sort()
    .map((id) => categories.get(id) ?? { id, name: '', slug: '' });
}

/** As Magento builds it by default; shops may have chosen another ending, so a page is named only where one is shown. */
function urlOf(json: Json, { pagesUrl }: StoreViews): string | null {
  const key = attributeOf(json, 'url_key');
  const isShown = Number(readText(json.visibility) || 1) > NOT_VISIBLE;
  return key && pagesUrl && isShown ? `${pagesUrl}${key}.html` : null;
}

const NOT_VISIBLE = 1;

function imageOf(json: Json, { mediaUrl }: StoreViews): string | null {
  const file = attributeOf(json, 'image') || readText(readRecords(json.media_gallery_entries)[0]?.file);
  return file.startsWith('/') && mediaUrl ? `${mediaUrl}catalog/product${file}` : null;
}
