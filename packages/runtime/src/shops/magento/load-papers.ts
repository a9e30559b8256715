import { readId, type Json } from '../store';
import type { MagentoClient } from './magento-client';
import type { OrderPapers } from './order-progress';
import { allById } from './pages-by-key';

/**
 * Fetches the documents of some orders: what an order does not say of itself. They are read after the orders, so that
 * none of them is older than what the order says.
 * @throws what the client throws
 */
export async function loadPapers(client: MagentoClient, orders: readonly Json[]): Promise<OrderPapers[]> {
  const ids = orders.map(({ entity_id: id }) => readId(id)).filter((id) => id !== null);
  if (ids.length === 0) return orders.map((order) => ({ order, invoices: [], shipments: [], creditMemos: [] }));
  const invoices = await papersOf(client, 'invoices', ids);
  const shipments = await papersOf(client, 'shipments', ids);
  const creditMemos = await papersOf(client, 'creditmemos', ids);
  return orders.map((order) => {
    const id = readId(order.entity_id) ?? '';
    return {
      order,
      invoices: invoices.get(id) ?? [],
      shipments: shipments.get(id) ?? [],
      creditMemos: creditMemos.get(id) ?? [],
    };
  });
}

/** The orders that some documents belong to, whole. @throws what the client throws */
export async function loadOrdersOf(client: MagentoClient, papers: readonly Json[]): Promise<OrderPapers[]> {
  const ids = [...new Set(papers.map(({ order_id: id }) => readId(id)).filter((id) => id !== null))];
  if (ids.length === 0) return [];
  const groups = [[{ field: 'entity_id', value: ids.join(','), condition: 'in' } as const]];
  return await loadPapers(client, await allById(client, { path: 'orders', id: 'entity_id', groups }));
}

async function papersOf(client: MagentoClient, path: string, orders: readonly string[]): Promise<Map<string, Json[]>> {
  const groups = [[{ field: 'order_id', value: orders.join(','), condition: 'in' } as const]];
  const byOrder = new Map<string, Json[]>();
  for (const paper of await allById(client, { path, id: 'entity_id', groups })) {
    const order = readId(paper.order_id) ?? '';
    byOrder.set(order, [...(byOrder.get(order) ?? []), paper]);
  }
  return byOrder;
}
