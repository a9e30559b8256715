import type { WorkflowDocument } from '../../workflows';
import type { Scenario } from '../scenario';
import type { Crowd } from './crowd';
import type { Draws } from './draws';

type Given = Scenario['given']['contact'];

/** What a journey asks contacts for: invented people have it or not, so that each of its ways is taken by some. */
export interface Traits {
  /** It begins with a first purchase: nobody has bought before. */
  readonly areNew: boolean;
  readonly tags: readonly string[];
  readonly attributes: ReadonlyArray<readonly [name: string, value: string]>;
  readonly skus: readonly string[];
  readonly categories: readonly string[];
}

interface Origin {
  readonly locale: string;
  readonly country: string;
  readonly timeZone: string;
  readonly firstNames: readonly [string, ...string[]];
}

const ORIGINS: readonly [Origin, ...Origin[]] = [
  { locale: 'en', country: 'GB', timeZone: 'Europe/London', firstNames: ['Anna', 'James', 'Olivia'] },
  { locale: 'he', country: 'IL', timeZone: 'Asia/Jerusalem', firstNames: ['נועה', 'דוד', 'תמר'] },
  { locale: 'ar', country: 'AE', timeZone: 'Asia/Dubai', firstNames: ['ليلى', 'عمر', 'سارة'] },
];
/** Who has bought before; of those, who has done so twice, and so on. */
const BUYERS = 0.5;
const MOST_ORDERS = 6;
const SKUS = ['SKU-1', 'SKU-2', 'SKU-3'];

/** Reads off a workflow which tags, custom fields and products its nodes name. */
export function traitsOf({ nodes }: Pick<WorkflowDocument, 'nodes'>): Traits {
  const found = {
    tags: new Set<string>(),
    attributes: new Map<string, string>(),
    skus: new Set<string>(),
    categories: new Set<string>(),
  };
  for (const { parameters } of nodes) walk(parameters);
  const areNew = nodes.some(({ parameters: { events } }) => wordsOf(events).includes('order.first_purchase'));
  return {
    areNew,
    tags: [...found.tags],
    attributes: [...found.attributes],
    skus: [...found.skus],
    categories: [...found.categories],
  };

  function walk(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const { about, called, value: wanted, skus, productIds, categories } = value as Record<string, unknown>;
    if (about === 'tag') for (const name of wordsOf(called)) found.tags.add(name);
    if (about === 'custom') for (const name of wordsOf(called)) found.attributes.set(name, wordsOf(wanted)[0] ?? 'yes');
    for (const sku of [...wordsOf(skus), ...wordsOf(productIds)]) found.skus.add(sku);
    for (const category of wordsOf(categories)) found.categories.add(category);
    for (const each of Object.values(value)) walk(each);
  }
}

/** Somebody who could be a customer: a language and where it is spoken, orders of the past, what the journey asks for. */
export function inventPerson(crowd: Crowd, traits: Traits, number: number, draws: Draws): Given {
  const { locale, country, timeZone, firstNames } = draws.oneOf(ORIGINS);
  const agrees = draws.happens(crowd.habits.agrees);
  const orders = [];
  while (!traits.areNew && orders.length < MOST_ORDERS && draws.happens(BUYERS)) {
    orders.push({ ...purchaseBy(draws, traits), daysAgo: Math.round(draws.between(1, 365)) });
  }
  return {
    ...{ locale, country, timeZone, firstName: draws.oneOf(firstNames) },
    attributes: Object.fromEntries(traits.attributes.filter(() => draws.happens(0.5))),
    consents: agrees ? (['email', 'sms', 'whatsapp'] as const).map(promotionsBy) : [],
    tags: traits.tags.filter(() => draws.happens(0.5)),
    ...{ lists: [], scores: {} },
    ...crowd.given.contact,
    orders: crowd.given.contact.orders ?? orders,
    devices: crowd.given.contact.devices ?? 0,
    email: `contact-${number}@crowd.invalid`,
    phone: `+97250${2_000_000 + number}`,
  };
}

/** What a customer buys, mostly what the journey is about. */
export function purchaseBy(draws: Draws, { skus, categories }: Traits) {
  const sku = draws.oneOf([...skus, ...SKUS]) ?? 'SKU-1';
  const category = draws.oneOf(categories);
  const total = Math.round(draws.between(15, 120));
  return { sku, ...(category !== undefined && { category }), total, currency: 'EUR', status: 'processing' } as const;
}

const promotionsBy = (channel: 'email' | 'sms' | 'whatsapp') =>
  ({ channel, purpose: 'promotional', status: 'granted' }) as const;

/** A parameter of several words: a list, or a text with commas; expressions have none yet. */
function wordsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return list.flatMap((each) =>
    typeof each === 'string' && each.trim() !== '' && !each.startsWith('=') ? [each.trim()] : [],
  );
}
