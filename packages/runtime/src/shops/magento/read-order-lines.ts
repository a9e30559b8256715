import { readAmount, readCount, readId, readRecords, readText, type Json, type ShopOrderLine } from '../store';

/**
 * The lines of an order as the customer sees them. Magento writes a second item for what a configurable product was
 * chosen as, and one for each part of a bundle, below the item that was put into the cart and that has the price.
 */
export function readOrderLines(items: unknown, currency: string): ShopOrderLine[] {
  const all = readRecords(items);
  const ids = new Set(all.map(({ item_id: id }) => readId(id)));
  return all
    .filter(({ parent_item_id: parent }) => readId(parent) === null || !ids.has(readId(parent)))
    .map((item) => {
      const id = readId(item.item_id) ?? '';
      const parts = all.filter(({ parent_item_id: parent }) => id !== '' && readId(parent) === id);
      return readLine(item, id, parts, currency);
    });
}

function readLine(json: Json, id: string, parts: readonly Json[], currency: string): ShopOrderLine {
  const amount = (name: string): number => readAmount(json[name], currency) ?? 0;
  const quantity = Number(readText(json.qty_ordered).trim() || 0);
  return {
    id,
    productId: readId(json.product_id) ?? '',
    variationId: json.product_type === 'configurable' ? readId(parts[0]?.product_id) : null,
    sku: readText(json.sku),
    name: readText(json.name),
    quantity: Number.isInteger(quantity) ? (readCount(quantity) ?? 0) : Number.isFinite(quantity) ? quantity : 0,
    price: amount('price'),
    // Where prices are with tax, the discount is, too, and its tax is given back here.
    total: amount('row_total') - Math.abs(amount('discount_amount')) + amount('discount_tax_compensation_amount'),
    image: null,
  };
}
