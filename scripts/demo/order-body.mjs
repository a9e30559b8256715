import { randomBytes } from 'node:crypto';

/**
 * What differs between a demo customer who reads English, Hebrew or Arabic.
 *
 * @typedef {object} Locale
 * @property {string} firstName
 * @property {string} lastName
 * @property {string} street
 * @property {string} city
 * @property {string} postcode
 * @property {string} country ISO 3166
 * @property {string} phone
 * @property {string} currency ISO 4217
 * @property {string} symbol
 * @property {string} payment
 * @property {string} shipping
 * @property {{ id: number, sku: string, name: string, cents: number, quantity: number }[]} products
 */

/** @type {Record<string, Locale>} */
export const LOCALES = {
  en: {
    firstName: 'Dana',
    lastName: 'Demo',
    street: '1 Example Street',
    city: 'Dublin',
    postcode: 'D01 F5P2',
    country: 'IE',
    phone: '+353 1 555 0100',
    currency: 'EUR',
    symbol: '€',
    payment: 'Credit card',
    shipping: 'Standard delivery',
    products: [
      { id: 101, sku: 'SOAP-OLIVE', name: 'Olive oil soap, "Classic"', cents: 1450, quantity: 2 },
      { id: 102, sku: 'CREAM-HAND', name: 'Hand cream 75 ml', cents: 2190, quantity: 1 },
    ],
  },
  he: {
    firstName: 'דנה',
    lastName: 'דמו',
    street: 'רחוב הדוגמה 1',
    city: 'תל אביב',
    postcode: '6100000',
    country: 'IL',
    phone: '+972 3 555 0100',
    currency: 'ILS',
    symbol: '₪',
    payment: 'כרטיס אשראי',
    shipping: 'משלוח עד הבית',
    products: [
      { id: 101, sku: 'SOAP-OLIVE', name: 'סבון שמן זית "קלאסי"', cents: 5900, quantity: 2 },
      { id: 102, sku: 'CREAM-HAND', name: 'קרם ידיים 75 מ"ל', cents: 8990, quantity: 1 },
    ],
  },
  ar: {
    firstName: 'دانا',
    lastName: 'تجربة',
    street: 'شارع المثال 1',
    city: 'دبي',
    postcode: '',
    country: 'AE',
    phone: '+971 4 555 0100',
    currency: 'AED',
    symbol: 'د.إ',
    payment: 'بطاقة ائتمان',
    shipping: 'توصيل عادي',
    products: [
      { id: 101, sku: 'SOAP-OLIVE', name: 'صابون زيت الزيتون "كلاسيك"', cents: 5900, quantity: 2 },
      { id: 102, sku: 'CREAM-HAND', name: 'كريم اليدين 75 مل', cents: 8900, quantity: 1 },
    ],
  },
};

const SHIPPING_CENTS = 490;

/**
 * A guest's paid order as WooCommerce's REST API v3 shows it, and as its webhooks deliver it.
 *
 * @param {{ id: number, language: string, email: string, now: Date, source: string }} wanted
 */
export function buildOrder({ id, language, email, now, source }) {
  const locale = LOCALES[language];
  if (!locale)
    throw new Error(`No demo customer reads "${language}": choose one of ${Object.keys(LOCALES).join(', ')}`);
  const goods = locale.products.reduce((sum, { cents, quantity }) => sum + cents * quantity, 0);
  const key = `wc_order_${randomBytes(7).toString('hex').slice(0, 13)}`;
  const address = {
    first_name: locale.firstName,
    last_name: locale.lastName,
    company: '',
    address_1: locale.street,
    address_2: '',
    city: locale.city,
    state: '',
    postcode: locale.postcode,
    country: locale.country,
    phone: locale.phone,
  };
  return {
    id,
    parent_id: 0,
    status: 'processing',
    currency: locale.currency,
    version: '11.0.1',
    prices_include_tax: true,
    ...dates('created', now),
    ...dates('modified', now),
    discount_total: '0.00',
    discount_tax: '0.00',
    shipping_total: decimal(SHIPPING_CENTS),
    shipping_tax: '0.00',
    cart_tax: '0.00',
    total: decimal(goods + SHIPPING_CENTS),
    total_tax: '0.00',
    customer_id: 0,
    order_key: key,
    billing: { ...address, email },
    shipping: address,
    payment_method: 'stripe',
    payment_method_title: locale.payment,
    transaction_id: `demo_${id}`,
    customer_ip_address: '127.0.0.1',
    customer_user_agent: 'demo:order',
    created_via: 'store-api',
    customer_note: '',
    ...dates('completed', null),
    ...dates('paid', now),
    cart_hash: randomBytes(16).toString('hex'),
    number: String(id),
    meta_data: [
      { id: 1, key: 'is_vat_exempt', value: 'no' },
      { id: 2, key: 'wpml_language', value: language },
    ],
    line_items: locale.products.map(({ id: product, sku, name, cents, quantity }, index) => ({
      id: id * 10 + index,
      name,
      product_id: product,
      variation_id: 0,
      quantity,
      tax_class: '',
      subtotal: decimal(cents * quantity),
      subtotal_tax: '0.00',
      total: decimal(cents * quantity),
      total_tax: '0.00',
      taxes: [],
      meta_data: [],
      sku,
      global_unique_id: '',
      price: cents / 100,
      image: { id: '', src: '' },
      parent_name: null,
    })),
    tax_lines: [],
    shipping_lines: [
      {
        id: id * 10 + 9,
        method_title: locale.shipping,
        method_id: 'flat_rate',
        instance_id: '1',
        total: decimal(SHIPPING_CENTS),
        total_tax: '0.00',
        taxes: [],
        tax_status: 'none',
        meta_data: [],
      },
    ],
    fee_lines: [],
    coupon_lines: [],
    refunds: [],
    payment_url: `${source}checkout/order-pay/${id}/?pay_for_order=true&key=${key}`,
    is_editable: false,
    needs_payment: false,
    needs_processing: true,
    currency_symbol: locale.symbol,
    _links: {
      self: [{ href: `${source}wp-json/wc/v3/orders/${id}` }],
      collection: [{ href: `${source}wp-json/wc/v3/orders` }],
    },
  };
}

/**
 * The same order later, in another status.
 *
 * @param {ReturnType<typeof buildOrder>} order
 * @param {string} status
 * @param {Date} now
 */
export function changeStatus(order, status, now) {
  const completed = status === 'completed' ? dates('completed', now) : {};
  return { ...order, status, ...dates('modified', now), ...completed };
}

/**
 * WooCommerce's pair of dates without a zone; this shop's clock shows UTC.
 *
 * @param {string} what
 * @param {Date | null} at
 */
function dates(what, at) {
  const text = at === null ? null : at.toISOString().slice(0, 19);
  return { [`date_${what}`]: text, [`date_${what}_gmt`]: text };
}

/** @param {number} cents */
function decimal(cents) {
  return (cents / 100).toFixed(2);
}
