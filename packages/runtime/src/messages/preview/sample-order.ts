/** What an order looks like to templates, for previews that name no event. Amounts are major units. */
export const SAMPLE_EVENT = {
  order: {
    id: '1042',
    number: '1042',
    status: 'processing',
    currency: 'ILS',
    total: 249.9,
    placedAt: '2026-11-22T10:30:00.000Z',
    coupons: [],
    lines: [
      {
        name: 'Daily contact lenses',
        sku: 'DCL-30',
        quantity: 2,
        price: 99.95,
        total: 199.9,
        image: null,
        categories: [],
      },
      { name: 'Eye drops', sku: 'DROPS', quantity: 1, price: 50, total: 50, image: null, categories: [] },
    ],
  },
  shop: { id: 'sample', name: 'Sample Shop', url: 'https://shop.example', type: 'woocommerce' },
} as const;

export const SAMPLE_CONTACT = {
  firstName: 'Anna',
  lastName: 'Levi',
  email: 'anna@example.com',
  attributes: {},
} as const;
