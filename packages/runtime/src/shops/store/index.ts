/*
 * What all shops have in common, whatever they run on: orders, customers and products in our terms, what is stored of
 * them, and what has happened when a shop says something new. A shop's own folder reads and verifies; nothing here
 * knows how a shop spells a field.
 */
export { applyCart } from './apply-cart';
export { applyCustomer } from './apply-customer';
export { applyCustomerDeletion, applyOrderDeletion, applyProductDeletion } from './apply-deletion';
export {
  APPLIED,
  ignored,
  unreadable,
  type ApplyContext,
  type Outcome,
  type ShopEvent,
  type Tidings,
} from './apply-context';
export { applyOrder } from './apply-order';
export { applyProduct } from './apply-product';
export {
  isRecord,
  readAmount,
  readCount,
  readId,
  readInstant,
  readRecord,
  readRecords,
  readText,
  type Json,
  type Reading,
} from './loose-json';
export { publishing } from './publishing';
export type { ShopCart } from './shop-cart';
export type { ShopCustomer } from './shop-customer';
export type { ShopOrder, ShopOrderLine, ShopRefund } from './shop-order';
export type { ShopProduct } from './shop-product';
export { closeCart } from './stored-cart';
export { findGoodsBySku, findSoldOut, type SoldOutProduct } from './stored-goods';
export { KEPT_KINDS, storedIds, type KeptKind, type StoredId } from './stored-ids';
export { findProduct, findShopCurrency } from './stored-product';
export { isCycleName, readCycle } from './read-cycle';
