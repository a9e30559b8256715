import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const DAY = 86_400_000;

/** A shop with so many orders of two lines on average, a tenth as many contacts, and 5,000 products of which few sell most. */
export function fillOrders(folder: string, count: number, now: number): void {
  const database = new DatabaseSync(path.join(folder, 'aftercart.sqlite'));
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000');
    const numbers = (to: number) => `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${to})`;
    const contacts = Math.ceil(count / 10);
    database.exec(
      `INSERT INTO shop (id, workspace, type, name, url, secrets, created_at, updated_at, is_pulled) VALUES ('shop', 1, 'woocommerce', 'Shop', 'https://shop.example', '', 0, 0, 0);
       INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'Shop', 'UTC', 'en', 0) ON CONFLICT (id) DO NOTHING;
       INSERT INTO contact (id, workspace, attributes, created_at, updated_at) ${numbers(contacts)} SELECT i, 1, '{}', 0, 0 FROM n;
       INSERT INTO product (workspace, shop, external_id, sku, name, status, currency, price, stock_status, categories, modified_at, is_deleted)
         ${numbers(5_000)} SELECT 1, 'shop', CAST(i AS TEXT), 'SKU-' || i, 'Product ' || i, 'publish', 'EUR', 1990, 'instock', '[]', 0, 0 FROM n;
       INSERT INTO product_category (workspace, shop, product_external_id, category_id, name, slug)
         ${numbers(5_000)} SELECT 1, 'shop', CAST(i AS TEXT), CAST(i % 50 AS TEXT), 'Category ' || (i % 50), 'category-' || (i % 50) FROM n;
       INSERT INTO orders (id, workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount, shipping, refunded, placed_at, modified_at, is_deleted)
         ${numbers(count)} SELECT i, 1, 'shop', i, i, 1 + ABS(RANDOM() % ${contacts}), 'completed', 'EUR', 1000 + ABS(RANDOM() % 20000), 0, 0, 0, 0,
         ${now} - ${700 * DAY} + i * ${700 * DAY} / ${count}, ${now}, 0 FROM n;`,
    );
    // The square of a random number: a few products are in most orders. Every other order has the product's neighbour, too.
    const chance = '(ABS(RANDOM() % 1000000) / 1000000.0)';
    for (const line of [1, 2, 3]) {
      database.exec(
        `INSERT INTO order_line (workspace, "order", external_id, product_external_id, sku, name, quantity, total)
         SELECT 1, id, '${line}', CAST(CAST(1 + 4999 * r * r AS INTEGER) AS TEXT), '', 'Product', 1, 1000
         FROM (SELECT id, ${chance} AS r FROM orders WHERE id % ${line} = 0)`,
      );
    }
    database.exec(
      `INSERT INTO order_line (workspace, "order", external_id, product_external_id, sku, name, quantity, total)
       SELECT 1, "order", 'next', CAST(MIN(5000, CAST(product_external_id AS INTEGER) + 1) AS TEXT), '', 'Product', 1, 1000
       FROM order_line WHERE external_id = '1' AND "order" % 2 = 0`,
    );
    database.exec('PRAGMA journal_mode = WAL; ANALYZE');
  } finally {
    database.close();
  }
}
