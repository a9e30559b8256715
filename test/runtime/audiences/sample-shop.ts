import { entities, type Database } from '../../../packages/runtime/src/db';

export type SampleOrder = Omit<
  entities.Order,
  'totalTax' | 'discount' | 'shipping' | 'modifiedAt' | 'completedAt' | 'deliveredAt'
> & {
  lines: Array<Pick<entities.OrderLine, 'productExternalId' | 'variationExternalId' | 'sku'>>;
  /** Outside of the window that is asked about: for the naive evaluator only. */
  isOutside?: boolean;
};

export interface SampleCategory {
  shop: string;
  product: string;
  id: string;
  name: string;
  slug: string;
}

/** Writes orders with their lines, and the categories of products, as ingest would. The store gives ids in the same order. */
export async function storeSample(
  database: Database,
  orders: SampleOrder[],
  categories: SampleCategory[] = [],
): Promise<void> {
  await database.write(async (tx) => {
    for (const { lines, id: _id, ...order } of orders) {
      const rest = {
        totalTax: 0,
        discount: 0,
        shipping: 0,
        modifiedAt: order.placedAt,
        completedAt: null,
        deliveredAt: null,
      };
      const { identifiers } = await tx.orm.insert(entities.Order, { ...order, ...rest });
      const id = Number(identifiers[0]?.id);
      for (const [index, line] of lines.entries()) {
        const values = {
          workspace: order.workspace,
          order: id,
          externalId: String(index),
          name: 'Pack',
          quantity: 1,
          total: 0,
        };
        await tx.orm.insert(entities.OrderLine, { ...line, ...values });
      }
    }
    for (const { shop, product, id, name, slug } of categories) {
      await tx.run(
        'INSERT INTO product_category (workspace, shop, product_external_id, category_id, name, slug) VALUES (1, ?, ?, ?, ?, ?)',
        [shop, product, id, name, slug],
      );
    }
  });
}

/** A completed order of one line in EUR, with what a test wants to differ. */
export function order(id: number, changes: Partial<SampleOrder> = {}): SampleOrder {
  return {
    id,
    workspace: 1,
    shop: 'shop',
    externalId: String(id),
    number: String(id),
    contact: 1,
    status: 'completed',
    currency: 'EUR',
    total: 1_000,
    refunded: 0,
    placedAt: id,
    paidAt: null,
    isDeleted: 0,
    lines: [{ productExternalId: '10', variationExternalId: null, sku: 'A-1' }],
    ...changes,
  };
}
