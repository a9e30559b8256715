import type Handlebars from 'handlebars';

import { formatDate, formatMoney, type DateStyle } from './formatters';
import { contextOf } from './helper-context';
import { isolate } from './isolate';
import { MAX_OUTPUT } from './render-context';
import { registerShopHelpers, SHOP_HELPERS } from './shop-helpers';
import { templateTooLarge } from './template-error';

type Environment = typeof Handlebars;
type Options = Handlebars.HelperOptions;

/** Names of the helpers that a template may use beside Handlebars' if, unless, each, with and lookup. */
export const HELPERS = [
  'money',
  'date',
  'default',
  'dir',
  'lang',
  'start',
  'end',
  'eq',
  'has',
  'join',
  ...SHOP_HELPERS,
] as const;

/** Registers our helpers on an environment, and an `each` that ends. */
export function registerHelpers(environment: Environment): void {
  const html = (text: string): Handlebars.SafeString => new environment.SafeString(text);

  /** `{{money order.total order.currency}}`: major units. */
  environment.registerHelper('money', (...values: unknown[]) => {
    const context = contextOf(values);
    const [amount, currency] = values.slice(0, -1);
    const number = typeof amount === 'string' && amount.trim() !== '' ? Number(amount) : amount;
    if (typeof number !== 'number' || Number.isNaN(number)) return '';
    const text = formatMoney(number, typeof currency === 'string' ? currency : '', context.formatLocale);
    if (context.mode === 'html') return html(`<bdi>${environment.escapeExpression(text)}</bdi>`);
    return context.direction === 'rtl' ? isolate(text) : text;
  });

  /** `{{date order.placedAt}}`, `{{date order.placedAt style="short" time=true}}` */
  environment.registerHelper('date', (...values: unknown[]) => {
    const { formatLocale: locale, timeZone } = contextOf(values);
    const { hash } = values.at(-1) as Options;
    const [text] = values.slice(0, -1);
    if (typeof text !== 'string' && typeof text !== 'number') return '';
    const instant = typeof text === 'number' ? timestamp(text) : text;
    return formatDate(instant, { locale, timeZone, style: dateStyle(hash.style), hasTime: hash.time === true });
  });

  /** `{{default contact.firstName "friend"}}`: the first value that is not empty. */
  environment.registerHelper('default', (...values: unknown[]) => {
    return values.slice(0, -1).find((value) => value !== undefined && value !== null && value !== '') ?? '';
  });

  environment.registerHelper('dir', (...values: unknown[]) => contextOf(values).direction);
  /** `align="{{start}}"`: the side on which the language begins to be read, and the other one. */
  environment.registerHelper('start', (...values: unknown[]) => (isRightToLeft(values) ? 'right' : 'left'));
  environment.registerHelper('end', (...values: unknown[]) => (isRightToLeft(values) ? 'left' : 'right'));
  environment.registerHelper('lang', (...values: unknown[]) => contextOf(values).language);

  /** `{{#if (eq order.status "completed")}}`: a number equals its text. */
  environment.registerHelper('eq', (...values: unknown[]) => {
    const [left, right] = values.slice(0, -1);
    return left === right || (isScalar(left) && isScalar(right) && String(left) === String(right));
  });

  /** `{{#if (has contact.tags "tea" "coffee")}}`: the list has one of them, as tags are compared: without regard to case. */
  environment.registerHelper('has', (...values: unknown[]) => {
    const [list, ...wanted] = values.slice(0, -1);
    if (!Array.isArray(list)) return false;
    contextOf(values).spend(list.length);
    const words = new Set(list.filter(isScalar).map(wordOf));
    return wanted.some((value) => isScalar(value) && words.has(wordOf(value)));
  });

  /** `{{join order.coupons ", "}}`, of objects: `{{join order.lines ", " key="name"}}` */
  environment.registerHelper('join', (...values: unknown[]) => {
    const { hash } = values.at(-1) as Options;
    const [list, separator] = values.slice(0, -1);
    if (!Array.isArray(list)) return isScalar(list) ? String(list) : '';
    const key: unknown = hash.key;
    const texts = list.map((item: unknown) => (typeof key === 'string' ? ownValue(item, key) : item)).filter(isScalar);
    const text = texts.map(String).join(typeof separator === 'string' ? separator : ', ');
    contextOf(values).spend(list.length + text.length);
    return text;
  });

  registerShopHelpers(environment);
  boundEach(environment);
}

/** Wraps the built-in loop: it counts its rounds and what they wrote, so that no template runs or grows without end. */
function boundEach(environment: Environment): void {
  const builtIn = environment.helpers.each;
  environment.registerHelper('each', function (this: unknown, ...values: unknown[]) {
    const options = values.at(-1) as Options;
    if (!builtIn || values.length !== 2 || typeof options.fn !== 'function') {
      throw new Error('{{#each}} takes one list');
    }
    const context = contextOf(values);
    let length = 0;
    const fn: Options['fn'] = (item: unknown, frame) => {
      context.spend();
      const text = options.fn(item, frame);
      length += text.length;
      if (length > MAX_OUTPUT) throw templateTooLarge(`What it writes is over ${MAX_OUTPUT} characters.`);
      return text;
    };
    return builtIn.call(this, values[0], { ...options, fn }) as unknown;
  });
}

const isRightToLeft = (values: readonly unknown[]): boolean => contextOf(values).direction === 'rtl';

function dateStyle(style: unknown): DateStyle {
  return style === 'full' || style === 'medium' || style === 'short' ? style : 'long';
}

/** ISO form of UTC epoch milliseconds; empty where there is no such instant. */
function timestamp(instant: number): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function ownValue(item: unknown, key: string): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  return Object.getOwnPropertyDescriptor(item, key)?.value;
}

const wordOf = (value: string | number | boolean): string => String(value).trim().toLowerCase();

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
