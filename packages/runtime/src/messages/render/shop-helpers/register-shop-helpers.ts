import type Handlebars from 'handlebars';

import { contextOf } from '../helper-context';
import { button } from './button';
import { coupon } from './coupon';
import { productList } from './product-list';

type Options = Handlebars.HelperOptions;

/** Names of these helpers. */
export const SHOP_HELPERS = ['productList', 'button', 'coupon', 'direction', 'rtl'] as const;

/** Registers the helpers that write parts of mails which every shop needs. What they write is escaped by them. */
export function registerShopHelpers(environment: typeof Handlebars): void {
  const html = (text: string): Handlebars.SafeString => new environment.SafeString(text);

  /** `{{productList order.lines}}`, `{{productList recommendations currency="ILS" limit=3}}` */
  environment.registerHelper('productList', (...values: unknown[]) => {
    const { hash, data } = values.at(-1) as Pick<Options, 'hash'> & { data: { root?: unknown } };
    const currency = typeof hash.currency === 'string' ? hash.currency : currencyOf(data);
    const limit = typeof hash.limit === 'number' && hash.limit > 0 ? hash.limit : Infinity;
    const [lines] = values.slice(0, -1);
    return html(productList(lines, { currency, limit }, contextOf(values)));
  });

  /** `{{button shop.url "Visit the shop"}}` */
  environment.registerHelper('button', (...values: unknown[]) => {
    const [url, text] = values.slice(0, -1);
    return html(button(url, typeof text === 'string' || typeof text === 'number' ? String(text) : '', take(values)));
  });

  /** `{{coupon coupon.code}}` */
  environment.registerHelper('coupon', (...values: unknown[]) => {
    const [code] = values.slice(0, -1);
    return html(coupon(code, take(values)));
  });

  /** `{{#direction}}…{{/direction}}` runs as the mail's language does, `{{#direction "ltr"}}…` as it says. */
  environment.registerHelper('direction', function (this: unknown, ...values: unknown[]) {
    const context = take(values);
    const [wanted] = values.slice(0, -1);
    const direction = wanted === 'ltr' || wanted === 'rtl' ? wanted : context.direction;
    const inside = (values.at(-1) as Options).fn(this);
    if (context.mode === 'text') return html(inside);
    const side = direction === 'rtl' ? 'right' : 'left';
    return html(
      `<div dir="${direction}" align="${side}" style="direction:${direction};text-align:${side}">${inside}</div>`,
    );
  });

  /** `{{#rtl}}…{{else}}…{{/rtl}}` */
  environment.registerHelper('rtl', function (this: unknown, ...values: unknown[]) {
    const { fn, inverse } = values.at(-1) as Options;
    return contextOf(values).direction === 'rtl' ? fn(this) : inverse(this);
  });
}

/** The context, with the work of writing one part counted. */
function take(values: readonly unknown[]) {
  const context = contextOf(values);
  context.spend(10);
  return context;
}

/** Of the order, else of the cart, that the mail is about. */
function currencyOf({ root }: { root?: unknown }): string {
  for (const name of ['order', 'cart']) {
    const currency = ownOf(ownOf(root, name), 'currency');
    if (typeof currency === 'string') return currency;
  }
  return '';
}

function ownOf(object: unknown, key: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}
