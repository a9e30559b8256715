import { readAmount, readId, readInstant, readRecords, readText, type Json } from '../store';

/** An order with the documents that belong to it, as Magento sent them. */
export interface OrderPapers {
  readonly order: Json;
  readonly invoices: readonly Json[];
  readonly shipments: readonly Json[];
  readonly creditMemos: readonly Json[];
}

export interface OrderProgress {
  readonly paidAt: number | null;
  readonly shippedAt: number | null;
  readonly completedAt: number | null;
}

const INVOICE_PAID = 2;

/**
 * When an order was paid, shipped whole and completed, UTC epoch ms. The order itself has no date for any of them:
 * its invoices and shipments do. Both are made once and keep their date, while the order's own date of change moves.
 */
export function progressOf(papers: OrderPapers): OrderProgress {
  const paidAt = paidAtOf(papers);
  const shippedAt = shippedAtOf(papers);
  return { paidAt, shippedAt, completedAt: completedAtOf(papers.order, paidAt, shippedAt) };
}

/** Paid is what is paid whole: an invoice over a part of the order leaves the rest due. */
function paidAtOf({ order, invoices }: OrderPapers): number | null {
  const currency = readText(order.order_currency_code);
  const amount = (value: unknown): number => readAmount(value, currency) ?? 0;
  const paid = invoices.filter(({ state }) => Number(readText(state)) === INVOICE_PAID);
  if (paid.length === 0 || amount(order.total_paid) < amount(order.grand_total)) return null;
  return latest(paid);
}

/** Null while pieces are missing, and for goods that are not shipped. The shipments count: they may not touch the order. */
function shippedAtOf({ order, shipments }: OrderPapers): number | null {
  const goods = readRecords(order.items).filter((item) => isShipped(item));
  if (goods.length === 0 || shipments.length === 0) return null;
  const shipped = new Map<string, number>();
  for (const { order_item_id: item, qty } of shipments.flatMap(({ items }) => readRecords(items))) {
    const id = readId(item) ?? '';
    shipped.set(id, (shipped.get(id) ?? 0) + numberOf(qty));
  }
  const isWhole = goods.every((item) => (shipped.get(readId(item.item_id) ?? '') ?? 0) >= piecesToShip(item));
  return isWhole ? latest(shipments) : null;
}

/** What belongs to a product of several parts is shipped with it. */
function isShipped(item: Json): boolean {
  return readId(item.parent_item_id) === null && readText(item.is_virtual) !== '1' && item.is_virtual !== true;
}

function piecesToShip(item: Json): number {
  return numberOf(item.qty_ordered) - numberOf(item.qty_canceled) - numberOf(item.qty_refunded);
}

/** An order that was paid back after it was completed was completed nonetheless. */
function completedAtOf(order: Json, paidAt: number | null, shippedAt: number | null): number | null {
  const state = readText(order.state);
  const isThrough = state === 'complete' || (state === 'closed' && paidAt !== null && shippedAt !== null);
  if (!isThrough) return null;
  return paidAt === null && shippedAt === null ? readInstant(order.updated_at) : Math.max(paidAt ?? 0, shippedAt ?? 0);
}

function latest(papers: readonly Json[]): number | null {
  const dates = papers.map(({ created_at: at }) => readInstant(at)).filter((at) => at !== null);
  return dates.length === 0 ? null : Math.max(...dates);
}

/** A number of pieces: a fraction where goods are sold by weight. */
function numberOf(value: unknown): number {
  const number = Number(readText(value).trim());
  return Number.isFinite(number) ? number : 0;
}
