import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const DAY = 86_400_000;

/**
 * Contacts with attributes, consents, tags and one order each on average (some buy often, a third never), events, and
 * products in categories: written beside the server, because a million by HTTP would take hours.
 */
export function fillAudience(folder: string, count: number, now: number): void {
  const database = new DatabaseSync(path.join(folder, 'aftercart.sqlite'));
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000');
    const numbers = (columns: string) =>
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) ${columns}`;
    const insert = (into: string, columns: string, more = '') =>
      database.exec(`INSERT INTO ${into} ${numbers(`SELECT ${columns} FROM n ${more}`)}`);
    insert(
      'contact (id, workspace, email, country, attributes, created_at, updated_at)',
      `i, 1, 'contact' || i || '@example.com', CASE i % 3 WHEN 0 THEN 'IL' WHEN 1 THEN 'AT' ELSE 'SA' END,
       '{"tier":"' || CASE i % 10 WHEN 0 THEN 'gold' ELSE 'basic' END || '","birthday":"1990-' || printf('%02d', 1 + i % 12) || '-' || printf('%02d', 1 + i % 28) || '"}',
       ${now} - (i % 900) * ${DAY}, ${now}`,
    );
    insert(
      'consent (contact, channel, purpose, workspace, status, basis, since_at)',
      `i, 'email', 'promotional', 1, 'granted', 'explicit', 1`,
      'WHERE i % 2 = 0',
    );
    insert('contact_tag (contact, tag, workspace, added_at)', `i, 'vip', 1, 1`, 'WHERE i % 20 = 0');
    // Orders come in the order of time, not of their contacts.
    insert(
      `orders (id, workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount, shipping, refunded,
        placed_at, modified_at, is_deleted)`,
      `i, 1, 'shop', i, i, 1 + (i * 7919 % 2000003) % ${count} * 2 / 3, 'completed', 'EUR', 1000 + i % 20000, 0, 0, 0, 0,
       ${now} - ${365 * DAY} + i * ${365 * DAY} / ${count}, ${now}, 0`,
    );
    insert(
      'order_line (id, workspace, "order", external_id, product_external_id, sku, name, quantity, total)',
      `i, 1, i, '1', i % 800, 'SKU-' || (i % 800), 'Product', 1, 1000`,
    );
    insert(
      'event (id, workspace, type, contact, occurred_at, received_at, dedupe_key, payload, facts)',
      `i, 1, 'page.viewed', 1 + i * 31 % ${count}, ${now} - (i % 60) * ${DAY}, ${now}, 'view' || i, '{}', '{"page":{"path":"/' || (i % 50) || '"}}'`,
    );
    database.exec(
      `INSERT INTO product_category (workspace, shop, product_external_id, category_id, name, slug)
       WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 799)
       SELECT 1, 'shop', i, i % 20, 'Category ' || (i % 20), 'category-' || (i % 20) FROM n`,
    );
    // No ANALYZE: a server's own store has no statistics either.
    database.exec('PRAGMA journal_mode = WAL');
  } finally {
    database.close();
  }
}
