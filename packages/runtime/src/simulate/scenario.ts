import { z } from 'zod';

/** The most that one simulation may be asked for. */
export const LIMITS = { days: 400, happenings: 500, orders: 200, codes: 500 } as const;

const text = z.string().min(1).max(500);
const line = z
  .object({
    sku: text,
    quantity: z.number().positive().default(1),
    category: text.optional(),
    /** Major units, for all pieces. */
    total: z.number().min(0).optional(),
  })
  .strict();
const status = z.enum(['pending', 'processing', 'completed', 'cancelled', 'failed', 'on-hold']);
/** What is bought: one product by `sku`, or several `lines`. Amounts are major units. */
const purchase = z
  .object({
    order: text.optional(),
    sku: text.optional(),
    quantity: z.number().positive().optional(),
    category: text.optional(),
    lines: z.array(line).min(1).max(50).optional(),
    total: z.number().min(0).default(0),
    currency: z.string().length(3).default('EUR'),
    status: status.default('processing'),
  })
  .strict();

const consent = z
  .object({
    channel: z.enum(['email', 'sms', 'whatsapp', 'push', 'onsite']),
    purpose: z.enum(['promotional', 'transactional']),
    /** `pending`: they were asked by mail to confirm it. */
    status: z.enum(['granted', 'withdrawn', 'pending']).default('granted'),
  })
  .strict();

const values = z.record(z.unknown());
export const contactSchema = z
  .object({
    email: text.default('anna@example.com'),
    phone: text.optional(),
    firstName: text.optional(),
    lastName: text.optional(),
    locale: text.optional(),
    country: text.optional(),
    timeZone: text.optional(),
    attributes: values.default({}),
    consents: z.array(consent).max(20).default([]),
    orders: z
      .array(purchase.extend({ daysAgo: z.number().min(0).max(5_000) }).strict())
      .max(LIMITS.orders)
      .default([]),
    lists: z.array(text).max(50).default([]),
    tags: z.array(text).max(50).default([]),
    scores: z.record(z.number()).default({}),
    /** How many browsers of theirs take push messages. */
    devices: z.number().int().min(0).max(5).default(0),
  })
  .strict();

/** A product of the shop, as it is before anything happens. Its price is in major units. */
const product = z
  .object({
    sku: text,
    name: text.optional(),
    category: text.optional(),
    price: z.number().min(0).optional(),
    stock: z.enum(['in', 'out']).default('in'),
  })
  .strict();

/** What others have bought together, and how often: what goes together and sells best follows from it. */
const basket = z.object({ skus: z.array(text).min(1).max(20), times: z.number().int().positive().max(50) }).strict();

const shop = z
  .object({
    type: z.enum(['woocommerce', 'magento']).default('woocommerce'),
    products: z.array(product).max(50).default([]),
    othersBought: z.array(basket).max(20).default([]),
  })
  .strict();

/** The message that is meant: the n-th that the contact got, beginning with 1. */
const nth = z.number().int().positive();

export const happeningSchema = z
  .object({
    at: text,
    buys: purchase.optional(),
    /** The order stands so from now on. */
    order: z.object({ order: text.optional(), status }).strict().optional(),
    delivered: z.object({ order: text.optional() }).strict().optional(),
    refunds: z.object({ order: text.optional(), amount: z.number().positive().optional() }).strict().optional(),
    abandons: z
      .object({ sku: text, quantity: z.number().positive().default(1), total: z.number().min(0).default(0) })
      .strict()
      .optional(),
    opens: nth.optional(),
    clicks: z.union([nth, z.object({ message: nth, url: text }).strict()]).optional(),
    /** Makes an account at the shop. */
    registers: z.object({}).strict().optional(),
    /** The product is so from now on: cheaper, sold out, there again. */
    offers: product.optional(),
    views: z.object({ sku: text, category: text.optional() }).strict().optional(),
    updates: values.optional(),
    tags: z.array(text).optional(),
    untags: z.array(text).optional(),
    joins: text.optional(),
    leaves: text.optional(),
    consents: consent.optional(),
    /** Any other event, with what it says besides. */
    event: z
      .object({ type: text, payload: values.default({}) })
      .strict()
      .optional(),
  })
  .strict()
  .refine((each) => Object.keys(each).length === 2, 'say what happens: one thing beside `at`');

const expectedMessage = z
  .object({
    node: text.optional(),
    at: text.optional(),
    language: text.optional(),
    subject: text.optional(),
    status: z.enum(['sent', 'skipped', 'queued', 'failed']).optional(),
  })
  .strict();

const then = z
  .object({
    /** Names of nodes in the order in which they are taken; others may lie between. */
    path: z.array(text).optional(),
    messages: z.array(expectedMessage).optional(),
    /** Nodes that are not taken, or parts of subjects that are not sent. */
    never: z.array(text).optional(),
    tags: z.array(text).optional(),
    lists: z.array(text).optional(),
    scores: z.record(z.number()).optional(),
    exit: text.optional(),
    entries: z.number().int().min(0).optional(),
  })
  .strict();

/** When and where a scenario begins, and with whom. */
export const givenSchema = z
  .object({
    now: z.string().datetime({ offset: true }).default('2026-01-05T09:00:00Z'),
    timeZone: text.default('UTC'),
    contact: contactSchema.default({}),
    shop: shop.default({}),
    /** The sending calendar, as `aftercart calendar set` takes it. */
    calendar: values.optional(),
    /** Caps and throttles, as `aftercart sending-rules set` takes them. */
    sendingRules: values.optional(),
    /** Codes by the name of the pool that they are in. A contact gets one of each pool. */
    coupons: z.record(z.array(text).max(LIMITS.codes)).default({}),
  })
  .strict();

export const scenarioSchema = z
  .object({
    name: text.default('Scenario'),
    given: givenSchema.default({}),
    when: z.array(happeningSchema).max(LIMITS.happenings).default([]),
    /** How long to look: `60 days`, or `ended` for until nobody is under way any more. */
    until: text.default('ended'),
    then: then.optional(),
  })
  .strict();

export type Scenario = z.infer<typeof scenarioSchema>;
export type Happening = Scenario['when'][number];
export type Purchase = NonNullable<Happening['buys']>;
export type Expectations = NonNullable<Scenario['then']>;
