import type { Properties } from './config';
import type { Tracker } from './tracker';

type Data = Record<string, unknown>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The product that a page shows, from its structured data (schema.org), which shops write for search engines. */
export function productOfPage(): Properties | undefined {
  const products = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap(({ textContent }) =>
    dataIn(textContent).filter((data) => [data['@type']].flat().includes('Product')),
  );
  const [product] = products;
  if (products.length !== 1 || !product) return undefined; // none, or a list of them
  const offer = [product.offers].flat().find(isData) ?? {};
  const price = isData(offer.priceSpecification)
    ? offer.priceSpecification
    : [offer.priceSpecification].flat().find(isData);
  const id = document.querySelector<HTMLElement>('[name="add-to-cart"],[name="product"]')?.getAttribute('value');
  return {
    product_id: id || product.productID,
    sku: product.sku,
    name: product.name,
    price: offer.price ?? offer.lowPrice ?? price?.price,
    currency: offer.priceCurrency ?? price?.priceCurrency,
    url: typeof product.url === 'string' ? product.url : location.href,
    image_url: [product.image].flat().find((image) => typeof image === 'string'),
  };
}

export function watchProduct(tracker: Tracker): void {
  const product = productOfPage();
  if (product) tracker.track('Product Viewed', product);
}

function dataIn(text: string | null): Data[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '');
    return [parsed].flat().flatMap((each) => (isData(each) ? [each, ...[each['@graph']].flat().filter(isData)] : []));
  } catch {
    return []; // the shop's own mistake: no search engine reads it either
  }
}
