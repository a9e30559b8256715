import { hours } from '../../../../packages/runtime/src/shared';
import { databases } from '../../../support/databases';
import { startMagentoSync, type MagentoSync } from '../../../support/magento/start-magento-sync';

describe.each(databases())('on %s', (_name, open) => {
  let magento: MagentoSync;
  beforeEach(async () => {
    magento = await startMagentoSync(open);
    magento.clock.time += hours(1).milliseconds;
    const { shop } = magento.fake;
    shop.categories.push({ id: 3, name: 'Mugs', custom_attributes: [{ attribute_code: 'url_key', value: 'mugs' }] });
    shop.products.push(product(1, 'MUG-01', { price: 10 }));
    shop.sourceItems.push({ sku: 'MUG-01', source_code: 'default', quantity: 5, status: 1 });
    await magento.turn();
  });
  afterEach(async () => await magento.close());

  const product = (id: number, sku: string, fields: object = {}) => ({
    id,
    sku,
    name: `Product ${id}`,
    price: 0,
    status: 1,
    visibility: 4,
    type_id: 'simple',
    created_at: magento.fake.shop.now(),
    updated_at: magento.fake.shop.now(),
    extension_attributes: { category_links: [{ position: 0, category_id: '3' }] },
    custom_attributes: [{ attribute_code: 'url_key', value: `product-${id}` }],
    ...fields,
  });
  const later = async () => {
    magento.clock.time += 60_000;
    await magento.turn();
  };
  const save = (id: number, fields: object) => {
    const found = magento.fake.shop.products.find((one) => one.id === id)!;
    Object.assign(found, fields, { updated_at: magento.fake.shop.now() });
  };
  const latest = async () => (await magento.events()).at(-1)?.payload;

  test('a special price that is on drops the price', async () => {
    magento.clock.time += 60_000;
    const attribute = (attribute_code: string, value: string) => ({ attribute_code, value });
    save(1, {
      custom_attributes: [attribute('special_price', '7.500000'), attribute('special_to_date', '2026-11-21 00:00:00')],
    });
    await later();
    expect(await magento.eventsOf('product', 1)).not.toContain('product.price_dropped');
    save(1, {
      custom_attributes: [
        attribute('special_price', '7.500000'),
        attribute('special_from_date', '2026-11-22 00:00:00'),
      ],
    });
    await later();
    expect(await magento.eventsOf('product', 1)).toContain('product.price_dropped');
    expect((await latest())?.product).toMatchObject({
      price: 7.5,
      previousPrice: 10,
      categories: [{ name: 'Mugs', slug: 'mugs' }],
    });
  });

  test('the last piece is sold, and comes in again, each without a word of the product itself', async () => {
    const { shop } = magento.fake;
    for (const round of [1, 2]) {
      Object.assign(shop.sourceItems[0]!, { quantity: 0, status: 0 });
      shop.place({ product: 1 });
      await later();
      Object.assign(shop.sourceItems[0]!, { quantity: 9, status: 1 });
      await later();
      const told = (await magento.eventsOf('product', 1)).filter((type) => type === 'product.back_in_stock');
      expect(told).toHaveLength(round);
    }
  });

  test('a shop without the inventory modules is asked product by product', async () => {
    magento.fake.hasSources = false;
    Object.assign(magento.fake.shop.sourceItems[0]!, { quantity: 0, status: 0 });
    save(1, {});
    await later();
    expect(await magento.database().all('SELECT stock_status AS status FROM product')).toEqual([
      { status: 'outofstock' },
    ]);
  });

  test('a configurable product costs what its cheapest variation does, and the variation knows whose it is', async () => {
    const { shop } = magento.fake;
    magento.clock.time += 60_000;
    shop.products.push(
      product(100, 'TEE', {
        type_id: 'configurable',
        extension_attributes: { configurable_product_links: [101, 102] },
      }),
      product(101, 'TEE-M', { price: 20, visibility: 1 }),
      product(102, 'TEE-L', { price: 18, visibility: 1 }),
    );
    await later();
    const rows =
      'SELECT external_id AS id, parent_external_id AS parent, price FROM product WHERE external_id <> ? ORDER BY 1';
    expect(await magento.database().all(rows, ['1'])).toEqual([
      { id: '100', parent: null, price: 1800 },
      { id: '101', parent: '100', price: 2000 },
      { id: '102', parent: '100', price: 1800 },
    ]);
    save(102, { price: 15 });
    await later();
    expect((await latest())?.product).toMatchObject({ id: '102', parentId: '100', price: 15, previousPrice: 18 });
  });

  const cart = (fields: object = {}) => ({
    id: 7,
    is_active: true,
    items_count: 1,
    items: [{ item_id: 1, sku: 'MUG-01', qty: 2, name: 'Mug', price: 10 }],
    customer: { id: null, email: null },
    billing_address: { email: 'dana@example.org' },
    currency: { quote_currency_code: 'EUR' },
    store_id: 1,
    created_at: magento.fake.shop.now(),
    updated_at: magento.fake.shop.now(),
    ...fields,
  });
  const carts = async () => await magento.database().all('SELECT email, total, status FROM cart');

  test('a cart of a guest who gave an address is kept until it becomes an order; one of nobody is not', async () => {
    const { shop } = magento.fake;
    shop.carts.push(cart({ id: 8, billing_address: { email: null } }), cart());
    await later();
    expect(await carts()).toEqual([{ email: 'dana@example.org', total: 2000, status: 'active' }]);
    expect((await latest())?.cart).toMatchObject({ id: '7', total: 20, lines: [{ productId: '1', quantity: 2 }] });

    Object.assign(shop.carts[1]!, {
      is_active: false,
      items: undefined,
      reserved_order_id: '1',
      updated_at: shop.now(),
    });
    shop.place({ quote_id: 7, customer_email: 'dana@example.org' });
    await later();
    expect(await carts()).toEqual([{ email: 'dana@example.org', total: 2000, status: 'ordered' }]);
  });

  test('a save of the catalogue touches a cart and says nothing; emptying it ends it', async () => {
    const { shop } = magento.fake;
    shop.carts.push(cart());
    await later();
    Object.assign(shop.carts[0]!, { updated_at: shop.now() });
    await later();
    expect(await magento.eventsOf('cart', 7)).toEqual(['cart.updated']);
    Object.assign(shop.carts[0]!, { items: [], items_count: 0, updated_at: shop.now() });
    await later();
    expect(await carts()).toMatchObject([{ status: 'dropped' }]);
  });

  test('who registers is a customer, with the country of the default address', async () => {
    magento.fake.shop.customers.push({
      id: 5,
      email: 'ruth@example.org',
      firstname: 'Ruth',
      lastname: 'Cohen',
      store_id: 2,
      created_at: magento.fake.shop.now(),
      updated_at: magento.fake.shop.now(),
      addresses: [{ country_id: 'FR' }, { country_id: 'IL', telephone: '052-1234567', default_billing: true }],
    });
    await later();
    expect(await magento.eventsOf('customer', 5)).toEqual(['customer.created']);
    expect((await latest())?.contact).toMatchObject({ email: 'ruth@example.org', country: 'IL', locale: 'he-IL' });
  });
});
