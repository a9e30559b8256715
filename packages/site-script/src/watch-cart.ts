import type { Properties } from './config';
import type { Tracker } from './tracker';
import { productOfPage } from './watch-product';

interface JQuery {
  on(events: string, handle: (event: unknown, ...given: unknown[]) => void): void;
}

/** A button as WooCommerce hands it to whoever listens. */
type Button = ArrayLike<HTMLElement> | undefined;

/**
 * What shoppers do with the cart: elements that say it themselves (`data-aftercart-track="Product Added"`), the form of
 * a product page, and what WooCommerce's scripts tell.
 */
export function watchCart(tracker: Tracker): void {
  document.addEventListener('click', ({ target }) => trackMarked(tracker, target, 'click'), true);
  document.addEventListener(
    'submit',
    ({ target }) => {
      trackMarked(tracker, target, 'submit');
      if (!(target instanceof HTMLFormElement)) return;
      if (target.matches('form.cart, #product_addtocart_form')) tracker.track('Product Added', fromForm(target));
    },
    true,
  );
  const { jQuery } = window as { jQuery?: (target: unknown) => JQuery };
  if (!jQuery) return;
  const body = jQuery(document.body);
  body.on('added_to_cart', (_event, _fragments, _hash, button) =>
    tracker.track('Product Added', ofButton(button as Button)),
  );
  body.on('removed_from_cart', (_event, _fragments, _hash, button) =>
    tracker.track('Product Removed', ofButton(button as Button)),
  );
}

function trackMarked(tracker: Tracker, target: EventTarget | null, on: 'click' | 'submit'): void {
  const marked = target instanceof Element ? target.closest<HTMLElement>('[data-aftercart-track]') : null;
  if (!marked || marked instanceof HTMLFormElement !== (on === 'submit')) return;
  const { aftercartTrack = '', aftercartProperties = '{}' } = marked.dataset;
  try {
    tracker.track(aftercartTrack, JSON.parse(aftercartProperties) as Properties);
  } catch {
    tracker.track(aftercartTrack); // the properties are no JSON; that it happened still counts
  }
}

function fromForm(form: HTMLFormElement): Properties {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const id =
    text('add-to-cart') || text('product') || form.querySelector<HTMLButtonElement>('[name="add-to-cart"]')?.value;
  const product = productOfPage() ?? {};
  return {
    ...product,
    product_id: id || product.product_id,
    variant_id: text('variation_id') || undefined,
    quantity: Number(text('quantity') || text('qty') || 1),
  };
}

function ofButton(button: Button): Properties {
  const { product_id: id, product_sku: sku, quantity } = { ...button?.[0]?.dataset };
  return { product_id: id, sku, quantity: Number(quantity ?? 1) };
}
