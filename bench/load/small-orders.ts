import { httpRequest } from './http-request';

/** The small orders that the comparison with n8n posts to a Webhook node, each a different one. */
export function smallOrders(path: string, count: number, first = 1): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const id = first + index;
    const order = {
      orderId: `o-${id}`,
      email: `Buyer${id}@Example.com`,
      orders: id % 10,
      items: [
        { sku: 'SKU-1', price: 59.9, qty: 2 },
        { sku: 'SKU-2', price: 19.5, qty: 1 + (id % 3) },
      ],
      address: { city: 'Riga', zip: 'LV-1010', country: 'LV' },
      currency: 'EUR',
    };
    return httpRequest(path, Buffer.from(JSON.stringify(order)));
  });
}
