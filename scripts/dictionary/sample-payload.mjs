import { MARKETS } from './markets.mjs';

/** @import { Market } from './markets.mjs' */
/** @import { Random } from './random.mjs' */

const DIGITS = '0123456789';
const HOSTS = ['shop.example', 'store.example', 'www.example'];
const ORDER_EVENTS = ['order.created', 'order.placed', 'order.paid', 'order.status_changed', 'order.completed'];
const OTHER_EVENTS = ['customer.created', 'customer.updated', 'product.updated', 'product.price_dropped'];

/**
 * The payload of an event as the log keeps it, of a shop that does not exist.
 *
 * @param {Random} random
 */
export function samplePayload(random) {
  const market = random.pick(MARKETS);
  const type = random.chance(0.85) ? random.pick(ORDER_EVENTS) : random.pick(OTHER_EVENTS);
  const host = `https://${random.pick(HOSTS)}`;
  const shop = {
    id: random.text(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'),
    name: word(random, market),
    url: host,
    type: 'woocommerce',
  };
  const head = { event: { type, occurredAt: instant(random) }, shop };
  if (type.startsWith('product.')) return { ...head, product: product(random, market, host) };
  const person = contact(random, market);
  if (type.startsWith('customer.')) return { ...head, contact: person, customer: customer(random, person) };
  return { ...head, contact: person, order: order(random, market, person, host) };
}

/** @param {Random} random */
const number = (random, digits = 4) => String(random.between(1, 9)) + random.text(digits - 1, DIGITS);

/** @param {Random} random */
const price = (random) => random.between(100, 29_999) / 100;

/** @param {Random} random */
const instant = (random) => new Date(Date.UTC(2026, 0, 1) + random.between(0, 63_072_000) * 1000).toISOString();

/** @param {Random} random @param {Market} market */
function word(random, market) {
  const text = random.text(random.between(4, 9), market.letters);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {Random} random @param {Market} market */
function contact(random, market) {
  const email = `${random.text(random.between(5, 11))}@${random.pick(['gmail.com', 'example.com', 'outlook.com'])}`;
  return {
    id: random.between(1, 900_000),
    email,
    phone: random.chance(0.8) ? market.dialling + number(random, 7) : null,
    firstName: word(random, market),
    lastName: word(random, market),
    locale: market.locale,
    country: market.country,
    timeZone: market.timeZone,
  };
}

/** @param {Random} random @param {ReturnType<typeof contact>} person */
function customer(random, { email, phone, firstName, lastName, country }) {
  const username = random.text(8);
  return { id: number(random), email, firstName, lastName, username, role: 'customer', phone: phone ?? '', country };
}

/** @param {Random} random @param {Market} market */
function categories(random, market) {
  return Array.from({ length: random.between(1, 2) }, () => {
    const name = random.pick(market.categories);
    return { id: number(random, 2), name, slug: name.toLowerCase().replaceAll(' ', '-') };
  });
}

/** @param {Random} random @param {Market} market @param {string} host */
function goods(random, market, host) {
  const own = random.text(7);
  const image = `${host}/wp-content/uploads/2026/${random.pick(['03', '07', '11'])}/${own}-${number(random, 2)}.jpg`;
  return {
    sku: random.chance(0.8) ? `${own.slice(0, 4).toUpperCase()}-${number(random, 3)}` : '',
    name: random.pick(market.goods).replace('#', word(random, market)),
    image: random.chance(0.9) ? image : null,
    url: `${host}/product/${own}/`,
  };
}

/** @param {Random} random @param {Market} market @param {string} host */
function product(random, market, host) {
  const { sku, name, image, url } = goods(random, market, host);
  return {
    id: number(random),
    parentId: random.chance(0.3) ? number(random) : null,
    sku,
    name,
    price: price(random),
    previousPrice: random.chance(0.5) ? price(random) : null,
    stockStatus: random.pick(['instock', 'outofstock', 'onbackorder']),
    stockQuantity: random.chance(0.5) ? random.between(0, 200) : null,
    categories: categories(random, market),
    url,
    image,
  };
}

/** @param {Random} random @param {Market} market @param {string} host */
function line(random, market, host) {
  const { sku, name, image } = goods(random, market, host);
  const quantity = random.between(1, 3);
  const each = price(random);
  return {
    id: number(random),
    productId: number(random),
    variationId: random.chance(0.3) ? number(random) : null,
    sku,
    name,
    quantity,
    image,
    price: each,
    total: Math.round(each * quantity * 100) / 100,
    categories: categories(random, market),
  };
}

/**
 * @param {Random} random
 * @param {Market} market
 * @param {ReturnType<typeof contact>} person
 * @param {string} host
 */
function order(random, market, { email, phone, firstName, lastName }, host) {
  const lines = Array.from({ length: random.between(1, 22) }, () => line(random, market, host));
  const address = {
    firstName,
    lastName,
    company: '',
    address1: random.pick(market.streets).replace('#', word(random, market)),
    address2: '',
    city: random.pick(market.cities),
    state: '',
    postcode: number(random, 5),
    country: market.country,
    phone: phone ?? '',
  };
  const placedAt = instant(random);
  const isPaid = random.chance(0.8);
  return {
    id: number(random),
    number: number(random),
    status: random.pick(['processing', 'pending', 'on-hold', 'completed', 'cancelled', 'failed', 'refunded']),
    previousStatus: random.chance(0.3) ? random.pick(['pending', 'processing', 'on-hold']) : null,
    currency: market.currency,
    total: price(random),
    tax: price(random),
    discount: random.chance(0.3) ? price(random) : 0,
    shippingTotal: random.chance(0.7) ? price(random) : 0,
    refunded: 0,
    isFirstPurchase: random.chance(0.5),
    isGuest: random.chance(0.5),
    placedAt,
    paidAt: isPaid ? placedAt : null,
    completedAt: random.chance(0.3) ? instant(random) : null,
    paymentMethod: random.pick(['stripe', 'paypal', 'bacs', 'cod', 'ppcp-gateway']),
    paymentMethodTitle: random.pick(market.payments),
    customerNote: '',
    billing: { ...address, email },
    shipping: random.chance(0.7) ? address : { ...address, city: random.pick(market.cities) },
    lines,
    coupons: random.chance(0.3) ? [random.text(6).toUpperCase()] : [],
    meta: random.chance(0.5) ? { is_vat_exempt: 'no' } : {},
  };
}
