import { formatMoney } from '../formatters';
import { escapeHtml } from '../html-document';
import { isolate } from '../isolate';
import type { RenderContext } from '../render-context';
import { linkable } from './linkable';

/** More lines than a mail shows well. */
const MOST_PRODUCTS = 50;

interface Product {
  readonly name: string;
  readonly image: string | undefined;
  readonly url: string | undefined;
  readonly quantity: string;
  readonly price: string;
}

export interface ProductListOptions {
  /** Of prices whose line names none. */
  readonly currency: string;
  /** How many are shown. */
  readonly limit: number;
}

/**
 * The lines of an order or a cart, or recommended products, as a table: picture, name, quantity, price. Its columns run in
 * the direction of the mail.
 */
export function productList(lines: unknown, options: ProductListOptions, context: RenderContext): string {
  const all = Array.isArray(lines) ? (lines as unknown[]) : [];
  const shown = all.slice(0, Math.min(options.limit, MOST_PRODUCTS));
  context.spend(10 * (shown.length + 1));
  const products = shown.filter(isRecord).map((line) => readProduct(line, options.currency, context));
  if (products.length === 0) return '';
  if (context.mode === 'text') return products.map((product) => textOf(product, context)).join(', ');
  const { direction } = context;
  const shape = {
    side: direction === 'rtl' ? 'right' : 'left',
    hasPictures: products.some(({ image }) => image),
  } as const;
  const rows = products.map((product) => rowOf(product, shape)).join('');
  return `<table role="presentation" dir="${direction}" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0">${rows}</table>`;
}

/** Without any picture there is no column for them: on a phone it would be a gap. */
function rowOf(
  { name, image, url, quantity, price }: Product,
  { side, hasPictures }: { readonly side: 'left' | 'right'; readonly hasPictures: boolean },
): string {
  const linked = (content: string): string =>
    url === undefined
      ? content
      : `<a href="${escapeHtml(url)}" style="color:inherit;text-decoration:none">${content}</a>`;
  const cell = 'padding:8px;border-bottom:1px solid #e5e7eb;vertical-align:middle';
  const picture =
    image === undefined
      ? ''
      : linked(
          `<img src="${escapeHtml(image)}" alt="${escapeHtml(name)}" width="64" style="display:block;width:64px;height:auto;border:0">`,
        );
  return (
    `<tr>${hasPictures ? `<td width="64" style="${cell};width:64px">${picture}</td>` : ''}` +
    `<td align="${side}" style="${cell};text-align:${side}">${linked(`<bdi>${escapeHtml(name)}</bdi>`)}` +
    `${quantity === '' ? '' : ` &times;&nbsp;<bdi>${escapeHtml(quantity)}</bdi>`}</td>` +
    `<td align="${side === 'left' ? 'right' : 'left'}" style="${cell};text-align:${side === 'left' ? 'right' : 'left'};white-space:nowrap">` +
    `${price === '' ? '' : `<bdi>${escapeHtml(price)}</bdi>`}</td></tr>`
  );
}

function textOf({ name, quantity, price }: Product, { direction }: RenderContext): string {
  const around = direction === 'rtl' ? isolate : (text: string): string => text;
  return [around(name), quantity && `× ${around(quantity)}`, price && around(price)]
    .filter((part) => part !== '')
    .join(' ');
}

function readProduct(line: Record<string, unknown>, fallback: string, { formatLocale }: RenderContext): Product {
  const amount = Number(line.total ?? line.price ?? NaN);
  const currency = typeof line.currency === 'string' ? line.currency : fallback;
  const { quantity } = line;
  return {
    name: typeof line.name === 'string' ? line.name : '',
    image: linkable(line.imageUrl ?? line.image),
    url: linkable(line.url ?? line.permalink),
    quantity: typeof quantity === 'number' || typeof quantity === 'string' ? String(quantity) : '',
    price: Number.isFinite(amount) ? formatMoney(amount, currency, formatLocale) : '',
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
