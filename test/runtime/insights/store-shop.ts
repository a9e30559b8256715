import type { Database } from '../../../packages/runtime/src/db';
import { storeSample, type SampleOrder } from '../audiences/sample-shop';

interface Shop {
  readonly orders: SampleOrder[];
  readonly products: readonly string[];
  /** Contacts beside those that ordered. */
  readonly contacts?: readonly number[];
  readonly changes?: Readonly<Record<string, { stock?: string; status?: string; currency?: string }>>;
  /** How many pieces of a product an order has: one where left out. */
  readonly quantities?: ReadonlyArray<{ readonly id: number; readonly product: string; readonly quantity: number }>;
}

/** One shop with its products at 19.90 EUR, each in a category of its own, its orders and whoever placed them. */
export async function storeShop(
  database: Database,
  { orders, products, contacts = [], changes = {}, quantities = [] }: Shop,
) {
  await storeSample(database, orders, []);
  await database.write(async (tx) => {
    await tx.run(
      `INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'Shop', 'UTC', 'de', 0) ON CONFLICT (id) DO NOTHING`,
    );
    await tx.run(
      `INSERT INTO shop (id, workspace, type, name, url, secrets, created_at, updated_at, is_pulled)
       VALUES ('shop', 1, 'woocommerce', 'Shop', 'https://shop.example', '', 0, 0, 0) ON CONFLICT (id) DO NOTHING`,
    );
    for (const contact of new Set([...contacts, ...orders.map((each) => each.contact)])) {
      await tx.run(
        `INSERT INTO contact (id, workspace, attributes, created_at, updated_at) VALUES (?, 1, '{}', 0, 0) ON CONFLICT (id) DO NOTHING`,
        [contact],
      );
    }
    for (const product of products) {
      const { stock = 'instock', status = 'publish', currency = 'EUR' } = changes[product] ?? {};
      await tx.run(
        `INSERT INTO product (workspace, shop, external_id, sku, name, status, currency, price, stock_status, categories, url, image, modified_at, is_deleted)
         VALUES (1, 'shop', ?, ?, ?, ?, ?, 1990, ?, '[]', ?, ?, 0, 0)`,
        [
          ...[product, `S-${product}`, `Product ${product}`, status, currency, stock],
          ...[`https://shop.example/${product}`, `https://shop.example/${product}.jpg`],
        ],
      );
      await tx.run(
        `INSERT INTO product_category (workspace, shop, product_external_id, category_id, name, slug) VALUES (1, 'shop', ?, ?, ?, ?)`,
        [product, `cat-${product}`, `Category ${product}`, `category-${product}`],
      );
    }
    for (const { id, product, quantity } of quantities) {
      await tx.run(
        `UPDATE order_line SET quantity = ? WHERE product_external_id = ? AND "order" = (SELECT id FROM orders WHERE external_id = ?)`,
        [quantity, product, String(id)],
      );
    }
  });
}
