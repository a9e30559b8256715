import {
  applyCart,
  applyCustomer,
  applyOrder,
  applyProduct,
  closeCart,
  findGoodsBySku,
  findProduct,
  findShopCurrency,
  ignored,
  readId,
  readText,
  unreadable,
  type ApplyContext,
  type Json,
  type Outcome,
  type ShopOrder,
  type ShopProduct,
} from '../store';
import type { OrderPapers } from './order-progress';
import { emailOfCart, isCartOpen, readCart } from './read-cart';
import { readCustomer } from './read-customer';
import { readOrder } from './read-order';
import { readProduct, type ProductPapers, type ProductSurroundings } from './read-product';
import type { StoreViews } from './store-views';

/* What was fetched from Magento, read and applied. */

export async function applyOrderPapers(given: ApplyContext, papers: OrderPapers, views: StoreViews): Promise<Outcome> {
  const context = inLanguageOf(given, views);
  const { receivedAt, shop } = context;
  const locale = views.localeOf(papers.order.store_id);
  const reading = readOrder(papers, { receivedAt, deliveredStatus: shop.deliveredStatus, locale });
  if ('unreadable' in reading) return unreadable(reading.unreadable);
  return await applyOrder(asRead(context, reading.value), reading.value);
}

export async function applyCustomerJson(given: ApplyContext, json: Json, views: StoreViews): Promise<Outcome> {
  const context = inLanguageOf(given, views);
  const reading = readCustomer(json, { receivedAt: context.receivedAt, locale: views.localeOf(json.store_id) });
  return 'unreadable' in reading ? unreadable(reading.unreadable) : await applyCustomer(context, reading.value);
}

/** Of carts those count in which somebody has said who they are. */
export async function applyCartJson(given: ApplyContext, json: Json, views: StoreViews): Promise<Outcome> {
  const context = inLanguageOf(given, views);
  const { tx, shop, receivedAt } = context;
  if (!isCartOpen(json)) return await applyClosedCart(context, json);
  if (!emailOfCart(json)) return ignored(`cart ${readText(json.id)} names nobody`);
  const reading = await readCart(json, {
    receivedAt,
    locale: views.localeOf(json.store_id),
    findGoods: (sku) => findGoodsBySku(tx, shop.id, sku),
  });
  return 'unreadable' in reading ? unreadable(reading.unreadable) : await applyCart(context, reading.value);
}

export async function applyProductPapers(
  context: ApplyContext,
  papers: ProductPapers,
  around: Omit<ProductSurroundings, 'receivedAt' | 'currency'>,
): Promise<Outcome> {
  const { tx, shop, receivedAt } = context;
  const currency = await findShopCurrency(tx, shop);
  const reading = readProduct(papers, { ...around, receivedAt, currency });
  if ('unreadable' in reading) return unreadable(reading.unreadable);
  return await applyProduct(context, await asNewestWord(context, reading.value));
}

/** A shop in one language speaks it to everybody, unless the connection says otherwise. */
function inLanguageOf(context: ApplyContext, { onlyLocale }: StoreViews): ApplyContext {
  return { ...context, shop: { ...context.shop, locale: context.shop.locale ?? onlyLocale } };
}

/**
 * Reconciliation applies answers in the order in which it asked: of two states of one second the second one counts. An
 * import goes on beside it and may come late with what it was told.
 *
 * When an order was cancelled nothing tells. One from before the connection that is first seen as cancelled, because
 * somebody saved it again, has not been cancelled just now.
 */
function asRead(context: ApplyContext, { status }: ShopOrder): ApplyContext {
  return {
    ...context,
    ofSameSecond: context.tidings === 'history' ? 'goes' : 'replaces',
    tidings: status === 'cancelled' ? 'history' : context.tidings,
  };
}

/** One that became an order is closed by the order, which names it. */
async function applyClosedCart({ tx, shop }: ApplyContext, json: Json): Promise<Outcome> {
  const id = readId(json.id);
  if (!id) return unreadable('the cart has no id');
  if (!readText(json.reserved_order_id)) await closeCart(tx, shop.id, id, 'dropped');
  return ignored(`cart ${id} is empty or closed`);
}

/**
 * A sale, goods that come in and the first day of a special price leave the product's date of change alone. What they
 * change is dated by when it was seen. And only a configurable product names its variations: whose variation a product
 * is known to be, it stays.
 */
async function asNewestWord({ tx, shop, receivedAt }: ApplyContext, product: ShopProduct): Promise<ShopProduct> {
  const stored = await findProduct(tx, shop.id, product.id);
  if (!stored) return product;
  const parentId = product.parentId ?? stored.parentId;
  if (product.modifiedAt > stored.modifiedAt) return { ...product, parentId };
  const isSame = product.price === stored.price && product.stockStatus === stored.stockStatus;
  return { ...product, parentId, modifiedAt: isSame ? stored.modifiedAt : Math.max(receivedAt, stored.modifiedAt + 1) };
}
